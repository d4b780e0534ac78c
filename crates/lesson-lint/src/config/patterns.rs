//! Patterns of paths.

use std::path::Path;

use globset::{Glob, GlobSet, GlobSetBuilder};
use toml::Spanned;

use super::ConfigError;

/// Patterns of paths, relative to the folder of the configuration.
#[derive(Clone, Debug, Default)]
pub struct Patterns(GlobSet);

impl Patterns {
    /// Reads patterns.
    ///
    /// # Errors
    ///
    /// Those that are none, each with its place.
    pub(crate) fn new(patterns: &[Spanned<String>]) -> Result<Self, Vec<ConfigError>> {
        let mut set = GlobSetBuilder::new();
        let mut errors = Vec::new();
        for pattern in patterns {
            match Glob::new(pattern.get_ref()) {
                Ok(glob) => {
                    set.add(glob);
                }
                Err(error) => errors.push(ConfigError {
                    range: pattern.span(),
                    message: format!("`{}` is no pattern: {}", pattern.get_ref(), error.kind()),
                    help: Some(
                        "`*` stands for any text, `**` for any folders, `[` needs its `]`, `{` its `}`"
                            .to_owned(),
                    ),
                }),
            }
        }
        let all = patterns.first().map_or(0..0, Spanned::span);
        let too_much =
            |error: globset::Error| ConfigError { range: all, message: error.to_string(), help: None };
        let set = set.build().map_err(|error| vec![too_much(error)]);
        if errors.is_empty() { set.map(Self) } else { Err(errors) }
    }

    /// Whether a path matches.
    #[must_use]
    pub fn match_file(&self, path: &Path) -> bool {
        self.0.is_match(path)
    }

    /// Whether a path matches, or a folder above it: a pattern for a folder names what is in it.
    #[must_use]
    pub fn match_file_or_folder(&self, path: &Path) -> bool {
        path.ancestors().any(|part| !part.as_os_str().is_empty() && self.0.is_match(part))
    }
}
