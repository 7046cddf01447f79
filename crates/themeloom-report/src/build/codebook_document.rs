//! The codebook as a document to read and to hand to a new coder: a heading a code, in the codebook's order.

use themeloom_analysis::{CodeCount, code_counts};
use themeloom_study::Study;
use themeloom_study::code::Code;

use super::codebook::origin;
use crate::model::{Block, Heading, Inline, List, Report, plain};

/// The codebook with the hierarchy of its codes as headings, and for each what it means, when to use it, when
/// not, an example, where it came from, and by how many people, in how many passages, it was applied. `banner`
/// and `date` are as in a report.
#[must_use]
pub fn codebook_document(study: &Study, banner: Option<String>, date: Option<String>) -> Report {
    let counts = code_counts(study);
    let codes = study.codebook();
    let mut blocks = vec![Block::Paragraph(plain(&about(codes.len())))];
    for (number, (code, count)) in codes.into_iter().zip(&counts).enumerate() {
        blocks.extend(blocks_of(number, code, count));
    }
    Report {
        title: if study.name().is_empty() { "Interview study".to_owned() } else { study.name().to_owned() },
        subtitle: Some("Codebook".to_owned()),
        banner,
        language: "en-GB".to_owned(),
        date,
        provenance: Vec::new(),
        blocks,
    }
}

fn about(codes: usize) -> String {
    let codes = if codes == 1 { "1 code".to_owned() } else { format!("{codes} codes and categories") };
    format!(
        "{codes}. The counts of a code hold those of the codes below it; overlapping codings of several coders \
         are one passage."
    )
}

fn blocks_of(number: usize, code: &Code, count: &CodeCount) -> Vec<Block> {
    let content = &code.content;
    let level = u8::try_from(count.depth + 1).unwrap_or(u8::MAX);
    let heading = Heading { level, text: code.label(), anchor: format!("code-{}", number + 1) };
    let mut blocks = vec![Block::Heading(heading)];
    if !content.definition.trim().is_empty() {
        blocks.push(Block::Paragraph(plain(&content.definition)));
    }
    let said =
        [("Use it", &content.use_when), ("Do not use it", &content.not_when), ("Example", &content.example)];
    let items: Vec<Vec<Inline>> = said
        .iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(head, text)| vec![Inline::Strong(format!("{head}: ")), Inline::Text((*text).clone())])
        .collect();
    if !items.is_empty() {
        blocks.push(Block::List(List { numbered: false, items }));
    }
    let kind = if content.is_category {
        "A category, which groups codes and is not applied itself"
    } else {
        "A code"
    };
    let counted = format!("{kind}, {}. {}", origin(content.origin), applied(count));
    blocks.push(Block::Paragraph(vec![Inline::Emphasis(counted)]));
    blocks
}

fn applied(count: &CodeCount) -> String {
    let noun = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    if count.codings == 0 {
        return "Not applied yet.".to_owned();
    }
    format!(
        "Applied in the accounts of {}, in {}.",
        noun(count.people, "person", "people"),
        noun(count.passages, "passage", "passages")
    )
}
