use serde_json::Value;

/// The pointer of what stands under a key.
#[must_use]
pub fn child(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// The pointer of what holds it, and its key.
#[must_use]
pub fn parent(pointer: &str) -> Option<(&str, String)> {
    let (owner, key) = pointer.rsplit_once('/')?;
    Some((owner, unescape(key)))
}

/// A pointer's segment as the key that it stands for.
#[must_use]
pub fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

/// Where a way through a schema leads, each `$ref` on it followed; and the references that it passes.
#[must_use]
pub fn resolve(schema: &Value, way: &str) -> (String, Vec<String>) {
    let (mut at, mut references) = (String::new(), Vec::new());
    for segment in way.split('/').skip(1) {
        at = format!("{at}/{segment}");
        let target = schema.pointer(&at).filter(|_| segment == "$ref").and_then(Value::as_str);
        if let Some(target) = target.and_then(|target| target.strip_prefix('#')) {
            references.push(std::mem::replace(&mut at, target.to_owned()));
        }
    }
    (at, references)
}
