//! `lessonlint man`.

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::arguments::{Arguments, ManOptions, ManualFormat};
use crate::manual::{SECTIONS, as_markdown};
use crate::output::{Failure, Outcome, print};

pub(crate) fn run(options: &ManOptions) -> Result<Outcome, Failure> {
    let mut command = Arguments::command();
    command.build();
    print(|out| match options.format {
        ManualFormat::Markdown => out.write_all(as_markdown(&command).as_bytes()),
        ManualFormat::Roff => {
            // What follows the options in `--help` has sections of its own here.
            let page = command.clone().after_help(None::<&str>).after_long_help(None::<&str>);
            Man::new(page).render(out)?;
            subcommands(&command, "lessonlint", out)?;
            SECTIONS.iter().try_for_each(|section| {
                let mut roff = Roff::new();
                roff.control("SH", [section.title.to_uppercase().as_str()]);
                for (name, about) in section.entries {
                    roff.control("TP", []).text([bold(*name)]).text([roman(*about)]);
                }
                roff.to_writer(out)
            })
        }
    })?;
    Ok(Outcome::Clean)
}

/// The commands have options of their own; one page holds them all.
fn subcommands(command: &Command, above: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    command.get_subcommands().filter(|command| command.get_name() != "help").try_for_each(|command| {
        let name = format!("{above} {}", command.get_name());
        let page = Man::new(command.clone());
        writeln!(out, ".SH {}", name.to_uppercase())?;
        page.render_description_section(&mut *out)?;
        page.render_options_section(&mut *out)?;
        subcommands(command, &name, out)
    })
}
