//! `cargo xtask soak`: the long forms of the tests, on the release build.

use crate::{cargo, root};

/// The targets of the fuzzer, each with its seeds in `fuzz/seeds`.
const FUZZ_TARGETS: [&str; 4] = ["yaml", "markdown", "configuration", "fixes"];

/// What a test is asked for, beside its name: ignored tests are those that take minutes.
struct Long {
    test: &'static str,
    ignored: bool,
    /// How many cases, seeds or the like; the test knows of what.
    count: &'static str,
}

const LONG: [Long; 4] = [
    Long { test: "generated", ignored: false, count: "3000" },
    Long { test: "any_bytes", ignored: false, count: "20000" },
    Long { test: "files", ignored: false, count: "1" },
    Long { test: "hostile", ignored: true, count: "1" },
];

/// Runs every long test.
pub(crate) fn run() -> Result<(), String> {
    LONG.iter().try_for_each(|long| {
        let mut arguments =
            vec!["test", "--release", "--package", "lessonlint-tests", "--test", long.test, "--"];
        arguments.extend(["--nocapture", "--test-threads=1"]);
        if long.ignored {
            arguments.push("--ignored");
        }
        cargo(&arguments, &[("LESSONLINT_SOAK", long.count)])
    })
}

/// Runs every fuzz target for some minutes. cargo-fuzz must be installed; on a stable toolchain it is
/// let at what it needs by `RUSTC_BOOTSTRAP`.
pub(crate) fn fuzz(minutes: &str) -> Result<(), String> {
    let minutes: u64 = minutes.parse().map_err(|_| format!("`{minutes}` is no number of minutes"))?;
    let time = format!("-max_total_time={}", minutes * 60);
    let run = |target: &&str| {
        let corpus = format!("fuzz/corpus/{target}");
        let seeds = format!("fuzz/seeds/{target}");
        std::fs::create_dir_all(root().join(&corpus)).map_err(|error| format!("{corpus}: {error}"))?;
        let arguments = ["fuzz", "run", "--sanitizer", "none", target, &corpus, &seeds, "--", &time];
        let options = ["-dict=fuzz/lesson.dict", "-max_len=4096", "-timeout=10", "-rss_limit_mb=2048"];
        cargo(&[&arguments[..], &options].concat(), &[("RUSTC_BOOTSTRAP", "1")])
    };
    // What one target finds keeps no other from being run.
    let found: Vec<String> = FUZZ_TARGETS.iter().filter_map(|target| run(target).err()).collect();
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}
