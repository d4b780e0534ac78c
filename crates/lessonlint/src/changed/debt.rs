//! Debt made outside of lessons: in configurations, baselines, and files that say what is left out.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lesson_findings::{Changes, Debt, DebtKind, Location};
use lesson_lint::{Baseline, Config};
use lesson_text::{SourceFile, Span};

use super::{Past, Since, scope};
use crate::discover::IGNORE_NAME;
use crate::output::{Failure, from_here, warn};
use crate::project::{CONFIG_NAME, Project};

/// Compares what holds for the lessons with what held for them.
pub(crate) fn compare(since: &Since, past: &mut Past<'_>, changes: &mut Changes) -> Result<(), Failure> {
    for project in &since.projects {
        let renamed = renamed(since, project);
        let before = Before::of(since, past, project)?;
        if let Before::Other(config) = &before {
            add(changes, project, None, in_config(since, &project.config, config, &renamed));
        }
        add(changes, project, None, in_baseline(since, past, project, &before, &renamed)?);
    }
    for (was, project) in &since.gone_configurations {
        let Some(text) = past.text(was)? else { continue };
        let Some(before) = parsed(since, was, text) else { continue };
        let path = project.shown(&since.scope.top().join(was));
        let debt = in_config(since, &project.config, &before, &renamed(since, project));
        add(changes, project, Some(&path), debt);
    }
    in_ignore_files(since, past, changes)
}

/// Adds debt under the project's root; where the file is gone, under its path.
fn add(changes: &mut Changes, project: &Project, path: Option<&str>, debt: Vec<Debt>) {
    changes.debt.extend(debt.into_iter().map(|mut debt| {
        debt.root = Arc::clone(&project.name);
        if let Some(path) = path {
            (debt.path, debt.location) = (path.to_owned(), None);
        }
        debt
    }));
}

/// The paths of lessons that were renamed, as they were and as they are, from a project's root.
fn renamed(since: &Since, project: &Project) -> HashMap<String, String> {
    let shown = |path: &PathBuf| project.shown(&since.scope.top().join(path));
    since.now.iter().filter(|(was, now)| was != now).map(|(was, now)| (shown(was), shown(now))).collect()
}

/// The configuration that held for a project's files.
enum Before {
    /// The one that holds.
    Same,
    /// Another.
    Other(Box<Config>),
    /// One that cannot be read, which was said.
    Unknown,
}

impl Before {
    fn of(since: &Since, past: &mut Past<'_>, project: &Project) -> Result<Self, Failure> {
        let top = since.scope.top();
        let Some(path) = project.config_path.as_deref().and_then(|path| scope::below(top, path)) else {
            return Ok(Self::Same);
        };
        let Some(difference) = since.differences.get(&path) else { return Ok(Self::Same) };
        let (was, text) = match &difference.was {
            Some(was) => (Some(was.clone()), past.text(was)?),
            None => nearest_upward(past, &path)?,
        };
        Ok(match (was, text) {
            (Some(was), Some(text)) => {
                parsed(since, &was, text).map_or(Self::Unknown, |config| Self::Other(Box::new(config)))
            }
            _ => Self::Other(Box::default()),
        })
    }
}

/// The configuration that held in the folder of one that is new: the next one above it then.
fn nearest_upward(past: &mut Past<'_>, path: &Path) -> Result<(Option<PathBuf>, Option<String>), Failure> {
    // One of another name holds nowhere by itself.
    let folders = path.ancestors().skip(2).filter(|_| path.ends_with(CONFIG_NAME));
    for folder in folders {
        let above = folder.join(CONFIG_NAME);
        if let Some(text) = past.text(&above)? {
            return Ok((Some(above), Some(text)));
        }
    }
    Ok((None, None))
}

fn parsed(since: &Since, was: &Path, text: String) -> Option<Config> {
    let source = Arc::new(SourceFile::new(CONFIG_NAME, text));
    let config = Config::read(&source);
    if let Err(errors) = &config {
        cannot_compare(since, was, errors.first().map_or("it is faulty", |error| &error.message));
    }
    config.ok()
}

fn cannot_compare(since: &Since, was: &Path, why: &str) {
    let (was, revision) = (from_here(&since.scope.top().join(was)), &since.revision);
    warn(&format!(
        "warning: debt made in {was} is not told, for as it was at {revision} it cannot be read: {why}"
    ));
}

fn in_config(since: &Since, now: &Config, before: &Config, renamed: &HashMap<String, String>) -> Vec<Debt> {
    now.debt_since(before, renamed).unwrap_or_else(|errors| {
        cannot_compare(
            since,
            Path::new(CONFIG_NAME),
            errors.first().map_or("it is faulty", |error| &error.message),
        );
        Vec::new()
    })
}

fn in_baseline(
    since: &Since,
    past: &mut Past<'_>,
    project: &Project,
    before: &Before,
    renamed: &HashMap<String, String>,
) -> Result<Vec<Debt>, Failure> {
    let top = since.scope.top();
    let Some(now) = &project.baseline else { return Ok(Vec::new()) };
    let configured = |config: &Config| config.baseline.as_ref().map(|path| project.root.join(path.get_ref()));
    let given = configured(&project.config).as_ref() != Some(now);
    let then = match before {
        Before::Unknown => return Ok(Vec::new()),
        Before::Other(config) if !given => configured(config),
        Before::Other(_) | Before::Same => Some(now.clone()),
    };
    let then = then.and_then(|path| scope::below(top, &path));
    let now_below = scope::below(top, now);
    let differs = |path: &PathBuf| since.differences.contains_key(path) || since.now.contains_key(path);
    if now_below.is_none() || (then == now_below && !now_below.as_ref().is_some_and(differs)) {
        return Ok(Vec::new());
    }
    // One that was moved is the one that it was.
    let moved = now_below.as_ref().and_then(|path| since.differences.get(path)?.was.clone());
    let then = moved.filter(|_| then.is_none() || then == now_below).or(then);
    let old = match &then {
        Some(then) => past.text(then)?.map_or(Ok(Baseline::default()), |text| Baseline::parse(&text)),
        None => Ok(Baseline::default()),
    };
    let text = std::fs::read_to_string(now).unwrap_or_default();
    // What is wrong with the one of today ended the run already.
    let (old, new) = match (old, Baseline::parse(&text)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(why), _) | (_, Err(why)) => {
            cannot_compare(since, then.as_deref().unwrap_or(now), why.lines().next().unwrap_or_default());
            return Ok(Vec::new());
        }
    };
    let source = Arc::new(SourceFile::new(project.shown(now), text));
    Ok(new.growth_since(&old, renamed, &source))
}

/// Lines that leave more files out.
fn in_ignore_files(since: &Since, past: &mut Past<'_>, changes: &mut Changes) -> Result<(), Failure> {
    let differ = since.differences.iter().filter(|(path, difference)| {
        path.ends_with(IGNORE_NAME) && difference.is_there && since.scope.concerns(path)
    });
    for (path, difference) in differ {
        let whole = since.scope.top().join(path);
        let before =
            difference.was.as_ref().map(|was| past.text(was)).transpose()?.flatten().unwrap_or_default();
        let known: HashSet<&str> = before.lines().map(str::trim_end).collect();
        let Ok(text) = std::fs::read_to_string(&whole) else { continue };
        let Some((shown, project)) = since.shown(path) else { continue };
        let source = Arc::new(SourceFile::new(shown, text));
        let mut start = 0;
        for line in source.text().split_inclusive('\n') {
            let span = Span::new(start, start + line.trim_end().len());
            start += line.len();
            let pattern = line.trim_end();
            if pattern.is_empty() || pattern.starts_with(['#', '!']) || known.contains(pattern) {
                continue;
            }
            changes.debt.push(Debt {
                kind: DebtKind::Gate,
                path: source.path().to_owned(),
                root: Arc::clone(&project.name),
                location: Some(Location { source: Arc::clone(&source), span }),
                message: format!("`{IGNORE_NAME}` leaves out `{pattern}`, too"),
            });
        }
    }
    Ok(())
}
