use lesson_syntax::Stub;

/// What begins every stub: a placeholder, so that what is filled in by a scaffold fix still fails.
const TODO: &str = "TODO: ";

/// The stub for a key of the model.
pub(crate) fn stub(key: &str) -> Stub {
    let todo = |text: &str| Stub::text(format!("{TODO}{text}"));
    match key {
        "title" => todo("the lesson's title"),
        "lead" => todo("which question the lesson answers"),
        "what_it_is" => todo("what it is, in a sentence or two"),
        "what_it_does" => todo("what happens in it, and what comes out"),
        "whos_behind_it" => todo("who does it, pays for it and answers for it"),
        "what_makes_it_distinct" => todo("how to tell it from the others"),
        "analogies" => Stub::List(vec![map(&["holds", "where_it_breaks"])]),
        "holds" => todo("what carries over"),
        "where_it_breaks" => todo("what does not carry over"),
        "comparison" => map(&["dimensions"]),
        "dimensions" => Stub::List(vec![Stub::Map(vec![("name".into(), todo("the first dimension"))])]),
        "field_guide" => map(&["lines"]),
        "lines" => Stub::List(vec![map(&["dont_say", "do_say", "why"])]),
        "dont_say" => todo("what not to say"),
        "do_say" => todo("what to say instead"),
        "why" => todo("why it matters"),
        _ => todo("fill this in"),
    }
}

/// The stub for a key of a course.
pub(crate) fn of_course(key: &str) -> Stub {
    match key {
        "title" => Stub::text(format!("{TODO}the course's title")),
        other => stub(other),
    }
}

/// The stub of one cell.
pub(crate) fn cell(regime: &str, dimension: &str) -> Stub {
    Stub::text(format!("{TODO}{dimension} for {regime}"))
}

fn map(keys: &[&'static str]) -> Stub {
    Stub::Map(keys.iter().map(|&key| (key.into(), stub(key))).collect())
}

/// A key of the model in plain words.
pub(crate) fn name(key: &str) -> &str {
    match key {
        "title" => "the title",
        "lead" => "the lead",
        "what_it_is" => "what it is",
        "what_it_does" => "what it does",
        "whos_behind_it" => "who's behind it",
        "what_makes_it_distinct" => "what makes it distinct",
        "analogies" => "an analogy",
        "holds" => "what holds",
        "where_it_breaks" => "where it breaks",
        "comparison" => "the comparison",
        "dimensions" => "a dimension",
        "field_guide" => "the field guide",
        "lines" => "a field-guide line",
        "do_say" => "what to say",
        "why" => "the why",
        other => other,
    }
}
