//! Configuration: found upward from each file, read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lesson_findings::Location;
use lesson_lint::{Config, ConfigError, Patterns, Settings, rules};
use lesson_text::{SourceFile, Span};

use crate::output::{Failure, from_here, message_options, warn};

/// The configuration's file name.
pub(crate) const CONFIG_NAME: &str = "lessonlint.toml";

/// How many findings of one rule in one file a baseline can hold back.
const MOST_RECORDED: usize = 10_000;

/// A root with its configuration.
pub(crate) struct Project {
    /// The folder that paths are relative to.
    pub(crate) root: PathBuf,
    /// The same as formats name it, with `/`.
    pub(crate) name: Arc<str>,
    /// Where its configuration lies.
    pub(crate) config_path: Option<PathBuf>,
    /// Its configuration.
    pub(crate) config: Config,
    /// What is linted by: the configuration, and what the command line says on top of it.
    pub(crate) settings: Settings,
    /// Which files are lessons, where configured.
    pub(crate) include: Option<Patterns>,
    /// Which files are left out.
    pub(crate) exclude: Patterns,
    /// The baseline, where the command line or the configuration names one.
    pub(crate) baseline: Option<PathBuf>,
    /// How many findings of one rule in one file are shown; with a baseline, more are made.
    pub(crate) most_shown: usize,
}

/// What the command line says on top of configuration.
#[derive(Debug, Default)]
pub(crate) struct RuleChoice {
    /// Run only these.
    pub(crate) select: Vec<String>,
    /// Leave these out.
    pub(crate) ignore: Vec<String>,
    /// Run rules in preview.
    pub(crate) preview: bool,
    /// The baseline.
    pub(crate) baseline: Option<PathBuf>,
    /// Whether findings are to be recorded, all of them.
    pub(crate) recording: bool,
}

/// Finds the project of each file.
pub(crate) struct Projects {
    given: Option<Arc<Project>>,
    by_folder: HashMap<PathBuf, Arc<Project>>,
    /// The folder of a configuration that is not written yet.
    supposed: Option<PathBuf>,
    choice: RuleChoice,
    working_folder: PathBuf,
}

impl Projects {
    pub(crate) fn new(config: Option<&Path>, choice: RuleChoice) -> Result<Self, Failure> {
        let working_folder = std::env::current_dir()
            .map_err(|error| format!("the working folder cannot be found: {error}"))?;
        let mut projects =
            Self { given: None, by_folder: HashMap::new(), supposed: None, choice, working_folder };
        if let Some(config) = config {
            let path = projects.working_folder.join(config);
            let root = path.parent().unwrap_or(&path).to_owned();
            projects.given = Some(Arc::new(projects.load(root, Some(&path))?));
        }
        Ok(projects)
    }

    /// The projects that there would be if a folder had this configuration.
    pub(crate) fn supposing(root: PathBuf, text: &str, choice: RuleChoice) -> Result<Self, Failure> {
        let mut projects = Self::new(None, choice)?;
        let mut settings = default_settings()?;
        let source = Arc::new(SourceFile::new(CONFIG_NAME, text));
        let refused = |errors: Vec<ConfigError>| explain(CONFIG_NAME, &source, &errors, "error: ");
        let config = Config::read(&source).map_err(refused)?;
        config.apply(&mut settings).map_err(refused)?;
        let project = projects.project(root.clone(), None, config, settings)?;
        projects.by_folder.insert(root.clone(), Arc::new(project));
        projects.supposed = Some(root);
        Ok(projects)
    }

    /// The folder in which lessonlint was started.
    pub(crate) fn working_folder(&self) -> &Path {
        &self.working_folder
    }

    /// The project of the files in a folder: that of the nearest configuration upward, else of the
    /// working folder.
    pub(crate) fn of_folder(&mut self, folder: &Path) -> Result<Arc<Project>, Failure> {
        if let Some(given) = &self.given {
            return Ok(Arc::clone(given));
        }
        if let Some(known) = self.by_folder.get(folder) {
            return Ok(Arc::clone(known));
        }
        let supposed = |folder: &Path| self.supposed.as_deref() == Some(folder);
        let config = folder.ancestors().map(|folder| folder.join(CONFIG_NAME));
        let config = config.into_iter().find(|path| path.is_file() || path.parent().is_some_and(supposed));
        let root = config.as_deref().and_then(Path::parent).unwrap_or(&self.working_folder).to_owned();
        let project = match self.by_folder.get(&root) {
            Some(known) => Arc::clone(known),
            None => Arc::new(self.load(root.clone(), config.as_deref())?),
        };
        self.by_folder.insert(root, Arc::clone(&project));
        self.by_folder.insert(folder.to_owned(), Arc::clone(&project));
        Ok(project)
    }

    fn load(&self, root: PathBuf, config: Option<&Path>) -> Result<Project, Failure> {
        let mut settings = default_settings()?;
        let (config_path, config) = match config {
            Some(path) => (Some(path.to_owned()), read_config(path, &mut settings)?.config),
            None => (None, Config::default()),
        };
        self.project(root, config_path, config, settings)
    }

    fn project(
        &self,
        root: PathBuf,
        config_path: Option<PathBuf>,
        config: Config,
        mut settings: Settings,
    ) -> Result<Project, Failure> {
        self.choice.apply(&mut settings)?;
        // What is wrong with patterns was said when they were applied.
        let include = config.included().unwrap_or_default();
        let exclude = config.excluded().unwrap_or_default();
        let given = self.choice.baseline.as_ref().map(|baseline| self.working_folder.join(baseline));
        let baseline =
            given.or_else(|| config.baseline.as_ref().map(|baseline| root.join(baseline.get_ref())));
        let most_shown = settings.most_findings;
        if baseline.is_some() || self.choice.recording {
            settings.most_findings = most_shown.max(MOST_RECORDED);
        }
        let name = with_slashes(&root).into();
        Ok(Project { root, name, config_path, config, settings, include, exclude, baseline, most_shown })
    }
}

fn default_settings() -> Result<Settings, Failure> {
    Settings::new().map_err(|error| format!("the schema of lessons is faulty: {error}").into())
}

impl Project {
    /// A file's path as it is shown: relative to the root, with `/`.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let common = self
            .root
            .ancestors()
            .enumerate()
            .find_map(|(up, folder)| Some((up, path.strip_prefix(folder).ok()?)));
        let relative = match common {
            // Sharing nothing but the top of the file system, the whole path says more.
            Some((up, below)) if up < self.root.components().count() - 1 => {
                std::iter::repeat_n("..", up).collect::<PathBuf>().join(below)
            }
            _ => path.to_owned(),
        };
        with_slashes(&relative)
    }
}

/// A path as reports name it.
pub(crate) fn with_slashes(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() }
}

impl RuleChoice {
    fn apply(&self, settings: &mut Settings) -> Result<(), Failure> {
        let find = |name: &String| {
            rules::find(name)
                .ok_or_else(|| Failure::Message(format!("there is no rule `{name}`{}", nearest(name))))
        };
        if self.preview {
            settings.enable_preview();
        }
        if !self.select.is_empty() {
            let selected: Vec<_> = self.select.iter().map(find).collect::<Result<_, _>>()?;
            settings.select(&selected);
        }
        for name in &self.ignore {
            settings.ignore(find(name)?);
        }
        Ok(())
    }
}

/// The rule that a misspelled name probably means, as the end of a message.
pub(crate) fn nearest(name: &str) -> String {
    let known = rules::all().iter().flat_map(|rule| [rule.name, rule.code]);
    match lesson_syntax::did_you_mean(name, known) {
        Some(meant) => format!("; did you mean `{meant}`?"),
        None => "; `lessonlint rules` lists them".to_owned(),
    }
}

/// A configuration with the file that it was read from.
pub(crate) struct ConfigFile {
    /// Its path as it is shown.
    shown: String,
    source: Arc<SourceFile>,
    /// The configuration.
    pub(crate) config: Config,
}

impl ConfigFile {
    /// Mistakes with their places, each with what to do about it; what begins all but the first is the
    /// caller's to say of that one.
    pub(crate) fn explain(&self, errors: &[ConfigError], beginning: &str) -> String {
        explain(&self.shown, &self.source, errors, beginning)
    }
}

/// Reads a configuration and applies it; everything that is wrong with it is said at once.
pub(crate) fn read_config(path: &Path, settings: &mut Settings) -> Result<ConfigFile, Failure> {
    let shown = from_here(path);
    let bytes =
        std::fs::read(path).map_err(|error| format!("{shown}: the configuration cannot be read: {error}"))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| format!("{shown}: the configuration is not UTF-8; save it again as UTF-8"))?;
    // In findings it has the path by which lessons are known: that from its own folder.
    let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
    let source = Arc::new(SourceFile::new(name, text));
    let refused = |errors: Vec<ConfigError>| explain(&shown, &source, &errors, "error: ");
    let config = Config::read(&source).map_err(refused)?;
    let lowered = config.apply(settings).map_err(refused)?;
    let file = ConfigFile { shown, source, config };
    if !lowered.is_empty() {
        warn(&format!("warning: {}", file.explain(&lowered, "warning: ")));
    }
    Ok(file)
}

fn explain(path: &str, source: &Arc<SourceFile>, errors: &[ConfigError], beginning: &str) -> String {
    let lines: Vec<String> = errors.iter().map(|error| place(path, source, error)).collect();
    lines.join(&format!("\n{beginning}"))
}

/// `lessonlint.toml:3:1: there is no key …`, with the lines around the place.
fn place(path: &str, source: &Arc<SourceFile>, error: &ConfigError) -> String {
    let (start, end) = (error.range.start + source.text_start(), error.range.end + source.text_start());
    let position = source.position(start);
    let location = Location { source: Arc::clone(source), span: Span::new(start, end) };
    let drawing = lesson_report::text::excerpt(&location, message_options());
    let mut text = format!("{path}:{}:{}: {}", position.line, position.column, error.message);
    text += &format!("\n{}", drawing.trim_end());
    if let Some(help) = &error.help {
        text += &format!("\n  help: {help}");
    }
    text
}
