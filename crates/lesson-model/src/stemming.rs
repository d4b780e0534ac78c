use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Declares [`Stemming`] and the algorithm of each of its languages.
macro_rules! languages {
    ($($(#[$mark:meta])? $language:ident)+) => {
        /// The language by whose endings words are compared.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
        #[serde(rename_all = "lowercase")]
        pub enum Stemming {
            /// Words are compared as they are.
            None,
            $(#[doc = concat!("Those of ", stringify!($language), ".")] $(#[$mark])? $language),+
        }

        impl Stemming {
            fn algorithm(self) -> Option<Algorithm> {
                match self {
                    Self::None => None,
                    $(Self::$language => Some(Algorithm::$language)),+
                }
            }
        }
    };
}

languages! {
    Arabic Armenian Basque Catalan Czech Danish Dutch
    #[default] English
    Esperanto Estonian Finnish French German Greek Hindi Hungarian Indonesian Irish Italian Lithuanian
    Nepali Norwegian Persian Polish Portuguese Romanian Russian Serbian Sesotho Spanish Swedish Tamil
    Turkish Ukrainian Yiddish
}

impl Stemming {
    /// A folded word without its ending.
    #[must_use]
    pub fn stem(self, word: &str) -> Cow<'_, str> {
        match self.algorithm() {
            Some(algorithm) => Stemmer::create(algorithm).stem(word),
            None => Cow::Borrowed(word),
        }
    }
}
