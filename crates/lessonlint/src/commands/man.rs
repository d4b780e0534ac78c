//! `lessonlint man`.

use clap::CommandFactory;
use clap_mangen::Man;

use crate::arguments::Arguments;
use crate::output::{Failure, Outcome, print};

pub(crate) fn run() -> Result<Outcome, Failure> {
    let mut command = Arguments::command();
    command.build();
    print(|out| {
        Man::new(command.clone()).render(out)?;
        // The commands have options of their own; one page holds them all.
        command.get_subcommands().filter(|command| command.get_name() != "help").try_for_each(|command| {
            let page = Man::new(command.clone());
            writeln!(out, ".SH LESSONLINT {}", command.get_name().to_uppercase())?;
            page.render_description_section(out)?;
            page.render_options_section(out)
        })
    })?;
    Ok(Outcome::Clean)
}
