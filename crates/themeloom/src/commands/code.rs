//! `themeloom code`: codes passages by a search, or from a table of quotations.

use std::path::{Path, PathBuf};

use serde_json::json;
use themeloom_app::import::read_codings;
use themeloom_app::{OpenStudy, Result, read_file};

use crate::args::Global;
use crate::commands::search::lines;
use crate::said::{Said, count, listed};
use crate::session::with_study;

/// What `code` takes.
#[derive(clap::Args, Debug)]
pub struct Code {
    /// The study.
    study: PathBuf,
    /// Code all that this query finds.
    #[arg(long, requires = "code", conflicts_with = "csv")]
    query: Option<String>,
    /// The code, by number or name.
    #[arg(long)]
    code: Option<String>,
    /// You have read the passages: they count at once.
    #[arg(long)]
    read: bool,
    /// Code from a table: source,quotation,code,coder.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Mark passages that a search found as read, all or those of --code.
    #[arg(long, conflicts_with_all = ["query", "csv"], required_unless_present_any = ["query", "csv"])]
    mark_read: bool,
}

pub fn run(command: &Code, global: &Global) -> Result<Said> {
    with_study(&command.study, global, |study| match (&command.query, &command.csv, &command.code) {
        (Some(query), _, Some(code)) => by_query(study, query, code, command.read),
        (_, Some(file), _) => by_table(study, file),
        _ => {
            let n = study.mark_read(command.code.as_deref())?;
            let words = format!("Marked {} as read.", count(n, "passage", "passages"));
            Ok(Said::new(words, json!({ "read": n })))
        }
    })
}

fn by_query(study: &mut OpenStudy, query: &str, code: &str, read: bool) -> Result<Said> {
    let hits = study.search(query, 40)?;
    let done = study.code_hits(&hits, code, read)?;
    let mut words = lines(study, &hits);
    words.push_str(&format!(
        "\n\nCoded {} in {} as {}.",
        count(done.coded, "passage", "passages"),
        count(done.sources, "source", "sources"),
        done.code
    ));
    if done.already > 0 {
        words.push_str(&format!(" {} coded so already.", count(done.already, "was", "were")));
    }
    if done.coded > 0 && !read {
        words.push_str("\nThey count only when somebody has read them: themeloom code STUDY --mark-read");
    }
    let mut data = json!(done);
    data["read"] = json!(read);
    Ok(Said::new(words, data).with_exit(if hits.is_empty() { 3 } else { 0 }))
}

fn by_table(study: &mut OpenStudy, file: &Path) -> Result<Said> {
    let rows = read_codings(&file.display().to_string(), &read_file(file)?)?;
    let done = study.code_rows(&rows)?;
    let mut words = format!("Coded {} from {}.", count(done.coded, "passage", "passages"), file.display());
    if done.already > 0 {
        words.push_str(&format!(" {} coded so already.", count(done.already, "was", "were")));
    }
    words.push_str(&listed("Left out:", &done.problems));
    let nothing = done.coded + done.already == 0;
    Ok(Said::new(words, json!(done)).with_exit(if nothing { 2 } else { 0 }))
}
