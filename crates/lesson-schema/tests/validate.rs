//! What is said of every keyword, and where.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::sync::Arc;

use lesson_schema::validate::{Address, Complaint, Library};
use lesson_syntax::Limits;
use lesson_syntax::data::{Notation, documents};
use lesson_text::SourceFile;

const DRAFT_07: &str = "$schema: http://json-schema.org/draft-07/schema#\n";

fn complaints(schema: &str, yaml: &str) -> (Arc<SourceFile>, Vec<Complaint>) {
    let schema = schema.to_owned();
    let read =
        move |path: &Path| Ok((path == Path::new("/s/schema.yaml")).then(|| schema.clone().into_bytes()));
    let library = Library::new(Path::new("/s"), Box::new(read)).with_formats(Some(true));
    let schema = library.schema(&Address::of_reference("schema.yaml", Path::new("/s"))).unwrap();
    let source = Arc::new(SourceFile::new("x.yaml", yaml));
    let document = documents(&source, Notation::Yaml, Limits::default()).remove(0);
    (source, schema.check(&document))
}

/// Each complaint as `what is pointed at: what is said`.
fn said(schema: &str, yaml: &str) -> Vec<String> {
    let (source, complaints) = complaints(schema, yaml);
    let line = |complaint: &Complaint| format!("{}: {}", source.slice(complaint.span), complaint.message);
    complaints.iter().map(line).collect()
}

fn check_all(cases: &[(&str, &str, &str)]) {
    for (schema, yaml, expected) in cases {
        assert_eq!(said(schema, yaml), [*expected], "{schema}");
    }
}

#[test]
fn every_keyword_about_one_value_has_a_sentence_and_a_place() {
    check_all(&[
        (
            "properties: {a: {type: [integer, 'null']}}",
            "a: x",
            "x: `a` must be nothing or a whole number, and is a text",
        ),
        ("properties: {a: {const: 1}}", "a: 2", "2: `a` must be 1, and is 2"),
        ("properties: {a: {enum: [red, blue]}}", "a: rad", "rad: `a` cannot be `rad`"),
        ("properties: {a: {minimum: 3}}", "a: 2", "2: `a` must be at least 3, and is 2"),
        ("properties: {a: {maximum: 3}}", "a: 4.5", "4.5: `a` must be at most 3, and is 4.5"),
        ("properties: {a: {exclusiveMinimum: 3}}", "a: 3", "3: `a` must be more than 3, and is 3"),
        ("properties: {a: {exclusiveMaximum: 3}}", "a: 3", "3: `a` must be less than 3, and is 3"),
        ("properties: {a: {multipleOf: 5}}", "a: 7", "7: `a` must be a multiple of 5, and is 7"),
        ("properties: {a: {minLength: 3}}", "a: é", "é: `a` must have at least 3 characters, and has 1"),
        ("properties: {a: {maxLength: 1}}", "a: 日本", "日本: `a` may have at most 1 character, and has 2"),
        ("properties: {a: {pattern: ^b}}", "a: c", "c: `a` does not match its pattern, and is `c`"),
        (
            "properties: {a: {format: date}}",
            "a: 2026-13-01",
            "2026-13-01: `a` must be a date, and is `2026-13-01`",
        ),
        ("properties: {a: {format: email}}", "a: x", "x: `a` must be an address for mail, and is `x`"),
        ("properties: {a: {not: {type: string}}}", "a: x", "x: `a` is what may not stand here"),
        ("properties: {a: false}", "a: 1", "a: `a` may not stand here"),
        (
            "properties: {a: {oneOf: [{minimum: 1}, {maximum: 3}]}}",
            "a: 2",
            "2: `a` fits more than one of the alternatives, and must fit only one: 1 and 2",
        ),
        ("false", "a: 1", "a: 1: the schema lets nothing pass"),
        ("type: object", "", ": the document must be keys with values, and holds nothing"),
        (
            &format!("{DRAFT_07}properties: {{a: {{contentEncoding: base64}}}}"),
            "a: '!'",
            "'!': `a` is not encoded as base64",
        ),
        (
            &format!("{DRAFT_07}properties: {{a: {{contentMediaType: application/json}}}}"),
            "a: '{'",
            "'{': `a` does not hold application/json",
        ),
    ]);
}

#[test]
fn every_keyword_about_lists_has_a_sentence_and_a_place() {
    check_all(&[
        ("properties: {a: {minItems: 1}}", "a: []", "[]: `a` must have at least 1 item, and has none"),
        ("properties: {a: {maxItems: 1}}", "a: [1, 2]", "[1, 2]: `a` may have at most 1 item, and has 2"),
        (
            "properties: {a: {uniqueItems: true}}",
            "a: [{b: 1, c: 2}, 3, {c: 2, b: 1.0}]",
            "{c: 2, b: 1.0}: an item of `a` stands there twice",
        ),
        (
            "properties: {a: {contains: {const: 1}}}",
            "a: [2]",
            "[2]: `a` lacks an item that must be among its own",
        ),
        (
            "properties: {a: {contains: {const: 1}, maxContains: 1}}",
            "a: [1, 1]",
            "[1, 1]: `a` has too many items of one sort",
        ),
        (
            "properties: {a: {prefixItems: [true], items: false}}",
            "a: [1, 2]",
            "2: an item of `a` may not stand here",
        ),
        (
            &format!("{DRAFT_07}properties: {{a: {{items: [true], additionalItems: false}}}}"),
            "a: [1, 2, 3]",
            "2: `a` may have at most 1 item, and has 3",
        ),
        (
            "properties: {a: {prefixItems: [true], unevaluatedItems: false}}",
            "a: [1, 2]",
            "[1, 2]: `a` holds items that are not known here: `2`",
        ),
        ("items: {type: string}", "[1]", "1: an item of the file must be a text, and is a number"),
        ("items: {items: {type: string}}", "[[1]]", "1: an item of a list must be a text, and is a number"),
        ("properties: {'0': {type: string}}", "0: 1", "1: `0` must be a text, and is a number"),
    ]);
}

#[test]
fn every_keyword_about_keys_has_a_sentence_and_a_place() {
    check_all(&[
        ("required: [a]", "b: 1", "b: 1: `a` is missing from the document"),
        ("properties: {b: {required: [a]}}", "b: {}", "b: `a` is missing from `b`"),
        ("dependentRequired: {b: [a]}", "b: 1", "b: 1: `a` is missing from the document"),
        ("minProperties: 2", "b: 1", "b: 1: the file must have at least 2 keys, and has 1"),
        ("maxProperties: 1", "{a: 1, b: 1}", "{a: 1, b: 1}: the file may have at most 1 key, and has 2"),
        (
            "{properties: {abc: true}, additionalProperties: false}",
            "acb: 1",
            "acb: `acb` is no key that is known here",
        ),
        (
            "{properties: {abc: true}, unevaluatedProperties: false}",
            "\"x~/y\": 1",
            "\"x~/y\": `x~/y` is no key that is known here",
        ),
        (
            "propertyNames: {pattern: ^a}",
            "b: 1",
            "b: `b` cannot be a key here: it does not match its pattern, and is `b`",
        ),
    ]);
}

const SHAPES: &str = "
oneOf:
- title: a circle
  type: object
  properties: {kind: {const: circle}, radius: {type: number}}
  required: [kind, radius]
  additionalProperties: false
- type: object
  properties: {kind: {const: box}, width: {type: number}, height: {type: number}}
  required: [kind, width, height]
  additionalProperties: false
- {type: array, items: {$ref: '#'}}
";

#[test]
fn of_alternatives_the_one_that_was_meant_is_told() {
    check_all(&[
        (SHAPES, "{kind: box, width: x, height: 1}", "x: `width` must be a number, and is a text"),
        (SHAPES, "{kind: circle, radios: 1}", "radios: `radios` is no key that is known here"),
        (SHAPES, "{kind: bx, width: 1, height: 2}", "bx: `kind` must be `box`, and is `bx`"),
        (
            SHAPES,
            "[{kind: box, width: 1}]",
            "{kind: box, width: 1}: `height` is missing from an item of the file",
        ),
        (SHAPES, "5", "5: the file must be keys with values or a list, and is a number"),
        ("anyOf: [{const: a}, {enum: [b, c]}]", "d", "d: the file cannot be `d`"),
        ("anyOf: [{required: [a]}, {required: [b]}]", "c: 1", "c: 1: the document needs one of `a`, `b`"),
        (
            "anyOf: [{type: string}, {type: array, items: {type: string}}]",
            "[a, 1]",
            "1: an item of the file must be a text, and is a number",
        ),
    ]);
    let (_, complaints) = complaints(SHAPES, "{kind: box, width: x, height: 1}");
    let note = "this seems to be `kind: box`, of 3 alternatives: a circle, `kind: box`, a list";
    assert_eq!(complaints[0].note.as_deref(), Some(note));
}

#[test]
fn help_says_what_to_do_and_the_schemas_own_words_go_first() {
    let help = |schema: &str, yaml: &str| complaints(schema, yaml).1[0].help.clone().unwrap_or_default();
    assert_eq!(
        help("{properties: {name: true}, additionalProperties: false}", "nmae: 1"),
        "did you mean `name`?"
    );
    assert_eq!(help("properties: {a: {enum: [red, 3]}}", "a: 1"), "write one of `red`, 3");
    assert_eq!(help("properties: {a: {type: string, errorMessage: say who}}", "a: 1"), "say who");
    assert_eq!(help("properties: {a: {pattern: x, errorMessage: {pattern: say x}}}", "a: y"), "say x");
    let note = |schema: &str, yaml: &str| complaints(schema, yaml).1[0].note.clone().unwrap_or_default();
    assert_eq!(note("properties: {a: {pattern: x, description: An x.}}", "a: y"), "An x.");
    assert!(note("if: {required: [a]}\nthen: {required: [b]}", "a: y").contains("`then` is asked for"));
}

#[test]
fn a_misspelled_key_is_told_once_and_merged_ones_are_found() {
    let schema = "{properties: {name: {type: string}}, required: [name], additionalProperties: false}";
    assert_eq!(said(schema, "nam: x"), ["nam: `nam` is no key that is known here"]);
    let all = "{additionalProperties: {type: object, properties: {port: {type: integer}}}}";
    let told = said(all, "a: &a {port: x}\nb: {<<: *a}\n");
    assert_eq!(
        told, ["x: `port` must be a whole number, and is a text"; 2],
        "at the place that both take it from"
    );
}
