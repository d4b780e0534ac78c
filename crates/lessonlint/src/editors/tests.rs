//! Texts, put in and taken out.
