//! `themeloom memo`, `discuss` and `stage`: notes, what is put aside, how far a source is.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use themeloom_app::study::source::Stage;
use themeloom_app::{AppError, OpenStudy, Result, discuss, minute, people, set_stage, target, write_memo};

use crate::args::{Global, StageName};
use crate::said::Said;
use crate::session::{reading, with_study};

/// What `memo` takes.
#[derive(clap::Args, Debug)]
pub struct Memo {
    /// The study.
    study: PathBuf,
    /// What it is about; the memos are listed where nothing is said.
    #[arg(requires = "text")]
    about: Option<String>,
    /// What it says.
    text: Option<String>,
    /// Put what it is about aside to discuss as well.
    #[arg(long)]
    discuss: bool,
}

pub fn run(command: &Memo, global: &Global) -> Result<Said> {
    let (Some(about), Some(text)) = (&command.about, &command.text) else {
        return reading(&command.study, global, |study| Ok(list(study)));
    };
    with_study(&command.study, global, |study| {
        let target = target(study.study(), about)?;
        let what = study.study().target(&target);
        study.commit(String::new(), |draft| {
            if command.discuss {
                discuss(draft, &target, text, "")?;
            }
            write_memo(draft, target.clone(), text, None)
        })?;
        Ok(Said::new(format!("Wrote a memo on {what}."), json!({ "about": what })))
    })
}

fn list(study: &OpenStudy) -> Said {
    let state = study.study();
    let mut words = Vec::new();
    let mut data = Vec::new();
    for memo in state.memos().iter() {
        let (about, who) = (state.target(&memo.about), state.initials(memo.author));
        let indent = if memo.reply_to.is_some() { "    " } else { "" };
        words.push(format!("{indent}{who} on {about}, {}\n{indent}  {}", minute(memo.at), memo.text));
        data.push(
            json!({ "about": about, "author": who, "text": memo.text, "reply": memo.reply_to.is_some() }),
        );
    }
    let words = if words.is_empty() { "No memos yet.".to_owned() } else { words.join("\n\n") };
    Said::new(words, json!({ "memos": data }))
}

/// What is put aside to discuss.
pub fn discussed(study: &Path, global: &Global) -> Result<Said> {
    reading(study, global, |study| {
        let state = study.study();
        let line =
            |(about, d): (&themeloom_app::study::memo::Target, &themeloom_app::study::memo::Discussion)| {
                let decided = if d.decision.is_empty() { "nothing decided yet" } else { &d.decision };
                format!("{}\n  asked: {}\n  decided: {decided}", state.target(about), d.question)
            };
        let words: Vec<String> = state.discussions().iter().map(line).collect();
        let data: Vec<Value> = state
            .discussions()
            .iter()
            .map(|(about, d)| json!({ "about": state.target(about), "question": d.question, "decision": d.decision }))
            .collect();
        let words =
            if words.is_empty() { "Nothing is put aside to discuss.".to_owned() } else { words.join("\n\n") };
        Ok(Said::new(words, json!({ "discuss": data })))
    })
}

/// Moves a source to a stage.
pub fn stage(study: &Path, source: &str, stage: StageName, global: &Global) -> Result<Said> {
    with_study(study, global, |study| {
        let newest =
            study.study().newest_framework().map(|framework| framework.id).ok_or(AppError::NoFramework);
        let stage = match stage {
            StageName::Transcribed => Stage::Transcribed,
            StageName::Familiarised => Stage::Familiarised,
            StageName::Coded => Stage::Coded,
            StageName::Indexed => Stage::Indexed(newest?),
            StageName::Charted => Stage::Charted(newest?),
        };
        let row = people::source(study.study(), source)?;
        let (id, name) = (row.id, row.name.clone());
        study.commit(String::new(), |draft| set_stage(draft, id, stage))?;
        let stage = study.study().stage(stage);
        Ok(Said::new(format!("{name} is {stage}."), json!({ "source": name, "stage": stage })))
    })
}
