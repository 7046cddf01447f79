//! The colours of codes: those that people chose, else a hue for each tree of the codebook, as on the screen.

use std::collections::BTreeMap;

use themeloom_study::{CodeId, Study};

use crate::model::MarkColour;

/// Hues in degrees, ordered so that those that follow each other differ much; the same as in the interface.
const HUES: [u16; 12] = [250, 70, 190, 25, 295, 130, 350, 220, 48, 160, 100, 325];

/// The colour of every code.
pub(super) fn looks(study: &Study) -> BTreeMap<CodeId, MarkColour> {
    let codebook = study.codebook();
    let tops: Vec<CodeId> =
        codebook.iter().filter(|code| top(study, code.id) == code.id).map(|code| code.id).collect();
    let look = |code: CodeId| {
        chosen(study, code).unwrap_or_else(|| {
            let tree = tops.iter().position(|&root| root == top(study, code)).unwrap_or(0);
            MarkColour::Hue(HUES.get(tree % HUES.len()).copied().unwrap_or_default())
        })
    };
    codebook.iter().map(|code| (code.id, look(code.id))).collect()
}

/// The code itself and those that it stands under. The bound is for a damaged snapshot.
fn with_those_above(study: &Study, code: CodeId) -> impl Iterator<Item = CodeId> {
    let above = move |&id: &CodeId| study.codes().live(id).and_then(|code| code.content.parent);
    let is_live = |id: &CodeId| study.codes().live(*id).is_some();
    std::iter::successors(Some(code), above).take(study.codes().rows().len()).take_while(is_live)
}

fn top(study: &Study, code: CodeId) -> CodeId {
    with_those_above(study, code).last().unwrap_or(code)
}

/// The colour that was chosen for a code, or for the nearest one above it.
fn chosen(study: &Study, code: CodeId) -> Option<MarkColour> {
    let colour = with_those_above(study, code).find_map(|id| study.codes().get(id)?.content.colour);
    colour.map(|colour| MarkColour::Chosen(colour.0))
}
