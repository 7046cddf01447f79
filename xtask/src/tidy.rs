//! `cargo xtask tidy`: the rules of the house, each in a file of its own under `tidy/`.
//!
//! A rule is a pure function from the [`Tree`], loaded once, to what it found wrong, so that each has unit
//! tests with a bad example that it must catch. Files that need an exception are listed in `exceptions.rs`.

mod code_map;
mod crate_docs;
mod dependencies;
mod exceptions;
mod finding;
mod forgotten;
mod layers;
mod layout;
mod leftovers;
mod licences;
mod links;
mod load;
mod printing;
mod purity;
mod rust_source;
mod size;
mod spdx;
mod sql;
mod tree;
mod words;

use crate::root::root;
use anyhow::bail;
use finding::{Finding, Severity};
use tree::Tree;

/// A rule: what it looks for in a tree.
type Rule = fn(&Tree) -> Vec<Finding>;

/// Every rule, in the order in which its findings are shown.
const RULES: &[Rule] = &[
    layers::check,
    purity::check,
    printing::check,
    sql::check,
    code_map::check,
    crate_docs::check,
    dependencies::check,
    links::check,
    licences::check,
    forgotten::check,
    leftovers::check,
    words::check,
    size::check,
    layout::check,
];

/// Checks the house; an error when a rule is broken.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    if !arguments.is_empty() {
        bail!("`cargo xtask tidy` takes no options");
    }
    if report()? { Ok(()) } else { bail!("the house is not tidy") }
}

/// Prints what is wrong; whether nothing is.
pub fn report() -> anyhow::Result<bool> {
    let findings = findings(&load::load(&root())?);
    for finding in &findings {
        println!("{finding}");
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    println!("tidy: {} rules, {errors} broken places, {} warnings", RULES.len(), findings.len() - errors);
    Ok(errors == 0)
}

/// What all rules find, without the listed exceptions.
fn findings(tree: &Tree) -> Vec<Finding> {
    let found = RULES.iter().flat_map(|rule| rule(tree)).collect();
    exceptions::apply(exceptions::EXCEPTIONS, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let tree = load::load(&root()).unwrap();
        for room in layers::ROOMS {
            let found = tree.crates.iter().find(|this| this.name == room.name);
            let folder = &found.unwrap_or_else(|| panic!("{} has a room and no crate", room.name)).folder;
            assert!(tree.rust(folder).next().is_some(), "no source was loaded from {folder}");
        }
        assert!(!tree.packages.is_empty(), "no package was loaded, so no licence was checked");
        let errors: Vec<String> = findings(&tree)
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(ToString::to_string)
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
}
