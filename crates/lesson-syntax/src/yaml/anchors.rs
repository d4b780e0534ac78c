//! Anchors and the aliases that lead to them.

use std::collections::{HashMap, HashSet};

use crate::NodeId;

/// For how many unknown names a similar one is looked for, and among how many.
const MOST_COMPARED: usize = 100;

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
    /// Names whose definitions stand in text that could not be read.
    lost: HashSet<String>,
    unknown: usize,
    spent: u64,
}

impl Anchors {
    /// Notes the name under which a value may be used again.
    pub(super) fn name(&mut self, name: &str) {
        self.names.push(name.to_owned());
    }

    /// Notes the names that a text which could not be read defines.
    pub(super) fn lose(&mut self, text: &str) {
        let ends = |character: char| character.is_whitespace() || ",[]{}".contains(character);
        let names = text.split('&').skip(1).filter_map(|rest| rest.split(ends).next());
        self.lost.extend(names.map(str::to_owned));
    }

    /// Whether a name is defined in text that could not be read.
    pub(super) fn is_lost(&self, name: &str) -> bool {
        self.lost.contains(name)
    }

    /// The names that one which is unknown may be compared with: none once there were many.
    pub(super) fn candidates(&mut self) -> impl Iterator<Item = &str> {
        self.unknown += 1;
        let most = if self.unknown <= MOST_COMPARED { MOST_COMPARED } else { 0 };
        self.names.iter().rev().take(most).map(String::as_str)
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
