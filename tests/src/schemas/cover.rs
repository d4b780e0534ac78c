use std::collections::{BTreeMap, HashSet};

use jsonschema::Validator;
use serde_json::Value;

use super::blame::{Blame, blame};
use super::candidates::{breaking, with};
use super::held::{Sites, sites, speaks};
use super::invent::invented;
use super::pointer::child;
use super::subject::{Subject, validator};
use super::walk::{Demand, demands, parts};

/// At how many places of a document a demand is tried.
const PLACES: usize = 3;
/// How many documents in a row are made by filling in what may be left out.
const FILLED: usize = 5;

/// What is known of one demand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// A document that is accepted as a whole keeps to it.
    pub kept: bool,
    /// A document is refused for it and for nothing else.
    pub broken: bool,
    /// A document is refused for it and for other keywords of the same schema about the same value.
    pub broken_with_others: bool,
}

/// The demands of a schema, each with what is known of it.
#[derive(Debug)]
pub struct Cover {
    /// The schema's demands.
    pub demands: Vec<(Demand, Covered)>,
    /// Every document that was tried.
    pub tried: Vec<Value>,
}

/// Finds for each demand of a schema a document that keeps to it and one that breaks it, beginning from
/// good ones.
///
/// # Panics
///
/// Where a document that is said to be good is refused.
#[must_use]
pub fn cover(subject: &Subject, good: &[Value]) -> Cover {
    let mut search = Search::new(subject);
    for document in good {
        assert!(search.adopt(document.clone()), "{} refuses a good document:\n{document:#}", subject.file);
    }
    for variant in 0..FILLED {
        (0..good.len()).for_each(|start| search.fill(variant, start));
    }
    search.keep();
    search.break_each();
    let covered = |demand: &Demand| search.covered[&demand.location()];
    let demands = search.demands.iter().map(|demand| (demand.clone(), covered(demand))).collect();
    Cover { demands, tried: search.tried }
}

struct Search<'s> {
    subject: &'s Subject,
    /// The same without formats, for validators that do not assert them.
    without_formats: Validator,
    parts: BTreeMap<String, &'s Value>,
    known: HashSet<String>,
    demands: Vec<Demand>,
    covered: BTreeMap<String, Covered>,
    accepted: Vec<(Value, Sites)>,
    /// Values that a part may take, by its pointer.
    invented: BTreeMap<String, Vec<Value>>,
    tried: Vec<Value>,
}

impl<'s> Search<'s> {
    fn new(subject: &'s Subject) -> Self {
        let parts: BTreeMap<String, &Value> = parts(&subject.schema).into_iter().collect();
        let demands = demands(&subject.schema);
        Self {
            subject,
            without_formats: validator(&subject.schema, false),
            known: parts.keys().cloned().collect(),
            parts,
            covered: demands.iter().map(|demand| (demand.location(), Covered::default())).collect(),
            demands,
            accepted: Vec::new(),
            invented: BTreeMap::new(),
            tried: Vec::new(),
        }
    }

    /// Takes a document as one that keeps to what holds of it; no, where it is refused.
    fn adopt(&mut self, document: Value) -> bool {
        if !self.subject.validator.is_valid(&document) {
            return false;
        }
        let schema = &self.subject.schema;
        let (sites, references) = sites(schema, &self.subject.validator, &self.known, &document);
        for demand in &self.demands {
            let location = demand.location();
            if self.covered[&location].kept {
                continue;
            }
            let is_kept = match (demand.keyword.as_str(), &demand.part) {
                ("$ref", _) => references.contains(&location),
                ("anyOf" | "oneOf", Some(_)) => sites.contains_key(&location),
                _ => sites.get(&demand.schema).is_some_and(|places| {
                    places
                        .iter()
                        .filter_map(|place| document.pointer(place))
                        .any(|value| speaks(demand, value))
                }),
            };
            self.covered.entry(location).or_default().kept = is_kept;
        }
        self.tried.push(document.clone());
        self.accepted.push((document, sites));
        true
    }

    /// Fills in every key that a good document leaves out, with one value after the other that its schema
    /// may take.
    fn fill(&mut self, variant: usize, start: usize) {
        let (good, sites) = self.accepted[start].clone();
        let mut filled = good.clone();
        for (pointer, places) in &sites {
            let properties = self.parts[pointer].get("properties").and_then(Value::as_object);
            let Some((properties, place)) = properties.zip(places.first()) else { continue };
            for key in properties.keys() {
                if good.pointer(place).is_some_and(|owner| owner.get(key).is_none()) {
                    let values = self.values(&child(&child(pointer, "properties"), key));
                    let from = variant % values.len().max(1);
                    let values = values[from..].iter().chain(&values[..from]);
                    let with_key = |value: &Value| {
                        let owner = with(filled.pointer(place)?, key, value.clone());
                        replaced(&filled, place, owner)
                    };
                    let next = values.filter_map(with_key).find(|next| self.is_accepted(next));
                    filled = next.unwrap_or(filled);
                }
            }
        }
        if filled != good {
            self.adopt(filled);
        }
    }

    fn values(&mut self, pointer: &str) -> Vec<Value> {
        let root = &self.subject.schema;
        let make = || root.pointer(pointer).map(|part| invented(root, part)).unwrap_or_default();
        self.invented.entry(pointer.to_owned()).or_insert_with(make).clone()
    }

    /// Looks for a document for each demand that none has kept yet.
    fn keep(&mut self) {
        for demand in self.demands.clone() {
            if self.covered[&demand.location()].kept {
                continue;
            }
            let own = demand.location();
            let is_schema = self.known.contains(&own);
            let values = self.values(if is_schema { &own } else { &demand.schema });
            let document = self.keeping(&demand, &values).find(|document| self.is_accepted(document));
            if let Some(document) = document {
                self.adopt(document);
            }
        }
    }

    fn keeping<'a>(&'a self, demand: &'a Demand, values: &'a [Value]) -> impl Iterator<Item = Value> + 'a {
        let places = self.accepted.iter().flat_map(|(document, sites)| {
            let places = sites.get(&demand.schema).into_iter().flatten().take(PLACES);
            places.filter_map(move |place| Some((document, place, document.pointer(place)?)))
        });
        // A branch's own values need not say anything of the schema that it is a branch of.
        let is_whole = matches!(demand.keyword.as_str(), "anyOf" | "oneOf" | "$ref");
        places.flat_map(move |(document, place, value)| {
            let values: Vec<_> = if demand.keyword == "patternProperties" {
                ["x-note", "$schema", "some-id"].map(|name| with(value, name, Value::from(7))).into()
            } else {
                values.iter().filter(|value| is_whole || speaks(demand, value)).cloned().collect()
            };
            values.into_iter().filter_map(move |value| replaced(document, place, value))
        })
    }

    fn is_accepted(&self, document: &Value) -> bool {
        self.subject.validator.is_valid(document)
    }

    /// Looks for a document for each demand that none was refused for yet.
    fn break_each(&mut self) {
        let mut accepted = std::mem::take(&mut self.accepted);
        // A small document is read sooner.
        accepted.sort_by_key(|(document, _)| document.to_string().len());
        for demand in self.demands.clone() {
            let documents = accepted.iter().filter(|_| demand.refuses);
            let places = documents.flat_map(|(document, sites)| {
                let places = sites.get(&demand.schema).into_iter().flatten().take(PLACES);
                places.map(move |place| (document, place))
            });
            for (document, place) in places {
                if self.is_broken(&demand) {
                    break;
                }
                self.break_at(&demand, document, place);
            }
        }
        self.accepted = accepted;
    }

    fn is_broken(&self, demand: &Demand) -> bool {
        self.covered[&demand.location()].is_broken(demand, self.parts[&demand.schema])
    }

    fn break_at(&mut self, demand: &Demand, document: &Value, place: &str) {
        let Some(value) = document.pointer(place) else { return };
        let keyword = &self.parts[&demand.schema][demand.keyword.as_str()];
        for value in breaking(demand, keyword, value) {
            let Some(document) = replaced(document, place, value) else { continue };
            for formats in [true, false] {
                if !self.is_broken(demand) {
                    self.judge(&document, formats);
                }
            }
            self.tried.push(document);
            if self.is_broken(demand) {
                return;
            }
        }
    }

    /// Notes for what a document is refused, with formats or, as by validators that assert none, without.
    fn judge(&mut self, document: &Value, formats: bool) {
        let validator = if formats { &self.subject.validator } else { &self.without_formats };
        let errors: Vec<_> = validator.iter_errors(document).collect();
        let Blame { alone, together } = blame(&self.subject.schema, &errors);
        for (locations, is_alone) in [(alone, true), (together, false)] {
            for location in locations {
                if let Some(covered) = self.covered.get_mut(&location) {
                    covered.broken |= is_alone;
                    covered.broken_with_others = true;
                }
            }
        }
    }
}

/// A document with another value at a place.
fn replaced(document: &Value, place: &str, value: Value) -> Option<Value> {
    let mut document = document.clone();
    *document.pointer_mut(place)? = value;
    Some(document)
}

impl Covered {
    /// What is wanting, in words; nothing, where all is well.
    #[must_use]
    pub fn wanting(self, demand: &Demand, part: &Value) -> Option<&'static str> {
        match (self.kept, self.is_broken(demand, part) || !demand.refuses) {
            (true, true) => None,
            (false, true) => Some("no positive case"),
            (true, false) if self.broken_with_others => Some("it never refuses a document by itself"),
            (true, false) => Some("no negative case"),
            (false, false) => Some("no case at all"),
        }
    }

    /// A constant or a list of values refuses whatever another keyword beside it refuses.
    fn is_broken(self, demand: &Demand, part: &Value) -> bool {
        let decides = ["const", "enum"];
        let implied = decides.iter().any(|keyword| part.get(keyword).is_some());
        self.broken || (self.broken_with_others && implied && !decides.contains(&&*demand.keyword))
    }
}
