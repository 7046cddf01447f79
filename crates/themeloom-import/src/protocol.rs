//! A study template or protocol as a file that people read and edit. The shapes here are the
//! file's; what the study keeps is [`Protocol`], which may change without the file changing.

use std::collections::BTreeMap;

use serde::Deserialize;
use themeloom_study::attribute::{AttributeDefinition, AttributeKind, AttributeOf};
use themeloom_study::code::CodeNumber;
use themeloom_study::consent::WithdrawalLevel;
use themeloom_study::protocol::{
    Approach, ConsentStatement, FrameworkEntry, Gate, Protocol, SamplingFrame, SamplingTarget, StatementId,
    Topic, WithdrawalPromise,
};
use toml::Spanned;

use crate::error::ImportError;
use crate::toml_file::{self, error_at};

/// The version of the file format that this program reads.
const FORMAT: u32 = 1;

/// Reads a protocol file.
///
/// # Errors
/// For a file that is no TOML, has unknown keys, or says what cannot be; each error names the line
/// and the column, what was expected, and what to do.
pub fn read_protocol(file: &str, bytes: &[u8]) -> Result<Protocol, ImportError> {
    let text = toml_file::text_of(file, bytes)?;
    let read: ProtocolFile = toml_file::read(file, &text)?;
    Reader { file, text: &text }.protocol(read)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProtocolFile {
    format: Spanned<u32>,
    title: String,
    version: String,
    approach: ApproachName,
    #[serde(default)]
    about: String,
    #[serde(default)]
    aims: Vec<String>,
    #[serde(default)]
    attributes: Vec<AttributeTable>,
    #[serde(default)]
    sampling: SamplingTable,
    #[serde(default)]
    consent: Vec<ConsentTable>,
    #[serde(default)]
    withdrawal: Vec<WithdrawalTable>,
    #[serde(default)]
    guide: GuideTable,
    #[serde(default)]
    framework: Vec<EntryTable>,
    #[serde(default)]
    sensitising: Vec<EntryTable>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ApproachName {
    Framework,
    Codebook,
    Reflexive,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttributeTable {
    of: OfName,
    name: Spanned<String>,
    kind: KindName,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    help: String,
    #[serde(default)]
    judged: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OfName {
    Participant,
    Organisation,
    Case,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KindName {
    Choice,
    Ordered,
    Number,
    Date,
    Text,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct SamplingTable {
    #[serde(default)]
    note: String,
    #[serde(default)]
    targets: Vec<TargetTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetTable {
    r#where: BTreeMap<Spanned<String>, Spanned<String>>,
    target: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsentTable {
    id: Spanned<String>,
    version: u32,
    text: String,
    #[serde(default)]
    required: bool,
    gates: GateName,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum GateName {
    None,
    TakePart,
    Recording,
    Quotation,
    Contact,
    Acknowledgement,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WithdrawalTable {
    level: LevelName,
    until: String,
    promise: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum LevelName {
    StopContact,
    StopCollection,
    StopUse,
    Erase,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct GuideTable {
    #[serde(default)]
    topics: Vec<TopicTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicTable {
    id: Spanned<String>,
    title: String,
    question: String,
    #[serde(default)]
    probes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryTable {
    number: Spanned<String>,
    name: String,
    #[serde(default)]
    definition: String,
    #[serde(default)]
    use_when: String,
    #[serde(default)]
    not_when: String,
    #[serde(default)]
    example: String,
    #[serde(default)]
    note: String,
}

/// Turns the file's shapes into the study's, with places for errors.
struct Reader<'t> {
    file: &'t str,
    text: &'t str,
}

impl Reader<'_> {
    fn protocol(&self, read: ProtocolFile) -> Result<Protocol, ImportError> {
        if *read.format.get_ref() != FORMAT {
            let problem = format!(
                "the format is {}, and this program reads format {FORMAT}: get a newer program, or the template in the older format",
                read.format.get_ref()
            );
            return Err(self.error(&read.format, problem));
        }
        let attributes = read.attributes.iter().map(|a| self.attribute(a)).collect::<Result<Vec<_>, _>>()?;
        self.check_unique(read.consent.iter().map(|c| (&c.id, c.version)), "consent statement")?;
        self.check_unique(read.guide.topics.iter().map(|t| (&t.id, 0)), "topic")?;
        self.check_unique(read.attributes.iter().map(|a| (&a.name, 0)), "attribute")?;
        let sampling = self.sampling(read.sampling, &attributes)?;
        Ok(Protocol {
            title: read.title,
            version: read.version,
            approach: match read.approach {
                ApproachName::Framework => Approach::Framework,
                ApproachName::Codebook => Approach::Codebook,
                ApproachName::Reflexive => Approach::Reflexive,
            },
            about: read.about.trim().to_owned(),
            aims: read.aims,
            attributes,
            sampling,
            consent: read.consent.into_iter().map(statement).collect(),
            withdrawal: read.withdrawal.into_iter().map(promise).collect(),
            guide: read.guide.topics.into_iter().map(topic).collect(),
            framework: self.entries(read.framework)?,
            sensitising: self.entries(read.sensitising)?,
        })
    }

    fn error<T>(&self, at: &Spanned<T>, problem: impl Into<String>) -> ImportError {
        error_at(self.file, self.text, at.span().start, problem)
    }

    fn check_unique<'s>(
        &self,
        names: impl Iterator<Item = (&'s Spanned<String>, u32)>,
        what: &str,
    ) -> Result<(), ImportError> {
        let mut seen = std::collections::BTreeSet::new();
        for (name, version) in names {
            if !seen.insert((name.get_ref(), version)) {
                let name_text = name.get_ref();
                return Err(self.error(
                    name,
                    format!("a second {what} `{name_text}`: give it another name, or take one out"),
                ));
            }
        }
        Ok(())
    }

    fn attribute(&self, table: &AttributeTable) -> Result<AttributeDefinition, ImportError> {
        let values = || {
            if table.values.is_empty() {
                let problem = "an attribute of this kind needs its values: add `values = [\"...\", \"...\"]`";
                return Err(self.error(&table.name, problem));
            }
            Ok(table.values.clone())
        };
        let kind = match table.kind {
            KindName::Choice => AttributeKind::Choice(values()?),
            KindName::Ordered => AttributeKind::Ordered(values()?),
            KindName::Number => AttributeKind::Number,
            KindName::Date => AttributeKind::Date,
            KindName::Text => AttributeKind::Text,
        };
        Ok(AttributeDefinition {
            of: match table.of {
                OfName::Participant => AttributeOf::Participant,
                OfName::Organisation => AttributeOf::Organisation,
                OfName::Case => AttributeOf::Case,
            },
            name: table.name.get_ref().clone(),
            kind,
            help: table.help.clone(),
            judged: table.judged,
        })
    }

    fn sampling(
        &self,
        table: SamplingTable,
        attributes: &[AttributeDefinition],
    ) -> Result<SamplingFrame, ImportError> {
        let mut targets = Vec::with_capacity(table.targets.len());
        for target in table.targets {
            let mut wanted = BTreeMap::new();
            for (name, value) in target.r#where {
                let Some(attribute) = attributes.iter().find(|a| a.name == *name.get_ref()) else {
                    let known: Vec<&str> = attributes.iter().map(|a| a.name.as_str()).collect();
                    let problem = format!(
                        "there is no attribute `{}`; expected one of: {}",
                        name.get_ref(),
                        known.join(", ")
                    );
                    return Err(self.error(&name, problem));
                };
                if let Err(expected) = attribute.kind.read(value.get_ref()) {
                    let problem = format!(
                        "`{}` is no value of `{}`; expected {expected}",
                        value.get_ref(),
                        attribute.name
                    );
                    return Err(self.error(&value, problem));
                }
                wanted.insert(name.into_inner(), value.into_inner());
            }
            targets.push(SamplingTarget { wanted, target: target.target });
        }
        Ok(SamplingFrame { note: table.note.trim().to_owned(), targets })
    }

    fn entries(&self, tables: Vec<EntryTable>) -> Result<Vec<FrameworkEntry>, ImportError> {
        let mut numbers = std::collections::BTreeSet::<CodeNumber>::new();
        let mut entries = Vec::with_capacity(tables.len());
        for table in tables {
            let number: CodeNumber = table
                .number
                .get_ref()
                .parse()
                .map_err(|e| self.error(&table.number, format!("this is {e}")))?;
            if number.parent().is_some_and(|parent| !numbers.contains(&parent)) {
                let problem = format!("there is no entry above {number}: put its category before it");
                return Err(self.error(&table.number, problem));
            }
            if !numbers.insert(number.clone()) {
                return Err(
                    self.error(&table.number, format!("a second entry {number}: give it another number"))
                );
            }
            entries.push(FrameworkEntry {
                number,
                name: table.name,
                definition: table.definition,
                use_when: table.use_when,
                not_when: table.not_when,
                example: table.example,
                note: table.note,
            });
        }
        Ok(entries)
    }
}

fn statement(table: ConsentTable) -> ConsentStatement {
    ConsentStatement {
        id: StatementId { name: table.id.into_inner(), version: table.version },
        text: table.text,
        required: table.required,
        gate: match table.gates {
            GateName::None => Gate::None,
            GateName::TakePart => Gate::TakePart,
            GateName::Recording => Gate::Recording,
            GateName::Quotation => Gate::Quotation,
            GateName::Contact => Gate::Contact,
            GateName::Acknowledgement => Gate::Acknowledgement,
        },
    }
}

fn promise(table: WithdrawalTable) -> WithdrawalPromise {
    let level = match table.level {
        LevelName::StopContact => WithdrawalLevel::StopContact,
        LevelName::StopCollection => WithdrawalLevel::StopCollection,
        LevelName::StopUse => WithdrawalLevel::StopUse,
        LevelName::Erase => WithdrawalLevel::Erase,
    };
    WithdrawalPromise { level, until: table.until, promise: table.promise }
}

fn topic(table: TopicTable) -> Topic {
    Topic { id: table.id.into_inner(), title: table.title, question: table.question, probes: table.probes }
}
