//! The words of cells and paragraphs without any layout, for spreadsheets.

use crate::model::{Cell, CellPart, Inline, Quotation, Words};

/// The words of a paragraph.
pub(crate) fn inlines(content: &[Inline]) -> String {
    content.iter().map(inline).collect()
}

/// The words of one run.
pub(crate) fn inline(content: &Inline) -> String {
    match content {
        Inline::Text(text)
        | Inline::Strong(text)
        | Inline::Emphasis(text)
        | Inline::Reference { text, .. } => text.clone(),
        Inline::Line(reference) => reference.to_string(),
    }
}

/// The words of a quotation in their marks, or why they are not shown.
pub(crate) fn quoted(quotation: &Quotation) -> String {
    match &quotation.words {
        Words::Given(words) => format!("“{words}”"),
        Words::Withheld(reason) => format!("[quotation withheld: {reason}]"),
    }
}

/// A cell, its parts on lines of their own.
pub(crate) fn cell(content: &Cell) -> String {
    let state = content.state.map_or("", crate::model::CellState::label);
    let mut lines: Vec<String> = Vec::new();
    if !state.is_empty() {
        lines.push(state.to_owned());
    }
    if content.changed_since {
        lines.push(CHANGED_SINCE.to_owned());
    }
    lines.extend(content.parts.iter().map(part));
    lines.join("\n")
}

/// Said of a cell whose passages were altered after it was charted.
pub(crate) const CHANGED_SINCE: &str = "text changed since";

/// Said before an analyst's note.
pub(crate) const NOTE_LABEL: &str = "Analyst’s note:";

fn part(content: &CellPart) -> String {
    match content {
        CellPart::Paragraph(words) | CellPart::Remark(words) => inlines(words),
        CellPart::Quotation(quotation) => format!("{} ({})", quoted(quotation), quotation.credit()),
        CellPart::Note(words) => format!("{NOTE_LABEL} {}", inlines(words)),
        CellPart::Count(count) if count.label.is_empty() => count.figures(),
        CellPart::Count(count) => format!("{}: {}", count.label, count.figures()),
    }
}
