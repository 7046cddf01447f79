//! Links between the repository's papers lead somewhere.

use super::finding::Finding;
use super::tree::Tree;

/// Files that papers link to and that are not read into the tree.
const UNREAD: &[&str] = &["LICENSE-MIT", "LICENSE-APACHE"];

/// Finds links from one Markdown file to another that is not there.
///
/// Only papers and sources are looked at: a link to a picture or a folder is left alone.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with(".md")) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (index, line) in file.text.lines().enumerate() {
            for target in targets(line).filter(|target| is_paper(target)) {
                let path = resolve(folder, target);
                if tree.file(&path).is_none() && !UNREAD.contains(&path.as_str()) {
                    let wrong = format!("the link leads to {path}, which does not exist");
                    found.push(Finding::error(
                        "links",
                        &file.path,
                        index + 1,
                        wrong,
                        "mend the link, or write the file",
                    ));
                }
            }
        }
    }
    found
}

/// What the links of a line lead to, without the place inside the file.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let ends = line.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    ends.map(|(target, _)| target.split_once('#').map_or(target, |(file, _)| file))
}

fn is_paper(target: &str) -> bool {
    !target.contains("://")
        && (target.ends_with(".md") || target.ends_with(".rs") || target.contains("LICENSE"))
}

/// The path from the root of the repository of what a file in `folder` calls `target`.
fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_leads_nowhere_is_caught() {
        let text = "[a](b.md) [up](../README.md#top)\n[lost](gone.md), [web](https://a.org/x.md), [l](../LICENSE-MIT)\n";
        let tree = Tree::of_files(&[("docs/a.md", text), ("docs/b.md", ""), ("README.md", "[a](docs/a.md)")]);
        let places: Vec<_> = check(&tree).into_iter().map(|finding| (finding.line, finding.wrong)).collect();
        assert_eq!(places, [(2, "the link leads to docs/gone.md, which does not exist".to_owned())]);
    }
}
