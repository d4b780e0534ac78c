//! Pages of the user guide, whose commands the tests run: what a page shows is what happens.

use crate::{Folder, Ran, root};

/// Stands for lines of output that a page leaves out, on a line of its own.
const ELISION: &str = "…";

/// A page of the guide.
#[derive(Debug)]
pub struct Page(String);

/// A command as a page shows it, after `$` in a `console` block.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The command line, without the `$`.
    pub command: &'a str,
    /// What the page shows of its output; nothing where it shows none.
    pub output: &'a str,
}

impl Page {
    /// Reads a page of `docs/` by its name.
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let path = root().join("docs").join(name);
        Self(std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    }

    /// Its fenced blocks, each with its language, in their order.
    #[must_use]
    pub fn fenced(&self) -> Vec<(&str, &str)> {
        let pieces: Vec<&str> = self.0.split("```").collect();
        pieces.chunks(2).filter_map(|pair| pair.get(1)?.split_once('\n')).collect()
    }

    /// Its fenced blocks in a language, in their order.
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[must_use]
    pub fn blocks(&self, language: &str) -> Vec<&str> {
        let in_language = self.fenced().into_iter().filter(|(other, _)| *other == language);
        let blocks: Vec<&str> = in_language.map(|(_, block)| block).collect();
        assert!(!blocks.is_empty(), "the page has no {language}");
        blocks
    }

    /// The commands of its `console` blocks, in their order.
    #[must_use]
    pub fn commands(&self) -> Vec<Shown<'_>> {
        self.blocks("console").into_iter().flat_map(Shown::all).collect()
    }
}

impl<'a> Shown<'a> {
    /// The commands of a `console` block.
    #[must_use]
    pub fn all(block: &'a str) -> Vec<Self> {
        let commands = block.split("\n$ ").map(|text| text.strip_prefix("$ ").unwrap_or(text));
        let shown = commands.map(|text| text.split_once('\n').unwrap_or((text, "")));
        shown.map(|(command, output)| Self { command, output }).collect()
    }

    /// Runs the command in a folder, and holds what it prints, results before messages, to what is shown.
    /// `echo $?` asks for the exit code of the one `before`.
    ///
    /// # Panics
    ///
    /// Where it prints something else, or is none of lessonlint.
    pub fn run(&self, folder: &Folder, before: Option<Ran>) -> Ran {
        let Self { command, output } = self;
        if *command == "echo $?" {
            let before = before.expect("a command before `echo $?`");
            assert_eq!(
                before.code.map(|code| code.to_string()).as_deref(),
                Some(output.trim()),
                "{before:?}"
            );
            return before;
        }
        let arguments = command.strip_prefix("lessonlint").expect("a command of lessonlint");
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        let ran = folder.run(&arguments);
        let printed = format!("{}{}", ran.out, ran.err);
        assert!(!output.is_empty() || ran.err.is_empty(), "{command} says {}", ran.err);
        assert!(
            output.is_empty() || is_shown(&lines(output), &lines(&printed)),
            "{command} prints\n{printed}"
        );
        ran
    }

    /// Runs commands in a folder, one after the other; see [`Shown::run`].
    pub fn run_all(commands: &[Shown<'_>], folder: &Folder) {
        let mut before = None;
        for command in commands {
            before = Some(command.run(folder, before));
        }
    }
}

/// The lines of an output, without the blanks at the end of each and of the whole.
fn lines(output: &str) -> Vec<&str> {
    output.trim_end().lines().map(str::trim_end).collect()
}

/// Whether a page shows these lines, but for those that it leaves out.
fn is_shown(shown: &[&str], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((&ELISION, rest)) => (0..=printed.len()).any(|at| is_shown(rest, &printed[at..])),
        Some((line, rest)) => {
            printed.split_first().is_some_and(|(first, others)| first == line && is_shown(rest, others))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_shown, lines};

    #[test]
    fn what_is_left_out_is_marked() {
        let is_shown = |shown: &str, printed: &str| is_shown(&lines(shown), &lines(printed));
        assert!(is_shown("a\nb\n", "a\nb\n\n"));
        assert!(!is_shown("a\n", "a\nb\n"));
        assert!(is_shown("a\n…\nd\n", "a\nb\nc\nd\n"));
        assert!(is_shown("…\nc\n…\n", "a\nb\nc\nd\n"));
        assert!(!is_shown("…\nd\n…\nc\n", "a\nb\nc\nd\n"));
    }
}
