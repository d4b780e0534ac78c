//! The rules, the engine that runs them on a lesson, and their configuration.
//!
//! No rule does I/O, knows the clock or an output format; see [`engine`] for the way of the data.
#![warn(missing_docs)]

mod baseline;
mod config;
mod context;
mod course;
mod debt;
pub mod engine;
mod example;
mod fingerprint;
mod fixes;
mod given;
mod isolate;
mod links;
mod load;
mod options;
mod page;
mod problems;
pub mod proposal;
mod rule;
pub mod rules;
mod schemas;
mod settings;
mod stubs;
mod suppressions;
mod surroundings;
mod text;
mod walk;
mod word_config;

pub use baseline::{Baseline, Recorded, Updated, baseline_schema};
pub use config::{
    Config, ConfigError, ConfigValue, Day, FailOn, Level, LimitsConfig, MarkdownConfig, Origin,
    OverrideConfig, Patterns, SuppressionConfig, config_schema,
};
pub use context::{Context, Draft};
pub use engine::{FileReport, check, lint};
pub use example::{Beside, Change, Example, Input};
pub use fixes::fixed;
pub use given::Given;
pub use links::{Target, anchors, linked_paths};
pub use load::{COURSE_NAME, Content, Expected, FileInput, Loaded, guess_form, load};
pub use options::{OptionValue, RuleOption, RuleSetting, SetOption};
pub use page::{catalogue, page};
pub use rule::{Check, Rule, Status};
pub use schemas::{guided, lesson_schema_under};
pub use settings::Settings;
pub use suppressions::new_suppressions;
pub use surroundings::Surroundings;
