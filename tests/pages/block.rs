use std::ops::Range;
use std::path::{Path, PathBuf};

use lessonlint_tests::root;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// A page: its fenced blocks, and the code in its sentences.
pub(crate) struct Page {
    /// Its path from the top.
    pub(crate) name: String,
    text: String,
    pub(crate) blocks: Vec<Block>,
    /// Code in a sentence, with its line.
    pub(crate) code: Vec<(usize, String)>,
    /// What links lead to, with their lines.
    pub(crate) links: Vec<(usize, String)>,
    /// What its commands run in a copy of.
    pub(crate) folder: Option<PathBuf>,
}

/// A fenced block.
pub(crate) struct Block {
    pub(crate) language: String,
    /// What stands behind the language.
    pub(crate) words: String,
    pub(crate) text: String,
    pub(crate) line: usize,
    /// Where it stands in the page, fences and all.
    range: Range<usize>,
}

/// What is wrong with a block.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub(crate) line: usize,
    pub(crate) message: String,
    /// What should stand in the block.
    pub(crate) instead: Option<String>,
}

impl Page {
    pub(crate) fn read(path: &Path) -> Self {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        Self::of(&name, &std::fs::read_to_string(path).unwrap())
    }

    pub(crate) fn of(name: &str, text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        let mut page =
            Self { name: name.to_owned(), text, blocks: vec![], code: vec![], links: vec![], folder: None };
        let text = page.text.clone();
        let line = |range: &Range<usize>| text[..range.start].matches('\n').count() + 1;
        let mut open = false;
        for (event, range) in Parser::new(&text).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    let (language, words) = info.split_once(' ').unwrap_or((&info, ""));
                    let (language, words) = (language.to_owned(), words.trim().to_owned());
                    open = true;
                    page.blocks.push(Block {
                        language,
                        words,
                        text: String::new(),
                        line: line(&range),
                        range,
                    });
                }
                Event::End(TagEnd::CodeBlock) => open = false,
                Event::Text(part) if open => page.blocks.last_mut().unwrap().text += &part,
                Event::Code(code) => page.code.push((line(&range), code.to_string())),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    page.links.push((line(&range), dest_url.to_string()))
                }
                Event::Html(comment) => {
                    let folder = comment.trim().strip_prefix("<!-- runs in: ");
                    let folder = folder.and_then(|rest| rest.strip_suffix(" -->"));
                    page.folder = folder.map(|folder| root().join(folder)).or(page.folder);
                }
                _ => {}
            }
        }
        page
    }

    /// Writes into the page what its blocks should hold.
    pub(crate) fn overwrite(&self, told: &[Wrong]) {
        let mut text = self.text.clone();
        for block in self.blocks.iter().rev() {
            let wrong = told.iter().find(|wrong| wrong.line == block.line);
            if let Some(instead) = wrong.and_then(|wrong| wrong.instead.as_ref()) {
                let shown = self.text[block.range.clone()].replacen(&block.text, instead, 1);
                text.replace_range(block.range.clone(), &shown);
            }
        }
        std::fs::write(root().join(&self.name), text).unwrap();
    }
}

impl Block {
    /// The value of a `key=value` behind the language.
    pub(crate) fn value(&self, key: &str) -> Option<&str> {
        self.words.split(' ').find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }
}
