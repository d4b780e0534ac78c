use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use lessonlint_tests::generator::Written;

/// Runs a test for every seed that is to be tried, on all processors: as many as `few` says, unless
/// more are asked for. It gives what went wrong, if anything did, as a text that shows the lesson.
///
/// # Panics
///
/// Where it went wrong for any seed.
pub(crate) fn each_seed(few: u64, test: impl Fn(u64) -> Result<(), String> + Sync) {
    let number = |name| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let seeds = match (number("LESSONLINT_SEED"), number("LESSONLINT_SOAK")) {
        (Some(seed), _) => seed..seed + 1,
        (None, soak) => 0..soak.unwrap_or(few),
    };
    let next = AtomicU64::new(seeds.start);
    let run = || {
        let mut failures = Vec::new();
        while failures.is_empty() {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                break;
            }
            let outcome = catch_unwind(AssertUnwindSafe(|| test(seed)));
            let outcome = outcome.unwrap_or_else(|_| Err("it panicked, as is told above".to_owned()));
            failures.extend(outcome.err().map(|what| (seed, what)));
        }
        failures
    };
    let failures = thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("the test ends by itself")).min()
    });
    if let Some((seed, what)) = failures {
        panic!("{what}\n\nreplay it with LESSONLINT_SEED={seed}");
    }
}

/// What went wrong with a lesson, and its text: line by line, with what nobody sees.
pub(crate) fn failure(written: &Written, what: &str) -> String {
    let marked = written.text.replace('\u{feff}', "[BOM]").replace('\t', "→");
    let marked = marked.replace("\r\n", "␍␊\n").replace('\r', "␍\n");
    let lines = marked.split('\n').enumerate().map(|(index, line)| format!("{:4} {line}\n", index + 1));
    format!("{}:\n{}\n{what}", written.name, lines.collect::<String>())
}
