use lesson_text::{Edit, SourceFile, Span};

use super::lines::line_spans;
use crate::{Kind, NodeId, Problem, ProblemKind, ReadOptions, Suggestion, TreeBuilder, did_you_mean, yaml};

/// The keys that front matter gives a lesson.
pub const KEYS: [&str; 10] =
    ["format", "id", "lesson", "course", "title", "audience", "analogy_domain", "figures", "terms", "meta"];

/// The front matter of a file, as far as its lines tell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Region {
    /// What stands between the lines of hyphens.
    pub(crate) inside: Span,
    /// The line that opens it.
    open: Span,
    /// Where the lesson itself begins.
    pub(super) end: usize,
    closed: bool,
}

impl Region {
    /// Whether it gives a lesson's number.
    pub(super) fn declares_lesson(&self, source: &SourceFile) -> bool {
        let mut keys = source.slice(self.inside).split(['\n', '\r']).map(|line| line.split(':').next());
        keys.any(|key| key.is_some_and(|key| key.trim_end().trim_matches(['"', '\'']) == "lesson"))
    }
}

impl Region {
    /// What is wrong with its lines of hyphens.
    pub(crate) fn fault(&self) -> Option<Problem> {
        (!self.closed).then(|| unclosed(self))
    }
}

/// The lesson's keys from its front matter.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) entries: Vec<(NodeId, NodeId)>,
    /// A part of it could not be read, so that what is missing is unknown.
    pub(super) cut: bool,
    pub(super) problems: Vec<Problem>,
}

/// Finds the front matter at a file's start. A first line of hyphens opens one only if a key follows:
/// it may as well be a rule.
pub(crate) fn find(source: &SourceFile) -> Option<Region> {
    let text = source.text();
    let mut lines = line_spans(text, source.text_start());
    let open = lines.next().filter(|&line| source.slice(line).trim_end() == "---")?;
    let mut start = None;
    let mut blank = None;
    for line in lines {
        let written = source.slice(line);
        let from = *start.get_or_insert(line.start as usize);
        if matches!(written.trim_end(), "---" | "...") {
            let inside = Span::new(from, line.start as usize);
            let rest = text.get(line.end as usize..).unwrap_or_default();
            let end = text.len()
                - rest.strip_prefix("\r\n").or(rest.strip_prefix(['\n', '\r'])).unwrap_or(rest).len();
            return has_key(source.slice(inside)).then_some(Region { inside, open, end, closed: true });
        }
        if written.trim().is_empty() || written.starts_with("# ") {
            blank.get_or_insert(line.start as usize);
        }
    }
    // It was never closed: what stands close below the opening line was meant.
    let inside = Span::new(start?, blank.unwrap_or(text.len()));
    let end = inside.end as usize;
    has_key(source.slice(inside)).then_some(Region { inside, open, end, closed: false })
}

/// Reads the keys of a front matter that are a lesson's, or nearly one's.
pub(super) fn read(region: &Region, builder: &mut TreeBuilder, options: &ReadOptions) -> FrontMatter {
    let (root, mut problems) = yaml::read_region(builder, region.inside, options);
    problems.extend(region.fault());
    let tree = builder.tree();
    let Some(root) = root.filter(|&root| tree.kind(root) == Kind::Mapping) else {
        return FrontMatter { entries: Vec::new(), cut: !problems.is_empty(), problems };
    };
    let ours = |key: NodeId| {
        let written = tree.text(key);
        KEYS.contains(&written) || did_you_mean(written, KEYS).is_some()
    };
    let entries = tree.entries(root).filter(|&(key, _)| ours(key)).collect();
    FrontMatter { entries, cut: tree.is_cut(root), problems }
}

fn unclosed(region: &Region) -> Problem {
    let at = region.inside.end as usize;
    let suggestion =
        Suggestion { title: "close the front matter".to_owned(), edits: vec![Edit::insert(at, "---\n")] };
    let mut problem = Problem::new(ProblemKind::Syntax, region.open, "the front matter is never closed")
        .help("end it with a line of three hyphens");
    problem.suggestion = Some(suggestion);
    problem
}

/// Whether the first line that says something is a key with a colon.
fn has_key(text: &str) -> bool {
    let mut lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some((key, value)) = lines.next().and_then(|line| line.split_once(':')) else { return false };
    let word = |character: char| {
        character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | '$' | '"' | '\'')
    };
    let key = key.trim_end();
    !key.is_empty() && key.chars().all(word) && (value.is_empty() || value.starts_with([' ', '\t']))
}
