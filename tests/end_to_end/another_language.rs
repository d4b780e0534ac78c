//! A course in another language, by labels and words that its configuration brings.

use lessonlint_tests::Folder;

/// Labels and words of German lessons; no list is complete, and none needs to be.
const GERMAN: &str = r#"
[markdown.labels]
lesson = ["Lektion"]
what_it_is = ["Was es ist"]
what_it_does = ["Was es tut"]
whos_behind_it = ["Wer dahintersteht"]
what_makes_it_distinct = ["Was es auszeichnet"]
concept_mapping = ["* im Vergleich"]
where_it_breaks = ["Wo der Vergleich endet"]
comparison = ["Die * Arten nebeneinander"]
field_guide = ["Im Gespräch"]
primary_scenario = ["Vor allem"]
dont_say = ["Nicht sagen"]
do_say = ["Sagen"]
why = ["Warum"]
next = ["Weiter"]
covers = ["behandelt"]

[words]
stemming = "german"
numbers = { zwei = 2, drei = 3, vier = 4 }
dimensions = ["Dimensionen", "Merkmale"]
regimes = ["Arten"]
stop = ["der", "die", "das", "ein", "eine", "einen", "und", "oder", "nach", "wie", "es", "ist", "wer", "in", "im"]
joints = ["und", "oder"]
listing = ["nämlich"]
estimates = ["mindestens"]
contrasts = ["aber", "anders", "während"]
negations = ["nicht", "kein", "keine", "nie"]
nones = ["keiner", "niemand"]
absolutes = ["immer", "nie", "garantiert"]
risks = ["Daten", "Sicherheit", "Kosten"]
limits = ["außer", "es sei denn", "solange"]
abbreviations = ["z.B", "bzw"]
"#;

fn german() -> String {
    let regime = |name: &str, holds: &str, breaks: &str| {
        format!(
            "## {name}\n\n**Was es ist:** Teig aus {name}.\n\n**Was es tut:** Es geht auf.\n\n**Wer dahintersteht:** Jemand.\n\n\
             **Was es auszeichnet:** Der Geschmack von {name}.\n\n### Bäckerei im Vergleich\n\n{holds}\n\n\
             **Wo der Vergleich endet:** {breaks}\n\n"
        )
    };
    format!(
        "# Lektion 3 — Was hebt den Teig?\n\nZwei Arten, eine Frage: Hefe oder Sauerteig.\n\n{}{}## Die zwei Arten nebeneinander\n\n\
         Sie unterscheiden sich in drei Merkmalen. Die Dimensionen, nämlich Zeit, Preise und Geschmack, kehren wieder.\n\n\
         | Merkmal | Hefe | Sauerteig |\n|---|---|---|\n| Zeit | Zwei Stunden | Ein Tag |\n| Preis | Niedrig | Hoch |\n\
         | Geschmack | Mild | Sauer |\n\n\
         ## Im Gespräch\n\nVor allem: Jemand fragt nach dem Preis.\n\n\
         | Nicht sagen | Sagen | Warum |\n|---|---|---|\n| Unser Brot ist gesünder | Deine Daten sind nie weg, solange du willst. | \
         Niemand hier kann das beweisen |\n\n\
         Weiter: Lektion 4 behandelt den Ofen.\n",
        regime(
            "Hefe",
            "Wie ein Wasserkocher, der auf Knopfdruck läuft.",
            "Er schaltet sich ab, der vergessene Teig fällt in sich zusammen."
        ),
        regime(
            "Sauerteig",
            "Wie ein Garten, der seinem Gärtner gehört.",
            "Ein Garten schläft im Winter, der ungefütterte Teig verdirbt."
        )
    )
}

#[test]
fn a_course_in_another_language_brings_its_labels_and_words() {
    let folder = Folder::new().file("lessonlint.toml", GERMAN).file("brot.md", german());
    let ran = folder.run(&["check", "brot.md"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "1 lesson, no findings (1 file looked at)\n"));
    for (from, to, code) in [
        ("Ein Garten schläft im Winter, der ungefütterte Teig verdirbt.", "", "A001"),
        (
            "Ein Garten schläft im Winter, der ungefütterte Teig verdirbt.",
            "Gehört der Garten nicht einem der Gärtner? Doch.",
            "",
        ),
        (
            "Ein Garten schläft im Winter, der ungefütterte Teig verdirbt.",
            "Der Gärtner im Garten, die Gärten der Gärtner, und es gehört seinen Gärtnern.",
            "A003",
        ),
        ("Zwei Arten, eine Frage", "Vier Arten, eine Frage", "R004"),
        ("Zwei Arten, eine Frage", "Mindestens vier Arten, eine Frage", ""),
        ("Zeit, Preise und Geschmack", "Zeit, Preise und Aroma", "R003"),
        ("Mild", "Keiner", "R008"),
        ("nie weg, solange du willst", "nie weg", "S012"),
        ("Deine Daten sind nie weg, solange du willst.", "Unser Brot ist gesünder als anderes.", "S003"),
        (
            "Deine Daten sind nie weg, solange du willst.",
            "Unser Brot ist gesünder? Das sagt keine Studie.",
            "S003",
        ),
        ("Niemand hier kann das beweisen", "Weil unsere Brote gesund sind", ""),
    ] {
        let changed = german().replacen(from, to, 1);
        let codes = Folder::new()
            .file("lessonlint.toml", GERMAN)
            .file("neu.md", changed)
            .run(&["check", "--format", "json"])
            .codes();
        assert_eq!(codes.join(" "), code, "{to}");
    }
    let folder = Folder::new()
        .file("lessonlint.toml", GERMAN)
        .file("brot.md", german().replacen("Zwei Arten", "Vier Arten", 1));
    assert_eq!(folder.run(&["check", "--fix-suggested"]).code, Some(0));
    assert_eq!(folder.read("brot.md"), german());
}
