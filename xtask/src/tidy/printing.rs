//! Only the program prints, and only it knows of home folders: libraries hand values to their caller.

use super::finding::Finding;
use super::rust_source::find_words;
use super::tree::Tree;

/// The crates that talk to a person.
const EDGES: &[&str] = &["themeloom", "xtask"];

const PRINTS: &[&str] = &["print!", "println!", "eprint!", "eprintln!"];
const HOMES: &[&str] = &["home_dir", "HOME", "USERPROFILE", "APPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME"];

/// Finds libraries that print or look for a home folder.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for library in tree.crates.iter().filter(|this| !EDGES.contains(&this.name.as_str())) {
        // A build script speaks to cargo by printing.
        for (path, rust) in tree.rust(&library.folder).filter(|(path, _)| !path.ends_with("build.rs")) {
            for line in rust.shipped() {
                let mut add =
                    |wrong, advice| found.push(Finding::error("printing", path, line.number, wrong, advice));
                if let Some(print) = PRINTS.iter().find(|print| find_words(line.code, print).next().is_some())
                {
                    add(
                        format!("a library prints with `{print}`"),
                        "return the value; the program prints it",
                    );
                }
                let knows = |text: &str, home: &str| find_words(text, home).next().is_some();
                if HOMES.iter().any(|home| knows(line.code, home) || knows(line.literals, home)) {
                    add("a library looks for the home folder".to_owned(), "take the folder as a parameter");
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(name: &str, text: &str) -> Vec<usize> {
        let path = format!("crates/{name}/src/lib.rs");
        let tree = Tree::of_files(&[(&path, text)]).with_crate(name, &[]);
        check(&tree).into_iter().map(|finding| finding.line).collect()
    }

    const TEXT: &str = "fn a() {\n println!(\"x\");\n std::env::var(\"HOME\");\n}\n// println!\n";

    #[test]
    fn a_library_that_prints_or_goes_home_is_caught() {
        assert_eq!(lines("themeloom-store", TEXT), [2, 3]);
    }

    #[test]
    fn a_build_script_may_print_to_cargo() {
        let tree =
            Tree::of_files(&[("crates/themeloom-store/build.rs", TEXT)]).with_crate("themeloom-store", &[]);
        assert!(check(&tree).is_empty());
    }

    #[test]
    fn the_program_may_print() {
        assert_eq!(lines("themeloom", TEXT), Vec::<usize>::new());
    }
}
