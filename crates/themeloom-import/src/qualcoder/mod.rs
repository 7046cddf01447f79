//! Projects of QualCoder, from their database (`data.qda` in the project's folder), in the versions 5
//! to 17 of its tables: columns are read by name, and what a version lacks holds nothing.
//!
//! The words that a coding repeats decide where it stands, since its position may count code points or
//! UTF-16 units even within one text. An attribute of a file becomes one of the case that the file
//! belongs to, if that is exactly one, since attributes are of cases here. Times carry no zone and are
//! taken for UTC. Codings of pictures and recordings cannot be placed in words and are listed.
//!
//! Start reading at [`read_qualcoder`]; `placing.rs` says how codings are placed.

mod cases;
mod codebook;
mod codings;
mod left_behind;
mod memos;
mod placing;
mod sources;

use crate::error::{Expected, ImportError};
use crate::foreign::ForeignStudy;
use crate::foreign::coders::Coders;
use crate::foreign::sqlite::Database;
use crate::limits::Limits;
use codebook::Codebook;
use sources::Sources;

/// The tables without which a database is none of QualCoder's.
pub(crate) const TABLES: [&str; 5] = ["project", "source", "code_name", "code_cat", "code_text"];

const LOCAL_TIME: &str =
    "QualCoder writes no time zone: times are shown as they are written there, as if they were UTC";
const SECOND_FILE: &str = "the newest of them may lie in a second file beside this one (its name ends in -wal): close the program that made it, and import again";

/// Reads the database of a QualCoder project. The name serves for the name of the study too, where it
/// is that of the project's folder: `Ward 7.qda/data.qda`.
///
/// ```
/// use themeloom_import::{Limits, read_qualcoder};
///
/// assert!(read_qualcoder("data.qda", b"no database", &Limits::default()).is_err());
/// ```
///
/// # Errors
/// For what is no database of QualCoder, is damaged, or asks for more than the limits allow.
pub fn read_qualcoder(file: &str, bytes: &[u8], limits: &Limits) -> Result<ForeignStudy, ImportError> {
    let database = Database::open(file, bytes, limits)?;
    if !database.has_tables(&TABLES) {
        return Err(ImportError::WrongKind {
            file: file.to_owned(),
            found: "a database of another program than QualCoder",
            expected: Expected(None),
            remedy: "choose the file data.qda in the folder of a QualCoder project",
        });
    }
    let mut study = ForeignStudy { name: study_name(file), ..ForeignStudy::default() };
    describe(&database, &mut study)?;
    let codebook = Codebook::read(&database, &mut study)?;
    let sources = Sources::read(&database, &mut study)?;
    let mut coders = Coders::default();
    codings::read(&database, &codebook, &sources, &mut coders, &mut study)?;
    cases::read(&database, &sources, &mut study)?;
    memos::read(&database, &sources, &mut coders, &mut study)?;
    left_behind::read(&database, &codebook, &sources, &mut coders, &mut study)?;
    if study.codings.iter().any(|c| c.at.is_some()) || study.memos.iter().any(|m| m.at.is_some()) {
        study.lose("time zone", "", LOCAL_TIME);
    }
    if database.has_second_file {
        study.lose("change", "", SECOND_FILE);
    }
    Ok(study)
}

/// What a project is called: its folder, since its database is always called alike.
fn study_name(file: &str) -> String {
    let mut parts = file.split(['/', '\\']).rev().filter(|part| !part.is_empty());
    let own = parts.next().unwrap_or_default();
    let folder = parts.next();
    let name = if own.eq_ignore_ascii_case("data.qda") { folder.unwrap_or("QualCoder project") } else { own };
    let ending = name.get(name.len().saturating_sub(4)..);
    match ending.filter(|ending| ending.eq_ignore_ascii_case(".qda")) {
        Some(_) => name.get(..name.len() - 4).unwrap_or(name).to_owned(),
        None => name.to_owned(),
    }
}

/// What the project says about itself.
fn describe(database: &Database, study: &mut ForeignStudy) -> Result<(), ImportError> {
    let mut rows = database.rows("project", &["about", "databaseversion", "memo"])?;
    let (mut program, mut version) = (String::new(), String::new());
    if let Some(row) = rows.first_mut() {
        (program, version) = (row.text(0), row.text(1));
        study.description = row.text(2);
    }
    let program = if program.starts_with("QualCoder") { program } else { "QualCoder".to_owned() };
    study.program = if version.is_empty() { program } else { format!("{program} (tables {version})") };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_is_called_like_the_folder_of_its_project() {
        for (file, name) in [
            ("Ward 7.qda/data.qda", "Ward 7"),
            (r"C:\Studies\Ward 7.QDA\data.qda", "Ward 7"),
            ("data.qda", "QualCoder project"),
            ("/data.qda", "QualCoder project"),
            ("Ward 7.qda", "Ward 7"),
            ("Stationé", "Stationé"),
            ("", ""),
        ] {
            assert_eq!(study_name(file), name);
        }
    }
}
