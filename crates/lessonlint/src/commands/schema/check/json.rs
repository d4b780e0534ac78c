//! What programs read.

use std::io::{self, Write};

use lesson_schema::validate::Fault;
use lesson_text::{SourceFile, Span};
use serde_json::{Value, json};

use super::{Checked, Error};

/// Writes every error and every file.
pub(super) fn render(checked: &[Checked], faults: &[Fault], out: &mut dyn Write) -> io::Result<()> {
    let errors: Vec<Value> =
        checked.iter().flat_map(|file| file.errors.iter().map(|error| of_error(file, error))).collect();
    let files: Vec<Value> = checked
        .iter()
        .map(|file| {
            json!({
                "path": file.path,
                "outcome": if file.faults.is_empty() { "checked" } else { "incomplete" },
                "documents": file.documents,
                "errors": file.errors.len(),
            })
        })
        .collect();
    let report = json!({
        "version": 1,
        "tool": { "name": "lessonlint", "version": env!("CARGO_PKG_VERSION") },
        "summary": {
            "files": checked.len(),
            "documents": checked.iter().map(|file| file.documents).sum::<usize>(),
            "errors": errors.len(),
            "failures": faults.len(),
        },
        "files": files,
        "errors": errors,
        "failures": faults.iter().map(of_fault).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn of_error(file: &Checked, error: &Error) -> Value {
    let complaint = &error.complaint;
    let (start, end) = bounds(&file.source, complaint.span);
    let related: Vec<Value> = complaint
        .related
        .iter()
        .map(|(span, message)| {
            let (start, end) = bounds(&file.source, *span);
            json!({ "message": message, "start": start, "end": end })
        })
        .collect();
    let known = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
    json!({
        "path": file.path,
        "document": error.document,
        "pointer": complaint.pointer,
        "keyword": known(&complaint.keyword),
        "schema": known(&complaint.schema),
        "message": complaint.message,
        "help": complaint.help,
        "note": complaint.note,
        "start": start,
        "end": end,
        "related": related,
    })
}

fn of_fault(fault: &Fault) -> Value {
    let place = fault.place.as_ref().map(|(source, span)| (source.path(), bounds(source, *span)));
    let (path, bounds) = place.map_or((None, None), |(path, bounds)| (Some(path), Some(bounds)));
    let (start, end) = bounds.map_or((Value::Null, Value::Null), |(start, end)| (start, end));
    json!({ "message": fault.message, "help": fault.help, "path": path, "start": start, "end": end })
}

fn bounds(source: &SourceFile, span: Span) -> (Value, Value) {
    let at = |offset: u32| {
        let position = source.position(offset as usize);
        json!({ "line": position.line, "column": position.column, "byte": position.byte })
    };
    (at(span.start), at(span.end))
}
