//! What processes cost.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What one run of a process cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Of all its threads, in the program and in the system.
    pub(crate) cpu: Duration,
    /// From start to exit.
    pub(crate) elapsed: Duration,
    /// The most memory it held, in bytes.
    pub(crate) memory: u64,
}

/// Runs every command this often, each once a round, so that a busy minute of the machine falls on
/// all alike; for each the median of its costs.
pub(crate) fn medians(commands: &mut [Command], rounds: usize) -> Result<Vec<Cost>, String> {
    let mut costs = vec![Vec::new(); commands.len()];
    for round in 0..=rounds {
        for (command, costs) in commands.iter_mut().zip(&mut costs) {
            let cost = run(command)?;
            // The first round fills the system's caches.
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    Ok(costs.iter().map(|costs| median(costs)).collect())
}

/// Runs a command, which may find faults (1) but must not fail (2 and others).
fn run(command: &mut Command) -> Result<Cost, String> {
    let name = command.get_program().display().to_string();
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let used = command.spawn().and_then(|mut child| child.wait4());
    let elapsed = start.elapsed();
    let used = used.map_err(|error| format!("{name}: {error}"))?;
    if !matches!(used.status.code(), Some(0 | 1)) {
        return Err(format!("{name}: {}", used.status));
    }
    Ok(Cost { cpu: used.rusage.utime + used.rusage.stime, elapsed, memory: used.rusage.maxrss })
}

fn median(costs: &[Cost]) -> Cost {
    fn middle<T: Ord + Copy + Default>(costs: &[Cost], part: impl Fn(&Cost) -> T) -> T {
        let mut parts: Vec<T> = costs.iter().map(part).collect();
        parts.sort_unstable();
        parts.get(parts.len() / 2).copied().unwrap_or_default()
    }
    Cost {
        cpu: middle(costs, |cost| cost.cpu),
        elapsed: middle(costs, |cost| cost.elapsed),
        memory: middle(costs, |cost| cost.memory),
    }
}
