//! What holds for every command: said once, for `--help`, the manual page and docs/command-line.md.

use std::fmt::Write;

use clap::{Arg, Command};

/// Things with a sentence about each.
pub(crate) struct Section {
    /// What they are.
    pub(crate) title: &'static str,
    /// Each thing, and what is said of it.
    pub(crate) entries: &'static [(&'static str, &'static str)],
}

/// The sections, in their order.
pub(crate) const SECTIONS: &[Section] = &[
    Section {
        title: "Exit codes",
        entries: &[
            ("0", "Nothing to complain about."),
            (
                "1",
                "Findings at or above the level of --fail-on, which is error unless set; new findings in `baseline update`; errors in `schema check`.",
            ),
            (
                "2",
                "lessonlint could not do its work: a mistake on the command line or in the configuration, a file that \
                   cannot be read or written, or no lesson at all. What could be done is reported all the same, and 2 \
                   beats 1.",
            ),
        ],
    },
    Section {
        title: "Streams",
        entries: &[
            ("standard output", "What was asked for, and nothing else. That nobody reads on is no error."),
            ("standard error", "Everything else, such as what kept a file from being read."),
            ("standard input", "A lesson, where a path is -; --stdin-filename gives it a name."),
        ],
    },
    Section {
        title: "Environment",
        entries: &[
            ("NO_COLOR", "Set to anything, it turns colours off; --color goes before it."),
            ("CLICOLOR_FORCE", "Set to 1, it turns colours on where the output is no terminal."),
            ("TERM", "In a terminal that calls itself dumb or linux, everything is drawn with ASCII."),
            (
                "RAYON_NUM_THREADS",
                "How many files are looked at at once; the output is the same at any number.",
            ),
        ],
    },
    Section {
        title: "Files",
        entries: &[
            ("lessonlint.toml", "The configuration, found upward from each file."),
            ("course.yaml", "What the lessons below it keep to."),
            (
                ".lessonlintignore",
                "Patterns of files that are not looked at, as in .gitignore, which counts, too.",
            ),
        ],
    },
];

/// The sections as `--help` shows them.
pub(crate) fn for_help() -> String {
    let mut text = String::new();
    let columns = crate::output::terminal_width().unwrap_or(100).min(100);
    for section in SECTIONS {
        let width = section.entries.iter().map(|(name, _)| name.len()).max().unwrap_or(0) + 4;
        let further = " ".repeat(width);
        let layout = textwrap::Options::new(columns)
            .subsequent_indent(&further)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        let _ = writeln!(text, "{}:", section.title);
        for (name, about) in section.entries {
            let entry = format!("  {name:<0$}{about}", width - 2);
            let _ = writeln!(text, "{}", textwrap::fill(&entry, &layout));
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text
}

/// All commands with their options, and the sections, as a page.
pub(crate) fn as_markdown(command: &Command) -> String {
    let mut page = format!("# The command line\n\n{}.\n\n", about(command.get_about()));
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        describe(&mut page, command, "lessonlint");
    }
    options(
        &mut page,
        "Options of every command",
        command.get_arguments().filter(|argument| argument.is_global_set()),
    );
    for section in SECTIONS {
        let _ = write!(page, "## {}\n\n| | |\n|---|---|\n", section.title);
        for (name, about) in section.entries {
            let _ = writeln!(page, "| `{name}` | {about} |");
        }
        page.push('\n');
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn describe(page: &mut String, command: &Command, above: &str) {
    let name = format!("{above} {}", command.get_name());
    let below: Vec<&Command> =
        command.get_subcommands().filter(|command| command.get_name() != "help").collect();
    let own: Vec<&Arg> = command.get_arguments().filter(|argument| !argument.is_global_set()).collect();
    let paths: String = own
        .iter()
        .filter(|argument| argument.is_positional())
        .map(|argument| format!(" {argument}"))
        .collect();
    let _ = write!(page, "## `{name}{paths}`\n\n{}.\n\n", about(command.get_about()));
    options(page, "", own.into_iter().filter(|argument| argument.get_id() != "help"));
    below.into_iter().for_each(|command| describe(page, command, &name));
}

/// A table of options, under their headings in the order of `--help`.
fn options<'a>(page: &mut String, title: &str, options: impl Iterator<Item = &'a Arg>) {
    let options: Vec<&Arg> = options.collect();
    if options.is_empty() {
        return;
    }
    if !title.is_empty() {
        let _ = write!(page, "## {title}\n\n");
    }
    page.push_str("| option | what it does |\n|---|---|\n");
    for option in options {
        let short = option.get_short().map(|short| format!("`-{short}`, ")).unwrap_or_default();
        let name = if option.is_positional() { option.to_string() } else { plain(option) };
        let choices: Vec<String> = option
            .get_possible_values()
            .iter()
            .filter(|_| option.get_action().takes_values())
            .map(|value| format!("`{}`", value.get_name()))
            .collect();
        let choices =
            if choices.is_empty() { String::new() } else { format!(" One of {}.", choices.join(", ")) };
        let default = option.get_default_values().first().filter(|_| option.get_action().takes_values());
        let default =
            default.map(|value| format!(" Default: `{}`.", value.to_string_lossy())).unwrap_or_default();
        let _ = writeln!(page, "| {short}`{name}` | {}.{choices}{default} |", about(option.get_help()));
    }
    page.push('\n');
}

/// `--format <FORMAT>`.
fn plain(option: &Arg) -> String {
    let long = option.get_long().unwrap_or_default();
    let values = option.get_value_names().filter(|_| option.get_action().takes_values());
    let values: String = values.unwrap_or_default().iter().map(|value| format!(" <{value}>")).collect();
    format!("--{long}{values}")
}

fn about(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default().trim_end_matches('.').replace('|', "\\|")
}
