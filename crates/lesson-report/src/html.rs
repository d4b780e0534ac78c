//! The report as one page that needs nothing beside it: matrices, findings with their excerpts, and filters.
//!
//! The page is written a piece at a time, so that a report of many findings is never held a second time as a page.
//! Its template, stylesheet and script are files of their own in `html/`.

use std::io::{self, BufWriter, Write};

use lesson_findings::{Outcome, Report};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use crate::options::TextOptions;
use finding::Shown;
use groups::{Group, Groups};
use head::Head;
use rules::SpokenRule;

mod change;
mod finding;
mod groups;
mod head;
mod lesson;
mod passages;
mod policy;
mod rules;

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// Every piece of the page. What is put into them is escaped, for their names end in `.html`.
const PIECES: [(&str, &str); 7] = [
    ("start.html", include_str!("html/start.html")),
    ("lesson.html", include_str!("html/lesson.html")),
    ("group.html", include_str!("html/group.html")),
    ("group_end.html", include_str!("html/group_end.html")),
    ("finding.html", include_str!("html/finding.html")),
    ("rules.html", include_str!("html/rules.html")),
    ("end.html", include_str!("html/end.html")),
];

/// From so many lessons with findings on, their matrices are folded: what is to be read first is which there are.
const MANY_LESSONS: usize = 10;

/// How lines of lessons are shown: wide enough for most paragraphs, which the browser wraps.
const LINES: TextOptions = TextOptions { width: 200, ..PLAIN };
const PLAIN: TextOptions = TextOptions {
    color: false,
    unicode: true,
    width: 100,
    show_suppressed: true,
    extent: crate::options::Extent::Whole,
};

/// Writes the report as a page. The same report gives the same bytes.
///
/// # Errors
///
/// What the writer returns.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { pieces: pieces()?, out: BufWriter::new(out) };
    let groups = Groups::of(report);
    page.piece("start.html", &Head::new(report, &groups))?;
    lessons(report, &groups, &mut page)?;
    findings(&groups, &mut page)?;
    suppressed(&groups, &mut page)?;
    page.piece("rules.html", &Rules { rules: SpokenRule::all(report) })?;
    page.piece("end.html", &End { script: SCRIPT, skipped: head::files(report, &groups, Outcome::Skipped) })?;
    page.out.flush()
}

/// The matrix of each lesson: those with findings first, the others folded together.
fn lessons<W: Write>(report: &Report, groups: &Groups<'_>, page: &mut Page<W>) -> io::Result<()> {
    if report.matrices.is_empty() {
        return Ok(());
    }
    page.line("<section aria-labelledby=\"lessons\">\n<h2 id=\"lessons\">Lessons</h2>")?;
    let (with, without): (Vec<_>, Vec<_>) = groups.with_matrix().partition(|(_, group)| group.is_spoken_of());
    for (number, group) in &with {
        let open = with.len() < MANY_LESSONS;
        page.piece("lesson.html", &lesson::Shown::new(*number, group, groups, open, 3))?;
    }
    if let Some(heading) = lesson::folded(&without) {
        let open = if with.is_empty() { " open" } else { "" };
        page.line(&format!("<details class=\"folded\" id=\"folded\"{open}>"))?;
        page.line(&format!("<summary><h3>{heading}</h3></summary>"))?;
        for (number, group) in &without {
            page.piece("lesson.html", &lesson::Shown::new(*number, group, groups, false, 4))?;
        }
        page.line("</details>")?;
    }
    page.line("</section>")
}

/// What was found, by file.
fn findings<W: Write>(groups: &Groups<'_>, page: &mut Page<W>) -> io::Result<()> {
    page.line("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\" tabindex=\"-1\">Findings</h2>")?;
    page.line("<p class=\"nothing\" id=\"nothing\" hidden>Nothing matches the filters.</p>")?;
    let mut any = false;
    for (number, group) in groups.numbered().filter(|(_, group)| group.is_spoken_of()) {
        any = true;
        page.piece("group.html", &groups::Heading::new(number, group, &group.spoken, true))?;
        for &index in &group.spoken {
            page.finding(groups, group, index)?;
        }
        page.piece("group_end.html", &groups::End::of(group, true))?;
    }
    if !any {
        page.line("<p class=\"clean\">There are no findings.</p>")?;
    }
    page.line("</section>")
}

/// What was found and is silenced, with the reasons.
fn suppressed<W: Write>(groups: &Groups<'_>, page: &mut Page<W>) -> io::Result<()> {
    if groups.numbered().all(|(_, group)| group.silenced.is_empty()) {
        return Ok(());
    }
    page.line(
        "<section aria-labelledby=\"suppressed\" id=\"silenced\">\n<h2 id=\"suppressed\">Suppressed</h2>",
    )?;
    page.line("<p>These do not count; each has a reason in the lesson or in the configuration.</p>")?;
    for (number, group) in groups.numbered().filter(|(_, group)| !group.silenced.is_empty()) {
        page.piece("group.html", &groups::Heading::new(number, group, &group.silenced, false))?;
        for &index in &group.silenced {
            page.finding(groups, group, index)?;
        }
        page.piece("group_end.html", &groups::End::of(group, false))?;
    }
    page.line("</section>")
}

fn pieces() -> io::Result<Environment<'static>> {
    let mut pieces = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    pieces.set_syntax(syntax.map_err(io::Error::other)?);
    // What a piece asks for and is not given is a fault of the piece.
    pieces.set_undefined_behavior(UndefinedBehavior::Strict);
    for (name, text) in PIECES {
        pieces.add_template_owned(name, on_one_line(text)).map_err(io::Error::other)?;
    }
    Ok(pieces)
}

/// A piece without its line ends, each of which would be a node of the page: a browser takes a third longer for them.
fn on_one_line(piece: &str) -> String {
    piece.lines().collect::<String>() + "\n"
}

#[derive(Serialize)]
struct Rules {
    rules: Vec<SpokenRule>,
}

#[derive(Serialize)]
struct End {
    script: &'static str,
    skipped: Vec<head::File>,
}

/// The page as far as it is written.
struct Page<W: Write> {
    pieces: Environment<'static>,
    out: BufWriter<W>,
}

impl<W: Write> Page<W> {
    fn piece(&mut self, name: &str, content: &impl Serialize) -> io::Result<()> {
        let piece = self.pieces.get_template(name).map_err(io::Error::other)?;
        let content = Value::from(Serde(content));
        self.out.write_all(piece.render(content).map_err(io::Error::other)?.as_bytes())
    }

    fn finding(&mut self, groups: &Groups<'_>, group: &Group<'_>, index: usize) -> io::Result<()> {
        let Some(finding) = groups.finding(index) else { return Ok(()) };
        let shown = Shown::new(finding, groups.anchor(index), &group.path, groups);
        self.piece("finding.html", &shown)
    }

    fn line(&mut self, markup: &str) -> io::Result<()> {
        writeln!(self.out, "{markup}")
    }
}
