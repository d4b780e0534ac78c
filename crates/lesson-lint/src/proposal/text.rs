//! A proposal as the configuration that it is, each setting with the reason for it as a comment.

use std::fmt::Write as _;

use lesson_findings::Severity;
use toml_edit::{Array, DocumentMut, Item, Table, Value, value};

use super::{LAWS, LabelProposal, LeftOutProposal, LevelProposal, Proposal, Taken};

/// What an editor completes and checks the file by.
const SCHEMA: &str =
    "https://raw.githubusercontent.com/lessonlint/lessonlint/main/schema/editor/config.schema.json";

/// How many wordings are named that a person has to decide on.
const MOST_OPEN: usize = 10;

impl Proposal {
    /// The text of `lessonlint.toml`.
    #[must_use]
    pub fn to_text(&self) -> String {
        let lessons = counted(self.lessons, "lesson");
        let mut text = format!(
            "#:schema {SCHEMA}\n# Written by `lessonlint init` from {lessons}. What holds in the end is shown by\n\
             # `lessonlint config show`.\n"
        );
        let mut document = DocumentMut::new();
        if !self.left_out.is_empty() {
            put(&mut document, "exclude", excluded(&self.left_out), LEFT_OUT);
        }
        if let Some((name, findings)) = &self.baseline {
            let why = format!(
                "\n# {}, held back so that only new ones fail.\n\
                 # `lessonlint baseline update` takes out what is mended.\n",
                counted(*findings, "finding of old")
            );
            put(&mut document, "baseline", value(name), &why);
        }
        if !self.levels.is_empty() {
            document.insert("rules", Item::Table(self.levels()));
        }
        if !self.labels.is_empty() || !self.open.is_empty() {
            let mut markdown = Table::new();
            markdown.set_implicit(true);
            markdown.insert("labels", Item::Table(self.labels()));
            document.insert("markdown", Item::Table(markdown));
        }
        document.set_trailing(self.undecided());
        let _ = write!(text, "{document}");
        text
    }

    fn levels(&self) -> Table {
        let mut table = Table::new();
        table.decor_mut().set_prefix(
            "\n# Rules that speak in most lessons: what is so common is a habit, and would\n\
             # drown the rest. Take a line out to hear the rule again.\n",
        );
        for LevelProposal { rule, level, findings, lessons } in &self.levels {
            let level = match level {
                Some(Severity::Error) => "error",
                Some(Severity::Warning) => "warning",
                Some(Severity::Advice) => "advice",
                None => "off",
            };
            let findings = counted(*findings, "finding");
            let why =
                format!("# {}: {findings} in {lessons} of {}\n", rule.code, counted(self.lessons, "lesson"));
            put(&mut table, rule.name, value(level), &why);
        }
        table
    }

    fn labels(&self) -> Table {
        let mut table = Table::new();
        let above = match (self.labels.is_empty(), self.labelled < self.lessons) {
            (true, _) => "\n",
            (false, false) => {
                "\n# The wordings of these lessons, beside those that are built in. The first is\n\
                 # the one that stubs are written with.\n"
            }
            (false, true) => {
                "\n# The wordings of the lessons in Markdown or text, beside those that are built\n\
                 # in. The first is the one that stubs are written with.\n"
            }
        };
        table.decor_mut().set_prefix(above);
        for LabelProposal { key, wordings, is_new } in &self.labels {
            let mut why: String = wordings.iter().map(|taken| format!("# {}\n", self.seen(taken))).collect();
            let cautions = LAWS.iter().filter(|(law, _)| law == key && *is_new);
            why.extend(cautions.map(|(_, caution)| format!("# {caution}\n")));
            let wordings: Array = wordings.iter().map(|taken| taken.wording.as_str()).collect();
            put(&mut table, key, value(wordings), &why);
        }
        table
    }

    /// The wordings that a person has to decide on, as comments.
    fn undecided(&self) -> String {
        if self.open.is_empty() {
            return String::new();
        }
        let mut text = "\n# Seen, and not taken: too rare, or not clear what it labels. Where one is\n\
                        # right, add it to the list of that name.\n"
            .to_owned();
        for taken in self.open.iter().take(MOST_OPEN) {
            let _ = writeln!(text, "# {}: {}", taken.key, self.seen(taken));
        }
        if let Some(more) = self.open.len().checked_sub(MOST_OPEN).filter(|more| *more > 0) {
            let _ = writeln!(text, "# … and {more} more");
        }
        text
    }

    fn seen(&self, taken: &Taken) -> String {
        let Taken { wording, lessons, first, .. } = taken;
        let place = format!("{}:{}", plain(&first.path), first.line);
        format!("{}: {lessons} of {}, first in {place}", quoted(wording), counted(self.labelled, "lesson"))
    }
}

const LEFT_OUT: &str = "\n# NOT CHECKED until they are mended by hand: no baseline holds back what keeps a\n\
                        # file from being read, nor what is wrong with a suppression.\n\
                        # `lessonlint check FILE` shows what it is; take the line out then.\n";

/// Patterns that name each of the files and nothing else.
fn excluded(files: &[LeftOutProposal]) -> Item {
    let mut array = Array::new();
    for LeftOutProposal { path, line, code, message } in files {
        let line = line.map_or_else(String::new, |line| format!(" in line {line}"));
        let why = format!("\n    # {code}{line}: {}\n    ", plain(message));
        // `escape` leaves a backslash as it is.
        let escaped = globset::escape(path).replace('\\', r"[\]");
        let mut pattern = Value::from(escaped);
        pattern.decor_mut().set_prefix(why);
        array.push_formatted(pattern);
    }
    array.set_trailing_comma(true);
    array.set_trailing("\n");
    value(array)
}

/// Puts a key into a table, with what stands above it.
fn put(table: &mut Table, key: &str, item: Item, above: &str) {
    table.insert(key, item);
    if let Some(mut key) = table.key_mut(key) {
        key.leaf_decor_mut().set_prefix(above);
    }
}

fn counted(count: usize, one: &str) -> String {
    let (noun, rest) =
        one.split_once(' ').map_or((one, String::new()), |(noun, rest)| (noun, format!(" {rest}")));
    format!("{count} {noun}{}{rest}", if count == 1 { "" } else { "s" })
}

/// A text as a value of TOML.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A text that can stand in a comment: a line end would end it.
fn plain(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { '\u{fffd}' } else { character }).collect()
}
