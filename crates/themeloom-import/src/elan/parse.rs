//! The XML of ELAN: time slots, tiers, and what is annotated in them.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::error::ImportError;
use crate::limits::Limits;
use crate::xml::{self, Ended, Item, Place, attribute};

/// What stands in the file.
pub(super) struct Eaf {
    /// The value of each time slot; none where the file leaves it open.
    pub(super) slots: HashMap<String, Option<u64>>,
    /// The tiers in the file's order.
    pub(super) tiers: Vec<Tier>,
    /// Whether the values are milliseconds, as they are in all but old files.
    pub(super) in_milliseconds: bool,
    /// Whether the XML was whole.
    pub(super) ended: Ended,
}

/// One tier.
#[derive(Default)]
pub(super) struct Tier {
    pub(super) id: String,
    pub(super) participant: String,
    /// The tier that it depends on.
    pub(super) parent: Option<String>,
    /// Annotations with places in time.
    pub(super) annotations: Vec<Annotation>,
    /// How many annotations refer to others.
    pub(super) references: usize,
}

impl Tier {
    fn begun(start: &BytesStart<'_>) -> Self {
        Self {
            id: attribute(start, "TIER_ID").unwrap_or_default().trim().to_owned(),
            participant: attribute(start, "PARTICIPANT").unwrap_or_default().trim().to_owned(),
            parent: attribute(start, "PARENT_REF").filter(|parent| !parent.is_empty()),
            ..Self::default()
        }
    }

    /// Whether it stands by itself and holds what was said.
    pub(super) fn is_speech(&self) -> bool {
        self.parent.is_none() && !self.annotations.is_empty()
    }
}

/// One annotation, between two time slots.
#[derive(Default)]
pub(super) struct Annotation {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) words: String,
}

impl Eaf {
    /// Reads the XML.
    pub(super) fn read(file: &str, text: &str, limits: &Limits) -> Result<Self, ImportError> {
        let place = Place { file, part: "its XML", nesting_limit: limits.nesting_depth };
        let mut eaf =
            Self { slots: HashMap::new(), tiers: Vec::new(), in_milliseconds: true, ended: Ended::Whole };
        let mut open = None;
        let mut in_value = false;
        let mut n_tiers = 0_u64;
        eaf.ended = xml::walk(&place, text, |item| match item {
            Item::Start(start) => match start.local_name().into_inner() {
                "HEADER" => {
                    let units = attribute(start, "TIME_UNITS");
                    eaf.in_milliseconds = units.is_none_or(|units| units == "milliseconds");
                }
                "TIME_SLOT" => {
                    if let Some(id) = attribute(start, "TIME_SLOT_ID") {
                        eaf.slots
                            .insert(id, attribute(start, "TIME_VALUE").and_then(|ms| ms.trim().parse().ok()));
                    }
                }
                "TIER" => {
                    n_tiers += 1;
                    if n_tiers <= limits.entries {
                        eaf.tiers.push(Tier::begun(start));
                    }
                }
                "ALIGNABLE_ANNOTATION" => {
                    open = Some(Annotation {
                        from: attribute(start, "TIME_SLOT_REF1").unwrap_or_default(),
                        to: attribute(start, "TIME_SLOT_REF2").unwrap_or_default(),
                        words: String::new(),
                    });
                }
                "REF_ANNOTATION" => {
                    if let Some(tier) = eaf.tiers.last_mut() {
                        tier.references += 1;
                    }
                }
                "ANNOTATION_VALUE" => in_value = true,
                _ => {}
            },
            Item::End("ANNOTATION_VALUE") => in_value = false,
            Item::End("ALIGNABLE_ANNOTATION") => {
                if let (Some(annotation), Some(tier)) = (open.take(), eaf.tiers.last_mut()) {
                    tier.annotations.push(annotation);
                }
            }
            Item::Text(words) if in_value => {
                if let Some(annotation) = &mut open {
                    annotation.words.push_str(words);
                }
            }
            Item::End(_) | Item::Text(_) => {}
        })?;
        if n_tiers > limits.entries {
            let (file, limit) = (file.to_owned(), limits.entries);
            return Err(ImportError::TooManyParts { file, entries: n_tiers, limit });
        }
        // What was open where the XML broke off was said all the same.
        if let (Some(annotation), Some(tier)) = (open, eaf.tiers.last_mut()) {
            tier.annotations.push(annotation);
        }
        Ok(eaf)
    }
}
