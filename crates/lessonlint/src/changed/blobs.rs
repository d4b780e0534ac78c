//! The contents of files as they were: one process of git answers for all of them.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use lesson_lint::Content;

use super::git::{Repository, failed, start};
use crate::output::Failure;

/// A running `git cat-file --batch`.
pub(crate) struct Blobs {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Blobs {
    /// Starts it.
    pub(crate) fn of(repository: &Repository) -> Result<Self, Failure> {
        let mut command = repository.command();
        // Nobody reads what it says of errors while it runs.
        let mut child = start(command.args(["cat-file", "--batch"]).stderr(Stdio::null()))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(questions), Some(answers)) => {
                Ok(Self { child, questions, answers: BufReader::new(answers) })
            }
            _ => Err("git gives no pipes".to_owned().into()),
        }
    }

    /// A blob's bytes, no more of them than the limit allows.
    pub(crate) fn read(&mut self, id: &str, limit: usize) -> Result<Content, Failure> {
        self.answer(id, limit).map_err(|error| failed(&["cat-file"], &format!("{id}: {error}")))
    }

    fn answer(&mut self, id: &str, limit: usize) -> io::Result<Content> {
        writeln!(self.questions, "{id}")?;
        self.questions.flush()?;
        let mut header = String::new();
        self.answers.read_line(&mut header)?;
        let mut fields = header.split_whitespace().skip(1);
        let (kind, size) = (fields.next(), fields.next().and_then(|size| size.parse::<u64>().ok()));
        let (Some("blob"), Some(size)) = (kind, size) else {
            let lacking = "the content is not in this clone; a partial clone fetches it from its promisor remote, and lessonlint does not";
            return Err(io::Error::other(if kind == Some("missing") || kind.is_none() {
                lacking
            } else {
                "it is no file"
            }));
        };
        let mut content = (&mut self.answers).take(size);
        let mut bytes = Vec::new();
        if usize::try_from(size).is_ok_and(|size| size <= limit) {
            content.read_to_end(&mut bytes)?;
        } else {
            io::copy(&mut content, &mut io::sink())?;
        }
        // A line end stands behind each.
        self.answers.read_exact(&mut [0])?;
        Ok(if bytes.len() as u64 == size { Content::Bytes(bytes) } else { Content::TooLarge })
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // It has nothing to lose.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
