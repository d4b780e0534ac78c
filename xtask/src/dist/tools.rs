//! The programs that dist drives.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::root;

/// What makes the environment for the tools that come from PyPI, and adds Rust's targets.
pub(crate) const SETUP: &str = "tests/clients/setup-dist";

/// Each program, and how it is had where it is not there.
const TOOLS: [(&str, &str); 22] = [
    ("maturin", SETUP),
    ("wheel", SETUP),
    ("cargo-zigbuild", "tests/clients/setup-dist --all"),
    ("npm", "apt-get install npm"),
    ("node", "apt-get install nodejs"),
    ("python3", "apt-get install python3-venv"),
    ("dpkg-deb", "apt-get install dpkg"),
    ("dpkg", "apt-get install dpkg"),
    ("dpkg-query", "apt-get install dpkg"),
    ("tar", "apt-get install tar"),
    ("gzip", "apt-get install gzip"),
    ("zip", "apt-get install zip"),
    ("cc", "apt-get install gcc"),
    ("ldd", "apt-get install libc-bin"),
    ("sha256sum", "apt-get install coreutils"),
    ("md5sum", "apt-get install coreutils"),
    ("chmod", "apt-get install coreutils"),
    ("cp", "apt-get install coreutils"),
    ("date", "apt-get install coreutils"),
    ("touch", "apt-get install coreutils"),
    ("rustc", "https://rustup.rs"),
    ("sh", "apt-get install dash"),
];

/// Fails, before anything is built, with every program that is missing and how each is had.
pub(crate) fn require(programs: &[&str]) -> Result<(), String> {
    let missing: Vec<String> =
        programs.iter().filter(|program| find(program).is_none()).map(missing).collect();
    if missing.is_empty() { Ok(()) } else { Err(missing.join("\n")) }
}

fn missing(program: &&str) -> String {
    let how = TOOLS.iter().find(|(name, _)| name == program).map_or("", |(_, how)| how);
    format!("`{program}` is not installed; it comes with: {how}")
}

/// Where a program lies: in the environment that `SETUP` makes, or on the path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&path()).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// The folders in which programs are looked for.
pub(crate) fn path() -> OsString {
    let ours = root().join("target/dist-tools/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(ours).chain(std::env::split_paths(&path));
    std::env::join_paths(folders).unwrap_or(path)
}

/// A program with its arguments, to be run in a folder.
pub(crate) struct Tool {
    name: String,
    command: Command,
}

/// How a program ended.
pub(crate) struct Ran {
    /// The exit code; none where a signal ended it.
    pub(crate) code: Option<i32>,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// A program of that name, to be run in a folder.
pub(crate) fn tool(program: &str, folder: &Path) -> Tool {
    let mut command = Command::new(find(program).unwrap_or_else(|| program.into()));
    command.current_dir(folder).env("PATH", path()).stdin(Stdio::null());
    Tool { name: program.to_owned(), command }
}

/// A program at a path, to be run in a folder.
pub(crate) fn program_at(path: &Path, folder: &Path) -> Tool {
    let mut command = Command::new(path);
    command.current_dir(folder).stdin(Stdio::null());
    Tool { name: path.display().to_string(), command }
}

impl Tool {
    pub(crate) fn with<S: AsRef<std::ffi::OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        self.command.args(arguments);
        self
    }

    pub(crate) fn set(mut self, key: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(key, value);
        self
    }

    /// Runs it, whatever it ends with.
    pub(crate) fn try_run(mut self) -> Result<Ran, String> {
        let output = self.command.output().map_err(|error| self.not_started(&error))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(Ran { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) })
    }

    /// Runs it, and gives what it prints; what it says is part of the error where it fails.
    pub(crate) fn run(self) -> Result<String, String> {
        let shown = self.shown();
        let ran = self.try_run()?;
        if ran.code == Some(0) {
            return Ok(ran.out);
        }
        Err(format!("{shown} failed:\n{}{}", ran.out, ran.err))
    }

    fn shown(&self) -> String {
        let arguments =
            self.command.get_args().take(4).map(|argument| argument.to_string_lossy().into_owned());
        std::iter::once(self.name.clone()).chain(arguments).collect::<Vec<_>>().join(" ")
    }

    fn not_started(&self, error: &std::io::Error) -> String {
        if error.kind() == std::io::ErrorKind::NotFound {
            missing(&self.name.as_str())
        } else {
            format!("{} cannot be run: {error}", self.name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_at_once_and_how_it_is_had() {
        let told = require(&["sh", "no-such-program-1", "no-such-program-2"]).unwrap_err();
        assert_eq!(told.lines().count(), 2, "{told}");
        assert!(missing(&"maturin").contains(SETUP));
    }
}
