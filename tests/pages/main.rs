//! The pages that people read: every fenced block of them is run, or read as what it says it is.
//!
//! The first word after the fence is the language, and what follows says what the block is:
//!
//! - `console`: commands behind `$ `, each run by the shell in the page's folder, and what they print,
//!   on both streams, to the letter; a line `…` stands for any lines.
//! - `sh`: commands for the reader's own machine, which a test cannot run: each must be one of those
//!   that `known` holds to what is there.
//! - `sh` with `breaks=cell`: commands for a pull request, run in one that breaks a cell, which must not pass; with
//!   `breaks=gate` it also leaves the lesson out in its configuration.
//! - `yaml`, `toml`, `markdown`, `json` with `file=NAME`: a file, which is put into the page's folder
//!   for the commands that follow. It must be sound as what it is, or with `faulty` behind it must not. What a service
//!   reads, such as `.github/workflows/NAME`, is held to the service's form.
//! - the same with `in=NAME`: pieces of a file, in the page's folder or from the top of the repository, with
//!   `…` or `# …` between them.
//! - `toml` alone: a whole `lessonlint.toml`. `yaml` and `json` alone: anything that can be read as such.
//! - `text` with `because="…"`: what no program reads.
//!
//! A page's folder begins as a copy of the one that its comment `<!-- runs in: FOLDER -->` names, or
//! empty. A page whose comment names a test, `<!-- run by: FILE -->`, is run by that one. With `LESSONLINT_PAGES=overwrite` set, what is shown is replaced with what is printed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod kinds;
mod known;
mod mentions;
#[path = "../clients/programs.rs"]
#[allow(dead_code, reason = "the tests of clients use the rest")]
mod programs;
mod pull_request;
mod services;

use std::path::{Path, PathBuf};

use lessonlint_tests::pages::Page;
use lessonlint_tests::root;

/// Every page that is written by hand.
fn pages() -> Vec<Page> {
    let mut paths = pages_in(&root());
    paths.extend(pages_in(&root().join("docs")));
    let pages: Vec<Page> = paths.iter().map(|path| Page::read(path)).collect();
    assert!(pages.iter().any(|page| page.name == "README.md"));
    pages
}

fn pages_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    paths.sort();
    paths
}

#[test]
fn every_block_is_what_it_says() {
    let overwrite = std::env::var("LESSONLINT_PAGES").is_ok_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    for page in pages() {
        if let Some(test) = &page.test {
            let test = std::fs::read_to_string(test).unwrap();
            assert!(test.contains(&page.name), "{} is not run where it says", page.name);
            continue;
        }
        let told = kinds::check(&page);
        if overwrite {
            page.overwrite(&told);
        }
        wrong.extend(told.iter().map(|wrong| format!("{}:{}: {}", page.name, wrong.line, wrong.message)));
    }
    let renew = "what is printed replaces what is shown with LESSONLINT_PAGES=overwrite";
    assert!(wrong.is_empty(), "{}\n{renew}", wrong.join("\n\n"));
}

#[test]
fn every_command_option_and_link_leads_somewhere() {
    let wrong: Vec<String> = pages().iter().flat_map(mentions::unknown).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_block_of_no_known_kind_is_told() {
    for (text, told) in [
        ("```\nx\n```\n", "has no language"),
        ("```rust\nfn main() {}\n```\n", "`rust` is no kind of block"),
        ("```text\nx\n```\n", "because"),
        ("```yaml file=lesson.yaml\nlesson: 1\nregimes: []\ntitle: [\n```\n", "E001"),
        ("```yaml file=course.yaml\nids: a\n```\n", "E002"),
        ("```yaml file=notes.yaml\na: [\n```\n", "is no YAML"),
        ("```yaml file=a.yaml faulty\na: 1\n```\n", "nothing is wrong"),
        ("```yaml in=gone.yaml\na: 1\n```\n", "there is no gone.yaml"),
        ("```markdown\n# x\n```\n", "file=NAME or in=NAME"),
        ("```toml\nincludes = []\n```\n", "there is no key `includes`"),
        ("```json\n{\n```\n", "is no JSON"),
        ("```sh\ncargo test --workspase\n```\n", "cannot be run here"),
        ("```sh breaks=cell\nlessonlint check --fail-on never\n```\n", "should fail by it"),
        ("```sh breaks=gate\nlessonlint check\n```\n", "should fail by it"),
        (
            "```yaml file=.pre-commit-config.yaml\nrepos:\n- repo: https://a/lessonlint\n  rev: v9\n  hooks: [{id: a}]\n```\n",
            "v9",
        ),
        ("```console\n$ lessonlint --version\nlessonlint 9\n```\n", "+lessonlint 0"),
        ("```console\nlessonlint --version\n```\n", "begins with `$ `"),
    ] {
        let told_of = kinds::check(&Page::of("page.md", text));
        assert!(told_of.len() == 1 && told_of[0].message.contains(told), "{text}{told_of:?}");
    }
    for text in [
        "```console\n$ lessonlint --version\n…\n```\n",
        "```console\n$ echo a; echo b; echo c\na\n…\nc\n$ true\n```\n",
        "```yaml file=a.yaml\na: 1\n  # not here\nb: 2\n```\n\n```yaml in=a.yaml\na: 1\n# …\nb: 2\n```\n",
    ] {
        assert!(kinds::check(&Page::of("page.md", text)).is_empty(), "{text}");
    }
    if programs::python("check-jsonschema").is_some() && programs::python("zizmor").is_some() {
        for (name, text) in [
            (".github/workflows/a.yml", "on: push\njobs: {a: {runs-on: b, step: []}}\n"),
            (
                ".github/workflows/b.yml",
                "on: pull_request_target\njobs: {a: {runs-on: b, steps: [{run: x}]}}\n",
            ),
            (".gitlab-ci.yml", "lessons: {script: 1}\n"),
        ] {
            let told_of = kinds::check(&Page::of("page.md", &format!("```yaml file={name}\n{text}```\n")));
            assert!(told_of.len() == 1, "{name}");
        }
    }
    let swapped = "```yaml file=a.yaml\na: 1\nb: 2\n```\n\n```yaml in=a.yaml\nb: 2\n…\na: 1\n```\n";
    assert_eq!(kinds::check(&Page::of("page.md", swapped)).len(), 1);
}
