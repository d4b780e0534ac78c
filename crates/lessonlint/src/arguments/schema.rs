//! What can be asked of `lessonlint schema`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::schema_check::SchemaCheckOptions;
use super::schema_diff::SchemaDiffOptions;
use super::schema_install::{SchemaInstallOptions, SchemaRemoveOptions, SchemaWatchOptions};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct SchemaOptions {
    /// What to do instead of printing one.
    #[command(subcommand)]
    pub(crate) command: Option<SchemaCommand>,
    /// Which schema.
    #[arg(value_enum, default_value_t = SchemaKind::Lesson)]
    pub(crate) kind: SchemaKind,
    /// In which version of JSON Schema.
    #[arg(long, value_enum, default_value_t = Draft::Draft202012)]
    pub(crate) draft: Draft,
    /// How to print it: as the schema, or as a reference page.
    #[arg(long, value_enum, default_value_t = SchemaFormat::Json)]
    pub(crate) format: SchemaFormat,
    /// Bind the schema of a lesson to this file: to a lesson's own regimes, so that any editor asks for each of them on every
    /// dimension, or to a course, and the dimensions that it asks for.
    #[arg(long = "for", value_name = "FILE")]
    pub(crate) bound_to: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SchemaCommand {
    /// Write the schemas into .lessonlint/schema, one bound to each lesson's own regimes, and tell editors of them.
    Install(SchemaInstallOptions),
    /// Take out of lessons and settings what `install` put there, and delete the schemas.
    Remove(SchemaRemoveOptions),
    /// Renew the schemas that `install` wrote whenever a lesson's regimes change, until it is interrupted.
    Watch(SchemaWatchOptions),
    /// Check any YAML, JSON or front matter against any JSON Schema, with a place for every error.
    Check(SchemaCheckOptions),
    /// Say what a change of a JSON Schema breaks for the documents that are there.
    Diff(SchemaDiffOptions),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaFormat {
    /// JSON Schema.
    Json,
    /// A table of keys for each type.
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaKind {
    /// A lesson in YAML.
    Lesson,
    /// A course: course.yaml.
    Course,
    /// What stands above a Markdown lesson.
    FrontMatter,
    /// What `check --format json` prints.
    Report,
    /// lessonlint.toml.
    Config,
    /// What `baseline create` writes.
    Baseline,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Draft {
    /// The current version.
    #[value(name = "2020-12")]
    Draft202012,
    /// The version that every editor understands.
    #[value(name = "draft-07")]
    Draft07,
}
