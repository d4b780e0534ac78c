use lessonlint_tests::Linted;
use lessonlint_tests::generator::{CellKeys, Fault, Lesson, Planted, Random, Slot, Written, markdown, yaml};

use crate::soak::{each_seed, failure};

type Write = fn(&Lesson, u64, Planted) -> Written;
type Faults = fn(Slot) -> Vec<Fault>;

const FORMS: [(Write, Faults); 3] = [
    (|lesson, seed, planted| yaml::write(lesson, seed, CellKeys::Any, planted), Fault::in_yaml),
    (markdown::write, Fault::in_markdown),
    (markdown::paste, Fault::in_markdown),
];

#[test]
fn any_slot_of_a_law_that_says_nothing_is_the_one_error_at_its_place() {
    each_seed(16, |seed| {
        let lesson = Lesson::new(seed);
        let random = &mut Random::new(seed);
        for (write, faults) in FORMS {
            for slot in lesson.slots() {
                let fault = random.pick(&faults(slot));
                let written = write(&lesson, seed, Some((slot, fault)));
                if written.holds {
                    one_error(&written, slot, fault)?;
                }
            }
        }
        Ok(())
    });
}

fn one_error(written: &Written, slot: Slot, fault: Fault) -> Result<(), String> {
    let due = written.due(slot, fault);
    let errors = Linted::new(written.name, written.text.clone()).errors();
    let places: Vec<_> = errors.iter().map(|said| (said.code, said.line, said.column)).collect();
    if places == [(due.code, due.line, due.column)] {
        return Ok(());
    }
    Err(failure(written, &format!("{slot:?} {fault:?}\ndue: {due:?}\nsaid: {errors:#?}")))
}
