use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{FieldLine, Lesson, Spanned, Text};
use lesson_text::closes;

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// Spoken lines that are quoted here and not there.
pub(crate) static RULE: Rule = Rule {
    code: "S011",
    name: "line-quoting",
    family: Family::FieldGuide,
    severity: Some(Severity::Advice),
    status: Status::Stable,
    since: "0.1.0",
    summary: "Spoken lines are in quotation marks in some rows of the field guide and not in others.",
    why: "Quotation marks say: these words, as they stand. Where some lines have them and others do not, the learner cannot \
          tell which to say and which to say something like.",
    remedy: "Quote every spoken line of the column, or none. The fix follows the greater number.",
    leaves_alone: "A column that is quoted throughout beside one that is not, a line of which a part is quoted, and an \
                   instruction in brackets. No fix is offered for a line that holds quotation marks of the same kind.",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad("One of two is quoted", Input::Markdown(&[Change { from: LINE, to: MIXED }]), &["54:3"]),
        Example::good("Both are quoted", Input::Markdown(&[Change { from: LINE, to: QUOTED }])),
        Example::case(
            "One of three is not quoted",
            Input::Yaml(&[Change {
                from: "    - dont_say: Ours is the healthier bread\n",
                to: "    - dont_say: \"“It is fresh”\"\n      do_say: It was baked at five.\n      why: Everything is fresh to whoever \
                     sells it.\n    - dont_say: '“It won''t keep”'\n      do_say: It keeps till Friday.\n      why: People throw away what \
                     was still good.\n    - dont_say: Ours isn't the cheaper bread\n",
            }]),
            &["47:17"],
        ),
        Example::case(
            "One of three is quoted",
            Input::Yaml(&[Change {
                from: "    - dont_say: Ours is the healthier bread\n",
                to: "    - dont_say: It is fresh\n      do_say: It was baked at five.\n      why: Everything is fresh to whoever \
                     sells it.\n    - dont_say: It won't keep\n      do_say: It keeps till Friday.\n      why: People throw away what \
                     was still good.\n    - dont_say: '\"Ours isn''t the cheaper bread.\"'\n",
            }]),
            &["47:17"],
        ),
        Example::near_miss(
            "One column is quoted and the other is not",
            Input::Markdown(&[Change { from: LINE, to: COLUMN }]),
        ),
        Example::near_miss(
            "An instruction between spoken lines",
            Input::Markdown(&[Change { from: LINE, to: INSTRUCTION }]),
        ),
    ],
};

const LINE: &str = "| Ours is the healthier bread | Ours takes a day instead of two hours, and you can taste it. | Nobody in the \
    shop can prove a claim about health, and the long day is true. |\n";

const MIXED: &str = "| \"Ours is the healthier bread\" | \"Ours takes a day.\" | Nobody can prove a claim about health. |\n| It is fresh \
    | \"It was baked at five.\" | Everything is fresh to whoever sells it. |\n";

const QUOTED: &str = "| \"Ours is the healthier bread\" | \"Ours takes a day.\" | Nobody can prove a claim about health. |\n| \"It is \
    fresh\" | \"It was baked at five.\" | Everything is fresh to whoever sells it. |\n";

const COLUMN: &str = "| \"Ours is the healthier bread\" | Ours takes a day. | Nobody can prove a claim about health. |\n| \"It is \
    fresh\" | It was baked at five. | Everything is fresh to whoever sells it. |\n";

const INSTRUCTION: &str = "| \"Ours is the healthier bread\" | \"Ours takes a day.\" | Nobody can prove a claim about health. |\n| \"It \
    is fresh\" | (Look at the label first.) | Everything is fresh to whoever sells it. |\n";

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let column = |of: fn(&FieldLine) -> Option<&Spanned<Text>>| {
        lesson.field_lines().filter_map(move |line| of(line)).collect()
    };
    let columns: [Vec<&Spanned<Text>>; 2] =
        [column(|line| line.dont_say.present()), column(|line| line.do_say.present())];
    for column in columns {
        let (quoted, plain): (Vec<_>, Vec<_>) =
            column.into_iter().filter(|line| !is_instruction(line)).partition(|line| marks(line).is_some());
        let Some(marks) = quoted.first().and_then(|line| marks(line)) else { continue };
        if plain.is_empty() {
            continue;
        }
        if quoted.len() >= plain.len() {
            plain.into_iter().for_each(|line| report_plain(line, marks, context));
        } else {
            quoted.into_iter().for_each(|line| report_quoted(line, context));
        }
    }
}

fn report_plain(line: &Spanned<Text>, marks: [char; 2], context: &mut Context<'_>) {
    let [open, close] = marks;
    let nested = line.contains([open, close]);
    let may = if nested { None } else { context.spend_on_fix(context.tree().source().text().len()) };
    let fix = may.and_then(|()| lesson_syntax::enclose(context.tree(), context.labels, line.node(), marks));
    let draft = context
        .report(line.place, "this spoken line has no quotation marks, and most of its column have them");
    draft.help("quote every spoken line of the column, or none");
    if let Some(edits) = fix {
        draft.fix(format!("put it into {open}{close}"), Applicability::Suggested, edits);
    }
}

fn report_quoted(line: &Spanned<Text>, context: &mut Context<'_>) {
    let may = context.spend_on_fix(context.tree().source().text().len());
    let fix = may.and_then(|()| lesson_syntax::disclose(context.tree(), context.labels, line.node()));
    let fix = fix.filter(|_| is_one_quotation(line));
    let draft =
        context.report(line.place, "this spoken line is in quotation marks, and most of its column are not");
    draft.help("quote every spoken line of the column, or none");
    if let Some(edits) = fix {
        draft.fix("take the quotation marks away", Applicability::Suggested, edits);
    }
}

/// The marks that a text begins and ends with.
fn marks(text: &str) -> Option<[char; 2]> {
    let said = text.trim();
    let open =
        said.chars().next().filter(|&mark| matches!(mark, '"' | '“' | '„' | '«' | '「' | '\'' | '‘'))?;
    let end = said.trim_end_matches(lesson_text::ends_sentence);
    let close = end.chars().next_back().filter(|&mark| closes(mark) && mark != ')' && mark != '*')?;
    (end.len() > open.len_utf8()).then_some([open, close])
}

/// Whether nothing but the ends of a text are quotation marks.
fn is_one_quotation(text: &str) -> bool {
    let said = text.trim();
    let Some([open, close]) = marks(said) else { return false };
    let inner = said.strip_prefix(open).and_then(|said| said.strip_suffix(close));
    inner.is_some_and(|inner| !inner.contains(['"', '“', '”', '„', '«', '»']))
}

/// "(Ask which one is meant.)"
fn is_instruction(text: &str) -> bool {
    text.trim_start().starts_with(['(', '[', '*', '_', '→'])
}
