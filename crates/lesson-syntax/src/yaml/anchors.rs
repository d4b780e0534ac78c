//! Anchors and the aliases that lead to them.

use std::collections::HashMap;

use crate::NodeId;

/// What an alias leads to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    /// A collection that is still being read: the alias stands inside of it.
    Open,
    /// A value, with the number of values it stands for once all aliases are followed.
    Value { id: NodeId, size: u64, scalar: bool },
}

/// The anchors of one document.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    targets: HashMap<usize, Target>,
    names: Vec<String>,
    spent: u64,
}

impl Anchors {
    /// Notes the name under which a value may be used again.
    pub(super) fn name(&mut self, name: &str) {
        self.names.push(name.to_owned());
    }

    /// The names noted so far.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Notes what an anchor stands for; anchor 0 is none.
    pub(super) fn set(&mut self, anchor: usize, target: Target) {
        if anchor != 0 {
            self.targets.insert(anchor, target);
        }
    }

    /// What an anchor stands for.
    pub(super) fn get(&self, anchor: usize) -> Option<Target> {
        self.targets.get(&anchor).copied()
    }

    /// Counts an alias's values against the budget of all aliases; says whether they still fit.
    pub(super) fn spend(&mut self, size: u64, budget: usize) -> bool {
        self.spent = self.spent.saturating_add(size);
        self.spent <= budget as u64
    }
}
