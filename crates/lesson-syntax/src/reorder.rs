use std::collections::BTreeMap;
use std::sync::Arc;

use lesson_text::{Edit, SourceFile, apply};

use crate::markdown::Labels;
use crate::{Form, Kind, Limits, NodeId, ReadOptions, Tree, markdown, read, yaml};

/// In bytes: what is read again to see whether the edits are sound.
pub(crate) const LARGEST: usize = 1 << 17;

/// More values than a lesson by hand has, those that aliases repeat counted each time.
const MOST_VALUES: usize = 100_000;

/// The edits by which the entries of a mapping stand in another order: that of `order`, by their numbers.
/// In YAML, each goes with the comments above and beside it; in Markdown, columns of a table change places.
///
/// `None` where they cannot be moved without a change of what the file says.
#[must_use]
pub fn reorder(tree: &Tree, labels: &Labels, mapping: NodeId, order: &[usize]) -> Option<Vec<Edit>> {
    if tree.source().text().len() > LARGEST {
        return None;
    }
    let edits = match tree.form() {
        Form::Yaml => yaml::reorder(tree, mapping, order)?,
        Form::Markdown => markdown::reorder(tree, labels, mapping, order)?,
    };
    is_sound(tree, labels, mapping, order, &edits).then_some(edits)
}

/// Whether the edited text says the same, with the keys in their new order.
fn is_sound(tree: &Tree, labels: &Labels, mapping: NodeId, order: &[usize], edits: &[Edit]) -> bool {
    let source = tree.source();
    let Ok(text) = apply(source.text(), edits) else { return false };
    let options =
        ReadOptions { limits: Limits { bytes: usize::MAX, ..Limits::default() }, labels: labels.clone() };
    let reread = |text: &str| read(&Arc::new(SourceFile::new(source.path(), text)), tree.form(), &options);
    let (before, after) = (reread(source.text()), reread(&text));
    let keys = |tree: &Tree, mapping: NodeId| -> Vec<String> {
        tree.entries(mapping).map(|(key, _)| tree.text(key).to_owned()).collect()
    };
    let old = keys(tree, mapping);
    let due: Option<Vec<String>> = order.iter().map(|&index| old.get(index).cloned()).collect();
    let new = after.tree.at_pointer(&tree.pointer(mapping)).map(|mapping| keys(&after.tree, mapping));
    let same =
        || values(tree, "").is_some_and(|values_before| values(&after.tree, "") == Some(values_before));
    before.problems.len() == after.problems.len() && new.is_some() && new == due && same()
}

/// Every value by its pointer, but for those at and below one; `None` where there are too many.
pub(crate) fn values<'a>(tree: &'a Tree, except: &str) -> Option<BTreeMap<String, (Kind, &'a str)>> {
    let mut values = BTreeMap::new();
    let mut open: Vec<(String, NodeId)> = tree.root().map(|root| (String::new(), root)).into_iter().collect();
    while let Some((at, node)) = open.pop() {
        if !except.is_empty() && at == except {
            continue;
        }
        if values.len() > MOST_VALUES {
            return None;
        }
        open.extend(tree.entries(node).map(|(key, value)| (format!("{at}/{}", tree.text(key)), value)));
        open.extend(
            tree.items(node).iter().enumerate().map(|(index, &item)| (format!("{at}/{index}"), item)),
        );
        values.insert(at, (tree.kind(node), tree.text(node)));
    }
    Some(values)
}
