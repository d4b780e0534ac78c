//! Every demand of every schema has a positive and a negative case.

use std::collections::BTreeMap;
use std::fs;

use lessonlint_tests::root;
use lessonlint_tests::schemas::{Subject, bound, cover, good, subjects};
use serde_json::Value;

/// The lesson whose regimes a schema is bound to.
fn full() -> String {
    fs::read_to_string(root().join("tests/schemas/good/lesson/full.yaml")).unwrap()
}

/// Where a bound schema has keywords for what an editor offers or says, which refuse nothing that others do not.
const OFFERED: [(&str, &str); 4] = [
    (
        "/cells/allOf/",
        "it stands where no key is the regime's, and asks for one so that the message is the rule's",
    ),
    ("/properties/scenario/anyOf", "scenarios are offered, and no other is refused"),
    ("/RegimeName/", "it parts the ids, which are offered, from other spellings, which are accepted"),
    (
        "/type: no negative case",
        "strict validators want a type beside each pattern, which is read behind another",
    ),
];

/// Which demands of a schema in its drafts have no case, and on which documents the drafts differ.
fn wanting(drafts: &[Subject; 2], good: &[Value]) -> Vec<String> {
    let (second, first) = std::thread::scope(|scope| {
        let first = scope.spawn(|| cover(&drafts[0], good));
        (cover(&drafts[1], good), first.join().unwrap())
    });
    let mut wanting = Vec::new();
    for (subject, found) in drafts.iter().zip([&first, &second]) {
        for (demand, covered) in &found.demands {
            let part = subject.schema.pointer(&demand.schema).unwrap();
            let what = covered.wanting(demand, part);
            wanting.extend(what.map(|what| format!("{}#{}: {what}", subject.file, demand.location())));
        }
    }
    for document in first.tried.iter().chain(&second.tried) {
        let verdicts = drafts.each_ref().map(|subject| subject.validator.is_valid(document));
        if verdicts[0] != verdicts[1] {
            wanting.push(format!("{} and {} differ on {document}", drafts[0].file, drafts[1].file));
        }
    }
    wanting
}

#[test]
fn every_demand_has_a_case_that_keeps_to_it_and_one_that_breaks_it_alone() {
    let mut all: Vec<String> = std::thread::scope(|scope| {
        let of = |drafts: [Subject; 2]| scope.spawn(move || wanting(&drafts, &good(&drafts[0].kind)));
        let running: Vec<_> = subjects().into_iter().map(of).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let of_bound = wanting(&bound(&full()), &good("lesson"));
    for (part, why) in OFFERED {
        assert!(of_bound.iter().any(|demand| demand.contains(part)), "{part} has its cases, though {why}");
    }
    all.extend(of_bound.into_iter().filter(|demand| !OFFERED.iter().any(|(part, _)| demand.contains(part))));
    assert!(all.is_empty(), "{} demands:\n{}", all.len(), all.join("\n"));
}

/// `cargo test -p lessonlint-tests --test schemas -- --ignored --nocapture table`
#[test]
#[ignore = "prints a table for people"]
fn table() {
    println!("{:<36} {:<24} demands kept can refuse broken alone only with others", "schema", "keyword");
    let bound = bound(&full());
    for subject in subjects().iter().chain([&bound]).flatten() {
        let mut rows: BTreeMap<String, [usize; 5]> = BTreeMap::new();
        for (demand, covered) in cover(subject, &good(&subject.kind)).demands {
            let with_others = covered.broken_with_others && !covered.broken;
            let facts = [true, covered.kept, demand.refuses, covered.broken, with_others];
            let row = rows.entry(demand.keyword).or_default();
            row.iter_mut().zip(facts).for_each(|(count, fact)| *count += usize::from(fact));
        }
        for (keyword, [demands, kept, refuse, alone, others]) in rows {
            println!(
                "{:<36} {keyword:<24} {demands:>7} {kept:>4} {refuse:>10} {alone:>12} {others:>16}",
                subject.file
            );
        }
    }
}
