//! What one hand writes otherwise than another: marks of other scripts, dashes and blanks, line ends,
//! headings that close, comments between paragraphs, tables with bars on one side.

mod markdown_common;

use markdown_common::*;

/// The values of a text, without the headings that only help to write.
fn values(text: &str) -> Vec<String> {
    dump(&read(text).tree).into_iter().filter(|line| !line.contains("x-heading")).collect()
}

/// The values below a pointer.
fn below(text: &str, pointer: &str) -> Vec<String> {
    values(text).iter().filter_map(|line| line.strip_prefix(pointer)).map(str::to_owned).collect()
}

fn regime(text: &str) -> Vec<String> {
    below(&format!("Lesson 1 — Bread\n\n## Sourdough\n\n{text}\n"), "/regimes/0")
}

#[test]
fn a_label_as_a_heading_may_close_in_any_way() {
    for heading in ["### What it is:", "### What it is ###", "### What it is {#is}", "### **What it is:**"] {
        let due = ["/name = Sourdough", "/what_it_is = A culture."];
        assert_eq!(regime(&format!("{heading}\n\nA culture.")), due, "{heading}");
        assert_eq!(regime(heading), ["/name = Sourdough", "/what_it_is = null"], "{heading}");
    }
}

#[test]
fn a_dash_after_a_label_may_stand_between_any_blanks() {
    for dash in [" — ", " –\u{a0}", "\u{a0}-\u{a0}"] {
        let read = regime(&format!("What it is{dash}a culture, with: a colon"));
        assert_eq!(read, ["/name = Sourdough", "/what_it_is = a culture, with: a colon"], "{dash:?}");
    }
    let holds = "### Concept Mapping\n\nWhere the analogy holds — it fails nobody, and {a: b} stands here.";
    assert_eq!(regime(holds)[1], "/analogies/0/holds = it fails nobody, and {a: b} stands here.");
}

#[test]
fn emphasis_that_goes_on_is_no_label() {
    let text = "### Concept Mapping\n\n*what breaks **every** week.*";
    assert_eq!(regime(text)[1], "/analogies/0/holds = *what breaks **every** week.*");
}

#[test]
fn a_sentence_ends_in_any_script() {
    for end in ["面包。", "「パン！」", "（빵？）", "„Brot.“", "خبز؟", "रोटी।", "«ψωμί;»"]
    {
        let inside = regime(&format!("### Concept Mapping\n\nSo {end} Where it breaks: here."));
        let due = [format!("/analogies/0/holds = So {end}"), "/analogies/0/where_it_breaks = here.".into()];
        assert_eq!(inside[1..], due);
        let long = format!("A note long enough to be broken within a sentence, but it is not: {end}");
        let pasted =
            format!("Lesson 1 — X\nA\nWhat it is: x\nComparison\n|a|A|\n|-|-|\n|b|c|\n{long}\nSecond.\n");
        let due = [format!("/0 = {long}"), "/1 = Second.".to_owned()];
        assert_eq!(below(&pasted, "/comparison/notes"), due);
    }
}

#[test]
fn commas_of_any_script_part_scenarios() {
    for list in ["a, b and c.", "a，b、c。", "a، b، c", "a؛ b؛ c", "a；b；c"] {
        let found =
            below(&format!("Field Guide\nSecondary scenarios: {list}\n"), "/field_guide/secondary_scenarios");
        assert!(found.len() > 1 && found[0] == "/0 = a", "{list}: {found:?}");
    }
}

#[test]
fn a_break_with_its_label_on_a_line_of_its_own_is_not_the_next_analogy() {
    let text = "### Concept Mapping\n\na.\n\nWhere it breaks:\n\nb.\n\nc.\n\nWhere it breaks:\n\nd.";
    let due = ["/0/holds = a.", "/0/where_it_breaks = b.", "/1/holds = c.", "/1/where_it_breaks = d."];
    assert_eq!(regime(text)[1..], due.map(|line| format!("/analogies{line}")));
}

#[test]
fn a_break_goes_on_up_to_the_label_of_the_next_analogy() {
    for next in ["What holds: c.", "Maps to: x\n\nc.", "Analogy: c."] {
        let text = format!(
            "### Concept Mapping\n\na. Where it breaks: b.\n\nMore.\n\n{next}\n\nWhere it breaks: d."
        );
        assert_eq!(regime(&text)[2], "/analogies/0/where_it_breaks = b.\n\nMore.", "{next}");
        assert!(regime(&text).contains(&"/analogies/1/holds = c.".to_owned()), "{next}");
    }
    let held = "### Concept Mapping\n\na. Where it breaks: b.\n\nc.\n\nMaps to: x\n\nWhere it breaks: d.";
    assert!(regime(held).contains(&"/analogies/1/holds = c.".to_owned()));
}

#[test]
fn an_analogys_heading_below_that_of_the_mapping_keeps_its_title() {
    let text = "### Concept Mapping: The club\n\n#### Analogy\n\na. Where it breaks: b.";
    assert_eq!(regime(text)[1], "/analogies/0/title = The club");
}

#[test]
fn what_points_on_may_have_its_label_above_it() {
    let pasted = "Lesson 1 — X\nA\nWhat it is: x\nNext\nLesson 2 covers ovens.\n";
    assert_eq!(below(pasted, "/next"), ["/lesson = int 2", "/teaser = ovens."]);
}

#[test]
fn a_texts_line_ends_are_all_alike() {
    let text = "Lesson 1 — X\n\nA lead\nof two lines.\n\nA second one.\n";
    for line_end in ["\r\n", "\r"] {
        assert_eq!(values(&text.replace('\n', line_end)), values(text));
    }
}

#[test]
fn a_comment_between_paragraphs_is_no_part_of_their_text() {
    let text = "Lesson 1 — X\n\nA lead.\n\n<!-- lessonlint-ignore -->\n\nA second one.\n";
    let lead = below(text, "/lead = ").remove(0);
    assert_eq!(lead.split_whitespace().collect::<Vec<_>>().join(" "), "A lead. A second one.");
}

#[test]
fn an_item_that_reads_like_a_label_of_elsewhere_is_an_item() {
    let text = "Field Guide\n\nOther scenarios:\n\n- what breaks\n- what holds\n";
    assert_eq!(below(text, "/field_guide/secondary_scenarios"), ["/0 = what breaks", "/1 = what holds"]);
}

/// The cells of a comparison of the regimes `A` and `In | Out`.
fn cells(table: &str) -> Vec<String> {
    let text = format!(
        "Lesson 1 — X\n\n## A\n\n**What it is:** x\n\n## In | Out\n\n**What it is:** x\n\n## Comparison\n\n{table}"
    );
    below(&text, "/comparison/dimensions")
}

#[test]
fn a_regimes_name_may_hold_a_bar() {
    let due = ["/0/name = Time", "/0/cells/a = b", "/0/cells/in-out = c"];
    assert_eq!(cells("| Dimension | A | In \\| Out |\n|---|---|---|\n| Time | b | c |\n"), due);
    assert_eq!(cells("Dimension\tA\tIn | Out\nTime\tb\tc\n"), due);
    assert_eq!(cells("| Regime | Time |\n|---|---|\n| A | b |\n| In \\| Out | c |\n"), due);
}

#[test]
fn where_rows_begin_with_a_bar_and_end_without_one_the_last_cell_may_be_blank() {
    let read = cells("| Dimension | A | In \\| Out\n|---|---|---\n| Time | b |\n| Cost | b | c |\n");
    let due = ["/0/name = Time", "/0/cells/a = b", "/0/cells/in-out = null", "/1/name = Cost"];
    assert_eq!(read[..4], due);
}

#[test]
fn a_paragraph_with_a_bar_below_a_table_is_no_row() {
    let text =
        "Lesson 1 — X\n\nA\nWhat it is: x\n\n## Comparison\n\nIn|A\n-|-\nTime | b\n\nA note | with a bar.\n";
    assert_eq!(below(text, "/comparison/notes"), ["/0 = A note | with a bar."]);
}

#[test]
fn a_blank_in_a_short_row_is_of_no_column() {
    let read = cells("| Dimension | A | In \\| Out |\n|---|---|---|\n| Time | |\n");
    assert_eq!(read, ["/0/name = Time", "/0/cells/a = malformed", "/0/cells/in-out = malformed"]);
}
