//! The code map of docs/architecture.md names every crate, and every crate that it names exists.

use super::finding::Finding;
use super::tree::Tree;

const MAP: &str = "docs/architecture.md";

/// Compares the code map with the crates, both ways.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let add = |line, wrong, advice| Finding::error("code-map", MAP, line, wrong, advice);
    let named = tree.file(MAP).map(|file| names(&file.text)).unwrap_or_default();
    if named.is_empty() {
        let wrong = "there is no section \"Code map\" that names the crates".to_owned();
        return vec![add(1, wrong, "write it: one entry for each crate, with what it is for")];
    }
    let missing = tree.crates.iter().filter(|this| named.iter().all(|(_, name)| *name != this.name));
    let gone = named.iter().filter(|(_, name)| tree.crates.iter().all(|this| this.name != *name));
    let missing =
        missing.map(|this| add(1, format!("the code map lacks {}", this.name), "add an entry for it"));
    let gone = gone.map(|(line, name)| {
        add(
            *line,
            format!("the code map names {name}, which does not exist"),
            "take it out, or mend its name",
        )
    });
    missing.chain(gone).collect()
}

/// The names of crates in the section, with their lines.
fn names(text: &str) -> Vec<(usize, &str)> {
    let mut named = Vec::new();
    let mut section = None;
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        fenced ^= line.starts_with("```");
        let level = if fenced { 0 } else { line.len() - line.trim_start_matches('#').len() };
        if level > 0 {
            let is_map = line.to_lowercase().contains("code map");
            section = if is_map { Some(level) } else { section.filter(|outer| level > *outer) };
        } else if section.is_some() {
            let words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
            let ours = words
                .filter(|word| *word == "xtask" || *word == "themeloom" || word.starts_with("themeloom-"));
            named.extend(ours.map(|word| (index + 1, word)));
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrongs(map: &str) -> Vec<String> {
        let tree =
            Tree::of_files(&[(MAP, map)]).with_crate("themeloom", &[]).with_crate("themeloom-text", &[]);
        check(&tree).into_iter().map(|finding| finding.wrong).collect()
    }

    #[test]
    fn a_map_that_names_every_crate_is_good() {
        let map = "# House\nthemeloom-old was here\n## Code map\n### Core\n- `crates/themeloom-text`: words\n- `themeloom`\n## Next\nxtask\n";
        assert_eq!(wrongs(map), Vec::<String>::new());
    }

    #[test]
    fn a_map_that_drifted_is_caught_both_ways() {
        let map = "## Code map\n```\n# themeloom-texts\n```\n`themeloom`\n";
        assert_eq!(
            wrongs(map),
            ["the code map lacks themeloom-text", "the code map names themeloom-texts, which does not exist"]
        );
    }

    #[test]
    fn a_missing_map_is_caught() {
        assert_eq!(wrongs("# House\n").len(), 1);
    }
}
