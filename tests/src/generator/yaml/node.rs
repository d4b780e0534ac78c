use crate::generator::fault::{Fault, Slot};

/// A value before it is written.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// A text, which must stay one however it is written.
    Text(String),
    /// A text without a line end, which an id must not have.
    Id(String),
    /// A number or a day, which is written plain.
    Bare(String),
    List(Vec<Node>),
    Map(Map),
    /// What stands where nothing does.
    Hole(Fault),
}

/// Keys with their values.
#[derive(Clone, Debug, Default)]
pub(super) struct Map {
    pub(super) entries: Vec<Entry>,
    /// The slots that this mapping should hold.
    pub(super) slots: Vec<Slot>,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: Node,
    /// The law's slot that it fills.
    pub(super) slot: Option<Slot>,
}

impl Map {
    pub(super) fn with(mut self, key: &str, value: Node) -> Self {
        self.entries.push(Entry { key: key.to_owned(), value, slot: None });
        self
    }

    pub(super) fn text(self, key: &str, text: &str) -> Self {
        self.with(key, Node::Text(text.to_owned()))
    }

    pub(super) fn maybe(self, key: &str, text: Option<&String>) -> Self {
        match text {
            Some(text) => self.text(key, text),
            None => self,
        }
    }

    pub(super) fn id(self, key: &str, id: Option<&String>) -> Self {
        match id {
            Some(id) => self.with(key, Node::Id(id.clone())),
            None => self,
        }
    }

    /// A list, if it holds anything.
    pub(super) fn list(self, key: &str, items: Vec<Node>) -> Self {
        if items.is_empty() { self } else { self.with(key, Node::List(items)) }
    }

    /// A law's slot with its text, or with what is planted in its stead.
    pub(super) fn slot(mut self, key: &str, text: &str, slot: Slot, fault: Option<Fault>) -> Self {
        self.slots.push(slot);
        let value = match fault {
            Some(Fault::Deleted) => return self,
            Some(Fault::Says(text)) => Node::Text(text.to_owned()),
            Some(fault) => Node::Hole(fault),
            None => Node::Text(text.to_owned()),
        };
        self.entries.push(Entry { key: key.to_owned(), value, slot: Some(slot) });
        self
    }
}
