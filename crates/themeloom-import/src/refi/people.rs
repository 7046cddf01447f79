//! Who coded, what is recorded about cases, and the cases.

use std::collections::HashMap;

use themeloom_study::attribute::AttributeKind;

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
    pub(crate) fn read(project: &Element, study: &mut ForeignStudy) -> Self {
        let mut people = Self::default();
        for user in project.listed("Users", "User") {
            let name = user.get("name").or_else(|| user.get("id")).unwrap_or("(user without a name)");
            let at = match study.coders.iter().position(|coder| coder == name) {
                Some(at) => CoderIdx(at),
                None => {
                    study.coders.push(name.to_owned());
                    CoderIdx(study.coders.len() - 1)
                }
            };
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
            people.read_case(case, study);
        }
        people
    }

    fn read_case(&mut self, element: &Element, study: &mut ForeignStudy) {
        let at = CaseIdx(study.cases.len());
        let case = ForeignCase {
            name: element.get("name").unwrap_or_default().to_owned(),
            description: element.description().to_owned(),
            values: self.values(element),
            sources: Vec::new(),
        };
        for code in element.all("CodeRef") {
            let why = "a code on a case as a whole has no place in Themeloom; code its account instead";
            study.lose(
                "code of the case",
                format!("{} ({})", case.name, code.get("targetGUID").unwrap_or("")),
                why,
            );
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
            let written = written.text.trim();
            (!written.is_empty()).then(|| (attribute, written.to_owned()))
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
            for (attribute, value) in values {
                if !case.values.iter().any(|(known, _)| *known == attribute) {
                    case.values.push((attribute, value));
                }
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

fn kind(written: &str) -> AttributeKind {
    match written.to_ascii_lowercase().as_str() {
        "integer" | "float" => AttributeKind::Number,
        "date" => AttributeKind::Date,
        "boolean" => AttributeKind::Choice(vec!["true".to_owned(), "false".to_owned()]),
        _ => AttributeKind::Text,
    }
}
