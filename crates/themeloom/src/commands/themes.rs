//! `themeloom themes`: the themes table.

use std::path::Path;

use serde_json::{Value, json};
use themeloom_app::Result;
use themeloom_app::analysis::{Quotable, ThemeRow, themes_table};

use crate::args::Global;
use crate::said::Said;
use crate::session::reading;

pub fn run(study: &Path, global: &Global) -> Result<Said> {
    reading(study, global, |study| {
        let themes = themes_table(study.study(), study.texts(), study.grouping(None)?);
        let words: Vec<String> = themes.iter().map(in_words).collect();
        let data: Vec<Value> = themes.iter().map(as_json).collect();
        let words = if words.is_empty() { "No themes yet.".to_owned() } else { words.join("\n\n") };
        Ok(Said::new(words, json!({ "themes": data })))
    })
}

fn in_words(theme: &ThemeRow) -> String {
    let who: Vec<String> =
        theme.who.iter().map(|g| format!("{} {} of {}", g.label, g.raised, g.of)).collect();
    let given = theme.exemplars.iter().map(|q| format!("\n  {}", quotation(q)));
    let refused = theme.refused.iter().map(|refused| format!("\n  [left out: {}]", refused.reason));
    let quotations: String = given.chain(refused).collect();
    format!(
        "{}\n  {}\n\n  {}\n\n  Who says it: {}; all {} of {}\n  Evidence: {} for, {} against{quotations}",
        theme.name,
        theme.statement,
        theme.narrative,
        who.join(", "),
        theme.everybody.raised,
        theme.everybody.of,
        theme.evidence_for,
        theme.evidence_against
    )
}

fn quotation(quotable: &Quotable) -> String {
    match (quotable.given(), quotable.refusal()) {
        (Some(words), _) => format!("\u{201c}{words}\u{201d} ({})", quotable.attribution),
        (None, refusal) => format!("[left out: {}]", refusal.unwrap_or("the words cannot be read")),
    }
}

fn as_json(theme: &ThemeRow) -> Value {
    json!({
        "theme": theme.name, "statement": theme.statement, "narrative": theme.narrative, "codes": theme.codes,
        "who": theme.who.iter().map(|g| json!({ "group": g.label, "raised": g.raised, "of": g.of })).collect::<Vec<_>>(),
        "quotations": theme.exemplars.iter().map(|q| json!({ "words": q.given(), "by": q.attribution, "refused": q.refusal() })).collect::<Vec<_>>(),
        "left_out": theme.refused.iter().map(|r| json!({ "whose": r.who, "why": r.reason })).collect::<Vec<_>>(),
    })
}
