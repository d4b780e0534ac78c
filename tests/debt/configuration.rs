//! `config show` and `config validate`.

use lessonlint_tests::Folder;
use serde_json::{Value, json};

use crate::LESSON;

const CONFIGURATION: &str = "\u{feff}exclude = [\"archive/**\"]\nfail_on = \"warning\"\n[rules]\nplaceholder = \"error\"\n\
    too-few-regimes = { min = 3 }\n[limits]\ndepth = 9\n[markdown.labels]\nwhat_it_is = [\"Was es ist\"]\n\
    [[overrides]]\npaths = [\"drafts\"]\nrules = { R001 = \"advice\", placeholder = \"off\" }\nreason = \"drafts have holes\"\n";

fn folder() -> Folder {
    Folder::new().file("drafts/a.yaml", LESSON).file("lessonlint.toml", CONFIGURATION)
}

fn value(folder: &Folder, arguments: &[&str], key: &str) -> (Value, Value) {
    let arguments: Vec<&str> =
        ["config", "show", "--format", "json"].iter().chain(arguments).copied().collect();
    let shown = folder.run(&arguments).json();
    let found = shown["values"].as_array().unwrap().iter().find(|value| value["key"] == key);
    let found = found.unwrap_or_else(|| panic!("{key} in {shown:#}"));
    (found["value"].clone(), found["origin"].clone())
}

#[test]
fn each_value_tells_where_it_came_from() {
    let folder = folder();
    let file = |line: usize, reason: Value| json!({ "from": "file", "line": line, "reason": reason });
    let default = json!({ "from": "default" });
    let line = json!({ "from": "command-line" });
    assert_eq!(value(&folder, &[], "exclude"), (json!(["archive/**"]), file(1, Value::Null)));
    assert_eq!(value(&folder, &[], "baseline"), (Value::Null, default.clone()));
    assert_eq!(value(&folder, &["--fail-on", "never"], "fail_on"), (json!("never"), line.clone()));
    assert_eq!(value(&folder, &[], "rules.placeholder"), (json!("error"), file(4, Value::Null)));
    let overridden = (json!("off"), file(12, json!("drafts have holes")));
    assert_eq!(value(&folder, &["drafts/a.yaml"], "rules.placeholder"), overridden);
    assert_eq!(value(&folder, &["drafts/a.yaml"], "rules.regime-missing-from-dimension").0, "advice");
    assert_eq!(value(&folder, &["--ignore", "E002"], "rules.unknown-key"), (json!("off"), line));
    assert_eq!(value(&folder, &[], "rules.too-few-regimes.min"), (json!(3), file(5, Value::Null)));
    assert_eq!(value(&folder, &[], "limits.depth"), (json!(9), file(7, Value::Null)));
    assert_eq!(value(&folder, &[], "limits.findings"), (json!(100), default));
    assert_eq!(
        value(&folder, &[], "markdown.labels.what_it_is"),
        (json!(["Was es ist"]), file(9, Value::Null))
    );
    assert_eq!(value(&folder, &[], "overrides.0").1, file(10, Value::Null));
}

#[test]
fn what_is_shown_can_be_used_as_a_configuration() {
    let folder = folder();
    let shown = folder.run(&["config", "show"]);
    let line = shown.out.lines().find(|line| line.starts_with("placeholder = \"error\" "));
    assert!(line.is_some_and(|line| line.ends_with(" # lessonlint.toml:4")), "{}", shown.out);
    let folder = folder.file("shown.toml", &shown.out);
    let ran = folder.run(&["config", "validate", "shown.toml"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (Some(0), "shown.toml: nothing is wrong\n", "")
    );
    let none = Folder::new().run(&["config", "show"]);
    assert!(none.out.starts_with("# there is no lessonlint.toml here or above"), "{}", none.out);
    assert_eq!(Folder::new().run(&["config", "validate"]).code, Some(2));
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let configuration = "exclud = []\nexclude = [\"[\"]\nbaseline = \"none.json\"\n[rules]\nplaceholdr = \"off\"\n\
        too-few-regimes = { mim = 3 }\nP001 = \"of\"\n[[suppressions]]\npath = \"none.yaml\"\nrule = \"A001\"\nreason = \"known\"\n";
    let folder = Folder::new().file("lessonlint.toml", configuration);
    let ran = folder.run(&["config", "validate"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    for said in [
        "lessonlint.toml:1:1: there is no key `exclud`",
        "lessonlint.toml:2:12: `[` is no pattern",
        "lessonlint.toml:5:1: there is no rule `placeholdr`",
        "lessonlint.toml:6:21: too-few-regimes has no option `mim`",
        "lessonlint.toml:7:8: there is no value `of`",
    ] {
        assert!(ran.err.contains(said), "{said} in {}", ran.err);
    }
    assert_eq!(ran.err.matches("error: ").count(), 5, "{}", ran.err);
    // The place is drawn as it is in a finding.
    let drawing = " 4 │ [rules]\n 5 │ placeholdr = \"off\"\n   · ──────────\n";
    assert!(ran.err.contains(drawing), "{}", ran.err);
    let sound = "baseline = \"none.json\"\n[[suppressions]]\npath = \"none.yaml\"\nrule = \"A001\"\nreason = \"known\"\n";
    let folder = folder.file("sound.toml", sound);
    let ran = folder.run(&["config", "validate", "sound.toml"]);
    assert!(ran.err.contains("sound.toml:3:8: there is no file `none.yaml`"), "{}", ran.err);
    assert!(ran.err.contains("sound.toml:1:12: none.json: the baseline cannot be read"), "{}", ran.err);
    // Checking says the same of what it cannot go by.
    let ran = folder.file("a.yaml", LESSON).run(&["check"]);
    assert_eq!((ran.code, ran.err.matches("error: ").count()), (Some(2), 5));
}
