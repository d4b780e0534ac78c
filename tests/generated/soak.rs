use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use lessonlint_tests::generator::Written;

/// Seeds that are tried where nothing else is asked for.
const FEW: u64 = 40;

/// Runs a test for every seed that is to be tried, on all processors. It gives what went wrong, if
/// anything did, as a text; with it the seeds are printed, so that it can be replayed.
///
/// # Panics
///
/// Where it went wrong for any seed.
pub(crate) fn each_seed(test: impl Fn(u64) -> Result<(), String> + Sync) {
    let number = |name| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let seeds = match (number("LESSONLINT_SEED"), number("LESSONLINT_SOAK")) {
        (Some(seed), _) => seed..seed + 1,
        (None, soak) => 0..soak.unwrap_or(FEW),
    };
    let next = AtomicU64::new(seeds.start);
    let run = || {
        let mut failures = Vec::new();
        while failures.is_empty() {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                break;
            }
            failures.extend(test(seed).err().map(|what| (seed, what)));
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

/// What went wrong with a lesson, and its text.
pub(crate) fn failure(written: &Written, what: &str) -> String {
    let marked = written.text.replace('\r', "␍").replace('\t', "→").replace("␍\n", "␍␊");
    let lines = marked.replace("␍␊", "␍\n").replace('\u{feff}', "[BOM]");
    let lines: Vec<String> =
        lines.split('\n').enumerate().map(|(index, line)| format!("{:4} {line}", index + 1)).collect();
    format!("{}:\n{}\n\n{what}", written.name, lines.join("\n"))
}
