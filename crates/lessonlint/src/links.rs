//! What the links of a lesson lead to.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use lesson_lint::{Content, Loaded, Target, anchors, linked_paths};
use lesson_syntax::{Form, Limits};

use crate::each_file::read;

/// The files of which a site makes a page of another name.
const EXTENSIONS: [&str; 5] = ["md", "markdown", "txt", "yaml", "yml"];

/// Looks up what each link of a file leads to.
pub(crate) fn targets(loaded: &Loaded, path: &Path, limits: &Limits) -> HashMap<String, Target> {
    let folder = path.parent().unwrap_or(path);
    let target = |(link, inside): (String, bool)| {
        let target = match find(folder, &link) {
            None => Target::Nowhere,
            Some(file) if inside => target_in(&file, limits),
            Some(_) => Target::Somewhere,
        };
        (link, target)
    };
    linked_paths(loaded).into_iter().map(target).collect()
}

fn find(folder: &Path, link: &str) -> Option<PathBuf> {
    let path = folder.join(link);
    // A name that the system cannot have leads nowhere, too.
    if path.try_exists().unwrap_or(false) {
        return Some(path);
    }
    let bare = link.trim_end_matches('/').trim_end_matches(".html").trim_end_matches(".htm");
    let is_page = bare != link || Path::new(link).extension().is_none();
    let pages = EXTENSIONS.iter().map(|extension| folder.join(format!("{bare}.{extension}")));
    pages.into_iter().filter(|_| is_page).find(|page| page.is_file())
}

fn target_in(file: &Path, limits: &Limits) -> Target {
    if Form::of_path(&file.to_string_lossy()) != Some(Form::Markdown) {
        return Target::Somewhere;
    }
    match read(file, limits) {
        Content::Bytes(bytes) => String::from_utf8(bytes)
            .map_or(Target::Somewhere, |text| Target::Anchors(anchors(text.trim_start_matches('\u{feff}')))),
        Content::Unreadable(_) | Content::TooLarge => Target::Somewhere,
    }
}
