//! `lessonlint completions`.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::output::{Failure, Outcome, print};

pub(crate) fn run(shell: Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "lessonlint", &mut script);
    print(|out| out.write_all(&script))?;
    Ok(Outcome::Clean)
}
