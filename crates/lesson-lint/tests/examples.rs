//! Every rule's examples: a bad one gives that rule's code and no other, at the stated place; a good
//! one and a near miss give nothing.

use lesson_findings::{Applicability, Family, Finding};
use lesson_lint::{Content, Example, Expected, FileInput, Input, Rule, Settings, check, fixed, load, rules};

fn findings(example: &Example, settings: &Settings) -> Vec<(String, String)> {
    let content = match example.input {
        Input::Unreadable(_, why) => Content::Unreadable(why.to_owned()),
        _ => Content::Bytes(example.bytes().unwrap_or_default()),
    };
    let file = FileInput { path: example.path().to_owned(), form: None, content, expected: Expected::Named };
    let settings = match example.settings(settings) {
        Ok(settings) => settings,
        Err(refused) => return vec![(refused, String::new())],
    };
    let loaded = load(file, &settings);
    let surroundings = example.surroundings(&loaded, &settings);
    let report = check(loaded, &settings, &surroundings);
    assert_eq!(report.crashes, [], "{}", example.title);
    let place = |finding: &lesson_findings::Finding| match &finding.location {
        Some(location) => {
            let start = location.source.position(location.span.start as usize);
            format!("{}:{}", start.line, start.column)
        }
        None => "-".to_owned(),
    };
    let spoken = report.findings.iter().filter(|finding| finding.suppression.is_none());
    spoken.map(|finding| (finding.rule.code.to_owned(), place(finding))).collect()
}

fn expected(rule: &Rule, example: &Example) -> Vec<(String, String)> {
    example.places.iter().map(|place| (rule.code.to_owned(), (*place).to_owned())).collect()
}

#[test]
fn examples_give_their_findings_and_no_other() {
    let settings = Settings::new().unwrap();
    let mut wrong = String::new();
    for rule in rules::all() {
        for example in rule.examples {
            let (found, expected) = (findings(example, &settings), expected(rule, example));
            if found != expected {
                wrong +=
                    &format!("{} {}: found {found:?}, expected {expected:?}\n", rule.code, example.title);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_rule_has_a_page_with_a_bad_and_a_good_example_and_a_near_miss() {
    for rule in rules::all() {
        let shown =
            |bad: bool| rule.examples.iter().any(|example| example.shown && example.places.is_empty() != bad);
        assert!(shown(true) && shown(false), "{} needs a bad and a good example", rule.code);
        let near = |example: &Example| !example.shown && example.places.is_empty();
        assert!(rule.examples.iter().any(near), "{} needs a near miss", rule.code);
        for text in [rule.summary, rule.why, rule.remedy, rule.leaves_alone] {
            assert!(text.ends_with('.'), "{}: a full stop is missing after {text:?}", rule.code);
            assert!(!text.contains("  ") && !text.contains('\n'), "{}: stray blanks in {text:?}", rule.code);
        }
        for option in rule.options {
            assert!(option.about.ends_with('.') && option.name != "level", "{} {}", rule.code, option.name);
        }
        assert_eq!(rule.code.len(), 4, "{}", rule.name);
        let is_name = |name: &str| {
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        assert!(is_name(rule.name), "{}", rule.name);
    }
}

#[test]
fn codes_and_names_are_unique() {
    let mut seen = std::collections::BTreeSet::new();
    for rule in rules::all() {
        assert!(seen.insert(rule.code) && seen.insert(rule.name), "{} {}", rule.code, rule.name);
    }
}

/// What a rule says is fixed is gone, nothing else is found, and a second run finds nothing to do.
#[test]
fn fixes_mend_what_they_are_offered_for() {
    let base = Settings::new().unwrap();
    let mut wrong = String::new();
    // What could not be read hides what else is wrong: that a fix shows it is what it is for.
    for (rule, example) in
        rules::all().iter().flat_map(|rule| rule.examples.iter().map(move |example| (rule, example)))
    {
        let (Some(bytes), Ok(settings)) = (example.bytes(), example.settings(&base)) else { continue };
        let run = |bytes: Vec<u8>| {
            let content = Content::Bytes(bytes);
            let path = example.path().to_owned();
            let loaded = load(FileInput { path, form: None, content, expected: Expected::Named }, &settings);
            let surroundings = example.surroundings(&loaded, &settings);
            (check(loaded, &settings, &surroundings), surroundings)
        };
        let (report, surroundings) = run(bytes);
        // Once its rule is spelled right, a suppression turns out to silence nothing.
        let shown = |finding: &&Finding| (rule.code, finding.rule.code) != ("X004", "X002");
        let codes = |findings: &[Finding]| {
            findings.iter().filter(shown).map(|finding| finding.rule.code).collect::<Vec<_>>()
        };
        let kinds = if rule.family == Family::Reading {
            &[][..]
        } else {
            &[Applicability::Safe, Applicability::Suggested]
        };
        for &kind in kinds {
            let offers = |finding: &Finding| finding.fixes.iter().any(|fix| fix.applicability == kind);
            let offered = report.findings.iter().any(offers);
            let declared = rule.fixes.contains(&kind);
            if !offered {
                continue;
            }
            let Some(text) = fixed(&report, &settings, &surroundings, &[kind]) else {
                wrong += &format!("{} {}: the fix changes nothing\n", rule.code, example.title);
                continue;
            };
            let (after, surroundings) = run(text.into_bytes());
            let due: Vec<_> = report
                .findings
                .iter()
                .filter(|finding| !offers(finding))
                .map(|finding| finding.rule.code)
                .collect();
            let again = fixed(&after, &settings, &surroundings, &[kind]);
            if codes(&after.findings) != due || again.is_some() || !declared {
                let found = codes(&after.findings);
                wrong += &format!(
                    "{} {}: found {found:?} after the fix, expected {due:?}\n",
                    rule.code, example.title
                );
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
