//! What can be asked of `lessonlint schema`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::schema_diff::SchemaDiffOptions;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct SchemaOptions {
    /// What to do with the schemas, where they are not printed.
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
    /// Say what a change of a JSON Schema breaks for the documents that are there.
    Diff(SchemaDiffOptions),
}

#[derive(Debug, Args)]
pub(crate) struct SchemaInstallOptions {
    /// Lessons, or folders of them; the working folder when none is given.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write an editor's settings for this project, instead of a line into each lesson; can be given several times.
    #[arg(long, value_enum)]
    pub(crate) editor: Vec<Editor>,
    /// Show what would change, and write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Read the configuration from this file instead of the nearest lessonlint.toml upward.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaRemoveOptions {
    /// Lessons, or folders of them; the working folder when none is given.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Show what would change, and write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Read the configuration from this file instead of the nearest lessonlint.toml upward.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaWatchOptions {
    /// Lessons, or folders of them; the working folder when none is given.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read the configuration from this file instead of the nearest lessonlint.toml upward.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Editor {
    /// VS Code, VSCodium, Cursor: .vscode/settings.json.
    Vscode,
    /// Neovim: .nvim.lua, which it reads with `exrc` set.
    Neovim,
    /// Helix: .helix/languages.toml.
    Helix,
    /// Zed: .zed/settings.json.
    Zed,
    /// IntelliJ and the other IDEs of JetBrains: .idea/jsonSchemas.xml.
    Intellij,
    /// Emacs with Eglot: .dir-locals.el.
    Emacs,
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
