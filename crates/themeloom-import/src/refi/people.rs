//! Who coded, what is recorded about cases, and the cases.

use std::collections::HashMap;

use themeloom_study::attribute::AttributeKind;
use themeloom_text::Span;

use super::codebook::Codes;
use super::guid::Guid;
use super::tree::Element;
use crate::foreign::{
    AttributeIdx, CaseIdx, CoderIdx, ForeignAttribute, ForeignCase, ForeignStudy, SourceIdx,
};

/// Coders, attributes and cases by their GUIDs.
#[derive(Debug, Default)]
pub(crate) struct People {
    coders: HashMap<Guid, CoderIdx>,
    attributes: HashMap<Guid, AttributeIdx>,
    cases: HashMap<Guid, CaseIdx>,
    /// Selections that cases refer to: each says that its source is of the case.
    pub(crate) selections: Vec<(Guid, CaseIdx)>,
    /// Which sources cases refer to.
    pub(crate) sources: Vec<(Guid, CaseIdx)>,
}

impl People {
    /// Reads users, variables and cases of a project.
    pub(crate) fn read(project: &Element, codes: &Codes, study: &mut ForeignStudy) -> Self {
        let mut people = Self::default();
        for user in project.listed("Users", "User") {
            let name = user.get("name").or_else(|| user.get("id")).unwrap_or("(user without a name)");
            let known = |name: &str| study.coders.iter().any(|coder| coder == name);
            let own = (2..).map(|n| format!("{name} ({n})")).find(|own| !known(own));
            let own = own.filter(|_| known(name));
            if let Some(own) = &own {
                study.renamed.push(format!("{name}: {own}, since two users are called so"));
            }
            let at = CoderIdx(study.coders.len());
            study.coders.push(own.unwrap_or_else(|| name.to_owned()));
            people.coders.extend(user.get("guid").map(|guid| (Guid::read(guid), at)));
        }
        for variable in project.listed("Variables", "Variable") {
            let at = AttributeIdx(study.attributes.len());
            study.attributes.push(ForeignAttribute {
                name: variable.get("name").unwrap_or("(variable without a name)").to_owned(),
                kind: kind(variable.get("typeOfVariable").unwrap_or_default()),
                help: variable.description().to_owned(),
            });
            people.attributes.extend(variable.get("guid").map(|guid| (Guid::read(guid), at)));
        }
        for case in project.listed("Cases", "Case") {
            people.read_case(case, codes, study);
        }
        people
    }

    fn read_case(&mut self, element: &Element, codes: &Codes, study: &mut ForeignStudy) {
        let at = CaseIdx(study.cases.len());
        let case = ForeignCase {
            name: element.get("name").unwrap_or_default().to_owned(),
            description: element.description().to_owned(),
            values: self.values(element),
            sources: Vec::new(),
        };
        for code in element.all("CodeRef") {
            let why = "a code on a case as a whole has no place in Themeloom; code its account instead";
            let named = codes.find(code.get("targetGUID").unwrap_or_default());
            let named = named.and_then(|code| codes.all.get(code.0)).map_or("", |code| code.name.as_str());
            study.lose("code of the case", format!("{} ({named})", case.name), why);
        }
        self.cases.extend(element.get("guid").map(|guid| (Guid::read(guid), at)));
        let targets = |name| element.all(name).filter_map(|r| r.get("targetGUID")).map(Guid::read);
        self.sources.extend(targets("SourceRef").map(|guid| (guid, at)));
        self.selections.extend(targets("SelectionRef").map(|guid| (guid, at)));
        study.cases.push(case);
    }

    /// The values of variables in an element. One without a value is missing.
    pub(crate) fn values(&self, element: &Element) -> Vec<(AttributeIdx, String)> {
        let value = |value: &Element| {
            let variable = value.child("VariableRef")?.get("targetGUID")?;
            let attribute = *self.attributes.get(&Guid::read(variable))?;
            let written = value.children.iter().find(|child| child.name.ends_with("Value"))?;
            let plain = plain_value(&written.name, written.text.trim());
            (!plain.is_empty()).then(|| (attribute, plain.to_owned()))
        };
        element.all("VariableValue").filter_map(value).collect()
    }

    /// The coder that an element names.
    pub(crate) fn coder(&self, element: &Element) -> Option<CoderIdx> {
        self.coders.get(&Guid::read(element.get("creatingUser")?)).copied()
    }

    /// The case that a GUID names.
    pub(crate) fn case(&self, guid: &Guid) -> Option<CaseIdx> {
        self.cases.get(guid).copied()
    }
}

/// Says whose account the words of sources are, from the stretches that the file gives to cases. Where several
/// cases share a source in which no speakers are known, each stretch becomes a turn of its case.
pub(crate) fn share(study: &mut ForeignStudy, mut stretches: Vec<(SourceIdx, Span, CaseIdx)>) {
    stretches.sort_unstable_by_key(|(source, span, case)| (*source, span.start(), span.end(), *case));
    stretches.dedup();
    for (source, _, case) in &stretches {
        belongs(study, *source, *case);
    }
    name_cases(study);
    for of_source in stretches.chunk_by(|(a, ..), (b, ..)| a == b) {
        let Some((source, ..)) = of_source.first().copied() else { continue };
        let one_case =
            of_source.iter().all(|(_, _, case)| Some(*case) == of_source.first().map(|(.., c)| *c));
        let names: Vec<String> = study.cases.iter().map(|case| case.name.clone()).collect();
        let Some(own) = study.sources.get_mut(source.0) else { continue };
        let (name, text) = (own.name.clone(), &own.document.text);
        let rest = |at: u32, to: u32| {
            Span::new(at, to)
                .and_then(|span| text.excerpt(span))
                .is_some_and(|words| !words.trim().is_empty())
        };
        let mut end = 0;
        let mut is_whole = true;
        let mut overlap = false;
        for (_, span, _) in of_source {
            is_whole &= !rest(end, span.start().max(end));
            overlap |= span.start() < end;
            end = end.max(span.end());
        }
        is_whole &= !rest(end, text.len());
        if one_case {
            if !is_whole {
                let case =
                    of_source.first().and_then(|(.., case)| names.get(case.0)).cloned().unwrap_or_default();
                let why = "only a part of it was the account of the case there; here all of it is";
                study.lose("part of the source", format!("{name} ({case})"), why);
            }
        } else if own.document.turns.is_empty() && !overlap {
            let who = |case: CaseIdx| names.get(case.0).cloned().unwrap_or_default();
            let turns: Vec<(String, Span)> =
                of_source.iter().map(|(_, span, case)| (who(*case), *span)).collect();
            own.document.speak(&turns);
        } else if own.document.turns.is_empty() {
            let why = "the accounts of its cases overlap there; say on the Sources screen who speaks";
            study.lose("shares of the source", name, why);
        }
    }
}

/// Says that a source is an account of a case.
pub(crate) fn belongs(study: &mut ForeignStudy, source: SourceIdx, case: CaseIdx) {
    if let Some(case) = study.cases.get_mut(case.0)
        && !case.sources.contains(&source)
    {
        case.sources.push(source);
    }
}

/// Values that stand on a source belong to its case; where there is none, it becomes one.
pub(crate) fn give_values(study: &mut ForeignStudy, source: SourceIdx, values: Vec<(AttributeIdx, String)>) {
    if values.is_empty() {
        return;
    }
    let mut cases = study.cases.iter_mut().filter(|case| case.sources.contains(&source));
    match (cases.next(), cases.next()) {
        (Some(case), None) => {
            let mut lost = Vec::new();
            for (attribute, value) in values {
                match case.values.iter().find(|(known, _)| *known == attribute) {
                    None => case.values.push((attribute, value)),
                    Some((_, known)) if *known == value => {}
                    Some(_) => lost.push(attribute),
                }
            }
            let name = study.sources.get(source.0).map_or("", |one| one.name.as_str());
            let of = |at: &AttributeIdx| study.attributes.get(at.0).map_or("", |one| one.name.as_str());
            let lost: Vec<String> = lost.iter().map(|at| format!("{} of {name}", of(at))).collect();
            for name in lost {
                study.lose("value", name, "the case of this source has another value, which was taken");
            }
        }
        (None, _) => {
            let name = study.sources.get(source.0).map(|one| one.name.clone()).unwrap_or_default();
            let sources = vec![source];
            study.cases.push(ForeignCase { name, description: String::new(), values, sources });
        }
        (Some(_), Some(_)) => {
            let name = study.sources.get(source.0).map(|one| one.name.clone()).unwrap_or_default();
            let why = "the source is of several cases, and the file does not say whose values they are";
            study.lose("values of the source", name, why);
        }
    }
}

/// A case without a name is called after its only source.
pub(crate) fn name_cases(study: &mut ForeignStudy) {
    let names: Vec<String> = study.sources.iter().map(|source| source.name.clone()).collect();
    for (at, case) in study.cases.iter_mut().enumerate().filter(|(_, case)| case.name.is_empty()) {
        let of_source = case.sources.first().and_then(|source| names.get(source.0)).cloned();
        case.name = of_source.unwrap_or_else(|| format!("Case {}", at + 1));
    }
}

/// The values of what is true or false.
pub(crate) fn yes_or_no() -> AttributeKind {
    AttributeKind::Choice(vec!["true".to_owned(), "false".to_owned()])
}

/// A value as an attribute takes it: truth in a word, a date without the zone that XML allows behind it.
fn plain_value<'v>(element: &str, written: &'v str) -> &'v str {
    match (element, written) {
        ("BooleanValue", "1") => "true",
        ("BooleanValue", "0") => "false",
        ("DateValue", date) => date.get(..10).filter(|_| date.is_ascii()).unwrap_or(date),
        (_, written) => written,
    }
}

fn kind(written: &str) -> AttributeKind {
    match written.to_ascii_lowercase().as_str() {
        "integer" | "float" => AttributeKind::Number,
        "date" => AttributeKind::Date,
        "boolean" => yes_or_no(),
        _ => AttributeKind::Text,
    }
}
