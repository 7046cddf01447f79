//! The people who coded, by their names.

use std::collections::BTreeMap;

use super::{CoderIdx, ForeignStudy};

/// The coders of a study in the making.
#[derive(Debug, Default)]
pub(crate) struct Coders {
    by_name: BTreeMap<String, CoderIdx>,
}

impl Coders {
    /// The coder of a name, who is added to the study where there is none yet; nobody has no name.
    pub(crate) fn named(&mut self, study: &mut ForeignStudy, name: &str) -> Option<CoderIdx> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        if let Some(known) = self.by_name.get(name) {
            return Some(*known);
        }
        let coder = CoderIdx(study.coders.len());
        study.coders.push(name.to_owned());
        self.by_name.insert(name.to_owned(), coder);
        Some(coder)
    }

    /// Whether there is a coder of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name.trim())
    }
}
