//! Commands and options that stand in sentences, and what links lead to.

use std::path::Path;
use std::sync::OnceLock;

use lessonlint_tests::{command, root};

use lessonlint_tests::pages::Page;

/// What a page names that does not exist.
pub(crate) fn unknown(page: &Page) -> Vec<String> {
    let steps = page.blocks.iter().filter(|block| block.language == "yaml");
    let steps = steps.flat_map(|block| block.text.lines().map(|line| (block.line, line)));
    let steps = steps.filter_map(|(line, text)| Some((line, text.split_once("run: ")?.1.to_owned())));
    let named: Vec<(usize, String)> = page.code.iter().cloned().chain(steps).collect();
    let named =
        named.iter().filter_map(|(line, code)| Some((line, format!("`{code}`: {}", what_is_unknown(code)?))));
    let folder = Path::new(&page.name).parent().unwrap();
    let links = page.links.iter().filter(|(_, to)| !to.contains("://"));
    let links = links.filter(|(_, to)| {
        let path = to.split('#').next().unwrap_or_default();
        !path.is_empty() && !root().join(folder).join(path).exists()
    });
    let links = links.map(|(line, to)| (line, format!("the link to {to} leads nowhere")));
    named.chain(links).map(|(line, what)| format!("{}:{line}: {what}", page.name)).collect()
}

fn what_is_unknown(code: &str) -> Option<String> {
    let words: Vec<&str> = code.split_whitespace().collect();
    match words.as_slice() {
        ["cargo", "xtask", task, ..] => {
            (!xtask().contains(&format!("[\"{task}\""))).then(|| format!("`cargo xtask` has no `{task}`"))
        }
        ["lessonlint", rest @ ..] => unknown_of(rest),
        [first, ..] if first.starts_with("--") || help_of(&[first]).is_some() => unknown_of(&words),
        _ => None,
    }
}

/// An option by itself may be one of any command.
fn unknown_of(words: &[&str]) -> Option<String> {
    let is_name = |word: &&&str| word.starts_with(|character: char| character.is_ascii_lowercase());
    let names: Vec<&str> = words.iter().take_while(is_name).copied().collect();
    let known: Vec<&[&str]> = (1..=names.len()).map(|count| &names[..count]).collect();
    let Some(help) = known.iter().rev().find_map(|path| help_of(path)) else {
        return match names.first() {
            Some(name) => Some(format!("there is no command `{name}`")),
            None => unknown_option(
                words,
                &(helps().iter().map(|(_, help)| help.as_str()).collect::<String>() + &xtask()),
            ),
        };
    };
    unknown_option(words, help)
}

fn unknown_option(words: &[&str], help: &str) -> Option<String> {
    let known: Vec<&str> =
        help.split(|character: char| !character.is_alphanumeric() && character != '-').collect();
    let is_option = |word: &&str| word.starts_with("--") && word.contains(char::is_alphabetic);
    let mut named =
        words.iter().copied().filter(is_option).map(|word| word.split('=').next().unwrap_or(word));
    named.find(|option| !known.contains(option)).map(|option| format!("there is no option `{option}`"))
}

fn xtask() -> String {
    std::fs::read_to_string(root().join("xtask/src/main.rs")).unwrap()
}

/// The help of a command, by the names that lead to it.
fn help_of(path: &[&str]) -> Option<&'static str> {
    let found = helps().iter().find(|(known, _)| known == path);
    found.map(|(_, help)| help.as_str())
}

/// The help of every command.
fn helps() -> &'static [(Vec<String>, String)] {
    static HELPS: OnceLock<Vec<(Vec<String>, String)>> = OnceLock::new();
    HELPS.get_or_init(|| helps_below(&[]))
}

fn helps_below(path: &[String]) -> Vec<(Vec<String>, String)> {
    let ran = command().args(path).arg("--help").output().expect("lessonlint starts");
    let help = String::from_utf8(ran.stdout).unwrap();
    let commands =
        help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
    let names = commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names = names.filter(|name| !name.is_empty() && *name != "help");
    let below: Vec<_> = names.flat_map(|name| helps_below(&[path, &[name.to_owned()]].concat())).collect();
    [vec![(path.to_vec(), help.clone())], below].concat()
}
