//! SQL text, and the driver that takes it, stay in the store's backends and in the one file that reads the
//! databases of other programs.

use super::finding::Finding;
use super::rust_source::find_words;
use super::tree::Tree;

/// Where SQL belongs.
const PLACES: &[&str] = &[
    "crates/themeloom-store/src/sqlite",
    "crates/themeloom-import/src/foreign/sqlite.rs",
    // Databases as other programs make them, with hostile rows.
    "crates/themeloom-fuzz/src/databases.rs",
];

/// How a statement of SQL begins.
const STATEMENTS: &[&str] = &[
    "SELECT ",
    "INSERT INTO",
    "INSERT OR ",
    "DELETE FROM",
    "CREATE TABLE",
    "CREATE INDEX",
    "DROP TABLE",
    "PRAGMA ",
];

/// Finds SQL elsewhere, tests aside.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    let belongs = |path: &str| PLACES.iter().any(|place| path.starts_with(place));
    let sources = tree.rust("crates").filter(|(path, _)| !belongs(path));
    for (path, rust) in sources {
        for line in rust.shipped() {
            let statement =
                STATEMENTS.iter().find(|statement| line.literals.trim_start().starts_with(**statement));
            let driver = find_words(line.code, "rusqlite").next().map(|_| &"rusqlite");
            if let Some(what) = statement.or(driver) {
                let wrong = format!("`{}` outside the store's backends", what.trim_end());
                found.push(Finding::error(
                    "sql",
                    path,
                    line.number,
                    wrong,
                    "move it to themeloom-store/src/sqlite",
                ));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_is_caught_outside_the_backend_and_allowed_inside() {
        let text =
            "fn a() {\n run(\"SELECT * FROM b\");\n let e: rusqlite::Error;\n say(\"no PRAGMA here\");\n}\n";
        let files = [
            ("crates/themeloom-app/src/a.rs", text),
            ("crates/themeloom-store/src/sqlite/a.rs", text),
            ("crates/themeloom-store/src/sqlite.rs", text),
            ("crates/themeloom-import/src/foreign/sqlite.rs", text),
            ("crates/themeloom-store/tests/it/a.rs", text),
        ];
        let places: Vec<_> = check(&Tree::of_files(&files)).into_iter().map(|f| (f.path, f.line)).collect();
        let app = "crates/themeloom-app/src/a.rs".to_owned();
        assert_eq!(places, [(app.clone(), 2), (app, 3)]);
    }
}
