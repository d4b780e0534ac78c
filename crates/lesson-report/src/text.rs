//! The report for a terminal: each finding with its place in the lesson, then a line of figures.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::io::{self, BufWriter, Write};

use lesson_findings::{Finding, Location, Report, Severity, Suppression};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters};
use miette::{Severity as MietteSeverity, ThemeStyles};
use owo_colors::{OwoColorize, Style};
use textwrap::WordSplitter;

use crate::excerpt::Excerpt;
use crate::options::{Extent, TextOptions};
use crate::{summary, visible};

pub(crate) mod changes;
mod snippet;
mod statistics;

/// Of a place that goes over lines, the first is underlined.
const MARKED_LINES: usize = 1;

/// Writes every finding that is not silenced (or those, too, where the options say so), a blank line
/// after each, what became of lessons and debt where that is known, and the figures at the end; or the part of that which the options ask for. How to read
/// more about a rule is said once.
///
/// # Errors
///
/// What the writer returns.
pub fn render(report: &Report, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let page = Page::new(options);
    if options.extent == Extent::Statistics {
        for line in statistics::lines(report, options.unicode) {
            writeln!(out, "{line}")?;
        }
    } else {
        findings(report, &page, &mut out)?;
    }
    if options.extent != Extent::Findings {
        let changes = report.changes.as_ref().map(|changes| changes::lines(changes, options.unicode));
        for line in changes.into_iter().flatten() {
            writeln!(out, "{line}")?;
        }
        figures(report, &page, &mut out)?;
    }
    out.flush()
}

/// The lines around a place, which is underlined as in a finding.
#[must_use]
pub fn excerpt(location: &Location, options: TextOptions) -> String {
    let excerpt = Some(Excerpt::around(location, std::iter::empty(), MARKED_LINES, options));
    let shown = Shown { message: String::new(), severity: MietteSeverity::Error, excerpt };
    let mut text = String::new();
    let drawn = Page::new(options).handler.render_report(&mut text, &shown);
    // On the first line stands the message.
    drawn.ok().and(text.split_once('\n')).map_or_else(String::new, |(_, drawing)| drawing.to_owned())
}

fn findings(report: &Report, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let options = page.options;
    let mut codes = HashSet::new();
    let mut text = String::new();
    let shown = |finding: &&Finding| options.show_suppressed || finding.suppression.is_none();
    for finding in report.findings.iter().filter(shown) {
        text.clear();
        page.finding(finding, codes.insert(finding.rule.code), &mut text).map_err(io::Error::other)?;
        out.write_all(text.as_bytes())?;
        out.write_all(b"\n")?;
    }
    for line in summary::unshown(report, options.unicode) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn figures(report: &Report, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    // The counts alone are coloured: a whole line in yellow is hard to read on white.
    let painted = |severity, count: String| count.style(page.severity(severity)).to_string();
    writeln!(out, "{}", textwrap::fill(&summary::line(report, &painted), page.options.columns()))?;
    for line in summary::fixes(report).into_iter().chain(summary::stale(report)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// How findings are drawn.
struct Page {
    options: TextOptions,
    styles: ThemeStyles,
    characters: ThemeCharacters,
    handler: GraphicalReportHandler,
}

impl Page {
    fn new(options: TextOptions) -> Self {
        let styles = if options.color { colors() } else { ThemeStyles::none() };
        let characters = if options.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
        let theme = GraphicalTheme { characters: characters.clone(), styles: styles.clone() };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_urls(false)
            .with_width(options.columns())
            .without_cause_chain()
            .without_syntax_highlighting();
        Self { options, styles, characters, handler }
    }

    fn finding(&self, finding: &Finding, is_first_of_rule: bool, text: &mut String) -> fmt::Result {
        let rule = finding.rule;
        let bold = if self.options.color { Style::new().bold() } else { Style::new() };
        let severity = finding.severity.style(self.severity(finding.severity));
        let silenced = if finding.suppression.is_some() { " (suppressed)" } else { "" };
        fmt::write(text, format_args!("{severity} {} {}{silenced}\n", rule.code.style(bold), rule.name))?;
        let shown = Shown::new(finding, self.options);
        self.handler(finding.severity, &shown).render_report(text, &shown)?;
        if shown.excerpt.is_none() {
            let path = visible::name(&finding.path, self.options.unicode);
            self.note("in", &path.style(self.styles.link).to_string(), text);
        }
        if let Some(suppression) = &finding.suppression {
            self.note("suppressed:", &self.why_silenced(suppression), text);
            return Ok(());
        }
        let fix = finding.fixes.first();
        let is_new = |help: &&String| fix.is_none_or(|fix| fix.title != **help);
        if let Some(help) = finding.help.as_ref().filter(is_new) {
            self.note("help:", &visible::prose(help, self.options.unicode), text);
        }
        if let Some(fix) = fix {
            let title = visible::prose(&fix.title, self.options.unicode);
            self.note("fix available:", &format!("{title} ({})", summary::flag(fix.applicability)), text);
        }
        if is_first_of_rule {
            self.note("more:", &format!("lessonlint explain {}", rule.code), text);
        }
        Ok(())
    }

    /// Why a finding is silenced, and where that stands.
    fn why_silenced(&self, suppression: &Suppression) -> String {
        let Location { source, span } = &suppression.location;
        let path = visible::name(source.path(), self.options.unicode);
        let line = source.position(span.start as usize).line;
        let until = suppression.until.as_ref().map(|day| format!(", until {day}"));
        let reason = visible::prose(&suppression.reason, self.options.unicode);
        format!("{reason} ({path}:{line}{})", until.unwrap_or_default())
    }

    /// miette gives each underline the next of the theme's styles; so each finding has its own list.
    fn handler(&self, severity: Severity, shown: &Shown) -> Cow<'_, GraphicalReportHandler> {
        let Some(excerpt) = shown.excerpt.as_ref().filter(|_| self.options.color) else {
            return Cow::Borrowed(&self.handler);
        };
        let highlights = excerpt.styles(self.severity(severity), &self.styles.highlights);
        let styles = ThemeStyles { highlights, ..self.styles.clone() };
        let theme = GraphicalTheme { characters: self.characters.clone(), styles };
        Cow::Owned(self.handler.clone().with_theme(theme))
    }

    /// A line under a finding; what it goes on with stands under its own text.
    fn note(&self, name: &str, words: &str, text: &mut String) {
        let first = format!("  {} ", name.style(self.styles.help));
        let further = " ".repeat(name.len() + 3);
        let layout = textwrap::Options::new(self.options.columns() - 2)
            // A flag or an id is copied whole.
            .word_splitter(WordSplitter::NoHyphenation)
            .initial_indent(&first)
            .subsequent_indent(&further);
        text.push_str(&textwrap::fill(words, layout));
        text.push('\n');
    }

    fn severity(&self, severity: Severity) -> Style {
        match severity {
            Severity::Error => self.styles.error,
            Severity::Warning => self.styles.warning,
            Severity::Advice => self.styles.advice,
        }
    }
}

/// The terminal's own colours, which its theme makes readable on light and dark alike: but for blue, which is hardly
/// seen on black, and none in bold, which many terminals turn into a bright one that is hardly seen on white. None of
/// them is the only mark of anything.
fn colors() -> ThemeStyles {
    let highlights = vec![Style::new().magenta(), Style::new().cyan(), Style::new().green()];
    ThemeStyles { highlights, link: Style::new().bold(), ..ThemeStyles::ansi() }
}

/// A finding as miette takes it.
#[derive(Debug)]
struct Shown {
    message: String,
    severity: MietteSeverity,
    excerpt: Option<Excerpt>,
}

impl Shown {
    fn new(finding: &Finding, options: TextOptions) -> Self {
        let severity = match finding.severity {
            Severity::Error => MietteSeverity::Error,
            Severity::Warning => MietteSeverity::Warning,
            Severity::Advice => MietteSeverity::Advice,
        };
        let message = visible::prose(&finding.message, options.unicode);
        Self { message, severity, excerpt: Excerpt::new(finding, MARKED_LINES, options) }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn severity(&self) -> Option<MietteSeverity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.excerpt.as_ref()?;
        Some(Box::new(excerpt.labels()))
    }
}
