//! A run of the binary with what it cost.

use std::fs::File;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use lessonlint_tests::{Folder, command};
use wait4::Wait4;

/// After this long a run is ended from outside, and has failed.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a run printed, how it ended and what it cost.
#[derive(Debug)]
pub(crate) struct Measured {
    /// The exit code; none where it had to be ended.
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
    /// Of the processor, its own and the system's on its behalf.
    pub(crate) processor: Duration,
    /// The most memory it held, in bytes.
    pub(crate) peak: u64,
}

/// Runs lessonlint in a folder.
pub(crate) fn measured(folder: &Folder, arguments: &[&str]) -> Measured {
    // To files, not pipes: nobody has to read along for the run to get on.
    let outputs = tempfile::tempdir().expect("a temporary folder");
    let [out, err] = ["out", "err"].map(|name| outputs.path().join(name));
    let to = |path| Stdio::from(File::create(path).expect("a file for the output"));
    let mut command = command();
    command.args(arguments).current_dir(folder.path());
    command.stdin(Stdio::null()).stdout(to(&out)).stderr(to(&err));
    let mut child = command.spawn().expect("lessonlint starts");
    let (ended, watch) = mpsc::channel::<()>();
    let id = child.id().to_string();
    let watchdog = std::thread::spawn(move || {
        if watch.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
            let _ = Command::new("kill").args(["-KILL", &id]).status();
        }
    });
    let used = child.wait4().expect("lessonlint is waited for");
    drop(ended);
    watchdog.join().expect("the watchdog ends");
    let text = |path| String::from_utf8(std::fs::read(path).expect("the output")).expect("output in UTF-8");
    Measured {
        code: used.status.code(),
        out: text(&out),
        err: text(&err),
        processor: used.rusage.utime + used.rusage.stime,
        peak: used.rusage.maxrss,
    }
}
