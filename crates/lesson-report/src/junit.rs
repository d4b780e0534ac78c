//! The report as JUnit's XML, which every service for continuous integration shows as tests: a suite for each file, a
//! test for each finding, and one that passes for a file without any. It keeps to the schema that Ant's tasks are
//! described by.

use std::io::{self, BufWriter, Write};

use lesson_findings::{FileEntry, Finding, Outcome, Report};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::sentence::sentence;
use crate::visible;

/// Writes a suite for each file that was looked into.
///
/// # Errors
///
/// What the writer returns.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(BufWriter::new(out), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("testsuites").write_inner_content(|xml| suites(report, xml))?;
    let mut out = xml.into_inner();
    out.write_all(b"\n")?;
    out.flush()
}

fn suites<W: Write>(report: &Report, xml: &mut Writer<W>) -> io::Result<()> {
    let shown = report.files.iter().filter(|file| file.outcome != Outcome::Skipped);
    let mut findings = report.findings.as_slice();
    let mut suites: Vec<Suite<'_>> = Vec::new();
    for file in shown {
        suites.push(Suite {
            path: report.from_top(&file.root, &file.path),
            file: Some(file),
            findings: Vec::new(),
        });
    }
    suites.sort_by(|first, second| first.path.cmp(&second.path));
    // Findings come by path, as the files do; some lie in a file that is none of them, such as the configuration.
    while let Some(first) = findings.first() {
        let same = |finding: &&Finding| (&finding.root, &finding.path) == (&first.root, &first.path);
        let (of_file, rest) = findings.split_at(findings.iter().take_while(same).count());
        findings = rest;
        add(&mut suites, report.from_top(&first.root, &first.path), of_file);
    }
    suites.iter().enumerate().try_for_each(|(id, suite)| suite.write(id, report, xml))
}

fn add<'a>(suites: &mut Vec<Suite<'a>>, path: String, findings: &'a [Finding]) {
    match suites.binary_search_by(|suite| suite.path.cmp(&path)) {
        Ok(index) => {
            if let Some(suite) = suites.get_mut(index) {
                suite.findings.extend(findings);
            }
        }
        Err(index) => suites.insert(index, Suite { path, file: None, findings: findings.iter().collect() }),
    }
}

/// A file with what was found in it.
struct Suite<'a> {
    path: String,
    file: Option<&'a FileEntry>,
    findings: Vec<&'a Finding>,
}

/// What became of a test, for the counts of its suite.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Failure,
    Error,
    Skipped,
}

impl Verdict {
    fn of(finding: &Finding) -> Self {
        match (&finding.suppression, &finding.location) {
            (Some(_), _) => Self::Skipped,
            // What cannot be read was not checked.
            (None, None) => Self::Error,
            (None, Some(_)) => Self::Failure,
        }
    }
}

impl Suite<'_> {
    fn write<W: Write>(&self, id: usize, report: &Report, xml: &mut Writer<W>) -> io::Result<()> {
        let count = |verdict| self.findings.iter().filter(|finding| Verdict::of(finding) == verdict).count();
        let passes = usize::from(self.findings.is_empty() && self.file.is_some());
        let name = plain(&self.path);
        xml.create_element("testsuite")
            .with_attributes([
                ("name", name.as_str()),
                ("package", "lessonlint"),
                ("id", &id.to_string()),
                ("timestamp", &format!("{}T00:00:00", report.today)),
                ("hostname", "localhost"),
                ("tests", &(self.findings.len() + passes).to_string()),
                ("failures", &count(Verdict::Failure).to_string()),
                ("errors", &count(Verdict::Error).to_string()),
                ("skipped", &count(Verdict::Skipped).to_string()),
                ("time", "0"),
            ])
            .write_inner_content(|xml| {
                xml.create_element("properties").write_empty()?;
                if passes > 0 {
                    let attributes = [("name", "no finding"), ("classname", &name), ("time", "0")];
                    xml.create_element("testcase").with_attributes(attributes).write_empty()?;
                }
                self.findings.iter().try_for_each(|finding| self.test(report, finding, xml))?;
                xml.create_element("system-out").write_empty()?;
                xml.create_element("system-err").write_empty()?;
                Ok(())
            })?;
        Ok(())
    }

    fn test<W: Write>(&self, report: &Report, finding: &Finding, xml: &mut Writer<W>) -> io::Result<()> {
        let place = finding.location.as_ref().map(|location| {
            let start = location.source.position(location.span.start as usize);
            format!(" {}:{}", start.line, start.column)
        });
        let place = place.unwrap_or_default();
        let rule = finding.rule;
        let attributes = [
            ("name", format!("{} {}{place}", rule.code, rule.name)),
            ("classname", plain(&self.path)),
            ("time", "0".to_owned()),
        ];
        let attributes = attributes.iter().map(|(key, value)| (*key, value.as_str()));
        xml.create_element("testcase").with_attributes(attributes).write_inner_content(|xml| {
            let message = plain(&sentence(&finding.message));
            let verdict = match (Verdict::of(finding), &finding.suppression) {
                (Verdict::Skipped, Some(suppression)) => {
                    let reason = format!("{message} Suppressed: {}", plain(&sentence(&suppression.reason)));
                    xml.create_element("skipped")
                        .with_attribute(("message", reason.as_str()))
                        .write_empty()?;
                    return Ok(());
                }
                (Verdict::Error, _) => "error",
                _ => "failure",
            };
            let path = plain(&report.from_top(&finding.root, &finding.path));
            let help = finding.help.as_ref().map(|help| format!("\n{}", plain(&sentence(help))));
            let body = format!("{path}{place}\n{message}{}\n{}", help.unwrap_or_default(), finding.url);
            xml.create_element(verdict)
                .with_attributes([("message", message.as_str()), ("type", finding.severity.name())])
                .write_text_content(BytesText::new(&body))?;
            Ok(())
        })?;
        Ok(())
    }
}

/// A text on one line, without what XML cannot hold.
fn plain(text: &str) -> String {
    visible::name(&text.replace(['\r', '\n', '\t'], " "), true).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
