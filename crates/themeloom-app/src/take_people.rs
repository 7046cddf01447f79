//! Participants and organisations from tables, all of them or none; and as tables that can be taken in again.

use std::collections::BTreeMap;
use std::path::Path;

use themeloom_import::{AttributeCell, Numbered, PeopleKind, PeopleRow, PeopleTable, write_people};
use themeloom_study::attribute::{Attribute, AttributeOf, AttributeOwner};
use themeloom_study::findings::CopyKind;
use themeloom_study::op::ParticipantEdit;
use themeloom_study::{Edit, Op, OrganisationId, ParticipantId, Study};

use crate::draft::Draft;
use crate::error::{AppError, Result};
use crate::files;
use crate::open::OpenStudy;
use crate::record_people::{
    NewOrganisation, NewParticipant, add_organisation, add_participant, attribute, set_attributes,
};
use crate::resolve;

/// How tables of people are taken in.
#[derive(Clone, Copy, Debug, Default)]
pub struct TakePeople {
    /// Leave bad rows and columns out instead of refusing all.
    pub skip_bad_rows: bool,
    /// Change nothing, only say what would be done.
    pub preview: bool,
}

/// What came of tables of people.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct PeopleTaken {
    /// Who was added.
    pub added: Vec<String>,
    /// What was changed, in words: "P01: role group is manager".
    pub changed: Vec<String>,
    /// How many rows say what is recorded already.
    pub unchanged: usize,
    /// What was left out, by file and row.
    pub problems: Vec<String>,
    /// Whether nothing was done, since only a preview was asked for.
    pub preview: bool,
}

/// A row that fits the study.
struct Planned {
    kind: PeopleKind,
    name: String,
    organisation: Option<String>,
    attributes: BTreeMap<String, String>,
}

/// What rows may refer to, and what was read so far.
struct Plan<'a> {
    study: &'a Study,
    organisations: Vec<String>,
    rows: Vec<Planned>,
    problems: Vec<String>,
}

impl OpenStudy {
    /// Takes in tables of organisations and participants in one step. Empty cells leave what is recorded; a
    /// table that was taken in already changes nothing.
    ///
    /// # Errors
    /// [`AppError::Rows`] where a row or column does not fit and bad rows are not to be left out: then
    /// nothing is changed.
    pub fn take_people(&mut self, tables: &[(String, PeopleTable)], how: TakePeople) -> Result<PeopleTaken> {
        let mut sorted: Vec<&(String, PeopleTable)> = tables.iter().collect();
        sorted.sort_by_key(|(_, table)| table.kind);
        let mut plan =
            Plan { study: self.study(), organisations: Vec::new(), rows: Vec::new(), problems: Vec::new() };
        for (file, table) in sorted {
            plan.read(file, table);
        }
        let Plan { rows, problems, .. } = plan;
        if !problems.is_empty() && !how.skip_bad_rows {
            let file = tables.iter().map(|(file, _)| file.as_str()).collect::<Vec<_>>().join(", ");
            return Err(AppError::Rows { file, problems });
        }
        let mut taken = described(self.study(), &rows);
        (taken.problems, taken.preview) = (problems, how.preview);
        if !how.preview {
            let said = format!("took in a table of {} people and organisations", rows.len());
            self.commit(said, |draft| rows.iter().try_for_each(|row| carry_out(draft, row)))?;
        }
        Ok(taken)
    }

    /// Writes the participants or the organisations as a table that can be taken in again, and records that
    /// a copy was made. Judgements and identities are not in it. Returns the number of rows.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_people(&mut self, kind: PeopleKind, to: &Path) -> Result<usize> {
        let head = self.head_of_copy()?;
        let (attributes, rows) = table_of(self.study(), kind);
        files::write(to, write_people(kind, &attributes, &rows)?.as_bytes())?;
        self.record_copy(CopyKind::Export, to, &head)?;
        Ok(rows.len())
    }
}

impl Plan<'_> {
    fn read(&mut self, file: &str, table: &PeopleTable) {
        self.problems.extend(table.rows.problems.iter().map(|problem| format!("{file}: {problem}")));
        let mut known = Vec::new();
        for (column, name) in &table.columns {
            match fitting(self.study, table.kind, name) {
                Ok(_) => known.push(column.as_str()),
                Err(error) => self.problems.push(format!("{file}: row 1, column {column}: {}", said(&error))),
            }
        }
        for row in &table.rows.rows {
            let before = self.problems.len();
            let planned = self.row(file, table.kind, row, &known);
            if self.problems.len() == before {
                self.rows.push(planned);
            }
        }
    }

    fn row(&mut self, file: &str, kind: PeopleKind, row: &Numbered<PeopleRow>, known: &[&str]) -> Planned {
        let PeopleRow { name, organisation, attributes } = &row.value;
        let mut problems = Vec::new();
        if self.rows.iter().any(|other| other.kind == kind && other.name.eq_ignore_ascii_case(name)) {
            problems.push(format!("column A: `{name}` has a row of its own already"));
        }
        match kind {
            PeopleKind::Organisations => self.organisations.push(name.to_lowercase()),
            PeopleKind::Participants => {
                if self.study.participant_named(name).is_some_and(|p| p.erased.is_some()) {
                    problems.push(format!("`{name}` was erased"));
                }
                if !organisation.is_empty()
                    && !self.organisations.contains(&organisation.to_lowercase())
                    && let Err(error) = resolve::organisation(self.study, organisation)
                {
                    problems.push(format!("column `organisation`: {}", said(&error)));
                }
            }
        }
        let cells = attributes.iter().filter(|cell| known.contains(&cell.column.as_str()));
        problems.extend(cells.filter_map(|cell| unfit_cell(self.study, kind, cell)));
        self.problems.extend(problems.into_iter().map(|what| format!("{file}: row {}, {what}", row.row)));
        let cells = attributes.iter().filter(|cell| known.contains(&cell.column.as_str()));
        Planned {
            kind,
            name: name.clone(),
            organisation: Some(organisation.clone()).filter(|name| !name.is_empty()),
            attributes: cells.map(|cell| (cell.attribute.clone(), cell.value.clone())).collect(),
        }
    }
}

/// What an error says, and what it suggests, in one line.
fn said(error: &AppError) -> String {
    let explained = error.explain();
    std::iter::once(explained.message).chain(explained.hints).collect::<Vec<_>>().join("; ")
}

const fn owned_by(kind: PeopleKind) -> AttributeOf {
    match kind {
        PeopleKind::Participants => AttributeOf::Participant,
        PeopleKind::Organisations => AttributeOf::Organisation,
    }
}

/// The attribute of a column.
fn fitting<'a>(study: &'a Study, kind: PeopleKind, name: &str) -> Result<&'a Attribute> {
    let found = attribute(study, owned_by(kind), name)?;
    if found.definition.judged {
        return Err(crate::record_people::unfit(
            "a table of facts",
            name,
            "no judged attribute: an analyst's judgement is recorded with its passages",
        ));
    }
    Ok(found)
}

fn unfit_cell(study: &Study, kind: PeopleKind, cell: &AttributeCell) -> Option<String> {
    let attribute = attribute(study, owned_by(kind), &cell.attribute).ok()?;
    let expected = attribute.definition.kind.read(&cell.value).err()?;
    let name = &attribute.definition.name;
    Some(format!("column {}: `{}` does not fit {name}: expected {expected}", cell.column, cell.value))
}

fn organisation_named(study: &Study, name: &str) -> Option<OrganisationId> {
    resolve::organisation(study, name).ok().map(|organisation| organisation.id)
}

fn owner(study: &Study, row: &Planned) -> Option<AttributeOwner> {
    match row.kind {
        PeopleKind::Participants => {
            study.participant_named(&row.name).map(|p| AttributeOwner::Participant(p.id))
        }
        PeopleKind::Organisations => organisation_named(study, &row.name).map(AttributeOwner::Organisation),
    }
}

fn described(study: &Study, rows: &[Planned]) -> PeopleTaken {
    let mut taken = PeopleTaken::default();
    for row in rows {
        let Some(owner) = owner(study, row) else {
            taken.added.push(row.name.clone());
            continue;
        };
        let changes = changes(study, owner, row);
        if changes.is_empty() {
            taken.unchanged += 1;
        } else {
            taken.changed.push(format!("{}: {}", row.name, changes.join(", ")));
        }
    }
    taken
}

/// What a row changes of somebody whom the study has.
fn changes(study: &Study, owner: AttributeOwner, row: &Planned) -> Vec<String> {
    let mut changes = Vec::new();
    if let (AttributeOwner::Participant(id), Some(name)) = (owner, &row.organisation) {
        let wanted = organisation_named(study, name);
        if wanted.is_none() || study.participants().get(id).and_then(|p| p.organisation) != wanted {
            changes.push(format!("organisation is {name}"));
        }
    }
    for (name, value) in &row.attributes {
        let Ok(attribute) = attribute(study, owner.kind(), name) else { continue };
        let after = attribute.definition.kind.read(value).ok();
        if study.attribute_value(owner, attribute.id) != after.as_ref() {
            changes.push(format!("{} is {}", attribute.definition.name, value));
        }
    }
    changes
}

fn carry_out(draft: &mut Draft<'_>, row: &Planned) -> Result<()> {
    let (name, attributes) = (row.name.clone(), row.attributes.clone());
    match (owner(draft.study(), row), row.kind) {
        (None, PeopleKind::Organisations) => {
            add_organisation(draft, &NewOrganisation { name, attributes }).map(drop)
        }
        (None, PeopleKind::Participants) => {
            let organisation = row.organisation.clone();
            let new = NewParticipant { pseudonym: name, organisation, attributes, identity: None };
            add_participant(draft, &new).map(drop)
        }
        (Some(owner), _) => {
            if let (AttributeOwner::Participant(id), Some(organisation)) = (owner, &row.organisation) {
                move_to(draft, id, organisation)?;
            }
            set_attributes(draft, owner, &attributes)
        }
    }
}

fn move_to(draft: &mut Draft<'_>, id: ParticipantId, organisation: &str) -> Result<()> {
    let after = Some(resolve::organisation(draft.study(), organisation)?.id);
    let before = draft.study().participants().get(id).and_then(|p| p.organisation);
    if before != after {
        let edit = ParticipantEdit::Organisation(Edit::new(before, after));
        draft.add(Op::EditParticipant(id, edit))?;
    }
    Ok(())
}

type NamedRow = (String, String, Vec<String>);

/// The names of the attributes, and a row for each participant who is not erased, or each organisation.
fn table_of(study: &Study, kind: PeopleKind) -> (Vec<String>, Vec<NamedRow>) {
    let attributes: Vec<&Attribute> = study
        .attributes()
        .iter()
        .filter(|a| a.definition.of == owned_by(kind) && !a.definition.judged)
        .collect();
    let values = |owner| {
        let value =
            |a: &&Attribute| study.attribute_value(owner, a.id).map_or(String::new(), |v| v.to_string());
        attributes.iter().map(value).collect::<Vec<String>>()
    };
    let rows = match kind {
        PeopleKind::Participants => study
            .participants()
            .iter()
            .filter(|p| p.erased.is_none())
            .map(|p| {
                let organisation = p.organisation.and_then(|o| study.organisations().get(o));
                let organisation = organisation.map_or(String::new(), |o| o.name.clone());
                (p.pseudonym.clone(), organisation, values(AttributeOwner::Participant(p.id)))
            })
            .collect(),
        PeopleKind::Organisations => study
            .organisations()
            .iter()
            .map(|o| (o.name.clone(), String::new(), values(AttributeOwner::Organisation(o.id))))
            .collect(),
    };
    (attributes.iter().map(|a| a.definition.name.clone()).collect(), rows)
}
