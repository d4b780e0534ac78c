use std::sync::Arc;

use lesson_syntax::{Form, Kind, NodeId, Style, Tree, did_you_mean};
use lesson_text::Span;

use crate::{Absence, Place, Slot, Spanned, Text, Void, Words};

/// What is known of a field of the model without a lesson.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key in a lesson.
    pub key: &'static str,
    /// The code of the rule that speaks when it is absent; the general rule for keys where none does.
    pub rule: Option<&'static str>,
    /// Whether a bare denial ("none") counts as absent.
    pub denial: bool,
    /// The keys that stand before it in the order of the format.
    pub preceding: &'static [&'static str],
}

impl Field {
    /// Whether one of the three laws watches over it.
    #[must_use]
    pub fn is_law(&self) -> bool {
        self.rule.is_some_and(|rule| LAWS.contains(&rule))
    }
}

/// A struct of slots; `#[derive(Model)]` writes it.
pub trait Model: Sized {
    /// Its fields, in order.
    const FIELDS: &'static [Field];

    /// Reads every field from a mapping.
    fn read(reader: &Reader, node: NodeId) -> Self;

    /// Walks over every field, in order.
    fn visit(&self, visitor: &mut dyn Visitor);
}

/// What a walk over the model meets.
pub trait Visitor {
    /// A slot without a value; `required` tells whether there should be one.
    fn absent(&mut self, _absence: &Absence, _required: bool) {}

    /// A text that a learner reads.
    fn text(&mut self, _field: &'static Field, _text: &Text) {}
}

/// What can stand in a slot.
pub trait Visit {
    /// Walks over it; `field` is the field that holds it.
    fn visit(&self, field: &'static Field, visitor: &mut dyn Visitor);
}

/// A type that reads itself from a value of the tree.
pub trait FromTree: Sized {
    /// Whether it is written as a text, so that a bracketed stand-in may be meant by a list.
    const IS_TEXT: bool = false;

    /// The value; `None` where it is of another type, which the shape check reports.
    fn from_tree(reader: &Reader, node: NodeId, field: &'static Field) -> Option<Self>;
}

impl<T: Model> FromTree for T {
    fn from_tree(reader: &Reader, node: NodeId, _field: &'static Field) -> Option<Self> {
        reader.takes_for(node, Kind::Mapping).then(|| T::read(reader, node))
    }
}

impl<T: Model> Visit for T {
    fn visit(&self, _field: &'static Field, visitor: &mut dyn Visitor) {
        Model::visit(self, visitor);
    }
}

impl<T: Visit, const REQUIRED: bool> Visit for Slot<T, REQUIRED> {
    fn visit(&self, field: &'static Field, visitor: &mut dyn Visitor) {
        match self {
            Self::Present(value) => value.value.visit(field, visitor),
            Self::Absent(absence) => visitor.absent(absence, REQUIRED),
            Self::Malformed(_) => {}
        }
    }
}

/// The codes of the three laws.
pub const LAWS: [&str; 3] = ["R001", "A001", "S001"];

/// Which faults of a value are reported as errors, so that its slot is malformed and the law over it
/// stays silent. Of any other fault the law speaks itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported {
    /// A value of another type than is due.
    pub wrong_type: bool,
    /// A row of a table that has too few cells.
    pub malformed_table: bool,
    /// A key that is nearly one of the format, which is then taken for it.
    pub unknown_key: bool,
}

impl Default for Reported {
    fn default() -> Self {
        Self { wrong_type: true, malformed_table: true, unknown_key: true }
    }
}

/// Reads the model from one tree.
#[derive(Clone, Debug)]
pub struct Reader {
    tree: Arc<Tree>,
    words: Arc<Words>,
    reported: Reported,
}

impl Reader {
    /// A reader of a tree, with the words by which a value says nothing and the faults that are
    /// reported.
    #[must_use]
    pub fn new(tree: &Arc<Tree>, words: &Arc<Words>, reported: Reported) -> Self {
        Self { tree: Arc::clone(tree), words: Arc::clone(words), reported }
    }

    /// The tree it reads.
    #[must_use]
    pub fn tree(&self) -> &Arc<Tree> {
        &self.tree
    }

    /// Reads the root as a whole document; `None` where there is no mapping to read.
    #[must_use]
    pub fn document<T: Model>(&self) -> Option<Spanned<T>> {
        let node = self.tree.root().filter(|&root| self.tree.kind(root) == Kind::Mapping)?;
        let value = T::read(self, node);
        Some(Spanned { value, place: self.owner(node), key: None })
    }

    /// Reads one field of a mapping: the one of this index among its model's fields.
    #[must_use]
    pub fn slot<T: FromTree, const REQUIRED: bool>(
        &self,
        owner: NodeId,
        fields: &'static [Field],
        index: usize,
    ) -> Slot<T, REQUIRED> {
        let field = &fields[index];
        match self.tree.entry(owner, field.key) {
            Some((key, value)) => self.value(owner, Some(self.tree.span(key)), value, field),
            None if self.is_cut(owner, field) => Slot::Malformed(self.place(owner)),
            None if REQUIRED && self.is_misspelled(owner, fields, field) => {
                Slot::Malformed(self.place(owner))
            }
            None => {
                let owner = self.owner(owner);
                Slot::Absent(Absence { place: owner, owner, field, void: Void::Missing })
            }
        }
    }

    /// Reads a value that is there: a field's, or an item of a list.
    #[must_use]
    pub fn value<T: FromTree, const REQUIRED: bool>(
        &self,
        owner: NodeId,
        key: Option<Span>,
        node: NodeId,
        field: &'static Field,
    ) -> Slot<T, REQUIRED> {
        let absent = |place, void| Slot::Absent(Absence { place, owner: self.owner(owner), field, void });
        if self.tree.kind(node) == Kind::Malformed {
            if self.is_unreported_cell(field) {
                return absent(self.place(node), Void::Missing);
            }
            return Slot::Malformed(self.place(node));
        }
        if let Some(void) = self.void(node, field.denial) {
            return absent(self.absent_place(key, node), void);
        }
        if T::IS_TEXT && self.is_stand_in(node) {
            return absent(self.place(node), Void::Placeholder);
        }
        match T::from_tree(self, node, field) {
            Some(value) => Slot::Present(Spanned { value, place: self.place(node), key }),
            None if field.is_law() && !self.reported.wrong_type => {
                absent(self.place(node), Void::Placeholder)
            }
            None => Slot::Malformed(self.place(node)),
        }
    }

    /// Whether a value is read as one of a kind: also one of another, where nobody reports that. It holds
    /// nothing of what is due, and every law over what it should hold speaks.
    pub(crate) fn takes_for(&self, node: NodeId, kind: Kind) -> bool {
        self.tree.kind(node) == kind || !self.reported.wrong_type
    }

    /// Whether a part of a collection could not be read, and was reported.
    #[must_use]
    pub fn is_cut(&self, node: NodeId, field: &Field) -> bool {
        self.tree.is_cut(node) && !self.is_unreported_cell(field)
    }

    /// Whether a cell of a table that could not be read was reported by nobody. Nothing else of a
    /// lesson in Markdown that a law watches over can be unreadable.
    fn is_unreported_cell(&self, field: &Field) -> bool {
        field.is_law() && !self.reported.malformed_table && self.tree.form() == Form::Markdown
    }

    /// Whether a key that is none of the format stands for this field: that is one fault, and reported.
    fn is_misspelled(&self, owner: NodeId, fields: &[Field], field: &Field) -> bool {
        let is_known = |key: &str| fields.iter().any(|field| field.key == key) || key.starts_with("x-");
        let is_meant = |key: &str| {
            let free =
                || fields.iter().map(|field| field.key).filter(|key| self.tree.get(owner, key).is_none());
            did_you_mean(key, [field.key]).is_some() && did_you_mean(key, free()) == Some(field.key)
        };
        let mut keys = self.tree.entries(owner).map(|(key, _)| self.tree.text(key));
        self.reported.unknown_key && keys.any(|key| !is_known(key) && is_meant(key))
    }

    /// In which way a value says nothing, whatever type is due; `None` where it says something.
    #[must_use]
    pub fn void(&self, node: NodeId, denial: bool) -> Option<Void> {
        match self.tree.kind(node) {
            Kind::Null => Some(Void::Blank),
            Kind::String => self.words.void(self.tree.text(node), denial),
            Kind::Sequence => self.void_list(node),
            Kind::Bool | Kind::Int | Kind::Float | Kind::Mapping | Kind::Malformed => None,
        }
    }

    /// An empty list; a list of nothing but absent items; `[fill in]`, which is a list to YAML.
    fn void_list(&self, node: NodeId) -> Option<Void> {
        let items = self.tree.items(node);
        if self.tree.is_cut(node) {
            return None;
        }
        if items.iter().all(|&item| self.tree.kind(item) == Kind::Null) {
            return Some(Void::Blank);
        }
        None
    }

    /// Whether a list is a bracketed stand-in: one plain word or phrase in square brackets.
    #[must_use]
    pub fn is_stand_in(&self, node: NodeId) -> bool {
        let one = match self.tree.items(node) {
            &[item] => self.tree.kind(item) == Kind::String && self.tree.style(item) == Style::Plain,
            _ => false,
        };
        one && self.tree.style(node) == Style::Flow
    }

    /// The words by which a value says nothing.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    fn place(&self, node: NodeId) -> Place {
        Place { node, span: self.tree.span(node) }
    }

    /// A mapping that should hold something: the root is pointed at by its first line.
    fn owner(&self, node: NodeId) -> Place {
        let span = self.tree.span(node);
        if self.tree.root() != Some(node) {
            return Place { node, span };
        }
        let text = self.tree.source().slice(span);
        let line = text.find(['\r', '\n']).unwrap_or(text.len());
        Place { node, span: Span::new(span.start as usize, span.start as usize + line) }
    }

    /// Where a value says nothing: the value; in YAML the key, where the value has no bytes of its own.
    fn absent_place(&self, key: Option<Span>, node: NodeId) -> Place {
        let place = self.place(node);
        match key {
            Some(key) if place.span.is_empty() && self.tree.form() == Form::Yaml => Place { node, span: key },
            _ => place,
        }
    }
}
