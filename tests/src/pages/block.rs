use std::ops::Range;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::root;

/// A page: its fenced blocks, and the code in its sentences.
#[derive(Debug)]
pub struct Page {
    /// Its path from the top.
    pub name: String,
    text: String,
    /// Its fenced blocks, in their order.
    pub blocks: Vec<Block>,
    /// Code in a sentence, with its line.
    pub code: Vec<(usize, String)>,
    /// What links lead to, with their lines.
    pub links: Vec<(usize, String)>,
    /// What its commands run in a copy of.
    pub folder: Option<PathBuf>,
    /// The test that runs its blocks, where it is one of its own.
    pub test: Option<PathBuf>,
}

/// A fenced block.
#[derive(Debug)]
pub struct Block {
    /// The word after the fence.
    pub language: String,
    /// What stands behind the language.
    pub words: String,
    /// What stands in it.
    pub text: String,
    /// The line of its fence.
    pub line: usize,
    /// Where it stands in the page, fences and all.
    range: Range<usize>,
}

/// What is wrong with a block.
#[derive(Debug)]
pub struct Wrong {
    /// The line of the block's fence.
    pub line: usize,
    /// What it is.
    pub message: String,
    /// What should stand in the block.
    pub instead: Option<String>,
}

impl Page {
    /// Reads a page.
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[must_use]
    pub fn read(path: &Path) -> Self {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        Self::of(&name, &std::fs::read_to_string(path).unwrap())
    }

    /// The page that a text is.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        let mut page = Self {
            name: name.to_owned(),
            text,
            blocks: vec![],
            code: vec![],
            links: vec![],
            folder: None,
            test: None,
        };
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
                    let named = |what: &str| {
                        let path = comment.trim().strip_prefix("<!-- ")?.strip_prefix(what)?;
                        path.strip_suffix(" -->").map(|path| root().join(path))
                    };
                    page.folder = named("runs in: ").or(page.folder);
                    page.test = named("run by: ").or(page.test);
                }
                _ => {}
            }
        }
        page
    }

    /// Writes into the page what its blocks should hold.
    ///
    /// # Panics
    ///
    /// Where it cannot be written.
    pub fn overwrite(&self, told: &[Wrong]) {
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

impl From<String> for Wrong {
    fn from(message: String) -> Self {
        Self { line: 0, message, instead: None }
    }
}

impl Block {
    /// The value of a `key=value` behind the language.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        self.words.split(' ').find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }
}
