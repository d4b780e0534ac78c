//! The program `git`, asked so that nothing which a repository configures is run or changes what it says.

use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::output::{Failure, shown};

/// What is set on every command line. A repository is somebody else's, and its configuration names programs.
const SETTINGS: [&str; 7] = [
    // Empty, for old versions take any other value as a program.
    "core.fsmonitor=",
    // Even an index that is written elsewhere has a hook of its own.
    "core.hooksPath=/dev/null",
    "diff.external=",
    "core.pager=cat",
    "color.ui=false",
    "core.quotePath=false",
    // What is missing in a partial clone would be fetched by programs that are configured.
    "protocol.allow=never",
];

/// What is set around every command.
const ENVIRONMENT: [(&str, &str); 6] = [
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("LC_ALL", "C"),
    ("LANGUAGE", "C"),
];

/// What would contradict that.
const UNSET: [&str; 5] = [
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
];

/// The oldest version that can be told by its environment to run none of the filters.
const OLDEST: (u32, u32) = (2, 31);

/// A repository with its working tree.
pub(crate) struct Repository {
    /// The folder at the top of the working tree, as git names it.
    pub(crate) top: PathBuf,
    git_folder: PathBuf,
    /// Filters that the repository names, each to be set to nothing.
    filters: Vec<(OsString, &'static str)>,
}

/// What a command printed; its errors are ours to word.
pub(crate) struct Said {
    pub(crate) success: bool,
    pub(crate) out: Vec<u8>,
    pub(crate) err: String,
}

impl Repository {
    /// The repository that a folder lies in.
    ///
    /// # Errors
    ///
    /// What is in the way, and what to do: no git or an old one, no repository, one of another owner.
    pub(crate) fn of(folder: &Path) -> Result<Self, Failure> {
        require_version()?;
        let asked = |question: &str| {
            let mut command = bare_command();
            // As hooks set it, it is relative to where they are started.
            if std::env::var_os("GIT_DIR").is_none() {
                command.current_dir(folder);
            }
            let said = run(command.args(["rev-parse", "--path-format=absolute", question]), b"")?;
            if said.success { Ok(path_of(line_of(&said.out))) } else { Err(no_repository(folder, &said.err)) }
        };
        let top = asked("--show-toplevel")?;
        let git_folder = asked("--absolute-git-dir")?;
        let mut repository = Self { top, git_folder, filters: Vec::new() };
        repository.filters = repository.configured_filters()?;
        Ok(repository)
    }

    /// A command in this repository, from its top.
    pub(crate) fn command(&self) -> Command {
        let mut command = bare_command();
        command.current_dir(&self.top).env("GIT_DIR", &self.git_folder).env("GIT_WORK_TREE", &self.top);
        // By the environment, for a name may hold what ends it on a command line.
        let given = std::env::var("GIT_CONFIG_COUNT").ok().and_then(|count| count.parse::<usize>().ok());
        let first = given.unwrap_or(0);
        for (number, (key, value)) in self.filters.iter().enumerate() {
            command.env(format!("GIT_CONFIG_KEY_{}", first + number), key);
            command.env(format!("GIT_CONFIG_VALUE_{}", first + number), value);
        }
        command.env("GIT_CONFIG_COUNT", (first + self.filters.len()).to_string());
        command
    }

    /// Runs a command in this repository, with something on its standard input.
    pub(crate) fn ask(&self, arguments: &[&str], input: &[u8]) -> Result<Said, Failure> {
        run(self.command().args(arguments), input)
    }

    /// Runs a command that has no reason to fail.
    pub(crate) fn demand(&self, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
        let said = self.ask(arguments, b"")?;
        if said.success { Ok(said.out) } else { Err(failed(arguments, &said.err)) }
    }

    /// Comparing a file whose time stamp is new takes its content through the filter that its attributes
    /// name, which is a program.
    fn configured_filters(&self) -> Result<Vec<(OsString, &'static str)>, Failure> {
        let pattern = r"^filter\..*\.(clean|smudge|process|required)$";
        let said = self.ask(&["config", "-z", "--name-only", "--get-regexp", pattern], b"")?;
        let mut names: Vec<&[u8]> =
            said.out.split(|&byte| byte == 0).filter_map(|key| Some(split_last(key, b'.')?.0)).collect();
        names.sort_unstable();
        names.dedup();
        let off = |name: &&[u8]| {
            let key = |end: &str| text_of(&[name, end.as_bytes()].concat());
            [(key(".clean"), ""), (key(".smudge"), ""), (key(".process"), ""), (key(".required"), "false")]
        };
        Ok(names.iter().flat_map(off).collect())
    }
}

fn bare_command() -> Command {
    let mut command = Command::new("git");
    command.arg("--no-pager").arg("--literal-pathspecs");
    command.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
    command.envs(ENVIRONMENT);
    for name in UNSET {
        command.env_remove(name);
    }
    command
}

fn require_version() -> Result<(), Failure> {
    let said = run(bare_command().arg("version"), b"")?;
    let text = String::from_utf8_lossy(&said.out).trim().to_owned();
    let mut numbers = text.trim_start_matches("git version ").split('.').map_while(|part| part.parse().ok());
    match (numbers.next(), numbers.next()) {
        (Some(major), Some(minor)) if (major, minor) >= OLDEST => Ok(()),
        _ => {
            let (major, minor) = OLDEST;
            Err(format!(
                "`--changed-since` needs git {major}.{minor} or newer, and this is {}\n  help: update git, or leave \
                 `--changed-since` out to check every lesson",
                if text.is_empty() { "none that tells its version" } else { &text }
            )
            .into())
        }
    }
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command, input: &[u8]) -> Result<Said, Failure> {
    let mut child = start(command.stderr(Stdio::piped()))?;
    let output = std::thread::scope(|scope| {
        if let Some(mut stdin) = child.stdin.take() {
            // Whoever does not read its input closes the pipe, and says why by itself.
            scope.spawn(move || stdin.write_all(input).is_ok());
        }
        child.wait_with_output()
    });
    let Output { status, stdout, stderr } = output.map_err(|error| format!("git cannot be run: {error}"))?;
    Ok(Said {
        success: status.success(),
        out: stdout,
        err: String::from_utf8_lossy(&stderr).trim().to_owned(),
    })
}

/// Starts a command whose input and output are pipes.
pub(crate) fn start(command: &mut Command) -> Result<Child, Failure> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            "`--changed-since` asks the program git, and there is none on the PATH\n  help: install git (in a \
             container: the package `git`), or leave `--changed-since` out to check every lesson"
                .to_owned()
                .into()
        }
        _ => format!("git cannot be run: {error}").into(),
    })
}

fn no_repository(folder: &Path, err: &str) -> Failure {
    let folder = shown(folder);
    if err.contains("dubious ownership") || err.contains("unsafe repository") {
        let quoted = shlex::try_quote(&folder).unwrap_or_default().into_owned();
        let top = err.lines().find_map(|line| line.trim().strip_prefix("git config --global --add "));
        let advice = top.map_or_else(|| format!("safe.directory {quoted}"), ToOwned::to_owned);
        return format!(
            "git does not read this repository, for its folder belongs to somebody else (\"dubious ownership\"): \
             {folder}\n  help: if you trust it, run `git config --global --add {advice}`; in a container, give the folder \
             to the user who runs lessonlint"
        )
        .into();
    }
    if err.contains("not a git repository") {
        return format!(
            "`--changed-since` compares with a commit, and {folder} lies in no git repository\n  help: run lessonlint in \
             the repository of the lessons, or leave `--changed-since` out to check every lesson"
        )
        .into();
    }
    if err.contains("must be run in a work tree") {
        return format!(
            "`--changed-since` compares files with a commit, and {folder} lies in a repository without a working \
             tree\n  help: run lessonlint where the lessons are checked out"
        )
        .into();
    }
    failed(&["rev-parse"], err)
}

/// A command failed for which nothing better is known than its own words.
pub(crate) fn failed(arguments: &[&str], err: &str) -> Failure {
    let words = if err.is_empty() { "it says nothing more" } else { err };
    let what = arguments.iter().find(|argument| !argument.starts_with('-')).copied().unwrap_or_default();
    if ["lazy fetching", "promisor", "could not fetch", "transport"].iter().any(|word| err.contains(word)) {
        return format!(
            "`git {what}` misses a part of the history, for this is a partial clone: {words}\n  help: clone it without \
             `--filter` (on GitHub Actions: leave `filter` of actions/checkout out), so that what was is here to be \
             compared with"
        )
        .into();
    }
    format!("`git {what}` failed: {words}\n  help: run `git status` here to see what is wrong").into()
}

/// What a command printed as its only line; a path may hold line ends of its own.
pub(crate) fn line_of(out: &[u8]) -> &[u8] {
    out.strip_suffix(b"\n").unwrap_or(out)
}

fn split_last(text: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let place = text.iter().rposition(|&byte| byte == at)?;
    Some((&text[..place], &text[place + 1..]))
}

/// Bytes as git gives them, as the system takes them.
#[cfg(unix)]
pub(crate) fn text_of(bytes: &[u8]) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_owned())
}

/// Bytes as git gives them, as the system takes them.
#[cfg(not(unix))]
pub(crate) fn text_of(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// A path as git takes it.
#[cfg(unix)]
pub(crate) fn bytes_of(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_owned()
}

/// A path as git takes it.
#[cfg(not(unix))]
pub(crate) fn bytes_of(path: &Path) -> Vec<u8> {
    path.to_string_lossy().replace('\\', "/").into_bytes()
}

/// A path as git gives it.
pub(crate) fn path_of(bytes: &[u8]) -> PathBuf {
    text_of(bytes).into()
}
