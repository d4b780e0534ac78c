use std::collections::{BTreeMap, BTreeSet};

use lesson_findings::{Family, Severity};
use lesson_model::{FieldGuide, Lesson, Spanned, Text, Words};

use crate::text::{hash, stems};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A conversation that is announced and not prepared for.
pub(crate) static RULE: Rule = Rule {
    code: "S008",
    name: "scenario-without-line",
    family: Family::FieldGuide,
    severity: Some(Severity::Advice),
    status: Status::Stable,
    since: "0.1.0",
    summary: "Lines say which scenario they serve, and an announced scenario has none.",
    why: "The learner is told to expect the conversation and finds nothing to say in it.",
    remedy: "Add a line for the scenario, or say of one that is there that it serves it.",
    leaves_alone: "A field guide in which no line names a scenario, and a line that names one by a word of its own: \
                   \"pricing\" serves \"pricing conversations\".",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "Nothing to say about allergies",
            Input::Yaml(&[Change {
                from: "  lines:\n    - dont_say: Ours is the healthier bread\n",
                to: "  secondary_scenarios:\n    - a customer asks about allergies\n  lines:\n    - scenario: why the darker loaf \
                         costs more\n      dont_say: Ours is the healthier bread\n",
            }]),
            &["41:7"],
        ),
        Example::good(
            "A line for each scenario",
            Input::Yaml(&[Change {
                from: "  lines:\n    - dont_say: Ours is the healthier bread\n",
                to: "  lines:\n    - scenario: a customer asks why the darker loaf costs twice as much\n      dont_say: Ours is the \
                     healthier bread\n",
            }]),
        ),
        Example::case(
            "The primary scenario of a Markdown lesson",
            Input::Markdown(&[
                Change {
                    from: "| Don't say | Do say | Why it matters |\n|---|---|---|\n",
                    to: "| Don't say | Do say | Why it matters | Scenario |\n|---|---|---|---|\n",
                },
                Change { from: "and the long day is true. |", to: "and the long day is true. | Allergies |" },
            ]),
            &["49:23"],
        ),
        Example::near_miss("No line names a scenario", Input::Yaml(&[])),
        Example::near_miss(
            "A scenario by a word of its own",
            Input::Yaml(&[Change {
                from: "  lines:\n    - dont_say: Ours is the healthier bread\n",
                to: "  secondary_scenarios: [allergy conversations]\n  lines:\n    - scenario: Allergies\n      dont_say: It is \
                         harmless\n      do_say: It holds gluten like any other.\n      why: The wild cells leave enough of it.\n    - scenario: loaf\n      dont_say: Ours is the healthier bread\n",
            }]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let Some(guide) = lesson.field_guide.present() else { return };
    let served: Vec<&Text> =
        lesson.field_lines().filter_map(|line| Some(&line.scenario.present()?.value)).collect();
    let unknown = lesson.field_lines().any(|line| line.scenario.is_malformed());
    if served.is_empty() || unknown || !guide.lines.present().is_some_and(|lines| lines.is_whole()) {
        return;
    }
    let announced = announced(guide);
    let own = own_stems(&announced, context.words());
    let said: BTreeSet<_> = served.iter().flat_map(|line| stems(line, context.words())).collect();
    let alike: BTreeSet<u64> = served.iter().map(|line| hash(line)).collect();
    for (scenario, own) in announced.into_iter().zip(own) {
        let named = own.iter().any(|stem| said.contains(&**stem));
        if !named && !alike.contains(&hash(scenario)) {
            context
                .report(scenario.place, "no line serves this scenario")
                .help("add a line for it, or say of one that is there that it serves it");
        }
    }
}

fn announced(guide: &FieldGuide) -> Vec<&Spanned<Text>> {
    let secondary = guide.secondary_scenarios.present();
    let secondary = secondary.into_iter().flat_map(|scenarios| scenarios.present());
    guide.primary_scenario.present().into_iter().chain(secondary).collect()
}

/// For each scenario the stems that no other one has.
fn own_stems(scenarios: &[&Spanned<Text>], words: &Words) -> Vec<BTreeSet<String>> {
    let all: Vec<BTreeSet<String>> = scenarios
        .iter()
        .map(|text| stems(text, words).into_iter().map(std::borrow::Cow::into_owned).collect())
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for stem in all.iter().flatten() {
        *counts.entry(stem).or_default() += 1;
    }
    let own = |stems: &BTreeSet<String>| {
        stems.iter().filter(|stem| counts.get(stem.as_str()) == Some(&1)).cloned().collect()
    };
    all.iter().map(own).collect()
}
