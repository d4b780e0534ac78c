//! What can be asked for on the command line.

mod schema;
mod schema_check;
mod schema_diff;
mod schema_install;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(crate) use self::schema::{Draft, SchemaCommand, SchemaFormat, SchemaKind, SchemaOptions};
pub(crate) use self::schema_check::{FormatChecks, SchemaCheckFormat, SchemaCheckOptions};
pub(crate) use self::schema_diff::{SchemaDiffOptions, SchemaDirection, SchemaFailOn};
pub(crate) use self::schema_install::{
    Editor, SchemaInstallOptions, SchemaRemoveOptions, SchemaWatchOptions,
};
pub(crate) use crate::formats::{OutputFile, ReportFormat};

/// A content linter for lessons: every regime on every dimension, every analogy with its break, every
/// don't-say with its why.
#[derive(Debug, Parser)]
#[command(name = "lessonlint", version, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 clean, 1 findings, 2 lessonlint could not do its work.")]
#[command(after_long_help = crate::manual::for_help())]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check lessons: files, folders, or `-` for standard input.
    Check(CheckOptions),
    /// Show a rule's page: what it finds, why that harms learners, examples with real output.
    Explain(ExplainOptions),
    /// List every rule.
    Rules(RulesOptions),
    /// Print a JSON Schema; make editors check lessons by it; check files against any; say what a change breaks.
    Schema(SchemaOptions),
    /// Show each lesson's regimes by its dimensions, and where cells are missing.
    Matrix(MatrixOptions),
    /// Write a configuration and a baseline for the lessons that are there, after showing them.
    Init(InitOptions),
    /// Record today's findings, so that only new ones fail; keep the record; show it.
    Baseline {
        /// What to do with it.
        #[command(subcommand)]
        command: BaselineCommand,
    },
    /// Show what is configured and where it came from, or check a configuration.
    Config {
        /// What to do with it.
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Print completions for a shell.
    Completions {
        /// For which shell.
        shell: Shell,
    },
    /// Print the manual: every command with its options, exit codes, streams, environment.
    Man(ManOptions),
}

/// Which files are looked at, and how; the same for every command that reads lessons.
#[derive(Debug, Default, Args)]
pub(crate) struct FileOptions {
    /// Files and folders; the working folder when none is given, `-` for standard input.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read the configuration from this file instead of the nearest lessonlint.toml upward.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Skip files named here that are no lessons, instead of reporting them.
    #[arg(long)]
    pub(crate) lessons_only: bool,
    /// Apply exclusions to files named here, too.
    #[arg(long)]
    pub(crate) force_exclude: bool,
    /// The name of what comes on standard input: its extension tells the form.
    #[arg(long, value_name = "PATH")]
    pub(crate) stdin_filename: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckOptions {
    #[command(flatten)]
    pub(crate) files: FileOptions,
    /// Check only what changed since this branch, tag or commit: what differs from its merge base with HEAD, committed
    /// or not, and files that git does not know yet.
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    pub(crate) changed_since: Option<String>,
    /// Run only these rules, by name or code; the laws run all the same.
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rules")]
    pub(crate) select: Vec<String>,
    /// Leave out these rules, by name or code; the laws run all the same.
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rules")]
    pub(crate) ignore: Vec<String>,
    /// Run rules that are still in preview.
    #[arg(long, help_heading = "Rules")]
    pub(crate) preview: bool,
    /// Hold back the findings that this baseline records, instead of the configured one.
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(crate) baseline: Option<PathBuf>,
    /// The day that rules about dates go by, as in 2026-01-31; the current one when absent.
    #[arg(long, value_name = "DATE", help_heading = "Rules")]
    pub(crate) today: Option<String>,
    /// Apply safe fixes.
    #[arg(long, help_heading = "Fixes")]
    pub(crate) fix: bool,
    /// Apply suggested fixes, too; look at the result.
    #[arg(long, help_heading = "Fixes")]
    pub(crate) fix_suggested: bool,
    /// Add stubs where something is missing; they still fail until they are filled in.
    #[arg(long, help_heading = "Fixes")]
    pub(crate) fix_scaffold: bool,
    /// Print what the fixes would change as a unified diff, and write nothing.
    #[arg(long, help_heading = "Fixes")]
    pub(crate) diff: bool,
    /// How to print the findings.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text, help_heading = "Output")]
    pub(crate) format: ReportFormat,
    /// Write the report to a file, too, as in `sarif=lessons.sarif`; can be given several times.
    #[arg(long, value_name = "FORMAT=PATH", value_parser = OutputFile::parser(), help_heading = "Output")]
    pub(crate) output: Vec<OutputFile>,
    /// From which level on findings make the exit code 1; `error` unless configured.
    #[arg(long, value_enum, value_name = "LEVEL", help_heading = "Output")]
    pub(crate) fail_on: Option<FailOn>,
    /// Count the findings by rule and by file, instead of printing each.
    #[arg(long, help_heading = "Output")]
    pub(crate) statistics: bool,
    /// Print the findings and nothing else.
    #[arg(long, short, conflicts_with = "statistics", help_heading = "Output")]
    pub(crate) quiet: bool,
    /// Show what suppressions silence, too, each finding with its suppression and reason.
    #[arg(long, help_heading = "Output")]
    pub(crate) show_suppressed: bool,
}

#[derive(Debug, Args)]
pub(crate) struct InitOptions {
    /// The folder of the lessons, in which the files are written; the working folder when absent.
    pub(crate) folder: Option<PathBuf>,
    /// Write without asking, for scripts.
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Show what would be written, and write nothing, whatever is there already.
    #[arg(long, conflicts_with = "yes")]
    pub(crate) dry_run: bool,
    /// The day that rules about dates go by, as in 2026-01-31; the current one when absent.
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Record every finding of today in a new baseline.
    Create(BaselineOptions),
    /// Take out of the baseline what is mended; new findings stay out, unless they are accepted.
    Update(BaselineUpdateOptions),
    /// Show what the baseline holds back.
    Show(BaselineShowOptions),
}

/// Where a baseline is made from, and where it lies.
#[derive(Debug, Args)]
pub(crate) struct BaselineOptions {
    #[command(flatten)]
    pub(crate) files: FileOptions,
    /// The baseline's file; the configured one when absent, else lessonlint-baseline.json.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Run rules that are still in preview.
    #[arg(long)]
    pub(crate) preview: bool,
    /// The day that rules about dates go by, as in 2026-01-31; the current one when absent.
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct BaselineUpdateOptions {
    #[command(flatten)]
    pub(crate) made: BaselineOptions,
    /// Record new findings, too: debt that grows, with the reason why.
    #[arg(long, requires = "reason")]
    pub(crate) accept: bool,
    /// Why the new findings are accepted; it is recorded with each.
    #[arg(long, requires = "accept", value_name = "TEXT")]
    pub(crate) reason: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct BaselineShowOptions {
    /// The baseline's file; the configured one when absent, else lessonlint-baseline.json.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Read the configuration from this file instead of the nearest lessonlint.toml upward.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(crate) format: PlainFormat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Show each value that holds, and where it came from.
    Show(ConfigShowOptions),
    /// Say everything that is wrong with a configuration.
    Validate(ConfigValidateOptions),
}

#[derive(Debug, Args)]
pub(crate) struct ConfigShowOptions {
    /// The file or folder for which the configuration is shown, overrides applied; the working folder when absent.
    pub(crate) path: Option<PathBuf>,
    /// Read the configuration from this file instead of the nearest lessonlint.toml upward.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(crate) format: PlainFormat,
    /// As for `check`.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<FailOn>,
    /// As for `check`.
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub(crate) select: Vec<String>,
    /// As for `check`.
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub(crate) ignore: Vec<String>,
    /// As for `check`.
    #[arg(long)]
    pub(crate) preview: bool,
    /// As for `check`.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigValidateOptions {
    /// The configurations; the nearest lessonlint.toml upward when none is given.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainOptions {
    /// The rule's name or code.
    pub(crate) rule: String,
    /// How to print the page.
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    pub(crate) format: PageFormat,
    /// Print the whole file of the page's Nth example instead, to try it on.
    #[arg(long, value_name = "N")]
    pub(crate) example: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct ManOptions {
    /// How to print it.
    #[arg(long, value_enum, default_value_t = ManualFormat::Roff)]
    pub(crate) format: ManualFormat,
}

#[derive(Debug, Args)]
pub(crate) struct RulesOptions {
    /// How to print the list.
    #[arg(long, value_enum, default_value_t = CatalogueFormat::Text)]
    pub(crate) format: CatalogueFormat,
}

#[derive(Debug, Args)]
pub(crate) struct MatrixOptions {
    #[command(flatten)]
    pub(crate) files: FileOptions,
    /// How to print the matrices.
    #[arg(long, value_enum, default_value_t = MatrixFormat::Text)]
    pub(crate) format: MatrixFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlainFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MatrixFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets: a line for each cell.
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// For the terminal.
    Text,
    /// For a site.
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ManualFormat {
    /// For the program `man`.
    Roff,
    /// For a site.
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CatalogueFormat {
    /// For the terminal.
    Text,
    /// For programs.
    Json,
    /// For a site.
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Every finding.
    Advice,
    /// None.
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
