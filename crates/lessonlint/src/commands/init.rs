//! `lessonlint init`.

mod found;

use std::path::PathBuf;

use lesson_lint::proposal::{Proposal, Surveyed, Taken, Wordings};
use lesson_lint::{Content, FileInput};
use lesson_report::visible;
use lesson_syntax::Form;
use lesson_syntax::markdown::Labels;
use lesson_text::SourceFile;

use crate::arguments::{FileOptions, InitOptions};
use crate::baseline::BASELINE_NAME;
use crate::discover::normal;
use crate::each_file;
use crate::linted::today;
use crate::output::{Failure, Outcome, ask, from_here, print, warn};
use crate::project::{CONFIG_NAME, Project, Projects, RuleChoice};
use found::{Found, typed};

/// How often the lessons are surveyed: what one round takes makes more of them clear.
const MOST_ROUNDS: usize = 6;

pub(crate) fn run(options: &InitOptions) -> Result<Outcome, Failure> {
    let today = today(options.today.as_deref())?;
    let place = Place::of(options)?;
    let (survey, taken) = survey(&place)?;
    let found = Found::lint(&place, &survey, &taken, today)?;
    if found.proposal.lessons == 0 {
        found.report(&place);
        if !found.proposal.left_out.is_empty() {
            warn("error: no lesson is left that could be checked, and nothing was written");
        }
        return Ok(Outcome::Incomplete);
    }
    match print(|out| out.write_all(visible::lines(&found.shown(&place)).as_bytes())) {
        // Who asked for it to be written need not read it.
        Err(Failure::ClosedPipe) if options.yes => {}
        shown => shown?,
    }
    found.report(&place);
    if options.dry_run {
        return Ok(found.outcome());
    }
    let answer = if options.yes { Some(true) } else { ask(&found.question(&place))? };
    match answer {
        Some(true) => {}
        Some(false) => {
            warn("nothing was written");
            return Ok(Outcome::Incomplete);
        }
        None => {
            let help = "`--yes` writes it without asking, `--dry-run` only shows it";
            warn(&format!("error: nothing was written, for there is no terminal to ask on\n  help: {help}"));
            return Ok(Outcome::Incomplete);
        }
    }
    found.write(&place)?;
    print(|out| out.write_all(visible::lines(&found.next_steps(&place)).as_bytes()))?;
    Ok(found.outcome())
}

/// Where the lessons are, and what is written.
struct Place {
    root: PathBuf,
    config: PathBuf,
    baseline: PathBuf,
    files: FileOptions,
}

impl Place {
    /// The folder that is asked for, if nothing is there that would be lost.
    fn of(options: &InitOptions) -> Result<Self, Failure> {
        let here = std::env::current_dir()
            .map_err(|error| format!("the working folder cannot be found: {error}"))?;
        let root = options.folder.as_ref().map_or(here.clone(), |folder| normal(&here.join(folder)));
        if !root.is_dir() {
            let help = "name the folder of the lessons; lessonlint.toml is written there";
            return Err(format!("{} is no folder\n  help: {help}", from_here(&root)).into());
        }
        let (config, baseline) = (root.join(CONFIG_NAME), root.join(BASELINE_NAME));
        let files = FileOptions { paths: vec![root.clone()], ..FileOptions::default() };
        if !options.dry_run {
            let above = root.ancestors().map(|folder| folder.join(CONFIG_NAME));
            let there = above.chain([baseline.clone()]).find(|path| path.symlink_metadata().is_ok());
            if let Some(there) = there {
                return Err(format!(
                    "{} is there already, and was left as it is\n  help: `--dry-run` shows what would be \
                     written without it; to begin anew, move it away first",
                    from_here(&there)
                )
                .into());
            }
        }
        Ok(Self { root, config, baseline, files })
    }

    /// The files, read by what is proposed so far.
    fn run(&self, proposal: &Proposal) -> Result<each_file::Run<'_>, Failure> {
        let choice = RuleChoice { recording: true, ..RuleChoice::default() };
        let projects = Projects::supposing(self.root.clone(), &proposal.to_text(), choice)?;
        each_file::Run::among(&self.files, projects)
    }

    /// The folder as it stands after a command, where that needs one.
    fn argument(&self) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        if self.root == here { String::new() } else { format!(" {}", typed(&self.root)) }
    }
}

/// Surveys the lessons, again and again with what was taken, until nothing more is clear.
fn survey(place: &Place) -> Result<(Vec<Surveyed>, Vec<Taken>), Failure> {
    let mut taken: Vec<Taken> = Vec::new();
    let mut rounds = 0..MOST_ROUNDS;
    loop {
        let labels = Wordings::of(&[]).proposals(&taken, &Labels::default());
        let run = place.run(&Proposal { labels, ..Proposal::default() })?;
        let done = run.each(|file, project, _| surveyed(file, project, place))?;
        let files: Vec<Surveyed> = done.into_iter().filter_map(|done| done.outcome.ok()?).collect();
        let mut more = Wordings::of(&files).supported();
        more.retain(|new| !taken.iter().any(|old| (old.key, &old.wording) == (new.key, &new.wording)));
        if more.is_empty() || rounds.next().is_none() {
            return Ok((files, taken));
        }
        taken.extend(more);
    }
}

fn surveyed(file: FileInput, project: &Project, place: &Place) -> Option<Surveyed> {
    let markdown = Form::of_path(&file.path) == Some(Form::Markdown);
    let Content::Bytes(bytes) = file.content else { return None };
    if !markdown || project.root != place.root {
        return None;
    }
    let source = SourceFile::from_bytes(file.path, bytes).ok()?;
    Some(Surveyed::of(&source, &project.settings.read.labels))
}
