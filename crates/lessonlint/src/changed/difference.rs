//! Which files differ between a commit and the working tree.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lesson_syntax::Form;

use super::git::{Repository, bytes_of, failed, line_of, path_of, run};
use crate::discover::IGNORE_NAME;
use crate::output::Failure;
use crate::project::CONFIG_NAME;

/// More pairs of files than this are not compared to see which was renamed.
const MOST_RENAMED: &str = "-l2000";

/// A file that differs, by its path from the top of the working tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Where it was, if it was there at all.
    pub(crate) was: Option<PathBuf>,
    /// Whether it is there now.
    pub(crate) is_there: bool,
    /// The id of its content then, where it was a regular file.
    pub(crate) blob: Option<String>,
}

/// Everything that differs between a commit and the working tree, by path: what is committed, staged or
/// neither, and files that git does not know yet but would not ignore.
pub(crate) fn differences(
    repository: &Repository,
    base: &str,
) -> Result<BTreeMap<PathBuf, Difference>, Failure> {
    let untracked = untracked(repository)?;
    let index = if untracked.is_empty() { None } else { Some(Index::with(repository, &untracked)?) };
    let arguments = [
        "diff",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-relative",
        "--ignore-submodules=all",
        "--find-renames=50%",
        MOST_RENAMED,
        // No order that is configured.
        "-O/dev/null",
        base,
        "--",
    ];
    let mut command = repository.command();
    if let Some(index) = &index {
        command.env("GIT_INDEX_FILE", index.path());
    }
    let said = run(command.args(arguments), b"")?;
    if !said.success {
        return Err(failed(&arguments, &said.err));
    }
    let mut found = parsed(&said.out);
    for path in untracked {
        found.entry(path).or_insert(Difference { was: None, is_there: true, blob: None });
    }
    Ok(found)
}

/// Files that git does not know and would not ignore, which may be lessons or matter to them.
fn untracked(repository: &Repository) -> Result<Vec<PathBuf>, Failure> {
    let out = repository.demand(&["ls-files", "-z", "--others", "--exclude-standard"])?;
    let paths = out.split(|&byte| byte == 0).filter(|path| !path.is_empty() && !path.ends_with(b"/"));
    let matters = |path: &PathBuf| Form::of_path(&path.to_string_lossy()).is_some() || is_setting(path);
    Ok(paths.map(path_of).filter(matters).collect())
}

/// Whether a file says how others are linted, by its name.
fn is_setting(path: &Path) -> bool {
    path.ends_with(CONFIG_NAME)
        || path.ends_with(IGNORE_NAME)
        || path.extension().is_some_and(|extension| extension == "json")
}

/// A copy of the index that knows files which the real one does not, so that git sees what was renamed.
/// The repository itself is not written to.
struct Index(tempfile::TempDir);

impl Index {
    fn with(repository: &Repository, untracked: &[PathBuf]) -> Result<Self, Failure> {
        let folder = tempfile::tempdir();
        let index = Self(folder.map_err(|error| format!("there is no temporary folder: {error}"))?);
        let real = repository.demand(&["rev-parse", "--path-format=absolute", "--git-path", "index"])?;
        // Where nothing was ever added there is no index, and an empty one is made.
        if let Err(error) = std::fs::copy(path_of(line_of(&real)), index.path())
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(format!("git's index cannot be read: {error}").into());
        }
        let list: Vec<u8> = untracked.iter().flat_map(|path| [bytes_of(path), vec![0]].concat()).collect();
        let arguments = ["add", "--intent-to-add", "--pathspec-from-file=-", "--pathspec-file-nul"];
        // What cannot be added counts as new all the same.
        run(repository.command().env("GIT_INDEX_FILE", index.path()).args(arguments), &list)?;
        Ok(index)
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("index")
    }
}

/// Reads what `git diff --raw -z` prints: `:MODE MODE ID ID STATUS`, the path, and for a renamed file the new
/// one, each ended by a NUL.
fn parsed(out: &[u8]) -> BTreeMap<PathBuf, Difference> {
    let mut found = BTreeMap::new();
    let mut parts = out.split(|&byte| byte == 0);
    while let Some(header) = parts.next().and_then(|header| header.strip_prefix(b":")) {
        let header = String::from_utf8_lossy(header);
        let mut fields = header.split(' ');
        let (before, after) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let (id, status) = (fields.next().unwrap_or_default(), fields.nth(1).unwrap_or_default());
        let Some(path) = parts.next().map(path_of) else { break };
        let new_path = if status.starts_with(['R', 'C']) { parts.next().map(path_of) } else { None };
        if before == SUBMODULE || after == SUBMODULE {
            continue;
        }
        let was = (before != NOTHING).then(|| path.clone());
        // A link is no file of its own.
        let blob = was.as_ref().filter(|_| before != LINK).map(|_| id.to_owned());
        let difference = Difference { was, is_there: !status.starts_with('D'), blob };
        let path = new_path.unwrap_or(path);
        // A file in conflict comes a second time, without saying what it was.
        if status.starts_with('U') {
            found.entry(path).or_insert(difference);
        } else {
            found.insert(path, difference);
        }
    }
    found
}

const NOTHING: &str = "000000";
const LINK: &str = "120000";
const SUBMODULE: &str = "160000";
