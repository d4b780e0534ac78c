use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lesson_syntax::markdown::{Evidence, Labels, Standing, survey};
use lesson_text::{SourceFile, fold};

use super::patterns::patterns;
use super::{LAWS, LabelProposal};

/// The label that is read whatever its wording.
const WHATEVER: &str = "dimension";

/// A wording is taken if it stands clearly in so many lessons, or in half of them where there are few.
const FEWEST_LESSONS: usize = 3;

/// Nor is one taken that stands in less than one lesson of so many.
const RARE: usize = 50;

/// Among fewer lessons than these, what stands in one of them is worth a look.
const FEW: usize = 5;

/// Labels whose headings hold other words, too: a number, a name.
const HEADINGS: [&str; 3] = ["concept_mapping", "comparison", "field_guide"];

/// Where a wording stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: Arc<str>,
    /// Its line, from 1.
    pub line: usize,
}

/// A wording for a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The key under `[markdown.labels]`.
    pub key: &'static str,
    /// The words; `*` in them stands for any others.
    pub wording: String,
    /// In how many lessons it stands.
    pub lessons: usize,
    /// Where it stands first.
    pub first: Place,
}

/// What was seen in one file.
#[derive(Debug)]
pub struct Surveyed {
    /// What the file is.
    pub standing: Standing,
    path: Arc<str>,
    seen: Vec<Seen>,
}

#[derive(Debug)]
struct Seen {
    key: Option<&'static str>,
    wording: String,
    folded: String,
    line: usize,
    evidence: Evidence,
}

impl Surveyed {
    /// Surveys a Markdown or text file.
    #[must_use]
    pub fn of(source: &SourceFile, labels: &Labels) -> Self {
        let survey = survey(source, labels);
        let seen = survey.sightings.into_iter().map(|sighting| Seen {
            key: sighting.key,
            line: source.position(sighting.span.start as usize).line,
            wording: sighting.wording,
            folded: sighting.folded,
            evidence: sighting.evidence,
        });
        Self { standing: survey.standing, path: source.path().into(), seen: seen.collect() }
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    fn is_lesson(&self) -> bool {
        matches!(self.standing, Standing::Lesson | Standing::InOtherWords)
    }
}

/// What was seen in all files.
#[derive(Debug)]
pub struct Wordings<'a> {
    files: &'a [Surveyed],
    lessons: usize,
}

/// Where one wording was seen.
#[derive(Default)]
struct Tally<'a> {
    /// The lessons in which it clearly labels something, by what.
    clear: BTreeMap<&'static str, BTreeSet<usize>>,
    /// The lessons in which it labels nothing that was due.
    elsewhere: BTreeSet<usize>,
    spellings: Spellings<'a>,
}

/// How a wording is spelled, and where it stands first.
#[derive(Default)]
struct Spellings<'a> {
    counts: BTreeMap<&'a str, usize>,
    first: Option<(usize, usize)>,
}

impl<'a> Spellings<'a> {
    fn add(&mut self, file: usize, seen: &'a Seen) {
        *self.counts.entry(&seen.wording).or_default() += 1;
        self.first.get_or_insert((file, seen.line));
    }

    /// The most frequent one.
    fn usual(&self) -> &'a str {
        self.counts.iter().max_by_key(|&(_, count)| *count).map_or("", |(spelling, _)| spelling)
    }
}

impl<'a> Wordings<'a> {
    /// Gathers what was seen.
    #[must_use]
    pub fn of(files: &'a [Surveyed]) -> Self {
        Self { files, lessons: files.iter().filter(|file| file.is_lesson()).count() }
    }

    /// How many files are lessons.
    #[must_use]
    pub fn lessons(&self) -> usize {
        self.lessons
    }

    fn seen(&self) -> impl Iterator<Item = (usize, &'a Seen)> {
        self.files
            .iter()
            .enumerate()
            .flat_map(|(file, surveyed)| surveyed.seen.iter().map(move |seen| (file, seen)))
    }

    /// In how many lessons a wording must stand. Where a law would be silent for a mistake, most lessons
    /// must have it: something else may stand where a few of them have a hole.
    fn needed(&self, key: &str) -> usize {
        let half = self.lessons.div_ceil(2).max(1);
        if LAWS.iter().any(|(law, _)| *law == key) {
            return half;
        }
        FEWEST_LESSONS.min(half).max(self.lessons.div_ceil(RARE))
    }

    fn taken(&self, key: &'static str, wording: &str, lessons: usize, spellings: &Spellings<'_>) -> Taken {
        let (file, line) = spellings.first.unwrap_or_default();
        let path = self.files.get(file).map_or_else(|| "".into(), |file| Arc::clone(&file.path));
        Taken { key, wording: wording.to_owned(), lessons, first: Place { path, line } }
    }

    /// The wordings that are no labels yet, and clearly should be.
    #[must_use]
    pub fn supported(&self) -> Vec<Taken> {
        let mut tallies: BTreeMap<&str, Tally<'_>> = BTreeMap::new();
        let new = |seen: &Seen| seen.evidence != Evidence::Known && can_be_a_label(&seen.wording);
        for (file, seen) in self.seen().filter(|(_, seen)| new(seen)) {
            let tally = tallies.entry(&seen.folded).or_default();
            match (seen.key, seen.evidence) {
                (Some(key), Evidence::Clear) => {
                    tally.clear.entry(key).or_default().insert(file);
                }
                (Some(_), _) => continue,
                (None, _) => {
                    tally.elsewhere.insert(file);
                }
            }
            tally.spellings.add(file, seen);
        }
        let mut supported: Vec<Taken> = tallies
            .values()
            .filter_map(|tally| {
                let (key, lessons) = tally.sure()?;
                let lessons = lessons.len();
                (lessons >= self.needed(key))
                    .then(|| self.taken(key, tally.spellings.usual(), lessons, &tally.spellings))
            })
            .collect();
        for key in HEADINGS {
            if let Some(pattern) = self.pattern(key, &tallies) {
                let usual = |taken: &Taken| taken.key == key && taken.lessons * 2 >= pattern.lessons;
                if !supported.iter().any(usual) {
                    supported.retain(|taken| taken.key != key);
                    supported.push(pattern);
                }
            }
        }
        supported.sort_by_key(|taken| Reverse(taken.lessons));
        supported
    }

    /// The pattern that enough headings of one kind fit, none of which is most of them.
    fn pattern(&self, key: &'static str, tallies: &BTreeMap<&str, Tally<'_>>) -> Option<Taken> {
        let sure: Vec<(&str, &Tally<'_>, &BTreeSet<usize>)> = tallies
            .iter()
            .filter_map(|(folded, tally)| {
                let (found, lessons) = tally.sure()?;
                (found == key).then_some((*folded, tally, lessons))
            })
            .collect();
        let folded: Vec<&str> = sure.iter().map(|(folded, ..)| *folded).collect();
        let written: Vec<&str> = sure.iter().map(|(_, tally, _)| tally.spellings.usual()).collect();
        patterns(&folded, &written).into_iter().find_map(|pattern| {
            let covered = || pattern.covered.iter().filter_map(|&index| sure.get(index));
            let lessons: BTreeSet<usize> =
                covered().flat_map(|(.., lessons)| lessons.iter().copied()).collect();
            let (_, first, _) = covered().min_by_key(|(_, tally, _)| tally.spellings.first)?;
            (lessons.len() >= self.needed(key))
                .then(|| self.taken(key, &pattern.words, lessons.len(), &first.spellings))
        })
    }

    /// What to propose for each label, once all that is supported is known: what was `taken`, with the
    /// wording in front that most lessons use, for that becomes the canonical one.
    #[must_use]
    pub fn proposals(&self, taken: &[Taken], builtin: &Labels) -> Vec<LabelProposal> {
        let keys = Labels::keys().map(|(key, _)| key);
        keys.filter_map(|key| {
            let mut wordings: Vec<Taken> = taken.iter().filter(|taken| taken.key == key).cloned().collect();
            wordings.sort_by_key(|taken| Reverse(taken.lessons));
            let is_new = !wordings.is_empty();
            if let Some(usual) = self.usual(key, builtin) {
                let most = wordings.first().is_none_or(|first| first.lessons < usual.lessons);
                let canonical = fold(builtin.canonical(key)) == fold(&usual.wording);
                if most && (is_new || !canonical && usual.lessons * 2 > self.lessons) {
                    wordings.insert(0, usual);
                }
            }
            (!wordings.is_empty()).then_some(LabelProposal { key, wordings, is_new })
        })
        .collect()
    }

    /// The wording of a label that most lessons use, of those that are built in; of headings, which hold
    /// other words, the canonical one.
    fn usual(&self, key: &'static str, builtin: &Labels) -> Option<Taken> {
        let is = |seen: &Seen| seen.key == Some(key) && seen.evidence == Evidence::Known;
        let known = |seen: &Seen| builtin.accepts(key, &seen.wording) || key == WHATEVER;
        let mut found = self.most(self.seen().filter(|(_, seen)| is(seen) && known(seen))).into_iter();
        let (_, mut lessons, spellings) = found.next()?;
        if !HEADINGS.contains(&key) {
            return Some(self.taken(key, spellings.usual(), lessons.len(), &spellings));
        }
        lessons.extend(found.flat_map(|(_, lessons, _)| lessons));
        Some(self.taken(key, builtin.canonical(key), lessons.len(), &spellings))
    }

    /// Wordings that may be labels, the most frequent first.
    #[must_use]
    pub fn open(&self) -> Vec<Taken> {
        let open = self.seen().filter(|(_, seen)| seen.evidence != Evidence::Known);
        // What one author wrote once is mended there.
        let fewest = if self.lessons < FEW { 1 } else { 2 };
        let all = self.most(open).into_iter().filter(|(_, lessons, _)| lessons.len() >= fewest);
        all.map(|(key, lessons, spellings)| self.taken(key, spellings.usual(), lessons.len(), &spellings))
            .collect()
    }

    /// Wordings by what they label, those of most lessons first.
    fn most(
        &self,
        seen: impl Iterator<Item = (usize, &'a Seen)>,
    ) -> Vec<(&'static str, BTreeSet<usize>, Spellings<'a>)> {
        let mut found: BTreeMap<(&'static str, &str), (BTreeSet<usize>, Spellings<'a>)> = BTreeMap::new();
        for (file, seen) in seen {
            let Some(key) = seen.key else { continue };
            let (lessons, spellings) = found.entry((key, &seen.folded)).or_default();
            lessons.insert(file);
            spellings.add(file, seen);
        }
        let mut most: Vec<_> =
            found.into_iter().map(|((key, _), (lessons, spellings))| (key, lessons, spellings)).collect();
        most.sort_by_key(|(_, lessons, _)| Reverse(lessons.len()));
        most
    }
}

/// Whether words can be written down as a label: a `*` in them would stand for others.
fn can_be_a_label(wording: &str) -> bool {
    !wording.contains('*') && wording.chars().any(char::is_alphanumeric)
}

impl Tally<'_> {
    /// The one thing that a wording labels, with the lessons in which it does, unless it stands elsewhere
    /// nearly as well: in four of five lessons it must be this.
    fn sure(&self) -> Option<(&'static str, &BTreeSet<usize>)> {
        let (key, lessons) = self.clear.iter().max_by_key(|(_, lessons)| lessons.len())?;
        let all: BTreeSet<usize> = self.clear.values().flatten().chain(&self.elsewhere).copied().collect();
        (lessons.len() * 5 >= all.len() * 4).then_some((*key, lessons))
    }
}
