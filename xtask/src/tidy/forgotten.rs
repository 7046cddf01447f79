//! Nothing lies about unseen: every Rust file is named by a `mod`, and no snapshot waits for review.

use super::finding::Finding;
use super::rust_source::find_words;
use super::tree::Tree;

/// Finds Rust files that are never compiled, and snapshots that nobody accepted.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in &tree.files {
        let mut add = |wrong, advice| found.push(Finding::error("forgotten", &file.path, 1, wrong, advice));
        if file.path.ends_with(".snap.new") {
            add(
                "a snapshot waits for review".to_owned(),
                "read it, then accept it with `cargo insta review` or delete it",
            );
        }
        let Some((folder, module)) = module(&file.path) else { continue };
        let parents = parents(&folder);
        let named = parents.iter().filter_map(|parent| tree.file(parent)?.rust.as_ref());
        let wanted = format!("mod {module}");
        let is_named = named.into_iter().any(|parent| find_words(parent.code(), &wanted).next().is_some());
        if !is_named {
            add(
                format!("no `mod {module};` names this file, so it is never compiled"),
                "name it in its parent, or delete it",
            );
        }
    }
    found
}

/// The folder of a module and its name; `None` for what cargo finds by itself.
fn module(path: &str) -> Option<(String, &str)> {
    let stem = path.strip_suffix(".rs")?.trim_end_matches("/mod");
    let (folder, name) = stem.rsplit_once('/')?;
    let parts: Vec<&str> = folder.split('/').collect();
    let top = parts.iter().position(|part| matches!(*part, "src" | "tests" | "benches" | "examples"))?;
    let is_source = parts.get(top) == Some(&"src");
    let depth = parts.len() - top - 1;
    let is_root = matches!(name, "main" | "lib") && (is_source && depth == 0 || !is_source && depth == 1);
    let found_by_cargo = is_root || (!is_source && depth == 0) || parts.get(top + 1) == Some(&"bin");
    (!found_by_cargo).then(|| (folder.to_owned(), name))
}

/// The files that may name the modules of a folder.
fn parents(folder: &str) -> Vec<String> {
    let inside = ["lib.rs", "main.rs", "mod.rs"].map(|name| format!("{folder}/{name}"));
    [inside.to_vec(), vec![format!("{folder}.rs")]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forgotten(files: &[(&str, &str)]) -> Vec<String> {
        check(&Tree::of_files(files)).into_iter().map(|finding| finding.path).collect()
    }

    #[test]
    fn a_test_that_main_does_not_name_is_caught() {
        let files = [
            ("crates/a/tests/it/main.rs", "mod named;\n"),
            ("crates/a/tests/it/named.rs", ""),
            ("crates/a/tests/it/lost.rs", ""),
        ];
        assert_eq!(forgotten(&files), ["crates/a/tests/it/lost.rs"]);
    }

    #[test]
    fn modules_are_found_beside_and_inside_their_folder() {
        let files = [
            ("crates/a/src/lib.rs", "pub mod b;\nmod d;\n"),
            ("crates/a/src/b.rs", "mod c;\n"),
            ("crates/a/src/b/c.rs", ""),
            ("crates/a/src/b/lost.rs", ""),
            ("crates/a/src/d/mod.rs", "mod e;\n"),
            ("crates/a/src/d/e.rs", ""),
            ("crates/a/tests/laws.rs", ""),
            ("crates/a/examples/look.rs", ""),
            ("crates/a/build.rs", ""),
        ];
        assert_eq!(forgotten(&files), ["crates/a/src/b/lost.rs"]);
    }

    #[test]
    fn a_snapshot_that_waits_is_caught() {
        assert_eq!(forgotten(&[("crates/a/tests/it/snapshots/b.snap.new", "")]).len(), 1);
    }
}
