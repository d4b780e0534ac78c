//! `lessonlint baseline`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use lesson_findings::{Finding, Outcome as FileOutcome};
use lesson_lint::{Baseline, Recorded, Updated};
use lesson_model::Words;
use lesson_report::visible;

use crate::arguments::{
    BaselineCommand, BaselineOptions, BaselineShowOptions, BaselineUpdateOptions, PlainFormat,
};
use crate::baseline::{BASELINE_NAME, LookedAt, read};
use crate::fix;
use crate::linted::{Linted, Matrices, Run, fails, lint_all, today};
use crate::output::{Failure, Outcome, counted, from_here, print, warn};
use crate::project::{CONFIG_NAME, Project, Projects, RuleChoice};

pub(crate) fn run(command: &BaselineCommand) -> Result<Outcome, Failure> {
    match command {
        BaselineCommand::Create(options) => create(options),
        BaselineCommand::Update(options) => update(options),
        BaselineCommand::Show(options) => show(options),
    }
}

/// Every baseline that lessons have, or could have, with the lessons.
fn by_baseline(linted: &[Linted]) -> BTreeMap<PathBuf, Vec<&Linted>> {
    let mut groups: BTreeMap<PathBuf, Vec<&Linted>> = BTreeMap::new();
    for linted in linted.iter().filter(|linted| linted.report.outcome == FileOutcome::Linted) {
        groups.entry(baseline_of(&linted.project)).or_default().push(linted);
    }
    groups
}

/// Where a project's baseline lies, or would lie.
fn baseline_of(project: &Project) -> PathBuf {
    project.baseline.clone().unwrap_or_else(|| project.root.join(BASELINE_NAME))
}

fn lint(options: &BaselineOptions) -> Result<Run, Failure> {
    let baseline = options.baseline.clone();
    let choice = RuleChoice { preview: options.preview, baseline, recording: true, ..RuleChoice::default() };
    lint_all(&options.files, choice, today(options.today.as_deref())?, Matrices::Unwanted)
}

/// Says which files could not be read, whose findings nobody knows; whether there are any.
fn report_unreadable(linted: &[Linted]) -> bool {
    let mut unreadable =
        linted.iter().filter(|linted| linted.report.outcome == FileOutcome::Unreadable).peekable();
    let any = unreadable.peek().is_some();
    for file in unreadable {
        let reason = file.report.reason.as_deref().unwrap_or("unreadable");
        warn(&format!("error: {}: {reason}", file.report.path));
    }
    any
}

fn create(options: &BaselineOptions) -> Result<Outcome, Failure> {
    let run = lint(options)?;
    if run.incomplete {
        return Err("no baseline was written, for a part of the work could not be done".to_owned().into());
    }
    let groups = by_baseline(&run.linted);
    if let Some(there) = groups.keys().find(|path| path.exists()) {
        return Err(format!(
            "{} is there already, and a baseline does not grow by being made anew\n  \
             help: `lessonlint baseline update` takes out of it what is mended",
            from_here(there)
        )
        .into());
    }
    let mut said = String::new();
    let mut left = 0;
    for (path, files) in groups {
        let found = LookedAt::new(files.iter().copied()).findings;
        let mut baseline = Baseline::default();
        for finding in found.iter().filter(|finding| Baseline::can_hold(finding)) {
            baseline.record(finding, None);
        }
        left += found.iter().filter(|finding| cannot_be_held(finding)).count();
        fix::create(&path, &baseline.to_text())?;
        let findings = counted(baseline.len(), "finding", "findings");
        let _ = writeln!(said, "{}: {findings} recorded{}", from_here(&path), by_rule(&baseline));
        if files.iter().any(|file| file.project.baseline.is_none()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let _ = writeln!(
                said,
                "Add this to {CONFIG_NAME}, so that `check` goes by it:\n\n    baseline = \"{name}\"\n"
            );
        }
    }
    if left > 0 {
        let left = counted(left, "finding", "findings");
        let _ = writeln!(
            said,
            "{left} not recorded: what keeps a file from being read, and what is wrong with suppressions, \
             is to be mended"
        );
    }
    print(|out| out.write_all(said.as_bytes()))?;
    Ok(if report_unreadable(&run.linted) { Outcome::Incomplete } else { Outcome::Clean })
}

/// Whether a finding is there and can never be held back.
fn cannot_be_held(finding: &Finding) -> bool {
    finding.suppression.is_none() && !Baseline::can_hold(finding)
}

fn update(options: &BaselineUpdateOptions) -> Result<Outcome, Failure> {
    let reason = options.reason.as_deref().map(str::trim);
    if reason.is_some_and(|reason| Words::default().void(reason, true).is_some()) {
        return Err("`--reason` says nothing\n  help: write why the lessons may get worse".to_owned().into());
    }
    let mut run = lint(&options.made)?;
    let mut said = String::new();
    let mut kept = BTreeMap::new();
    for (path, files) in by_baseline(&run.linted) {
        let before = read(&path)?;
        let looked_at = LookedAt::new(files.into_iter());
        let updated = before.updated(&looked_at.findings, |entry| looked_at.knows(entry));
        let (baseline, lines) = settled(updated, reason);
        if baseline != before {
            let root = path.parent().unwrap_or(&path);
            fix::write(&path, root, &text_of(&path)?, &baseline.to_text(), "lessonlint baseline show")?;
        }
        let _ = writeln!(said, "{}: {lines}", from_here(&path));
        kept.insert(path, baseline);
    }
    for linted in &mut run.linted {
        if let Some(baseline) = kept.get(&baseline_of(&linted.project)) {
            linted.report.findings.retain(|finding| !baseline.holds(finding));
        }
    }
    let failed = run.linted.iter().any(|linted| fails(linted, None));
    if failed {
        said.push_str(
            "`lessonlint check` shows what is new; mend it, or record it with `--accept --reason TEXT`\n",
        );
    }
    print(|out| out.write_all(said.as_bytes()))?;
    Ok(match (run.incomplete | report_unreadable(&run.linted), failed) {
        (true, _) => Outcome::Incomplete,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    })
}

fn text_of(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        Failure::Message(format!("{}: the baseline cannot be read: {error}", from_here(path)))
    })
}

/// The baseline with what is accepted, and what was done in words.
fn settled(updated: Updated<'_>, reason: Option<&str>) -> (Baseline, String) {
    let Updated { mut baseline, gone, new } = updated;
    if let Some(reason) = reason {
        new.iter().for_each(|finding| baseline.record(finding, Some(reason)));
    }
    let mut lines = vec![format!("{} taken out", counted(gone.len(), "finding", "findings"))];
    if !new.is_empty() {
        let taken = if reason.is_some() { "accepted" } else { "not recorded" };
        lines.push(format!("{} {taken}", counted(new.len(), "new one", "new ones")));
    }
    lines.push(format!("{} held back", baseline.len()));
    let lines = lines.join(", ");
    (baseline, lines)
}

fn show(options: &BaselineShowOptions) -> Result<Outcome, Failure> {
    let choice = RuleChoice { baseline: options.baseline.clone(), ..RuleChoice::default() };
    let mut projects = Projects::new(options.config.as_deref(), choice)?;
    let folder = projects.working_folder().to_owned();
    let project = projects.of_folder(&folder)?;
    let path = baseline_of(&project);
    let baseline = read(&path)?;
    let text = match options.format {
        PlainFormat::Json => baseline.to_text(),
        PlainFormat::Text => as_text(&path, &baseline),
    };
    print(|out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Clean)
}

fn as_text(path: &Path, baseline: &Baseline) -> String {
    let mut text = String::new();
    let mut last = "";
    for entry in baseline.recorded() {
        let Recorded { path, code, name, message, reason, .. } = entry;
        if path != last {
            let _ = writeln!(text, "{}", visible::name(path, true));
            last = path;
        }
        let _ = writeln!(text, "  {code} {name}: {}", visible::name(message, true));
        if let Some(reason) = reason {
            let _ = writeln!(text, "       accepted: {}", visible::name(reason, true));
        }
    }
    let findings = counted(baseline.len(), "finding", "findings");
    let _ = writeln!(text, "{}: {findings} held back{}", from_here(path), by_rule(baseline));
    text
}

/// How many findings of which rules, the most first, as in ` (12 R001, 3 S001)`.
pub(in crate::commands) fn by_rule(baseline: &Baseline) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in baseline.recorded() {
        *counts.entry(&entry.code).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let counts: Vec<String> = counts.into_iter().map(|(code, count)| format!("{count} {code}")).collect();
    if counts.is_empty() { String::new() } else { format!(" ({})", counts.join(", ")) }
}
