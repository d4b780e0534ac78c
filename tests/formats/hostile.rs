//! Names and texts that would be markup, commands or the end of a file to somebody.

use lessonlint_tests::{Folder, harmless};

use crate::written::{FORMATS, check, counts, written};

const DOUGH: &str = include_str!("../fixtures/dough/dough.yaml");

#[test]
fn no_name_and_no_text_does_harm_in_any_format() {
    let text = "::error::x ]]> | `a` ``` </script><script>alert(1)</script> ##[error] @team #1 ![i](x)";
    let lesson = DOUGH
        .replace("What makes the dough rise?", &format!("'{text}'"))
        .replace("Yeast\n", &format!("'{text}'\n"));
    let mut folder = Folder::new();
    for name in [
        "::error::x.yaml",
        "a|b`c.yaml",
        "<script>.yaml",
        "]]>.yaml",
        "new\nline.yaml",
        "\u{202e}lmay.yaml",
        "%0A,x:y.yaml",
    ] {
        folder = folder.file(name, &lesson);
    }
    check(&folder);
    let all = counts("json", &written(&folder, "json"));
    assert!(all.spoken["R001"] >= 7, "{all:?}");
    for format in FORMATS {
        let written = written(&folder, format);
        harmless(&written).unwrap_or_else(|why| panic!("{format}: {why}"));
        // A comment names the rest, where it shows no more.
        if format != "markdown" {
            assert_eq!(counts(format, &written).spoken, all.spoken, "{format}");
        }
    }
    for line in written(&folder, "github").lines().filter(|line| line.starts_with("::")) {
        assert!(
            line.starts_with("::error title=")
                || line.starts_with("::warning title=")
                || line.starts_with("::notice title=")
                || line.starts_with("::group::")
                || line == "::endgroup::",
            "{line}"
        );
    }
    let comment = written(&folder, "markdown");
    assert!(!comment.contains("<script>") || comment.contains("`<script>.yaml`"), "{comment}");
    assert!(!comment.contains("@team"), "{comment}");
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_unicode_comes_through_every_format() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new().file(OsStr::from_bytes(b"caf\xe9.yaml"), DOUGH);
    check(&folder);
    for format in FORMATS {
        let written = written(&folder, format);
        assert_eq!(counts(format, &written).spoken["R001"], 1, "{format}");
        assert!(written.contains("caf"), "{format}");
    }
}
