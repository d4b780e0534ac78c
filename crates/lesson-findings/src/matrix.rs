use std::sync::Arc;

use crate::Location;

/// A lesson's regimes by its dimensions, with what stands in each cell.
#[derive(Clone, Debug)]
pub struct LessonMatrix {
    /// The file's path, relative to the root, with `/`.
    pub path: String,
    /// The root, from the top of the file system, with `/`; empty where it is not known.
    pub root: Arc<str>,
    /// The lesson's title; empty where there is none.
    pub title: String,
    /// The columns.
    pub regimes: Vec<MatrixName>,
    /// The rows.
    pub dimensions: Vec<MatrixName>,
    /// Every cell, row by row.
    pub cells: Vec<MatrixCell>,
}

/// A regime or a dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixName {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// One regime on one dimension.
#[derive(Clone, Debug)]
pub struct MatrixCell {
    /// The regime's id.
    pub regime: String,
    /// The dimension's id.
    pub dimension: String,
    /// `present`, `missing`, `placeholder`, `copied`, `none` or `malformed`.
    pub status: &'static str,
    /// Where the cell stands, else the smallest thing that should hold it.
    pub location: Location,
}
