//! A repository in a temporary folder.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use lessonlint_tests::{Folder, Ran, command};

/// Variables by which the surroundings of a test would change what git does.
const FROM_OUTSIDE: [&str; 5] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_CONFIG_COUNT"];

/// A repository, with a branch `main` that holds one commit and a branch `topic` that is checked out.
pub(crate) struct Repository(Folder);

impl Repository {
    /// One whose first commit holds these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let repository = Self::empty();
        for (path, text) in files {
            repository.write(path, text);
        }
        repository.commit("base");
        repository.git(&["switch", "--quiet", "--create", "topic"]);
        repository
    }

    /// One without a commit.
    pub(crate) fn empty() -> Self {
        let repository = Self(Folder::new());
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.identify();
        repository
    }

    /// A clone of it, made with more options.
    pub(crate) fn cloned(&self, options: &[&str]) -> Self {
        let clone = Self(Folder::new());
        let from = format!("file://{}", self.path().display());
        clone.git(&[&["clone", "--quiet"], options, &[&from, "."]].concat());
        clone.identify();
        clone
    }

    fn identify(&self) {
        self.git(&["config", "user.name", "Ann"]);
        self.git(&["config", "user.email", "ann@example.org"]);
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn remove(&self, path: impl AsRef<Path>) {
        fs::remove_file(self.path().join(path)).unwrap();
    }

    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
    }

    /// Runs git here, which must succeed; what it printed.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let (code, out) = self.try_git(arguments);
        assert_eq!(code, Some(0), "git {arguments:?}: {out}");
        out
    }

    /// Runs git here; how it ended, and what it printed.
    pub(crate) fn try_git(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut git = Command::new("git");
        let output = surrounded(git.args(arguments).current_dir(self.path())).output().expect("git runs");
        let text = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&text).trim().to_owned())
    }

    /// Runs `lessonlint check` here.
    pub(crate) fn check<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Ran {
        check_in(self.path(), arguments, &[])
    }

    /// Runs `lessonlint baseline` here; its exit code.
    pub(crate) fn baseline(&self, arguments: &[&str]) -> i32 {
        let mut lessonlint = command();
        lessonlint.arg("baseline").args(arguments).current_dir(self.path());
        surrounded(&mut lessonlint).output().expect("lessonlint runs").status.code().unwrap()
    }

    /// The report of `lessonlint check --changed-since main` as JSON.
    pub(crate) fn since_main(&self) -> serde_json::Value {
        let ran = self.check(&["--changed-since", "main", "--format", "json"]);
        assert!(matches!(ran.code, Some(0 | 1)), "{ran:?}");
        ran.json()
    }
}

/// Runs `lessonlint check` in a folder, with more around it.
pub(crate) fn check_in<S: AsRef<OsStr>>(folder: &Path, arguments: &[S], around: &[(&str, &str)]) -> Ran {
    let mut lessonlint = command();
    lessonlint.arg("check").args(arguments).current_dir(folder);
    let output = surrounded(&mut lessonlint).envs(around.iter().copied()).output().expect("lessonlint runs");
    let text = |bytes| String::from_utf8(bytes).expect("output in UTF-8");
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn surrounded(command: &mut Command) -> &mut Command {
    FROM_OUTSIDE.iter().for_each(|name| {
        command.env_remove(name);
    });
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1")
}

/// The paths of the files in a report that were looked at.
pub(crate) fn paths(report: &serde_json::Value) -> Vec<String> {
    let files = report["files"].as_array().unwrap().iter();
    files.map(|file| file["path"].as_str().unwrap().to_owned()).collect()
}

/// The lessons in a report that changed: what happened, the path, and the one before.
pub(crate) fn lessons(report: &serde_json::Value) -> Vec<String> {
    let lessons = report["changes"]["lessons"].as_array().unwrap().iter();
    let shown = |lesson: &serde_json::Value| {
        let was = lesson["was"].as_str().map(|was| format!(" from {was}")).unwrap_or_default();
        format!("{} {}{was}", lesson["kind"].as_str().unwrap(), lesson["path"].as_str().unwrap())
    };
    lessons.map(shown).collect()
}

/// The debt in a report, as `kind path:line message`.
pub(crate) fn debt(report: &serde_json::Value) -> Vec<String> {
    let debt = report["changes"]["debt"].as_array().unwrap().iter();
    let shown = |debt: &serde_json::Value| {
        let line = debt["start"]["line"].as_u64().map(|line| format!(":{line}")).unwrap_or_default();
        let text = |key: &str| debt[key].as_str().unwrap();
        format!("{} {}{line} {}", text("kind"), text("path"), text("message"))
    };
    debt.map(shown).collect()
}

/// A folder in which nothing is but one file.
pub(crate) fn marker() -> (Folder, PathBuf) {
    let folder = Folder::new();
    let path = folder.path().join("was-run");
    (folder, path)
}
