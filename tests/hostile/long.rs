//! The full sizes, and how the cost grows; for `cargo xtask soak`.

use std::time::Duration;

use crate::demands::{COMMANDS, holds};
use crate::shapes::{self, Shape};

/// The longest that a command may take.
const LONGEST: Duration = Duration::from_secs(10);
/// The most memory that a command may hold.
const MOST: u64 = 700 << 20;

/// The shapes whose names hold what `LESSONLINT_SHAPES` says; all where it says nothing.
fn chosen() -> Vec<Shape> {
    let wanted = std::env::var("LESSONLINT_SHAPES").unwrap_or_default();
    shapes::all()
        .into_iter()
        .filter(|shape| format!("{}: {}", shape.form, shape.name).contains(&wanted))
        .collect()
}

#[test]
#[ignore = "takes minutes; `cargo xtask soak` runs it on the release build"]
fn full_sizes() {
    let mut over = Vec::new();
    println!("{:56} {}", "", COMMANDS.map(|command| format!("{:>18}", command.join(" "))).join(""));
    for shape in chosen() {
        let runs = match holds(&shape, shape.full) {
            Ok(runs) => runs,
            Err(wrong) => {
                println!("{wrong}");
                over.push(wrong);
                continue;
            }
        };
        let cells =
            runs.iter().map(|run| format!("{:>10.2}s {:>4}M", run.processor.as_secs_f64(), run.peak >> 20));
        println!("{:4} {:50} {}", shape.form, shape.name, cells.collect::<String>());
        for (run, command) in runs.iter().zip(COMMANDS) {
            if run.processor > LONGEST || run.peak > MOST {
                over.push(format!(
                    "{}, {}: {:?}, {} MiB",
                    shape.name,
                    command.join(" "),
                    run.processor,
                    run.peak >> 20
                ));
            }
        }
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}

/// Doublings from an eighth of the full size on. Twice the input may cost a little more than twice the
/// time, as n log n does; a step that is quadratic shows as four times.
#[test]
#[ignore = "takes minutes; `cargo xtask soak` runs it on the release build"]
fn growth_by_doubling() {
    const WORST: f64 = 3.0;
    let mut over = Vec::new();
    println!("seconds at 1/8, 1/4, 1/2 and the full size; the last doubling");
    for shape in chosen() {
        let sizes = [8, 4, 2, 1].map(|part| shape.full / part);
        let times = sizes.map(|size| all_commands(&shape, size).as_secs_f64());
        let growth = times[3] / times[2];
        let cells: String = times.iter().map(|time| format!("{time:>8.2}")).collect();
        println!("{:4} {:50} {cells} {growth:>8.2}", shape.form, shape.name);
        // What takes no time to speak of is measured by its noise.
        if times[3] > 1.0 && growth > WORST {
            over.push(format!("{}: twice the input costs {growth:.2} times as much", shape.name));
        }
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}

/// The processor's time for every command on a shape.
fn all_commands(shape: &Shape, size: usize) -> Duration {
    let runs = holds(shape, size).unwrap_or_default();
    runs.iter().map(|run| run.processor).sum()
}
