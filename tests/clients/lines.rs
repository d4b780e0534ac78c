//! JSON Lines, read a line at a time by Python, as a script would.

use lessonlint_tests::Folder;

use crate::programs::{passes, python};

const READ: &str = "
import json, sys
codes = [json.loads(line)['code'] for line in open(sys.argv[1], encoding='utf-8')]
assert codes == ['A001', 'R001', 'S001'], codes
";

#[test]
fn a_script_reads_a_finding_a_line() {
    let Some(mut script) = python("python3") else { return };
    let folder = Folder::new().file("dough.yaml", include_str!("../fixtures/dough/dough.yaml"));
    let _ = folder.run(&["check", "dough.yaml", "--output", "json-lines=report.jsonl"]);
    passes(script.args(["-c", READ]).arg(folder.path().join("report.jsonl")));
}
