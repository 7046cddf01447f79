//! Whoever held the outline and replaces by id what a batch touched holds the outline as it is now.

use serde_json::{Map, Value};
use themeloom_app::study::findings::{EvidenceLink, Stance};
use themeloom_app::study::framework::CellState;
use themeloom_app::study::memo::Target;
use themeloom_app::study::{Passage, Thing};
use themeloom_app::text::{Span, Splice};
use themeloom_app::{
    Draft, NewTheme, OpenStudy, Result, add_evidence, add_finding, add_recommendation, add_theme, archive,
    comment, correct, discuss, people, write_memo,
};
use themeloom_wire::changed;
use themeloom_wire::views::outline::{NextSteps, outline};

use crate::support::begin;

fn outline_of(open: &OpenStudy) -> Map<String, Value> {
    let me = open.me().unwrap();
    let outline = outline(open, me, 0, false, NextSteps::default());
    let Value::Object(fields) = serde_json::to_value(outline).unwrap() else {
        panic!("an outline is an object")
    };
    fields
}

/// What makes two entries of a list the same thing: the id, or what a discussion is about. Where a
/// coding stands may change, and it is the same coding.
fn name_of(entry: &Value) -> String {
    let about = |about: &Value| format!("{} {} {}", about["kind"], about["id"], about["code"]);
    entry.get("id").map(ToString::to_string).or_else(|| entry.get("about").map(about)).unwrap_or_default()
}

/// Replaces by id, as the browser does.
fn take(held: &mut Map<String, Value>, told: &Value) {
    for (field, list) in held.iter_mut() {
        let (Value::Array(held), Some(Value::Array(told))) = (list, told.get(field)) else { continue };
        for new in told {
            match held.iter_mut().find(|old| name_of(old) == name_of(new)) {
                Some(old) => *old = new.clone(),
                None => held.push(new.clone()),
            }
        }
        // A discussion with nothing in it is no longer put aside.
        held.retain(|entry| {
            entry.get("question").is_none() || entry["question"] != "" || entry["decision"] != ""
        });
        held.sort_by_key(name_of);
    }
    if let Some(name @ Value::String(_)) = told.get("name") {
        held.insert("name".to_owned(), name.clone());
    }
}

struct Window {
    open: OpenStudy,
    held: Map<String, Value>,
}

impl Window {
    fn sees(&mut self, what: &str) {
        for batch in self.open.take_committed() {
            let (study, texts) = (self.open.study(), self.open.texts());
            let told = changed(study, texts, batch.seq, String::new(), &batch.changes, NextSteps::default());
            take(&mut self.held, &serde_json::to_value(told).unwrap());
        }
        let mut now = outline_of(&self.open);
        take(&mut now, &Value::Null);
        for (field, value) in &mut now {
            if let Value::Array(list) = value {
                list.sort_by_key(name_of);
            }
            assert_eq!(self.held[field], *value, "{field} after {what}");
        }
    }

    fn does(&mut self, what: &str, build: impl FnOnce(&mut Draft<'_>) -> Result<()>) {
        self.open.commit(what, build).unwrap();
        self.sees(what);
    }
}

fn passage(open: &OpenStudy, start: u32, len: u32) -> Passage {
    let source = open.study().sources().iter().next().unwrap();
    Passage { source: source.id, span: Span::with_len(start, len), version: source.history.latest() }
}

#[test]
fn replacing_by_id_what_was_touched_keeps_an_outline_as_it_is_now() {
    let folder = tempfile::tempdir().unwrap();
    let mut open = begin(folder.path());
    open.take_committed();
    let mut held = outline_of(&open);
    take(&mut held, &Value::Null);
    for value in held.values_mut() {
        if let Value::Array(list) = value {
            list.sort_by_key(name_of);
        }
    }
    let mut window = Window { open, held };

    let hits = window.open.search("value OR money OR trust", 30).unwrap();
    window.open.code_hits(&hits, "1.1", false).unwrap();
    window.sees("coding what a search found");
    window.open.mark_read(None).unwrap();
    window.sees("reading it");
    window.open.rename_code("1.1", "Worth").unwrap();
    window.sees("renaming a code");

    let code = people::code(window.open.study(), "1.1").unwrap().id;
    let category = people::code(window.open.study(), "1").unwrap().id;
    let coding = window.open.study().codings().iter().next().unwrap().id;
    let source = window.open.study().sources().iter().next().unwrap().id;
    let case = window.open.study().cases().iter().next().unwrap().id;
    let words = passage(&window.open, 48, 20);
    let exemplar = words.clone();
    window.does("a theme", |draft| {
        let new = NewTheme {
            name: "Time".to_owned(),
            statement: String::new(),
            narrative: String::new(),
            codes: vec![code],
            exemplars: vec![exemplar],
        };
        add_theme(draft, new).map(drop)
    });
    window.does("a finding that rests on words, a coding and a cell", |draft| {
        let finding = add_finding(draft, "Nobody counts time", None)?;
        add_evidence(draft, finding, Stance::For, EvidenceLink::Passage(words), "said so")?;
        add_evidence(draft, finding, Stance::Against, EvidenceLink::Coding(coding), "but money")?;
        add_recommendation(draft, "Count time", "because", vec![finding]).map(drop)
    });
    window.does("a memo and a flag on a coding", |draft| {
        write_memo(draft, Target::Coding(coding), "odd", None)?;
        discuss(draft, &Target::Coding(coding), "is it?", "")
    });
    window.does("a comment", |draft| {
        let about = Target::Code(code);
        let new =
            themeloom_app::study::comment::NewComment { about, to: None, text: "?".into(), reply_to: None };
        comment(draft, new).map(drop)
    });
    window.does("a cell", |draft| {
        let key = themeloom_app::study::framework::CellKey { case, code };
        let cell = themeloom_app::study::framework::Cell {
            state: CellState::Charted,
            summary: "Time (l. 3)".to_owned(),
            ..Default::default()
        };
        themeloom_app::chart(draft, key, &cell)
    });
    window.does("a correction", |draft| {
        correct(draft, source, vec![Splice { span: Span::with_len(48, 5), replacement: "Worth".into() }])
    });
    window.open.undo().unwrap();
    window.sees("taking the correction back");
    window.does("archiving a code with its codings", |draft| archive(draft, Thing::Code(code), true));
    window.open.undo().unwrap();
    window.sees("bringing it back");
    window.does("archiving the source", |draft| archive(draft, Thing::Source(source), true));
    window.open.undo().unwrap();
    window.sees("bringing the source back");
    window.does("archiving a coding", |draft| archive(draft, Thing::Coding(coding), true));
    window.does("no longer to discuss", |draft| discuss(draft, &Target::Coding(coding), "", ""));
    window.does("archiving a category", |draft| archive(draft, Thing::Code(category), true));
}
