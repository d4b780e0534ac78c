//! Matrices, regimes by dimensions: as JSON, as CSV, and as tables for a terminal.

#[cfg(feature = "fancy")]
mod table;

use std::io::{self, BufWriter, Write};

use lesson_findings::{LessonMatrix, Location, MatrixCell, MatrixName};
use lesson_text::Position;
use schemars::JsonSchema;
use serde::Serialize;

use crate::each::{Each, require_every_key};
use crate::json::{JsonPosition, place, write_pretty};
use crate::obeyed::is_obeyed;

#[cfg(feature = "fancy")]
pub use table::render_text;
#[cfg(feature = "fancy")]
pub(crate) use table::{Counts, mark};

/// The version of the contract.
const VERSION: u32 = 1;

/// Every state of a cell, the good one first.
pub(crate) const STATUSES: [&str; 6] = ["present", "missing", "placeholder", "copied", "none", "malformed"];

/// Writes the matrices as JSON, indented by two spaces, with a line end at its end.
///
/// # Errors
///
/// What the writer returns.
pub fn render_json(lessons: &[LessonMatrix], out: &mut dyn Write) -> io::Result<()> {
    write_pretty(&JsonMatrices { version: VERSION, lessons: Each::new(lessons) }, out)
}

/// Writes the matrices as CSV (RFC 4180, with `\n` at line ends): a line for each cell, under a line of names.
///
/// # Errors
///
/// What the writer returns.
pub fn render_csv(lessons: &[LessonMatrix], out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    out.write_all(b"path,title,dimension,regime,status,line,column\n")?;
    for lesson in lessons {
        for cell in &lesson.cells {
            let Location { source, span } = &cell.location;
            let Position { line, column, .. } = source.position(span.start as usize);
            let texts = [&lesson.path, &lesson.title, &cell.dimension, &cell.regime].map(|text| field(text));
            let [path, title, dimension, regime] = texts;
            let status = cell.status;
            writeln!(out, "{path},{title},{dimension},{regime},{status},{line},{column}")?;
        }
    }
    out.flush()
}

/// A text as a field of CSV. What a spreadsheet would take for a formula begins with an apostrophe, by which it
/// takes it for text; what a terminal would obey is shown by its number.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mut field = String::from(if formula { "'" } else { "" });
    for character in text.chars() {
        match character {
            '"' => field.push_str("\"\""),
            '\n' => field.push('\n'),
            _ if is_obeyed(character) => field.extend(character.escape_unicode()),
            _ => field.push(character),
        }
    }
    if field.contains([',', '"', '\n', ' ']) { format!("\"{field}\"") } else { field }
}

/// What `lessonlint matrix --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Matrices", transform = require_every_key)]
pub struct JsonMatrices<'a> {
    /// The version of this contract; additions keep it.
    #[schemars(extend("const" = VERSION))]
    version: u32,
    /// The lessons.
    lessons: Each<'a, LessonMatrix, JsonMatrix<'a>>,
}

/// A lesson's regimes by its dimensions.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Matrix", transform = require_every_key)]
pub struct JsonMatrix<'a> {
    /// The file's path, relative to the root, with `/`.
    path: &'a str,
    /// The lesson's title; empty where there is none.
    title: &'a str,
    /// The columns.
    regimes: Each<'a, MatrixName, JsonName<'a>>,
    /// The rows.
    dimensions: Each<'a, MatrixName, JsonName<'a>>,
    /// Every cell, row by row.
    cells: Each<'a, MatrixCell, JsonCell<'a>>,
}

/// A regime or a dimension.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Name", transform = require_every_key)]
pub struct JsonName<'a> {
    /// Its id.
    id: &'a str,
    /// What it is called.
    name: &'a str,
}

/// One regime on one dimension.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Cell", transform = require_every_key)]
pub struct JsonCell<'a> {
    /// The regime's id.
    regime: &'a str,
    /// The dimension's id.
    dimension: &'a str,
    /// What stands there: a text of its own, nothing, a placeholder, the same text as another
    /// regime's, only that there is none, or something that could not be read.
    #[schemars(extend("enum" = STATUSES))]
    status: &'static str,
    /// Where the cell begins, else where the smallest thing that should hold it does.
    start: JsonPosition,
    /// Where that ends, exclusive.
    end: JsonPosition,
}

impl<'a> From<&'a LessonMatrix> for JsonMatrix<'a> {
    fn from(lesson: &'a LessonMatrix) -> Self {
        Self {
            path: &lesson.path,
            title: &lesson.title,
            regimes: Each::new(&lesson.regimes),
            dimensions: Each::new(&lesson.dimensions),
            cells: Each::new(&lesson.cells),
        }
    }
}

impl<'a> From<&'a MatrixName> for JsonName<'a> {
    fn from(MatrixName { id, name }: &'a MatrixName) -> Self {
        Self { id, name }
    }
}

impl<'a> From<&'a MatrixCell> for JsonCell<'a> {
    fn from(cell: &'a MatrixCell) -> Self {
        let (start, end) = place(&cell.location);
        Self { regime: &cell.regime, dimension: &cell.dimension, status: cell.status, start, end }
    }
}
