//! What can be asked of `lessonlint schema check`.

use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct SchemaCheckOptions {
    /// Files of YAML or JSON, and texts with front matter; `-` for standard input.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The schema: a file of JSON or YAML, or the kind of one of ours; when absent, the one that each file names
    /// in a comment `# yaml-language-server: $schema=FILE` at its top, or under the key `$schema`.
    #[arg(long, value_name = "SCHEMA")]
    pub(crate) schema: Option<PathBuf>,
    /// Read this file where a schema refers to this URL, or below this folder for every URL that begins like one
    /// that ends with a slash; can be given several times.
    #[arg(long, value_name = "URL=PATH", value_parser = UrlMap::parser())]
    pub(crate) map: Vec<UrlMap>,
    /// Whether texts are checked for their format: dates, addresses and the like.
    #[arg(long, value_enum, default_value_t = FormatChecks::Draft, value_name = "WHEN")]
    pub(crate) formats: FormatChecks,
    /// How to print the errors.
    #[arg(long, value_enum, default_value_t = SchemaCheckFormat::Text)]
    pub(crate) format: SchemaCheckFormat,
    /// The name of what comes on standard input: its extension tells the notation, its folder where the schema is
    /// looked for.
    #[arg(long, value_name = "PATH")]
    pub(crate) stdin_filename: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatChecks {
    /// As the schema's version of JSON Schema has it: up to draft-07 they are.
    Draft,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaCheckFormat {
    /// For people.
    Text,
    /// For people and editors: a line for each error.
    Short,
    /// For programs.
    Json,
}

/// A file that stands for a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UrlMap {
    pub(crate) url: String,
    pub(crate) path: PathBuf,
}

impl UrlMap {
    fn parser() -> impl TypedValueParser<Value = Self> {
        OsStringValueParser::new().try_map(|given| {
            let given = given.into_string().map_err(|_| "the path is no text in UTF-8".to_owned())?;
            // A URL may hold the sign, too; a path rarely does.
            let (url, path) = given.rsplit_once('=').ok_or_else(|| "write URL=PATH".to_owned())?;
            if !url.contains(':') || path.is_empty() {
                return Err("write URL=PATH, as in https://example.com/schemas/=schemas".to_owned());
            }
            Ok(Self { url: url.to_owned(), path: PathBuf::from(path) })
        })
    }
}
