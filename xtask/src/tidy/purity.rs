//! The pure crates are given what they need: no files, network, environment, clock, chance or printing.

use super::finding::Finding;
use super::layers::ROOMS;
use super::rust_source::{closing_brace, find_words, line_of};
use super::tree::{Crate, Tree};

const ADVICE: &str =
    "a pure crate is given what it needs: take it as a parameter, or move the work to app or store";

/// The modules of the standard library that do input or output.
const MODULES: &[&str] = &["fs", "env", "net", "process"];

/// Calls that reach outside, whatever they are imported from.
const CALLS: &[&str] = &["::now", "SystemTime", "Instant", "stdin", "stdout", "stderr"];

/// Packages that no pure crate may name. `jiff` is not among them: reading a date that a file holds is pure,
/// and asking what time it is, is caught as a call.
const NEVER_NAMED: &[&str] = &["getrandom", "rand", "fastrand", "tempfile", "chrono", "dirs"];

/// Packages that no pure crate may even lead to.
const NEVER_REACHED: &[&str] =
    &["tokio", "async-std", "sqlx", "rusqlite", "postgres", "axum", "hyper", "reqwest", "ureq"];

/// Finds what reaches outside in the pure crates, tests aside.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let is_pure = |name: &str| ROOMS.iter().any(|room| room.pure && room.name == name);
    let pure = tree.crates.iter().filter(|this| is_pure(&this.name));
    pure.flat_map(|this| [dependencies(this), sources(tree, this)].concat()).collect()
}

fn dependencies(this: &Crate) -> Vec<Finding> {
    let named = this
        .dependencies
        .iter()
        .filter(|dependency| !dependency.for_tests)
        .map(|dependency| &dependency.name);
    let named = named.filter(|name| NEVER_NAMED.contains(&name.as_str()));
    let reached = this.reaches.iter().filter(|name| NEVER_REACHED.contains(&name.as_str()));
    let manifest = format!("{}/Cargo.toml", this.folder);
    let wrong = |name: &String| format!("the pure crate {} depends on {name}", this.name);
    named.chain(reached).map(|name| Finding::error("purity", &manifest, 1, wrong(name), ADVICE)).collect()
}

fn sources(tree: &Tree, this: &Crate) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, rust) in tree.rust(&this.folder) {
        for (at, what) in outside(rust.code()).into_iter().filter(|(at, _)| !rust.is_test(*at)) {
            let wrong = format!("`{what}` in the pure crate {}", this.name);
            found.push(Finding::error("purity", path, line_of(rust.code(), at), wrong, ADVICE));
        }
    }
    found
}

/// What reaches outside in a code, and where.
fn outside(code: &str) -> Vec<(usize, String)> {
    let mut found = grouped_imports(code);
    let paths = MODULES
        .iter()
        .map(|module| format!("std::{module}"))
        .chain(CALLS.iter().map(|call| (*call).to_owned()));
    for wanted in paths {
        found.extend(find_words(code, &wanted).map(|at| (at, wanted.clone())));
    }
    found.sort();
    found
}

/// The modules named inside `std::{...}`.
fn grouped_imports(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in find_words(code, "std::{") {
        let start = at + "std::{".len();
        let Some(group) = closing_brace(code, at).and_then(|end| code.get(start..end)) else { continue };
        for module in MODULES {
            let first_in_its_path = |place: &usize| {
                let before = group.get(..*place).unwrap_or_default().trim_end();
                let depth = before.matches('{').count() - before.matches('}').count();
                depth == 0 && (before.is_empty() || before.ends_with(','))
            };
            let places = find_words(group, module).filter(first_in_its_path);
            found.extend(places.map(|place| (start + place, format!("std::{module}"))));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(code: &str) -> Vec<String> {
        outside(code).into_iter().map(|(_, what)| what).collect()
    }

    #[test]
    fn paths_imports_and_clocks_are_caught() {
        assert_eq!(names("use std::fs::File;"), ["std::fs"]);
        assert_eq!(
            names("use std::{collections::BTreeMap, fs, io::{self, Read}, net::IpAddr};"),
            ["std::fs", "std::net"]
        );
        assert_eq!(names("let now = Zoned::now();"), ["::now"]);
    }

    #[test]
    fn what_only_sounds_alike_is_left_alone() {
        assert_eq!(
            names("use std::{fmt, collections::{fs, env}}; my::fs::read(); env!(\"X\"); constd::fsx"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn the_tests_of_a_pure_crate_may_read_files() {
        let text = "#[cfg(test)]\nmod tests {\n use std::fs;\n}\n";
        let tree =
            Tree::of_files(&[("crates/themeloom-text/src/a.rs", text)]).with_crate("themeloom-text", &[]);
        assert_eq!(check(&tree), []);
    }

    #[test]
    fn a_file_read_in_a_pure_crate_is_caught_and_in_another_not() {
        let text = "\nfn a() { std::fs::read(\"a\"); }\n";
        let files = [("crates/themeloom-text/src/a.rs", text), ("crates/themeloom-store/src/a.rs", text)];
        let tree =
            Tree::of_files(&files).with_crate("themeloom-text", &[]).with_crate("themeloom-store", &[]);
        let places: Vec<_> = check(&tree).into_iter().map(|finding| (finding.path, finding.line)).collect();
        assert_eq!(places, [("crates/themeloom-text/src/a.rs".to_owned(), 2)]);
    }

    #[test]
    fn a_dependency_that_reaches_outside_is_caught() {
        let tree = Tree::default().with_crate("themeloom-study", &["serde", "getrandom", "tokio"]);
        assert_eq!(check(&tree).len(), 2);
    }
}
