//! What can be asked of `lessonlint schema diff`.

use clap::{Args, ValueEnum};

use super::PlainFormat;

#[derive(Debug, Args)]
pub(crate) struct SchemaDiffOptions {
    /// The schema that was: a file in JSON or YAML, `-` for standard input, or the name of one of lessonlint's own.
    pub(crate) old: String,
    /// The schema that is now, likewise.
    pub(crate) new: String,
    /// Whose documents count: those that others write and the schema judges, or those that we write and others read.
    #[arg(long, value_enum, default_value_t = SchemaDirection::Input)]
    pub(crate) direction: SchemaDirection,
    /// From which level on changes make the exit code 1.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = SchemaFailOn::PossibleBreak)]
    pub(crate) fail_on: SchemaFailOn,
    /// How to print the changes.
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(crate) format: PlainFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaDirection {
    /// What was accepted has to be accepted still.
    Input,
    /// What is written now has to be what readers were told.
    Output,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaFailOn {
    /// What may break something, or does.
    PossibleBreak,
    /// What surely breaks something.
    Break,
    /// Nothing.
    Never,
}
