//! A baseline as a file: JSON of its own version, a finding a line, so that a change of it reads well.

use lesson_schema::Draft;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Baseline, Recorded};

/// The version of the format; additions keep it.
const VERSION: u64 = 1;

/// The findings that a team has not mended yet: `lessonlint baseline` writes it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Baseline")]
struct File {
    /// The version of this format; additions keep it.
    #[schemars(extend("const" = VERSION))]
    version: u64,
    /// The findings, by path, rule and fingerprint.
    findings: Vec<Entry>,
}

/// A finding that is held back. Its fingerprint names it; the rest is for people.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Recorded")]
struct Entry {
    /// The file, relative to the root, with `/`.
    path: String,
    /// The rule's code.
    code: String,
    /// The rule's name.
    name: String,
    /// The way to the value in the content model, when it was last seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    /// What was wrong, when it was last seen.
    message: String,
    /// Why it was accepted after the baseline was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// What names the finding across edits elsewhere in its file.
    fingerprint: String,
}

impl Baseline {
    /// Reads a baseline from its file's text.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and what to do, in words that go on after its name and a colon.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if let Some(line) = text.lines().position(|line| line.starts_with("<<<<<<< ")) {
            return Err(format!(
                "a merge left both sides in the baseline, from line {} on\n  \
                 help: keep the lines of both, then run `lessonlint baseline update`",
                line + 1
            ));
        }
        let value: Value = serde_json::from_str(text).map_err(|error| {
            format!("the baseline is no JSON: {error}\n  help: restore it, or delete it and run `lessonlint baseline create`")
        })?;
        let version = value.get("version").and_then(Value::as_u64);
        let is_ours = value.get("findings").is_some_and(Value::is_array);
        match version.filter(|_| is_ours) {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => {
                return Err(format!(
                    "the baseline has version {newer}, and this lessonlint knows version {VERSION}\n  help: \
                     use the lessonlint that wrote it, or a newer one"
                ));
            }
            _ => {
                return Err(
                    "this is no baseline of lessonlint: it has no `version` and no list of `findings`\n  help: name the \
                     file that `lessonlint baseline create` wrote"
                        .to_owned(),
                );
            }
        }
        let file = File::deserialize(&value).map_err(|error| {
            format!(
                "a finding in the baseline is damaged: {error}\n  help: restore the file as it was written"
            )
        })?;
        Ok(file.findings.into_iter().map(Recorded::from).collect())
    }

    /// The text of its file; the same findings give the same bytes.
    #[must_use]
    pub fn to_text(&self) -> String {
        let line = |entry: &Recorded| serde_json::to_string(&Entry::from(entry)).unwrap_or_default();
        let lines: Vec<String> =
            self.recorded().into_iter().map(|entry| format!("    {}", line(entry))).collect();
        let findings = if lines.is_empty() { String::new() } else { format!("\n{}\n  ", lines.join(",\n")) };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{findings}]\n}}\n")
    }
}

/// The schema of a baseline's file.
#[must_use]
pub fn baseline_schema(draft: Draft) -> Value {
    lesson_schema::of_type::<File>(draft, "baseline")
}

impl From<Entry> for Recorded {
    fn from(entry: Entry) -> Self {
        let Entry { path, code, name, pointer, message, reason, fingerprint } = entry;
        Self { fingerprint, code, name, path, pointer, message, reason }
    }
}

impl From<&Recorded> for Entry {
    fn from(recorded: &Recorded) -> Self {
        let Recorded { fingerprint, code, name, path, pointer, message, reason } = recorded.clone();
        Self { path, code, name, pointer, message, reason, fingerprint }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(path: &str, code: &str, fingerprint: &str) -> Recorded {
        Recorded {
            fingerprint: fingerprint.to_owned(),
            code: code.to_owned(),
            name: "a-name".to_owned(),
            path: path.to_owned(),
            pointer: Some("/regimes/0".to_owned()),
            message: "quotes \" and\nlines".to_owned(),
            reason: (code == "A001").then(|| "a reason".to_owned()),
        }
    }

    #[test]
    fn a_baseline_is_written_in_one_order_and_read_again() {
        let baseline: Baseline =
            [recorded("b.md", "R001", "1"), recorded("a.md", "R001", "3"), recorded("a.md", "A001", "2")]
                .into_iter()
                .collect();
        let text = baseline.to_text();
        let codes: Vec<&str> = text.lines().skip(3).filter_map(|line| line.trim().get(9..13)).collect();
        assert_eq!(codes, ["a.md", "a.md", "b.md"]);
        assert_eq!(Baseline::parse(&text).unwrap(), baseline);
        assert_eq!(Baseline::parse(&Baseline::default().to_text()).unwrap(), Baseline::default());
    }

    #[test]
    fn what_is_no_baseline_is_told_apart() {
        let said = |text: &str| Baseline::parse(text).unwrap_err();
        assert!(said("").contains("is no JSON"));
        assert!(said("{\"version\": 1, \"findings\": [").contains("line 1"));
        assert!(said("[]").contains("is no baseline of lessonlint"));
        assert!(said("{\"version\": \"2.1.0\", \"runs\": []}").contains("is no baseline of lessonlint"));
        assert!(said("{\"version\": 2, \"findings\": []}").contains("version 2"));
        assert!(said("{\"version\": 1, \"findings\": [{}]}").contains("damaged"));
        assert!(said("{\n<<<<<<< ours\n}").contains("from line 2 on"));
    }
}
