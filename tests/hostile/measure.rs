//! A run of the binary with what it cost.

use std::fs::File;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

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
    /// The most memory it held, in bytes; sampled.
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
    let id = child.id();
    let watchdog = std::thread::spawn(move || watch_over(id, &watch));
    let used = child.wait4().expect("lessonlint is waited for");
    drop(ended);
    let peak = watchdog.join().expect("the watchdog ends");
    let text = |path| String::from_utf8(std::fs::read(path).expect("the output")).expect("output in UTF-8");
    Measured {
        code: used.status.code(),
        out: text(&out),
        err: text(&err),
        processor: used.rusage.utime + used.rusage.stime,
        peak,
    }
}

/// Ends a run that takes too long; gives the most memory it held, which the system's own account at the
/// end mixes with what this process held when it started the run.
fn watch_over(id: u32, ended: &mpsc::Receiver<()>) -> u64 {
    let started = Instant::now();
    let mut peak = 0;
    while ended.recv_timeout(Duration::from_millis(2)) == Err(mpsc::RecvTimeoutError::Timeout) {
        peak = peak.max(peak_so_far(id).unwrap_or(0));
        if started.elapsed() > PATIENCE {
            let _ = Command::new("kill").args(["-KILL", &id.to_string()]).status();
        }
    }
    peak
}

/// The most memory that a process has held, in bytes; none where the system does not tell, or it ended.
fn peak_so_far(id: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}
