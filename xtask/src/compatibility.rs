//! Whether the schemas still fit what was released: `schema/released/` holds the last release's.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::root;

/// The command that renews the copies.
const RECORD: &str = "cargo xtask compatibility --record";

/// Each schema, and whose documents count for it: those that people write, or those that lessonlint writes.
const SCHEMAS: [(&str, &str); 6] = [
    ("lesson", "input"),
    ("course", "input"),
    ("front-matter", "input"),
    ("config", "input"),
    ("report", "output"),
    ("baseline", "output"),
];

/// What to do with the copies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Hold the schemas to them.
    Check,
    /// Renew them: a step of a release.
    Record,
}

pub(crate) fn run(mode: Mode) -> Result<(), String> {
    match mode {
        Mode::Check => check(),
        Mode::Record => record(),
    }
}

fn released(kind: &str) -> PathBuf {
    root().join("schema/released").join(format!("{kind}.schema.json"))
}

fn record() -> Result<(), String> {
    for (kind, _) in SCHEMAS {
        let (from, to) = (root().join("schema").join(format!("{kind}.schema.json")), released(kind));
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        fs::copy(&from, &to).map_err(|error| format!("{}: {error}", from.display()))?;
    }
    println!("recorded the schemas of {} in schema/released", env!("CARGO_PKG_VERSION"));
    Ok(())
}

fn check() -> Result<(), String> {
    let mut broken = Vec::new();
    for (kind, direction) in SCHEMAS {
        let path = released(kind);
        let text = fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}\nrecord it with `{RECORD}`", path.display()))?;
        let schema: Value =
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let was = version(&schema).ok_or_else(|| {
            format!("{}: its `$id` names no version\nrecord it with `{RECORD}`", path.display())
        })?;
        let (breaks, text) = differences(kind, direction)?;
        if !breaks {
            println!("{kind}: fits {was}");
            continue;
        }
        println!("{kind}: does not fit {was}\n\n{}", text.trim_end());
        if may_break(&was, env!("CARGO_PKG_VERSION")) {
            println!("\n{} may break with {was}\n", env!("CARGO_PKG_VERSION"));
        } else {
            broken.push(kind);
        }
    }
    if broken.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} would break what was released: accept again what was accepted, or raise the version in Cargo.toml as said \
         in CONTRIBUTING.md",
        broken.join(", ")
    ))
}

/// Whether a schema breaks something, and what `lessonlint schema diff` says of it.
fn differences(kind: &str, direction: &str) -> Result<(bool, String), String> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--package", "lessonlint", "--", "schema", "diff"]);
    command.arg(released(kind)).args([kind, "--direction", direction]).current_dir(root());
    let output = command.output().map_err(|error| format!("cargo cannot be started: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    match output.status.code() {
        Some(0) => Ok((false, text)),
        // What cargo itself fails with is another code, and a broken build prints no result.
        Some(1) if !text.is_empty() => Ok((true, text)),
        _ => Err(format!("lessonlint schema diff failed:\n{}", String::from_utf8_lossy(&output.stderr))),
    }
}

/// The version that a schema's `$id` names: `…/v0.1.0/schema/…`.
fn version(schema: &Value) -> Option<String> {
    let id = schema.get("$id")?.as_str()?;
    let mut named = id.split('/').filter_map(|part| part.strip_prefix('v'));
    named.find(|version| parts(version).is_some()).map(ToOwned::to_owned)
}

/// A new major version may break what the old one promised; before 1.0.0, a new minor one.
fn may_break(was: &str, now: &str) -> bool {
    match (parts(was), parts(now)) {
        (Some((0, was)), Some((0, now))) => was != now,
        (Some((was, _)), Some((now, _))) => was != now,
        _ => false,
    }
}

fn parts(version: &str) -> Option<(u64, u64)> {
    let mut parts = version.split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_version_that_says_so_may_break() {
        for (was, now, may) in [
            ("0.1.0", "0.1.9", false),
            ("0.1.0", "0.2.0", true),
            ("0.9.0", "1.0.0", true),
            ("1.2.0", "1.3.0", false),
            ("1.2.0", "2.0.0-beta.1", true),
            ("main", "1.0.0", false),
        ] {
            assert_eq!(may_break(was, now), may, "{was} {now}");
        }
    }

    #[test]
    fn an_id_names_its_version() {
        let schema =
            serde_json::json!({ "$id": "https://example.org/lint/v0.1.0/schema/lesson.schema.json" });
        assert_eq!(version(&schema).as_deref(), Some("0.1.0"));
        assert_eq!(
            version(&serde_json::json!({ "$id": "https://example.org/main/lesson.schema.json" })),
            None
        );
    }
}
