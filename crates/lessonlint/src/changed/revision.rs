//! From the revision on the command line to the commit that is compared with.

use super::git::{Repository, failed, line_of};
use crate::output::Failure;

/// What is to be set on each service so that the history is there.
const DEEPER: &str = "on GitHub Actions set `fetch-depth: 0` of actions/checkout, on GitLab CI the variable \
                      `GIT_DEPTH: 0`; by hand, `git fetch --unshallow`";

/// The merge base of a revision and `HEAD`, as its full id.
///
/// # Errors
///
/// Why there is none, and what to do: it is no name of a commit, nothing is committed yet, the clone is too
/// shallow, the histories have nothing in common.
pub(crate) fn merge_base(repository: &Repository, revision: &str) -> Result<String, Failure> {
    refuse_what_is_none(revision)?;
    let Some(head) = commit(repository, "HEAD")? else {
        return Err(
            "`--changed-since` compares with a commit, and nothing is committed here yet\n  help: leave \
                    `--changed-since` out to check every lesson"
                .to_owned()
                .into(),
        );
    };
    let Some(other) = commit(repository, revision)? else { return Err(unknown(repository, revision)?) };
    let said = repository.ask(&["merge-base", &other, &head], b"")?;
    match said.success {
        true => Ok(String::from_utf8_lossy(line_of(&said.out)).into_owned()),
        false if !said.err.is_empty() && !is_shallow(repository)? => Err(failed(&["merge-base"], &said.err)),
        false => Err(unrelated(repository, revision)?),
    }
}

/// What would be an option or several lines to git.
fn refuse_what_is_none(revision: &str) -> Result<(), Failure> {
    let wrong = if revision.trim().is_empty() {
        "it is empty"
    } else if revision.starts_with('-') {
        "it begins with `-`"
    } else if revision.contains(|character: char| character.is_control()) {
        "it holds a line end or another control character"
    } else {
        return Ok(());
    };
    Err(format!(
        "`--changed-since {revision}` names no commit: {wrong}\n  help: name a branch, a tag or a commit, as in \
         `--changed-since origin/main`"
    )
    .into())
}

/// The commit that a revision names, where there is one.
fn commit(repository: &Repository, revision: &str) -> Result<Option<String>, Failure> {
    let peeled = format!("{revision}^{{commit}}");
    let said = repository.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &peeled], b"")?;
    Ok(said.success.then(|| String::from_utf8_lossy(line_of(&said.out)).into_owned()))
}

fn is_shallow(repository: &Repository) -> Result<bool, Failure> {
    Ok(line_of(&repository.demand(&["rev-parse", "--is-shallow-repository"])?) == b"true")
}

fn unknown(repository: &Repository, revision: &str) -> Result<Failure, Failure> {
    let remotes = repository.demand(&["remote"])?;
    let remotes = String::from_utf8_lossy(&remotes);
    let remotes: Vec<&str> = remotes.lines().collect();
    let mut help = Vec::new();
    if revision.contains("..") {
        help.push(
            "name one commit, no range: what differs from its merge base with `HEAD` is looked at".to_owned(),
        );
    }
    for remote in &remotes {
        let theirs = format!("{remote}/{revision}");
        if commit(repository, &theirs)?.is_some() {
            help.push(format!("there is `{theirs}`; did you mean that?"));
        }
    }
    if help.is_empty() {
        let remote = remotes.first().copied().unwrap_or("origin");
        let branch = revision.strip_prefix(&format!("{remote}/")).unwrap_or(revision);
        if is_shallow(repository)? {
            help.push(format!("this clone is shallow: {DEEPER}"));
        }
        if remotes.is_empty() {
            help.push("`git log --oneline --all` shows what there is".to_owned());
        } else {
            help.push(format!("if it is a branch of `{remote}`, fetch it: `git fetch {remote} {branch}:refs/remotes/{remote}/{branch}`"));
            help.push(
                "CI services fetch the one commit that they check: on GitHub Actions set `fetch-depth: 0` of \
                 actions/checkout and name `origin/main`; on GitLab CI set `GIT_DEPTH: 0` and name \
                 `$CI_MERGE_REQUEST_DIFF_BASE_SHA`"
                    .to_owned(),
            );
        }
    }
    Ok(with_help(format!("there is no commit `{revision}` in this repository"), &help))
}

fn unrelated(repository: &Repository, revision: &str) -> Result<Failure, Failure> {
    let what = format!("`{revision}` and `HEAD` have no commit in common");
    Ok(if is_shallow(repository)? {
        with_help(
            format!("{what} in this shallow clone, so what changed since cannot be told"),
            &[DEEPER.to_owned()],
        )
    } else {
        with_help(
            format!("{what}: their histories are not related"),
            &["name a commit that this branch began from".to_owned()],
        )
    })
}

fn with_help(message: String, help: &[String]) -> Failure {
    let help: String = help.iter().map(|help| format!("\n  help: {help}")).collect();
    (message + &help).into()
}
