//! Every crate begins by saying what it is for, what it may depend on, and where to start reading.

use super::finding::Finding;
use super::tree::Tree;

/// The least number of lines that can say so.
const LEAST: usize = 3;

/// Finds crates whose root says too little.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let roots = tree
        .crates
        .iter()
        .flat_map(|this| ["lib.rs", "main.rs"].map(|root| format!("{}/src/{root}", this.folder)));
    let files = roots.filter_map(|root| tree.file(&root));
    let documented = |text: &str| text.lines().take_while(|line| line.starts_with("//!")).count();
    files
        .filter_map(|file| {
            let lines = documented(&file.text);
            let wrong = format!("the crate's own documentation has {lines} lines, fewer than {LEAST}");
            let advice =
                "say at the top (`//!`) what it is for, what it may depend on, where to start reading";
            (lines < LEAST).then(|| Finding::error("crate-docs", &file.path, 1, wrong, advice))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_that_hardly_says_what_it_is_for_is_caught() {
        let short = ("crates/a/src/lib.rs", "//! A crate.\n\nmod b;\n");
        let good = ("crates/b/src/main.rs", "//! A.\n//!\n//! B.\nfn main() {}\n");
        let tree = Tree::of_files(&[short, good]).with_crate("a", &[]).with_crate("b", &[]);
        let paths: Vec<String> = check(&tree).into_iter().map(|finding| finding.path).collect();
        assert_eq!(paths, ["crates/a/src/lib.rs"]);
    }
}
