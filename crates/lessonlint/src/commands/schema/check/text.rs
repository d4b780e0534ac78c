//! What people read.

use std::io::{self, Write};
use std::sync::Arc;

use lesson_findings::Location;
use lesson_report::{TextOptions, text, visible};
use lesson_schema::validate::Fault;
use lesson_text::{SourceFile, Span};
use owo_colors::{OwoColorize, Style};

use super::{Checked, Error};
use crate::arguments::Color;
use crate::output::{counted, message_options, text_options, warn};

/// How many errors of one file are shown.
const MOST_SHOWN: usize = 100;

/// Writes each error with the lines around it, and the figures at the end.
pub(super) fn render(checked: &[Checked], color: Color, out: &mut dyn Write) -> io::Result<()> {
    let options = text_options(color);
    let style = if options.color { Style::new().red().bold() } else { Style::new() };
    for file in checked {
        for error in file.errors.iter().take(MOST_SHOWN) {
            show(file, error, style, options, out)?;
        }
        let more = file.errors.len().saturating_sub(MOST_SHOWN);
        if more > 0 {
            let path = visible::name(&file.path, options.unicode);
            writeln!(
                out,
                "{path}: {} not shown; --format short and json show all\n",
                counted(more, "more error is", "more errors are")
            )?;
        }
    }
    let errors = checked.iter().map(|file| file.errors.len()).sum();
    let documents: usize = checked.iter().map(|file| file.documents).sum();
    let files = counted(checked.len(), "file", "files");
    let documents = if documents > checked.len() {
        format!(" with {}", counted(documents, "document", "documents"))
    } else {
        String::new()
    };
    let faulty = checked.iter().filter(|file| !file.faults.is_empty()).count();
    let unchecked = if faulty == 0 {
        String::new()
    } else {
        format!(", {} could not be checked", counted(faulty, "file", "files"))
    };
    writeln!(out, "{} in {files}{documents}{unchecked}", counted(errors, "error", "errors"))
}

fn show(
    file: &Checked,
    error: &Error,
    style: Style,
    options: TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let complaint = &error.complaint;
    let prose = |text: &str| visible::prose(text, options.unicode);
    writeln!(out, "{}: {}", "error".style(style), prose(&complaint.message))?;
    let location = Location { source: Arc::clone(&file.source), span: complaint.span };
    writeln!(out, "{}", text::excerpt(&location, options).trim_end())?;
    for (span, what) in &complaint.related {
        let at = file.source.position(span.start as usize);
        writeln!(out, "  {}: line {}, column {}", prose(what), at.line, at.column)?;
    }
    if let Some(help) = &complaint.help {
        writeln!(out, "  help: {}", prose(help))?;
    }
    if let Some(note) = &complaint.note {
        writeln!(out, "  note: {}", prose(note))?;
    }
    if !complaint.schema.is_empty() {
        writeln!(out, "  schema: {}", prose(&complaint.schema))?;
    }
    writeln!(out)
}

/// Writes a line for each error.
pub(super) fn render_short(checked: &[Checked], out: &mut dyn Write) -> io::Result<()> {
    for file in checked {
        for Error { complaint, .. } in &file.errors {
            let at = file.source.position(complaint.span.start as usize);
            let help = complaint.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
            let line = format!("{}:{}:{}: {}{help}", file.path, at.line, at.column, complaint.message);
            writeln!(out, "{}", visible::name(&line, true))?;
        }
    }
    Ok(())
}

/// Says what kept files from being checked.
pub(super) fn warn_of(fault: &Fault) {
    let mut message = format!("error: {}", fault.message);
    if let Some((source, span)) = &fault.place {
        message.push('\n');
        message.push_str(place(source, *span).trim_end());
    }
    if let Some(help) = &fault.help {
        message.push_str("\n  help: ");
        message.push_str(help);
    }
    warn(&message);
}

fn place(source: &Arc<SourceFile>, span: Span) -> String {
    text::excerpt(&Location { source: Arc::clone(source), span }, message_options())
}
