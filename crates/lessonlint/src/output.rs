//! What goes to the terminal, and how a run ends.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anstream::ColorChoice;
use lesson_report::{Extent, TextOptions, visible};

use crate::arguments::Color;

/// How wide the output is where no terminal tells.
const DEFAULT_WIDTH: usize = 100;

/// How a run ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to complain about.
    Clean,
    /// Findings at or above the level that fails a run.
    Findings,
    /// A part of the work could not be done; the report says which.
    Incomplete,
}

/// Why a run could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What is wrong, and what to do about it.
    Message(String),
    /// Whoever read the output has gone away: no error.
    ClosedPipe,
}

impl Failure {
    /// Says what is wrong, and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        match self {
            Self::Message(message) => {
                warn(&format!("error: {message}"));
                ExitCode::from(2)
            }
            Self::ClosedPipe => ExitCode::SUCCESS,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Message(format!("the output cannot be written: {error}")),
        }
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}

/// Writes results to standard output.
pub(crate) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out)?;
    out.flush()?;
    Ok(())
}

/// Writes a message to standard error, harmless to a terminal whatever it quotes; where that is closed,
/// there is nobody to tell.
pub(crate) fn warn(message: &str) {
    let lines: String = message.lines().map(|line| visible::name(line, true) + "\n").collect();
    let _ = io::stderr().write_all(lines.as_bytes());
}

/// Asks on the terminal; `None` where there is none to ask on. Anything but a yes is a no.
pub(crate) fn ask(question: &str) -> Result<Option<bool>, Failure> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(None);
    }
    let mut answer = String::new();
    let asked = write!(io::stderr(), "{question} [y/N] ").and_then(|()| io::stdin().read_line(&mut answer));
    asked.map_err(|error| format!("the answer cannot be read: {error}"))?;
    Ok(Some(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")))
}

/// A path as a message names it, on one line.
pub(crate) fn shown(path: &Path) -> String {
    visible::name(&path.to_string_lossy(), true)
}

/// A path as it can be typed here: relative where it lies below the working folder.
pub(crate) fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    shown(path.strip_prefix(here).unwrap_or(path))
}

/// A number with its noun.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// How many columns the terminal has; `None` where the output is none.
pub(crate) fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
}

/// How text for people is drawn here.
pub(crate) fn text_options(color: Color) -> TextOptions {
    let out = io::stdout();
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => anstream::AutoStream::choice(&out) != ColorChoice::Never,
    };
    TextOptions {
        color,
        unicode: !is_plain_terminal(&out),
        width: terminal_width().unwrap_or(DEFAULT_WIDTH),
        show_suppressed: false,
        extent: Extent::Whole,
    }
}

/// How a message on standard error is drawn.
pub(crate) fn message_options() -> TextOptions {
    let err = io::stderr();
    let width = terminal_size::terminal_size_of(&err).map(|(width, _)| usize::from(width.0));
    TextOptions {
        unicode: !is_plain_terminal(&err),
        width: width.unwrap_or(DEFAULT_WIDTH),
        ..TextOptions::default()
    }
}

/// A terminal that says that it knows nothing but ASCII.
fn is_plain_terminal(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("TERM").is_some_and(|term| term == "dumb" || term == "linux")
}
