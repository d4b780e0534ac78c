//! What can be asked of `lessonlint schema install`, `remove` and `watch`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
