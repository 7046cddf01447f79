//! `themeloom codebook`: shows it, takes one in, writes it out, merges codes, fixes versions.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;
use themeloom_app::analysis::code_counts;
use themeloom_app::{OpenStudy, Result, read_file, write_codebook};

use crate::args::Global;
use crate::said::{Said, columns, count, listed};
use crate::session::{reading, with_study};

/// What `codebook` takes.
#[derive(clap::Args, Debug)]
pub struct Codebook {
    /// The study.
    study: PathBuf,
    /// What to do; the codebook is shown where nothing is said.
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Take in a codebook from a table (.csv, .xlsx, or a table in a .docx) or from a REFI-QDA codebook (.qdc).
    Import {
        /// The file. Columns of a table: number,name,parent,definition,use_when,not_when,example,colour,origin,category.
        file: PathBuf,
    },
    /// Write the codebook as a CSV table that can be taken in again.
    Export {
        /// The table to write.
        file: PathBuf,
    },
    /// Merge one code into another: what it was applied to is coded with the other.
    Merge {
        /// The code that goes.
        from: String,
        /// The code that stays.
        into: String,
    },
    /// Rename a code.
    Rename {
        /// The code.
        code: String,
        /// Its new name.
        name: String,
    },
    /// Fix a version of the framework, which is then charted.
    Fix {
        /// Its name; "Version N" where nothing is said.
        #[arg(long)]
        name: Option<String>,
        /// Why it is fixed, and what changed.
        #[arg(long, default_value = "")]
        note: String,
        /// The codes that are charted; all that are no category where none is named.
        codes: Vec<String>,
    },
}

pub fn run(command: &Codebook, global: &Global) -> Result<Said> {
    let Some(what) = &command.what else { return reading(&command.study, global, |study| Ok(show(study))) };
    with_study(&command.study, global, |study| match what {
        What::Import { file } => {
            let taken = study.take_codebook_file(&file.display().to_string(), &read_file(file)?)?;
            let words = format!(
                "Took in {}: {} new, {} changed, {} the same.{}",
                file.display(),
                taken.added,
                taken.changed,
                taken.same,
                listed("Left out:", &taken.problems)
            );
            let nothing = taken.added + taken.changed + taken.same == 0;
            Ok(Said::new(words, json!(taken)).with_exit(if nothing { 2 } else { 0 }))
        }
        What::Export { file } => {
            let n = write_codebook(study, file)?;
            let words = format!("Wrote {} to {}.", count(n, "code", "codes"), file.display());
            Ok(Said::new(words, json!({ "file": file, "codes": n })))
        }
        What::Merge { from, into } => {
            let n = study.merge_codes(from, into)?;
            let words = format!("Merged {from} into {into}: {} recoded.", count(n, "passage", "passages"));
            Ok(Said::new(words, json!({ "recoded": n })))
        }
        What::Rename { code, name } => {
            study.rename_code(code, name)?;
            Ok(Said::new(format!("Renamed {code} to {name}."), json!({ "code": code, "name": name })))
        }
        What::Fix { name, note, codes } => {
            let id = study.fix_framework(name.as_deref(), note, codes)?;
            let fixed =
                study.study().frameworks().get(id).map(|f| (f.content.name.clone(), f.content.columns.len()));
            let (name, n) = fixed.unwrap_or_default();
            let words = format!("Fixed the framework {name} with {}.", count(n, "column", "columns"));
            Ok(Said::new(words, json!({ "framework": name, "columns": n })))
        }
    })
}

fn show(study: &OpenStudy) -> Said {
    let counts = code_counts(study.study());
    let mut rows = vec![vec![
        "code".to_owned(),
        "people".to_owned(),
        "passages".to_owned(),
        "codings".to_owned(),
        "not read".to_owned(),
    ]];
    for code in &counts {
        rows.push(vec![
            format!("{}{}", "  ".repeat(code.depth), code.label),
            code.people.to_string(),
            code.passages.to_string(),
            code.codings.to_string(),
            if code.unread == 0 { String::new() } else { code.unread.to_string() },
        ]);
    }
    let data: Vec<_> = counts
        .iter()
        .map(|c| json!({ "code": c.label, "people": c.people, "passages": c.passages, "codings": c.codings, "not_read": c.unread }))
        .collect();
    Said::new(columns(&rows), json!({ "codes": data }))
}
