//! Reading on after a fault: what broke is mended in a copy of the text, and the copy is parsed again.

use std::sync::Arc;

use lesson_text::Span;

use super::compose::{Composed, Failure, compose};
use super::patch::{Mend, Patched};
use super::{messages, repairs};
use crate::builder::Checkpoint;
use crate::{Limits, NodeId, Problem, ReadOptions, TreeBuilder};

/// How many faults of one file are mended.
const ROUNDS: usize = 25;
/// How many bytes may be parsed for it, beside four times the file.
const WORK: usize = 32 << 20;

/// What a mend counts for among them: it is copied and sorted anew for each try.
const COST_OF_MEND: usize = 64;

/// One way to read on.
#[derive(Clone, Debug)]
pub(super) struct Repair {
    pub(super) mends: Vec<Mend>,
    pub(super) problem: Problem,
    /// Where in the file the broken part ends: the parser must get past it.
    pub(super) until: usize,
}

/// Reads one region of a file as YAML (a whole file, or a Markdown lesson's front matter).
pub(crate) fn read_region(
    builder: &mut TreeBuilder,
    region: Span,
    options: &ReadOptions,
) -> (Option<NodeId>, Vec<Problem>) {
    let source = Arc::clone(builder.tree().source());
    let mut patched = Patched::new(source.text(), region);
    let empty = builder.checkpoint();
    let mut reader = Reader { builder, empty, limits: options.limits, work: WORK + 4 * region.len() };
    let mut composed = reader.read(&patched);
    let mut reported: Vec<(Option<u32>, Problem)> = Vec::new();
    let mut rounds = 0;
    while let Some(failure) = composed.failure.take() {
        rounds += 1;
        let mended = if rounds <= ROUNDS { reader.mend(&patched, &failure) } else { None };
        match mended {
            Some(Mended { patched: better, composed: next, repair }) => {
                (patched, composed) = (better, next);
                let start = repair.mends.first().map(|mend| mend.span.start);
                // A wider reading of the same value says all that the narrower one said.
                reported.retain(|(known, problem)| *known != start && *problem != repair.problem);
                reported.push((start, repair.problem));
            }
            None => {
                composed = reader.read(&patched);
                let at = patched.span(failure.at, failure.at);
                let exhausted = rounds > ROUNDS || reader.work == 0;
                let problem = if exhausted {
                    messages::and_perhaps_more(at)
                } else {
                    messages::by_kind(&failure.kind, at)
                };
                reported.push((None, problem));
                break;
            }
        }
    }
    let mut problems: Vec<Problem> = reported.into_iter().map(|(_, problem)| problem).collect();
    problems.append(&mut composed.problems);
    (composed.root, problems)
}

/// A text that the parser reads further than before.
struct Mended<'a> {
    patched: Patched<'a>,
    composed: Composed,
    repair: Repair,
}

struct Reader<'a> {
    builder: &'a mut TreeBuilder,
    empty: Checkpoint,
    limits: Limits,
    work: usize,
}

impl Reader<'_> {
    /// Reads the text afresh; what an earlier reading put into the tree goes.
    fn read(&mut self, patched: &Patched<'_>) -> Composed {
        self.builder.rewind(self.empty);
        let mends = patched.mends().count() * COST_OF_MEND;
        self.work = self.work.saturating_sub(patched.text().len() + mends);
        compose(self.builder, patched, self.limits)
    }

    /// The first repair by which the parser gets past what is broken.
    fn mend<'a>(&mut self, patched: &Patched<'a>, failure: &Failure) -> Option<Mended<'a>> {
        for repair in repairs::find(patched, failure) {
            if self.work == 0 {
                return None;
            }
            let Some(better) = patched.with(&repair.mends) else { continue };
            let composed = self.read(&better);
            let further = |next: &Failure| better.to_source(next.at) > repair.until;
            if composed.failure.as_ref().is_none_or(further) {
                return Some(Mended { patched: better, composed, repair });
            }
        }
        None
    }
}
