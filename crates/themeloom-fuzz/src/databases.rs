//! Databases of other programs: their bytes, and rows with any words and numbers in tables as they should be.

use rusqlite::{Connection, MAIN_DB, params};

use crate::studies::read;

const TAGUETTE: &str = "
PRAGMA application_id = 0x54677474;
CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY);
CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL);
CREATE TABLE project_members (project_id INTEGER NOT NULL, user_login TEXT NOT NULL, privileges TEXT NOT NULL);
CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, filename TEXT NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL, text_direction TEXT NOT NULL, contents TEXT NOT NULL);
CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY, date DATETIME NOT NULL, user_login TEXT NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL);
CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY, project_id INTEGER NOT NULL, path TEXT NOT NULL, description TEXT NOT NULL);
CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY, document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL);
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL);
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
INSERT INTO alembic_version VALUES ('db5e31a0233d');
INSERT INTO projects VALUES (1, 'Ward', '', '2023-01-01 00:00:00');
INSERT INTO tags VALUES (1, 1, 'a.b', ''), (2, 1, 'a', '');
";

const QUALCODER: &str = "
CREATE TABLE project (databaseversion text, date text, memo text, about text, bookmarkfile integer, bookmarkpos integer, codername text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, av_text_id integer, risid integer);
CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer, cid integer, memo text, date text, owner text, important integer);
CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text, date text, owner text, important integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer);
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
INSERT INTO project VALUES ('v8', '2024-01-01 10:00:00', '', '', 0, 0, 'Ann');
INSERT INTO code_cat VALUES (1, 'c', 'Ann', '', '', 1);
INSERT INTO cases VALUES (1, 'P01', '', 'Ann', '');
";

pub fn taguette(bytes: &[u8]) {
    read("a.sqlite3", bytes);
}

pub fn qualcoder(bytes: &[u8]) {
    read("data.qda", bytes);
}

/// What the bytes say of a row: places, and words.
struct Said {
    from: i64,
    to: i64,
    words: String,
    excerpt: String,
}

impl Said {
    fn of(bytes: &[u8]) -> Option<Self> {
        let (numbers, words) = bytes.split_first_chunk::<4>()?;
        let [a, b, c, d] = *numbers;
        let words = String::from_utf8_lossy(words).into_owned();
        let (words, excerpt) =
            words.split_once('\u{0}').map_or((words.as_str(), ""), |(words, rest)| (words, rest));
        let place = |a: u8, b: u8| i64::from(i16::from_le_bytes([a, b]));
        Some(Self {
            from: place(a, b),
            to: place(c, d),
            words: words.to_owned(),
            excerpt: excerpt.to_owned(),
        })
    }
}

fn filled(tables: &str, fill: impl FnOnce(&Connection) -> rusqlite::Result<()>) -> Option<Vec<u8>> {
    let mut connection = Connection::open_in_memory().ok()?;
    connection.execute_batch("PRAGMA page_size = 512;").ok()?;
    connection.execute_batch(tables).ok()?;
    fill(&connection).ok()?;
    Some(connection.serialize(MAIN_DB).ok()?.to_vec())
}

/// A highlight anywhere, on a page of any words.
pub fn taguette_rows(bytes: &[u8]) {
    let Some(said) = Said::of(bytes) else { return };
    let file = filled(TAGUETTE, |db| {
        let row = "INSERT INTO documents VALUES (1, ?1, '', 'a.html', '', 1, 'LEFT_TO_RIGHT', ?2)";
        db.execute(row, params![said.excerpt, said.words])?;
        let row = "INSERT INTO highlights VALUES (1, 1, ?1, ?2, ?3), (2, 1, ?2, ?1, ?3)";
        db.execute(row, params![said.from, said.to, said.excerpt])?;
        db.execute_batch("INSERT INTO highlight_tags VALUES (1, 1), (2, 2), (2, 9)")
    });
    file.iter().for_each(|file| taguette(file));
}

/// A coding anywhere, on any words, with an excerpt of others.
pub fn qualcoder_rows(bytes: &[u8]) {
    let Some(said) = Said::of(bytes) else { return };
    let file = filled(QUALCODER, |db| {
        let row = "INSERT INTO source VALUES (1, 'a.txt', ?1, NULL, '', 'Ann', '', NULL, NULL)";
        db.execute(row, params![said.words])?;
        db.execute("INSERT INTO code_name VALUES (1, ?1, '', 1, 'Ann', '', '#zz')", params![said.excerpt])?;
        let row = "INSERT INTO code_text VALUES (1, 1, 1, ?3, ?1, ?2, 'Ann', '', 'm', NULL, 1), (2, 1, 1, ?3, ?2, ?1, 'Bo', 'x', '', 7, 0)";
        db.execute(row, params![said.from, said.to, said.excerpt])?;
        let row = "INSERT INTO case_text VALUES (1, 1, 1, ?1, ?2, 'Ann', '', '')";
        db.execute(row, params![said.from, said.to])?;
        db.execute(
            "INSERT INTO annotation VALUES (1, 1, ?1, ?2, 'm', 'Ann', '')",
            params![said.from, said.to],
        )?;
        Ok(())
    });
    file.iter().for_each(|file| qualcoder(file));
}
