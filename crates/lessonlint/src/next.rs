//! The command that helps on after a run.

use std::borrow::Cow;
use std::ffi::OsString;

use lesson_findings::{Applicability, Finding, Report};
use lesson_report::visible;

use crate::arguments::CheckOptions;

/// From so many findings on, counting them tells more than reading them.
const MANY: usize = 20;

/// The next command to run, as it can be typed here: what counts the findings where they are many, else what shows the
/// best fixes and writes nothing, or each finding where they were only counted. `None` where no fix is offered, and
/// where standard input would be asked for again.
pub(crate) fn command(report: &Report, options: &CheckOptions) -> Option<String> {
    if options.files.paths.iter().any(|path| path.as_os_str() == "-") {
        return None;
    }
    let spoken = || report.findings.iter().filter(|finding| finding.suppression.is_none());
    let offered = |kind| spoken().any(|finding| first_fix(finding) == Some(kind));
    let flags: &[&str] = if spoken().count() >= MANY && !options.statistics {
        &["--statistics"]
    } else if offered(Applicability::Suggested) {
        &["--fix-suggested", "--diff"]
    } else if offered(Applicability::Safe) {
        &["--fix", "--diff"]
    } else if offered(Applicability::Scaffold) {
        &["--fix-scaffold", "--diff"]
    } else if options.statistics && spoken().next().is_some() {
        &[]
    } else {
        return None;
    };
    Some(format!("Next: {}", as_given(std::env::args_os().skip(1), flags)))
}

fn first_fix(finding: &Finding) -> Option<Applicability> {
    finding.fixes.first().map(|fix| fix.applicability)
}

/// The command line of this run with other flags instead of those that ask for fixes or another extent of the report.
fn as_given(arguments: impl Iterator<Item = OsString>, flags: &[&str]) -> String {
    let replaced = ["--fix", "--fix-suggested", "--fix-scaffold", "--statistics"];
    let kept = arguments.map(|argument| argument.to_string_lossy().into_owned());
    let mut words: Vec<String> = kept.filter(|argument| !replaced.contains(&argument.as_str())).collect();
    // What follows two hyphens is no flag.
    let end = words.iter().position(|word| word == "--").unwrap_or(words.len());
    words.splice(end..end, flags.iter().map(ToString::to_string));
    let quoted = words.iter().map(|word| shlex::try_quote(word).unwrap_or(Cow::Borrowed(word)));
    let words = std::iter::once(Cow::Borrowed("lessonlint")).chain(quoted);
    words.map(|word| visible::name(&word, true)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_can_be_typed_again() {
        let typed = |arguments: &[&str]| as_given(arguments.iter().map(OsString::from), &["--fix", "--diff"]);
        assert_eq!(
            typed(&["check", "a b.yaml", "--fix", "--select", "R001"]),
            "lessonlint check 'a b.yaml' --select R001 --fix --diff"
        );
        assert_eq!(typed(&["check", "it's.md", "--statistics"]), "lessonlint check \"it's.md\" --fix --diff");
        assert_eq!(typed(&["check", "--", "--x.md"]), "lessonlint check --fix --diff -- --x.md");
        assert!(!typed(&["check", "\u{1b}[31m"]).contains('\u{1b}'));
    }
}
