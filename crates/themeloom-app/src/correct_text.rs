//! Correcting the words of a source. Codings follow their words.

use themeloom_study::correction::shape;
use themeloom_study::{Op, SourceId};
use themeloom_text::{Splice, find_quotation};

use crate::draft::Draft;
use crate::error::{AppError, Result};
use crate::open::OpenStudy;
use crate::resolve;

impl OpenStudy {
    /// Replaces words that stand once in a source.
    ///
    /// # Errors
    /// When the words stand nowhere, or more than once, or cannot be read.
    pub fn correct(&mut self, source: &str, words: &str, replacement: &str) -> Result<()> {
        let row = resolve::source(&self.study, source)?;
        let (id, name) = (row.id, row.name.clone());
        let text = self.texts.current(id).ok_or_else(|| AppError::NoWords {
            source_name: name.clone(),
            why: "their key is not held".to_owned(),
        })?;
        let found = find_quotation(text, words);
        let [only] = found.as_slice() else {
            let times =
                if found.is_empty() { "nowhere".to_owned() } else { format!("{} times", found.len()) };
            return Err(AppError::WordsNotUnique { source_name: name, times });
        };
        let splice = Splice { span: only.span, replacement: replacement.into() };
        self.commit(format!("corrected {name}"), |draft| correct(draft, id, vec![splice]))
    }
}

/// Corrects a source in several places, given in order.
///
/// # Errors
/// When the places do not fit the text.
pub fn correct(draft: &mut Draft<'_>, source: SourceId, splices: Vec<Splice>) -> Result<()> {
    let seen = draft.study().sources().get(source).map(|s| s.history.latest()).unwrap_or_default();
    let row = draft.study().sources().get(source);
    if row.is_none_or(|row| row.subject.is_some() || row.participants().next().is_none()) {
        return draft.add(Op::CorrectText { source, seen, splices }).map(drop);
    }
    // Of a joint interview the places outlast the words, which are each speaker's own.
    let words = draft.study().correction_words(source, &seen, &splices);
    let correction = draft.add(Op::CorrectText { source, seen, splices: shape(&splices) })?;
    words
        .into_values()
        .try_for_each(|words| draft.add(Op::CorrectionWords { source, correction, words }).map(drop))
}
