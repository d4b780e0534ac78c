use std::collections::HashSet;

use lesson_text::Span;

/// Something that a schema has against a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Complaint {
    /// Where.
    pub span: Span,
    /// The way to the value, as a JSON pointer.
    pub pointer: String,
    /// The keyword of JSON Schema that asks for it.
    pub keyword: String,
    /// Where that keyword stands: the schema's address and a JSON pointer.
    pub schema: String,
    /// What is wrong, in a sentence without its full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Of which alternatives this was taken to be one.
    pub note: Option<String>,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Span, String)>,
    /// The known key that an unknown one was probably meant to be.
    pub meant: Option<String>,
    /// The key that is missing.
    pub missing: Option<String>,
}

/// Puts complaints in their one order and drops those that say the same of the same bytes.
pub(super) fn sort(complaints: &mut Vec<Complaint>) {
    let key = |complaint: &Complaint| {
        (complaint.span, complaint.pointer.clone(), complaint.message.clone(), complaint.schema.clone())
    };
    complaints.sort_by_cached_key(key);
    complaints.dedup_by(|second, first| {
        (second.span, &second.pointer, &second.message) == (first.span, &first.pointer, &first.message)
    });
}

/// Of a key that is missing and a misspelled one that was meant, only the second is told.
pub(super) fn drop_misspelled(complaints: &mut Vec<Complaint>) {
    let meant = |complaint: &Complaint| {
        let (owner, _) = complaint.pointer.rsplit_once('/')?;
        Some((owner.to_owned(), complaint.meant.clone()?))
    };
    let meant: HashSet<(String, String)> = complaints.iter().filter_map(meant).collect();
    complaints.retain(|complaint| {
        let key = complaint.missing.as_ref();
        key.is_none_or(|key| !meant.contains(&(complaint.pointer.clone(), key.clone())))
    });
}
