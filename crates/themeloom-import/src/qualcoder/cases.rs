//! Cases, the sources that are their accounts, and attributes.

use std::collections::{BTreeMap, BTreeSet};

use themeloom_study::attribute::AttributeKind;

use super::sources::Sources;
use crate::error::ImportError;
use crate::foreign::sqlite::Database;
use crate::foreign::{AttributeIdx, CaseIdx, ForeignAttribute, ForeignCase, ForeignStudy, SourceIdx};

const PART: &str = "a case holds whole sources here: the source was linked as a whole, so tell whose turns are whose afterwards";
const NO_WORDS: &str = "the source is none that holds words, or is not in the project";
const NO_CASE: &str = "the case is not in the project";
const NOT_ONE_CASE: &str = "attributes are of cases here, and the file does not belong to exactly one";
const DIFFERS: &str = "another file of the same case has another value, which was taken";

/// The cases by their numbers, and which of them each text belongs to.
#[derive(Default)]
struct Cases {
    by_number: BTreeMap<i64, CaseIdx>,
    of_text: BTreeMap<i64, BTreeSet<CaseIdx>>,
}

/// The attributes by their names, and what is known of their values.
#[derive(Default)]
struct Attributes {
    by_name: BTreeMap<String, AttributeIdx>,
    /// What each is by its type: its meaning, and whether it says that its values are numbers.
    types: BTreeMap<String, (String, bool)>,
}

/// Reads cases and attributes into a study.
pub(super) fn read(
    database: &Database,
    sources: &Sources,
    study: &mut ForeignStudy,
) -> Result<(), ImportError> {
    let mut cases = Cases::default();
    for mut row in database.rows("cases", &["caseid", "name", "memo"])? {
        if let Some(number) = row.integer(0) {
            cases.by_number.entry(number).or_insert(CaseIdx(study.cases.len()));
        }
        let (name, description) = (row.text(1), row.text(2));
        study.cases.push(ForeignCase { name, description, ..ForeignCase::default() });
    }
    link(database, sources, &mut cases, study)?;
    let mut attributes = Attributes::default();
    for mut row in database.rows("attribute_type", &["name", "memo", "caseOrFile", "valuetype"])? {
        let (name, help, of, kind) = (row.text(0), row.text(1), row.text(2), row.text(3));
        attributes.types.entry(name.clone()).or_insert((help, kind == "numeric"));
        if of == "case" {
            attributes.named(&name, study);
        }
    }
    values(database, sources, &cases, &mut attributes, study)?;
    tell_numbers(study);
    Ok(())
}

/// Links cases to the sources that are their accounts.
fn link(
    database: &Database,
    sources: &Sources,
    cases: &mut Cases,
    study: &mut ForeignStudy,
) -> Result<(), ImportError> {
    let mut linked: BTreeMap<(CaseIdx, SourceIdx), (usize, bool)> = BTreeMap::new();
    for row in database.rows("case_text", &["caseid", "fid", "pos0", "pos1"])? {
        let (number, text) = (row.integer(0), row.integer(1));
        let Some(case) = number.and_then(|number| cases.by_number.get(&number)).copied() else {
            study.lose("account of a case", sources.name(text), NO_CASE);
            continue;
        };
        let (Some((source, placer)), Some(text)) = (sources.text(text), text) else {
            let name = study.cases.get(case.0).map(|case| case.name.clone()).unwrap_or_default();
            study.lose("account of case", format!("{name} in {}", sources.name(text)), NO_WORDS);
            continue;
        };
        let (start, end) = (row.integer(2).unwrap_or_default(), row.integer(3).unwrap_or(i64::MAX));
        let (parts, is_whole) = linked.entry((case, source)).or_default();
        *parts += 1;
        *is_whole |= start <= 0 && placer.is_end(end);
        cases.of_text.entry(text).or_default().insert(case);
    }
    for ((case, source), (parts, is_whole)) in linked {
        let name = study.sources.get(source.0).map(|source| source.name.clone()).unwrap_or_default();
        let Some(case) = study.cases.get_mut(case.0) else { continue };
        case.sources.push(source);
        if !is_whole {
            let parts = crate::note::count(parts, "part", "parts");
            let name = format!("{} ({parts} of {name})", case.name);
            study.lose("account of case", name, PART);
        }
    }
    Ok(())
}

/// Reads the values of attributes, of cases first.
fn values(
    database: &Database,
    sources: &Sources,
    cases: &Cases,
    attributes: &mut Attributes,
    study: &mut ForeignStudy,
) -> Result<(), ImportError> {
    let mut rows = database.rows("attribute", &["attr_type", "name", "value", "id"])?;
    let mut known: BTreeMap<(CaseIdx, AttributeIdx), String> = BTreeMap::new();
    for of_case in [true, false] {
        for row in &mut rows {
            let number = row.integer(3);
            if row.is(0, "case") != of_case {
                continue;
            }
            let (name, value) = (row.text(1), row.text(2));
            if value.trim().is_empty() {
                continue;
            }
            let case = if of_case {
                number.and_then(|number| cases.by_number.get(&number)).copied().ok_or(NO_CASE)
            } else {
                cases.only_one_of(number).ok_or(NOT_ONE_CASE)
            };
            let of = if of_case { "a case" } else { sources.name(number) };
            let case = match case {
                Ok(case) => case,
                Err(why) => {
                    study.lose("attribute", format!("{name} of {of}"), why);
                    continue;
                }
            };
            let attribute = attributes.named(&name, study);
            match known.get(&(case, attribute)) {
                Some(other) if *other == value => {}
                Some(_) => study.lose("attribute", format!("{name} of {of}"), DIFFERS),
                None => {
                    known.insert((case, attribute), value.clone());
                    if let Some(case) = study.cases.get_mut(case.0) {
                        case.values.push((attribute, value));
                    }
                }
            }
        }
    }
    Ok(())
}

/// An attribute of numbers is one of text where a value is no number: nothing may be lost of it.
fn tell_numbers(study: &mut ForeignStudy) {
    for (AttributeIdx(attribute), value) in study.cases.iter().flat_map(|case| &case.values) {
        if let Some(attribute) = study.attributes.get_mut(*attribute)
            && attribute.kind.read(value).is_err()
        {
            attribute.kind = AttributeKind::Text;
        }
    }
}

impl Cases {
    /// The case that a text belongs to, if it is one alone.
    fn only_one_of(&self, text: Option<i64>) -> Option<CaseIdx> {
        let cases = self.of_text.get(&text?)?;
        cases.first().copied().filter(|_| cases.len() == 1)
    }
}

impl Attributes {
    /// The attribute of a name, which is added to the study where it is not there yet.
    fn named(&mut self, name: &str, study: &mut ForeignStudy) -> AttributeIdx {
        if let Some(known) = self.by_name.get(name) {
            return *known;
        }
        let attribute = AttributeIdx(study.attributes.len());
        let (help, is_number) = self.types.get(name).cloned().unwrap_or_default();
        let kind = if is_number { AttributeKind::Number } else { AttributeKind::Text };
        study.attributes.push(ForeignAttribute { name: name.to_owned(), kind, help });
        self.by_name.insert(name.to_owned(), attribute);
        attribute
    }
}
