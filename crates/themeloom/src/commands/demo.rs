//! `themeloom demo`: the sample study and its report.

use std::path::Path;

use serde_json::json;
use themeloom_app::report::ReportParts;
use themeloom_app::{OpenOptions, ReportWanted, Result, SAMPLE_FILE, make_sample, open};

use crate::args::Global;
use crate::commands::serve::{self, Serve};
use crate::progress;
use crate::said::Said;

pub fn run(to: &Path, no_serve: bool, global: &Global) -> Result<Said> {
    let bar = progress::bar(15, global.quiet || global.json);
    let made = make_sample(to, &mut |what, done, _| {
        bar.set_message(what.to_owned());
        bar.set_position(done);
        true
    })?;
    let mut study = open(&made.study, &OpenOptions { coder: Some("AK"), ..OpenOptions::default() })?;
    let mut files = Vec::new();
    for (name, parts) in [
        ("report.html", ReportParts::Whole),
        ("report.docx", ReportParts::Whole),
        ("matrix.xlsx", ReportParts::Matrix),
    ] {
        bar.set_message(format!("writing {name}"));
        let path = to.join(name);
        study.write_report(&ReportWanted { parts, ..ReportWanted::default() }, &path)?;
        bar.inc(1);
        files.push(path);
    }
    bar.finish_and_clear();
    study.close()?;
    let file = to.join(SAMPLE_FILE);
    let written: String = files.iter().map(|path| format!("\n  {}", path.display())).collect();
    let words = format!(
        "{}\n\nMade the sample study: {} transcripts, {} codings, {} cells.\n  {}\nand wrote from it:{written}\n\nTry next:\n  themeloom status {f}\n  themeloom matrix {f}\n  themeloom compare {f} --by \"role group\"\n  themeloom themes {f}\n  themeloom search {f} 'ledger NEAR/10 trust'\n  themeloom log {f} --limit 20\nSeveral people coded it: to change anything, say who you are with --as AK or --as JM.",
        made.notice,
        made.sources,
        made.codings,
        made.cells,
        file.display(),
        f = file.display()
    );
    let said = Said::new(words, json!({ "made": made, "files": files }));
    // A program that asked for JSON reads one document to its end, which a server does not reach.
    if no_serve || global.json {
        return Ok(said);
    }
    said.print(global);
    serve::run(&Serve::of(to.to_owned(), false), global)?;
    Ok(Said::new("", json!({})))
}
