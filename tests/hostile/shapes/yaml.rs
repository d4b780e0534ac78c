//! YAML that a parser chokes on.

use super::Due::{Clean, Finding, Unreadable};
use super::{Shape, lesson, many, shape};

pub(crate) const SHAPES: &[Shape] = &[
    shape!("yaml", "unclosed double quotes", 500, 100_000, Finding("E001"), |n| {
        lesson::yaml_with("title", &format!("title: \"open\n{}", "  more of it\n".repeat(n)))
    }),
    shape!("yaml", "unclosed single quotes on every line", 200, 100_000, Finding("E001"), |n| {
        lesson::yaml_with("meta", &format!("meta:\n{}", many(n, |k| format!("  k{k}: 'open\n"))))
    }),
    shape!("yaml", "an unclosed list in brackets", 500, 500_000, Finding("E001"), |n| {
        lesson::yaml_with("meta", &format!("meta: [{}", "a, ".repeat(n)))
    }),
    shape!("yaml", "unclosed braces on every line", 200, 50_000, Finding("E001"), |n| {
        lesson::yaml_with("meta", &format!("meta:\n{}", many(n, |k| format!("  k{k}: {{a: b\n"))))
    }),
    shape!("yaml", "open brackets", 5_000, 200_000, Finding("E007"), |n| {
        lesson::yaml_with("meta", &format!("meta: {}", "[".repeat(n)))
    }),
    shape!("yaml", "open brackets alone", 5_000, 200_000, Unreadable("E007"), |n| "[".repeat(n)),
    shape!("yaml", "open braces", 5_000, 200_000, Finding("E007"), |n| {
        lesson::yaml_with("meta", &format!("meta: {}", "{".repeat(n)))
    }),
    shape!("yaml", "open braces with keys", 5_000, 200_000, Finding("E007"), |n| {
        lesson::yaml_with("meta", &format!("meta: {}", "{a: ".repeat(n)))
    }),
    shape!("yaml", "closing brackets", 5_000, 200_000, Finding("E001"), |n| {
        lesson::yaml_with("meta", &format!("meta: {}\n", "]".repeat(n)))
    }),
    shape!("yaml", "dashes on one line", 5_000, 200_000, Finding("E007"), |n| {
        lesson::yaml_with("meta", &format!("meta:\n  {}x\n", "- ".repeat(n)))
    }),
    shape!("yaml", "question marks on one line", 5_000, 200_000, Finding("E007"), |n| {
        lesson::yaml_with("meta", &format!("meta:\n  {}x\n", "? ".repeat(n)))
    }),
    shape!("yaml", "colons on one line", 5_000, 200_000, Finding("E001"), |n| {
        lesson::yaml_with("meta", &format!("meta: {}x\n", "a: ".repeat(n)))
    }),
    shape!("yaml", "levels of mappings", 500, 4_000, Finding("E007"), |n| {
        lesson::yaml_with("meta", &format!("meta:\n{}", many(n, |k| format!("{}k:\n", " ".repeat(k + 1)))))
    }),
    shape!("yaml", "levels of lists", 500, 4_000, Finding("E007"), |n| {
        lesson::yaml_with("meta", &format!("meta:\n{}", many(n, |k| format!("{}-\n", " ".repeat(k + 1)))))
    }),
    shape!("yaml", "a billion laughs", 30, 100_000, Finding("E007"), |n| {
        let laughs =
            many(n, |k| format!("  l{}: &l{} [{}]\n", k + 1, k + 1, vec![format!("*l{k}"); 9].join(", ")));
        lesson::yaml_with("meta", &format!("meta:\n  l0: &l0 ha\n{laughs}"))
    }),
    shape!("yaml", "aliases of one list", 500, 100_000, Finding("E007"), |n| {
        let list = format!("  a: &a [{}]\n", "x, ".repeat(1000));
        lesson::yaml_with("meta", &format!("meta:\n{list}  b: [{}]\n", "*a, ".repeat(n)))
    }),
    shape!("yaml", "one regime by alias", 20, 3_000, Finding("R006"), |n| {
        let one = lesson::yaml_with("", "");
        let start = one.find("  - name: Sourdough").expect("the second regime");
        let (before, after) = one.split_at(start);
        let before = before.replacen("- name: Yeast", "- &yeast\n    name: Yeast", 1);
        format!("{before}{}{after}", "  - *yeast\n".repeat(n))
    }),
    shape!("yaml", "aliases of themselves", 100, 50_000, Finding("E001"), |n| {
        lesson::yaml_with("meta", &format!("meta:\n{}", many(n, |k| format!("  k{k}: &a{k} [*a{k}]\n"))))
    }),
    shape!("yaml", "unknown aliases", 200, 100_000, Finding("E001"), |n| {
        lesson::yaml_with("meta", &format!("meta:\n{}", many(n, |k| format!("  - *nothing{k}\n"))))
    }),
    shape!("yaml", "anchors", 500, 100_000, Clean, |n| {
        lesson::yaml_with("meta", &format!("meta:\n{}", many(n, |k| format!("  k{k}: &a{k} x\n"))))
    }),
    shape!("yaml", "merge keys", 100, 30_000, Clean, |n| {
        let merged = many(n, |k| format!("  k{k}:\n    <<: *base\n    own: {k}\n"));
        lesson::yaml_with("meta", &format!("meta:\n  base: &base {{a: b}}\n{merged}"))
    }),
    shape!("yaml", "a merge key for a regime", 0, 0, Finding("R012"), |_| {
        let merged = "  - name: Rye\n    <<: *base\n";
        lesson::yaml().replacen("  - name: Yeast", "  - &base\n    name: Yeast", 1).replacen(
            "comparison:",
            &format!("{merged}comparison:"),
            1,
        )
    }),
    shape!("yaml", "documents", 200, 100_000, Finding("E012"), |n| lesson::yaml() + &"---\na: b\n".repeat(n)),
    shape!("yaml", "comments", 1_000, 300_000, Clean, |n| lesson::yaml() + &"# a comment\n".repeat(n)),
    shape!("yaml", "tags that name programs", 10, 20_000, Clean, |n| {
        let tagged =
            "  - !!python/object/apply:os.system [\"touch owned\"]\n  - !ruby/object:Gem::Installer {i: x}\n";
        lesson::yaml_with("meta", &format!("meta:\n  a:\n{}", tagged.repeat(n)))
    }),
    shape!("yaml", "keys that are no words", 10, 20_000, Finding("E001"), |n| {
        let keys = many(n, |k| format!("  ? [a, {k}]\n  : b\n  ? {{a: {k}}}\n  : c\n  {k}: d\n  1.{k}: e\n"));
        lesson::yaml_with("meta", &format!("meta:\n{keys}  true: f\n  null: g\n"))
    }),
    shape!("yaml", "escapes of half characters", 50, 100_000, Finding("E001"), |n| {
        lesson::yaml_with("title", &format!("title: \"{}\"\n", "\\ud83d x ".repeat(n)))
    }),
    shape!("yaml", "one fault on every line", 100, 50_000, Finding("E001"), |n| {
        lesson::yaml_with("meta", &format!("meta:\n{}", many(n, |k| format!("  k{k}: a: b\n"))))
    }),
    shape!("yaml", "text that begins with a dash on every line", 100, 50_000, Finding("E001"), |n| {
        lesson::yaml_with("meta", &format!("meta:\n{}", many(n, |k| format!("  k{k}: - b\n"))))
    }),
    shape!("yaml", "lines in the wrong column", 100, 50_000, Finding("E001"), |n| {
        lesson::yaml_with("meta", &format!("meta:\n{}", "    - a\n   - b\n  c: d\n".repeat(n)))
    }),
];
