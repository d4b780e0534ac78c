//! The findings as JSON, a line for each, for tools that read a stream. What a line holds is what
//! [`crate::json`] writes for a finding.

use std::io::{self, BufWriter, Write};

use lesson_findings::Report;
use serde::Serialize as _;
use serde_json::ser::CompactFormatter;

use crate::escape::Escaped;
use crate::json::JsonFinding;

/// Writes every finding, silenced ones too, each on its line.
///
/// # Errors
///
/// What the writer returns.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    for finding in &report.findings {
        let formatter = Escaped::within(CompactFormatter);
        JsonFinding::from(finding)
            .serialize(&mut serde_json::Serializer::with_formatter(&mut out, formatter))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
