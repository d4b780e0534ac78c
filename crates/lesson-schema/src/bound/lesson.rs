use lesson_model::{Lesson, Regime, RegimeNames};
use serde_json::{Map, Value, json};

use super::{
    Binding, Choices, and, definitions_keyword, drop_examples, first_sentence, keywords, shortened, snippets,
    spelling,
};

/// How many regimes a message lists.
const LISTED: usize = 12;

/// How much of a regime's name a message shows.
const LONGEST_NAME: usize = 60;

/// The name of the definition that tells the names of regimes from other texts. With a number it is that of the
/// definition of one regime's names.
const REGIME_NAME: &str = "RegimeName";

/// A regime that every dimension must have a cell for.
pub(super) struct Column {
    /// The key of its cells.
    pub(super) key: String,
    /// What it is called.
    pub(super) title: String,
    about: String,
    /// Every text that means it, without anchors.
    pattern: String,
}

/// What a dimension's cells stand under.
#[derive(Default)]
struct Columns {
    /// The regimes of which it is known what they are called.
    each: Vec<Column>,
    /// The patterns of names that mean a regime which is declared twice: they are known, and no cell's.
    doubles: Vec<String>,
    /// What those are called that no key can name.
    unnamed: Vec<String>,
}

/// Binds a schema to the regimes and scenarios of a lesson.
pub(super) fn bind(schema: &mut Value, lesson: &Lesson, binding: &Binding<'_>) {
    let Columns { each: columns, doubles, unnamed } = columns(lesson);
    if let Some(cells) = keywords(schema, "/Dimension/properties/cells") {
        for title in unnamed {
            let sentence =
                format!("{title} has no cell on this dimension. Give it a name that no other regime has");
            and(cells, json!({ "const": null, "errorMessage": binding.message("R001", &sentence) }));
        }
    }
    if !columns.is_empty() {
        let names = format!("#/{}/{REGIME_NAME}", definitions_keyword(schema));
        let refuses_others = regimes_are_known(lesson) && binding.speaks("R002");
        let known = refuses_others.then(|| json!({ "$ref": names }));
        define_names(schema, &columns, &doubles, &names, binding);
        if let Some(cells) = keywords(schema, "/Dimension/properties/cells") {
            bind_cells(cells, &columns, &names, known.as_ref(), binding);
        }
        if let Some(regimes) = keywords(schema, "/FieldLine/properties/regimes") {
            drop_examples(regimes);
            match known {
                Some(known) => drop(regimes.insert("items".into(), known)),
                None => choices(&columns).offer(regimes.get_mut("items").and_then(Value::as_object_mut)),
            }
        }
        snippets::bind(schema, &columns);
    }
    scenarios(lesson).offer(keywords(schema, "/FieldLine/properties/scenario"));
}

/// A regime that is declared twice is one column.
fn columns(lesson: &Lesson) -> Columns {
    let names = RegimeNames::of(lesson);
    let patterns = spelling::of_regimes(&names, lesson.regimes().count());
    let mut columns = Columns::default();
    for ((index, regime), pattern) in lesson.regimes().enumerate().zip(patterns) {
        let slug = regime.slug();
        let name = regime.name.present().map(|name| name.trim()).unwrap_or_default();
        let key = if slug.is_empty() { name } else { &slug };
        let title = shortened(&regime.title(), LONGEST_NAME);
        let found = names.find(key);
        if !is_named(regime) {
            continue;
        } else if found == Some(index) {
            let about = regime.what_it_is.present().map(|text| first_sentence(text)).unwrap_or_default();
            columns.each.push(Column { key: key.to_owned(), title, about, pattern });
        } else if slug.is_empty() {
            columns.unnamed.push(title);
        } else if !pattern.is_empty() {
            columns.doubles.push(pattern);
        }
    }
    columns
}

/// Whether what the regime is called could be read.
fn is_named(regime: &Regime) -> bool {
    !regime.name.is_malformed() && !regime.id.is_malformed() && !regime.aka.is_malformed()
}

/// Whether every regime could be read, so that a name that is none of theirs is nobody's.
fn regimes_are_known(lesson: &Lesson) -> bool {
    let regimes = lesson.regimes.present();
    regimes.is_some_and(|regimes| regimes.is_whole()) && lesson.regimes().all(|regime| is_named(regime))
}

fn choices(columns: &[Column]) -> Choices {
    let mut choices = Choices::default();
    for column in columns {
        choices.add(&column.key, &column.title);
    }
    choices
}

/// Defines what can stand where a regime is named: its id, which is offered, or any other spelling of its names.
fn define_names(
    schema: &mut Value,
    columns: &[Column],
    doubles: &[String],
    names: &str,
    binding: &Binding<'_>,
) {
    let listed: Vec<String> = columns.iter().take(LISTED).map(|column| format!("`{}`", column.key)).collect();
    let more = if columns.len() > LISTED { " …" } else { "" };
    let sentence = format!("This is no regime of the lesson. Its regimes are {}{more}", listed.join(", "));
    let message = binding.message("R002", &sentence);
    let choices = choices(columns);
    let mut ids = choices.only();
    ids["errorMessage"] = json!(message);
    let each = (1..=columns.len()).map(|number| json!({ "$ref": format!("{names}{number}") }));
    let doubles = doubles
        .iter()
        .map(|pattern| json!({ "type": "string", "pattern": whole(pattern), "errorMessage": message }));
    let each: Vec<Value> = each.chain(doubles).collect();
    let spelled = json!({ "not": { "enum": choices.values }, "anyOf": each });
    let definitions = definitions_keyword(schema);
    if let Some(definitions) = schema.get_mut(definitions).and_then(Value::as_object_mut) {
        definitions.insert(REGIME_NAME.into(), json!({ "type": "string", "anyOf": [ids, spelled] }));
        for (column, number) in columns.iter().zip(1..) {
            let names =
                json!({ "type": "string", "pattern": whole(&column.pattern), "errorMessage": message });
            definitions.insert(format!("{REGIME_NAME}{number}"), names);
        }
    }
}

fn whole(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}

fn bind_cells(
    cells: &mut Map<String, Value>,
    columns: &[Column],
    names: &str,
    known: Option<&Value>,
    binding: &Binding<'_>,
) {
    drop_examples(cells);
    let cell = cells.get("additionalProperties").and_then(Value::as_object).cloned().unwrap_or_default();
    let describe = |column: &Column| {
        let mut cell = cell.clone();
        cell.insert("title".into(), column.title.clone().into());
        if !column.about.is_empty() {
            cell.insert("description".into(), column.about.clone().into());
        }
        let sentence = format!("The cell of {} says nothing. {DUE}", column.title);
        cell.insert("errorMessage".into(), binding.message("R001", &sentence).into());
        (column.key.clone(), Value::Object(cell))
    };
    cells.insert("properties".into(), Value::Object(columns.iter().map(describe).collect()));
    if let Some(known) = known {
        let free = json!({ "type": "string", "pattern": r"^(?:\$schema$|x-)" });
        cells.insert("propertyNames".into(), json!({ "doNotSuggest": true, "if": free, "else": known }));
    }
    for (column, number) in columns.iter().zip(1..) {
        let sentence = format!("{} has no cell on this dimension. {DUE}", column.title);
        // Editors show this message at `cells`, one for each regime.
        let unspelled = json!({ "propertyNames": { "not": { "$ref": format!("{names}{number}") } } });
        let missing = json!({ "required": [column.key], "errorMessage": binding.message("R001", &sentence) });
        and(cells, json!({ "if": unspelled, "then": missing }));
    }
}

/// What to do about a cell that is missing.
const DUE: &str = "Say what holds for it, or that it plays no part and why";

/// The conversations that the lesson announces.
fn scenarios(lesson: &Lesson) -> Choices {
    let mut choices = Choices::default();
    if let Some(guide) = lesson.field_guide.present() {
        let secondary = guide.secondary_scenarios.present().into_iter().flat_map(|all| all.present());
        for scenario in guide.primary_scenario.present().into_iter().chain(secondary) {
            choices.add(scenario.trim(), "");
        }
    }
    choices
}
