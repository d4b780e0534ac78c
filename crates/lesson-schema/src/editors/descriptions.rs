//! Descriptions in Markdown.

use std::fmt::Write;

use serde_json::{Map, Value};

use super::Guide;
use super::samples::Samples;

/// Gives each property of a mapping its description in Markdown: what it is, an example, and the rule that
/// watches over it, with its page.
pub(super) fn describe_properties(keywords: &mut Map<String, Value>, samples: &Samples, guide: &Guide<'_>) {
    for (key, property) in keywords.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten()
    {
        let example = samples.yaml(key, property);
        let Some(property) = property.as_object_mut() else { continue };
        let Some(mut text) = property.get("description").and_then(Value::as_str).map(str::to_owned) else {
            continue;
        };
        if let Some(example) = example {
            let _ = write!(text, "\n\n```yaml\n{example}\n```");
        }
        if let Some(rule) = guide.rule(property) {
            let (info, url, summary) = (&rule.info, &rule.url, rule.summary);
            let _ = write!(text, "\n\n[{} {}]({url}): {summary}", info.code, info.name);
        }
        property.insert("markdownDescription".into(), text.into());
    }
}
