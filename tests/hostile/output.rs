//! What is printed where there is too much of it.

use lessonlint_tests::Folder;

use crate::shapes::WIDE;

const CAPPED: &str = "[limits]\nfindings = 3\n";

#[test]
fn findings_of_one_rule_in_one_file_are_capped() {
    let shape = WIDE.iter().find(|shape| shape.name.contains("without a why")).expect("lines without a why");
    let lines = 250;
    for (config, shown) in [("", 100), (CAPPED, 3)] {
        let folder = Folder::new().file("many.yaml", (shape.make)(lines)).file("lessonlint.toml", config);
        let text = folder.run(&["check"]).out;
        let more = format!(
            "S001 dont-say-without-why: {} more in many.yaml, not shown (`limits.findings`)",
            lines - shown
        );
        assert_eq!(text.matches("error S001").count(), shown);
        assert!(text.contains(&more), "{}", &text[text.len().saturating_sub(600)..]);
        let report = folder.run(&["check", "--format", "json"]).json();
        let findings = report["findings"].as_array().expect("findings");
        assert_eq!(findings.iter().filter(|finding| finding["code"] == "S001").count(), shown);
        assert_eq!(report["files"][0]["unshown"][0]["count"], lines - shown, "{}", report["files"][0]);
    }
}
