//! Each dependency stands once in the root Cargo.toml, is used, and has its reason in docs/dependencies.md.

use super::finding::Finding;
use super::tree::Tree;

const MANIFEST: &str = "Cargo.toml";
const REASONS: &str = "docs/dependencies.md";

/// Compares the manifests with the list of reasons, both ways.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let listed = tree.file(MANIFEST).map(|file| listed(&file.text)).unwrap_or_default();
    let reasons = tree.file(REASONS).map(|file| reasons(&file.text)).unwrap_or_default();
    let has = |list: &[(usize, &str)], wanted: &str| list.iter().any(|(_, name)| *name == wanted);
    let add = |path: &str, line, wrong, advice| Finding::error("dependencies", path, line, wrong, advice);
    let mut found = Vec::new();
    for (line, name) in &listed {
        if !has(&reasons, name) {
            let wrong = format!("{name} has no reason in {REASONS}");
            found.push(add(MANIFEST, *line, wrong, "add a line there: - `name`: why we take it"));
        }
        if !tree.crates.iter().any(|this| this.dependencies.iter().any(|dependency| dependency.name == *name))
        {
            found.push(add(MANIFEST, *line, format!("no crate uses {name}"), "take it out"));
        }
    }
    for (line, name) in reasons.iter().filter(|(_, name)| !has(&listed, name)) {
        found.push(add(REASONS, *line, format!("{name} is not in the root Cargo.toml"), "take the line out"));
    }
    for this in &tree.crates {
        let ours = |wanted: &str| tree.crates.iter().any(|other| other.name == wanted);
        let names = this.dependencies.iter().map(|dependency| dependency.name.as_str());
        for name in names.filter(|name| !ours(name) && !has(&listed, name)) {
            let wrong = format!("{name} is not in [workspace.dependencies] of the root Cargo.toml");
            found.push(add(
                &format!("{}/Cargo.toml", this.folder),
                1,
                wrong,
                "add it there and write name.workspace = true",
            ));
        }
    }
    found
}

/// The packages of others in `[workspace.dependencies]`, with their lines.
fn listed(manifest: &str) -> Vec<(usize, &str)> {
    let numbered = manifest.lines().enumerate().map(|(index, line)| (index + 1, line));
    let after = numbered.skip_while(|(_, line)| *line != "[workspace.dependencies]").skip(1);
    let section = after.take_while(|(_, line)| !line.starts_with('['));
    let others = section.filter(|(_, line)| !line.contains("path = "));
    others.filter_map(|(number, line)| line.split_once([' ', '=']).map(|(name, _)| (number, name))).collect()
}

/// The packages that have a reason, with their lines.
fn reasons(text: &str) -> Vec<(usize, &str)> {
    let reason = |line| {
        let (name, why) = str::strip_prefix(line, "- `")?.split_once("`: ")?;
        (!why.trim().is_empty()).then_some(name)
    };
    text.lines().enumerate().filter_map(|(index, line)| reason(line).map(|name| (index + 1, name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "[workspace.dependencies]\nthemeloom-a = { path = \"a\" }\n\ncsv = \"1\"\nregex = { version = \"1\" }\n[profile]\nx = 1\n";

    fn wrongs(reasons: &str, uses: &[&str]) -> Vec<String> {
        let tree = Tree::of_files(&[(MANIFEST, CARGO), (REASONS, reasons)]).with_crate("themeloom-a", uses);
        check(&tree).into_iter().map(|finding| finding.wrong).collect()
    }

    #[test]
    fn a_list_that_agrees_is_good() {
        assert_eq!(wrongs("- `csv`: tables.\n- `regex`: search.\n", &["csv", "regex"]), Vec::<String>::new());
    }

    #[test]
    fn a_missing_and_a_left_over_reason_are_caught() {
        assert_eq!(
            wrongs("- `csv`: tables.\n- `sqlx`: rows.\n", &["csv", "regex"]),
            ["regex has no reason in docs/dependencies.md", "sqlx is not in the root Cargo.toml"]
        );
    }

    #[test]
    fn an_unused_and_an_unlisted_dependency_are_caught() {
        assert_eq!(
            wrongs("- `csv`: tables.\n- `regex`: search.\n", &["csv", "rand"]),
            ["no crate uses regex", "rand is not in [workspace.dependencies] of the root Cargo.toml"]
        );
    }
}
