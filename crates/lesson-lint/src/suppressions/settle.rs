//! Which findings are silenced, and which suppressions are faulty or for nothing.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use lesson_findings::{Applicability, FileEdit, Finding, Fix, Location, Suppression};
use lesson_syntax::did_you_mean;
use lesson_text::{Edit, Span};

use super::nested::Nested;
use super::{Covers, Named, Stated, why_not};
use crate::fingerprint::Fingerprints;
use crate::{Rule, Settings, rules};

/// No rule's name is near to one that is longer than this.
const LONGEST_NAME: usize = 60;

/// What suppressions are judged by.
pub(crate) struct Judge<'a> {
    /// The levels of the rules for this file.
    pub(crate) settings: &'a Settings,
    /// Today's date; without it nothing ends.
    pub(crate) today: Option<Date>,
    /// Whether a rule could speak of the whole file, so that its silence says that there is nothing.
    pub(crate) heard: &'a dyn Fn(&Rule) -> bool,
}

/// A rule of a suppression: its index, and that of the name.
type Use = (usize, usize);

/// The findings about suppressions themselves, and how many more there are of which rules.
pub(crate) type Faults = (Vec<Finding>, Vec<(&'static Rule, usize)>);

/// Marks what is silenced, and gives what is wrong with the suppressions themselves.
pub(crate) fn settle(stated: &[Stated], findings: &mut [Finding], judge: &Judge<'_>) -> Faults {
    let mut said =
        Said { judge, findings: Vec::new(), counts: BTreeMap::new(), fingerprints: Fingerprints::default() };
    let mut valid: Vec<Use> = Vec::new();
    for (index, suppression) in stated.iter().enumerate() {
        let holds = said.judged(suppression);
        let names = suppression.names.iter().enumerate();
        let allowed = names.filter(|(_, name)| said.allows(suppression, name)).map(|(name, _)| (index, name));
        valid.extend(allowed.filter(|_| holds));
    }
    let mut used = vec![false; valid.len()];
    let by_rule = ByRule::new(stated, &valid);
    for finding in findings {
        if let Some(at) = by_rule.covering(finding, stated, &valid)
            && let (Some(used), Some(&(index, _))) = (used.get_mut(at), valid.get(at))
        {
            *used = true;
            finding.suppression = stated.get(index).and_then(silenced_by);
        }
    }
    let unused = valid.iter().zip(used).filter(|(_, used)| !used).map(|(&unused, _)| unused);
    said.unused(stated, unused);
    let surplus = said.counts.into_iter().filter_map(|(code, count)| {
        let more = count.checked_sub(judge.settings.most_findings)?;
        Some((rules::by_code(code), more))
    });
    (said.findings, surplus.filter(|&(_, more)| more > 0).collect())
}

fn silenced_by(stated: &Stated) -> Option<Suppression> {
    Some(Suppression {
        kind: stated.kind,
        reason: stated.reason.clone()?,
        until: stated.until.as_ref().map(|until| until.written.clone()),
        location: Location { source: stated.source.clone(), span: stated.span },
    })
}

/// The suppressions that hold, by the code of their rule.
struct ByRule {
    parts: HashMap<&'static str, Nested<usize>>,
    /// Those of whole files and of what pointers lead to.
    others: HashMap<&'static str, Vec<usize>>,
}

impl ByRule {
    fn new(stated: &[Stated], valid: &[Use]) -> Self {
        let mut parts: HashMap<&'static str, Vec<(Span, usize)>> = HashMap::new();
        let mut others: HashMap<&'static str, Vec<usize>> = HashMap::new();
        for (at, &(index, name)) in valid.iter().enumerate() {
            let Some(suppression) = stated.get(index) else { continue };
            let Some(rule) = suppression.names.get(name).and_then(|name| name.rule) else { continue };
            match suppression.covers {
                Covers::Part(span) => parts.entry(rule.code).or_default().push((span, at)),
                Covers::File | Covers::Below(_) => others.entry(rule.code).or_default().push(at),
                Covers::Nothing => {}
            }
        }
        let parts = parts.into_iter().map(|(code, parts)| (code, Nested::new(parts))).collect();
        Self { parts, others }
    }

    /// The one that covers a finding: the innermost comment, else one about the file, else configuration.
    fn covering(&self, finding: &Finding, stated: &[Stated], valid: &[Use]) -> Option<usize> {
        let place = finding.location.as_ref()?.span.start;
        let part = self.parts.get(finding.rule.code).and_then(|parts| parts.innermost(place));
        if let Some(&(_, at)) = part {
            return Some(at);
        }
        let covers = |&&at: &&usize| {
            let suppression = valid.get(at).and_then(|&(index, _)| stated.get(index));
            match suppression.map(|suppression| &suppression.covers) {
                Some(Covers::Below(pointer)) => is_below(finding.pointer.as_deref(), pointer),
                _ => true,
            }
        };
        self.others.get(finding.rule.code)?.iter().find(covers).copied()
    }
}

fn is_below(pointer: Option<&str>, top: &str) -> bool {
    let rest = pointer.and_then(|pointer| pointer.strip_prefix(top.trim_end_matches('/')));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The findings about suppressions so far.
struct Said<'a> {
    judge: &'a Judge<'a>,
    findings: Vec<Finding>,
    /// How many findings of each rule there are, those beyond as many as are shown included.
    counts: BTreeMap<&'static str, usize>,
    fingerprints: Fingerprints,
}

impl Said<'_> {
    /// Says what is wrong with a suppression as a whole; whether it holds.
    fn judged(&mut self, stated: &Stated) -> bool {
        if let Some((word, meant)) = stated.misspelled {
            let fix = Edit::replace(word, meant);
            self.report(
                "X004",
                stated,
                word,
                format!("`{}` is no word of lessonlint", stated.source.slice(word)),
            )
            .help(format!("did you mean `{meant}`?"))
            .fix(Applicability::Suggested, format!("write `{meant}`"), Some(fix));
            return false;
        }
        if stated.names.is_empty() {
            self.report("X004", stated, stated.span, "this suppression names no rule")
                .help("name each rule that it is about, by name or code; `lessonlint rules` lists them");
        }
        let ended = self.has_ended(stated);
        if stated.reason.is_none() {
            let help = if stated.unparted {
                "put ` -- ` before the reason"
            } else {
                "write why at its end, after ` -- `"
            };
            self.report(
                "X001",
                stated,
                stated.span,
                "this suppression gives no reason, and so silences nothing",
            )
            .help(help);
        }
        stated.reason.is_some() && !ended
    }

    /// Whether a suppression has ended, or says no day on which it does.
    fn has_ended(&mut self, stated: &Stated) -> bool {
        let Some(until) = &stated.until else { return false };
        let message = match (until.day, self.judge.today) {
            (None, _) => format!("`{}` is no day, so the suppression holds on none", until.written),
            (Some(day), Some(today)) if day < today => format!("this suppression ended on {day}"),
            _ => return false,
        };
        let help = match until.day {
            None => "write year, month and day, as in `until=2027-01-31`",
            Some(_) => "mend what it silenced; or give it another day, and a reason that still holds",
        };
        self.report("X003", stated, until.span, message).help(help);
        true
    }

    /// Whether a rule may be silenced, once it is said why not.
    fn allows(&mut self, stated: &Stated, name: &Named) -> bool {
        let Some(rule) = name.rule else {
            self.unknown(stated, name);
            return false;
        };
        let Some(why_not) = why_not(rule, self.judge.settings) else { return true };
        self.report("X005", stated, name.span, format!("{} cannot be suppressed", rule.name)).help(why_not);
        false
    }

    fn unknown(&mut self, stated: &Stated, name: &Named) {
        let known = rules::all().iter().flat_map(|rule| [rule.name, rule.code]);
        let near = name.written.len() <= LONGEST_NAME && !self.is_full("X004");
        let meant = near.then(|| did_you_mean(&name.written, known)).flatten();
        let message = format!("there is no rule `{}`", name.written);
        let mut report = self.report("X004", stated, name.span, message);
        match meant {
            Some(meant) => report.help(format!("did you mean `{meant}`?")).fix(
                Applicability::Suggested,
                format!("write `{meant}`"),
                Some(Edit::replace(name.span, meant)),
            ),
            None => report.help("`lessonlint rules` lists the rules"),
        };
    }

    /// Says which suppressions are for nothing, where their rules could have spoken.
    fn unused(&mut self, stated: &[Stated], unused: impl Iterator<Item = Use>) {
        let mut by_suppression: Vec<(usize, Vec<&Named>)> = Vec::new();
        for (index, name) in unused {
            let Some(name) = stated.get(index).and_then(|suppression| suppression.names.get(name)) else {
                continue;
            };
            if !name.rule.is_some_and(|rule| (self.judge.heard)(rule)) {
                continue;
            }
            match by_suppression.last_mut() {
                Some((last, names)) if *last == index => names.push(name),
                _ => by_suppression.push((index, vec![name])),
            }
        }
        for (index, names) in by_suppression {
            let Some(suppression) = stated.get(index) else { continue };
            if names.len() == suppression.names.len() {
                let (span, removal) = (suppression.span, suppression.removal.clone());
                self.report("X002", suppression, span, "this suppression silences nothing")
                    .help("take it out: what it was for is mended, or stands elsewhere")
                    .fix(Applicability::Safe, "delete the suppression", removal);
                continue;
            }
            for name in names {
                let message = format!("nothing here is silenced by `{}`", name.written);
                self.report("X002", suppression, name.span, message)
                    .help("take it out: what it was for is mended, or stands elsewhere")
                    .fix(Applicability::Safe, format!("delete `{}`", name.written), name.removal.clone());
            }
        }
    }

    /// Whether as much was said of a rule as is shown.
    fn is_full(&self, code: &str) -> bool {
        self.counts.get(code).is_some_and(|&count| count >= self.judge.settings.most_findings)
    }

    /// Reports a finding about a suppression; where its rule is off, what is reported is dropped.
    fn report(&mut self, code: &str, stated: &Stated, span: Span, message: impl Into<String>) -> Report<'_> {
        let rule = rules::by_code(code);
        let Some(severity) = self.judge.settings.level(rule) else { return Report(None) };
        let full = self.is_full(rule.code);
        *self.counts.entry(rule.code).or_default() += 1;
        if full {
            return Report(None);
        }
        let path = stated.source.path().to_owned();
        let named = stated.names.iter().find(|name| name.span == span);
        let way = format!("{}/{}", stated.way, named.map_or("", |name| &name.written));
        let fingerprint = self.fingerprints.next(rule.code, &path, &way);
        self.findings.push(Finding {
            rule: rule.info(),
            severity,
            message: message.into(),
            help: None,
            path,
            root: Arc::default(),
            pointer: stated.pointer.clone(),
            location: Some(Location { source: stated.source.clone(), span }),
            labels: Vec::new(),
            fixes: Vec::new(),
            suppression: None,
            fingerprint,
            url: rule.url(),
        });
        Report(self.findings.last_mut())
    }
}

/// A finding that is being made.
struct Report<'a>(Option<&'a mut Finding>);

impl Report<'_> {
    fn help(&mut self, help: impl Into<String>) -> &mut Self {
        if let Some(finding) = &mut self.0 {
            finding.help = Some(help.into());
        }
        self
    }

    fn fix(
        &mut self,
        applicability: Applicability,
        title: impl Into<String>,
        edit: Option<Edit>,
    ) -> &mut Self {
        let Some((finding, edit)) = self.0.as_mut().zip(edit) else { return self };
        let source = finding.location.as_ref().map(|location| location.source.clone());
        let edits = source.map(|source| FileEdit { source, edit }).into_iter().collect();
        finding.fixes.push(Fix { title: title.into(), applicability, edits });
        self
    }
}
