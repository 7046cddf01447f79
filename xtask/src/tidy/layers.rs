//! Dependencies point downward only: the floors of the house, and who may stand on whom.

use super::finding::Finding;
use super::tree::Tree;

/// A crate and the crates of the house that it may name.
pub struct Room {
    /// The crate's name.
    pub name: &'static str,
    /// Whether it is free of input, output, clock and chance.
    pub pure: bool,
    /// What it may depend on, in the tests too.
    pub may_use: &'static [&'static str],
}

/// Every crate, the lowest first: each may use only what stands above it in this list.
pub const ROOMS: &[Room] = &[
    Room { name: "themeloom-text", pure: true, may_use: &[] },
    Room { name: "themeloom-study", pure: true, may_use: &["themeloom-text"] },
    Room { name: "themeloom-analysis", pure: true, may_use: &["themeloom-text", "themeloom-study"] },
    Room {
        name: "themeloom-import",
        pure: true,
        may_use: &["themeloom-text", "themeloom-study", "themeloom-analysis"],
    },
    Room {
        name: "themeloom-report",
        pure: true,
        may_use: &["themeloom-text", "themeloom-study", "themeloom-analysis"],
    },
    Room { name: "themeloom-store", pure: false, may_use: &[] },
    Room {
        name: "themeloom-app",
        pure: false,
        may_use: &[
            "themeloom-text",
            "themeloom-study",
            "themeloom-analysis",
            "themeloom-import",
            "themeloom-report",
            "themeloom-store",
        ],
    },
    Room { name: "themeloom-wire", pure: false, may_use: &["themeloom-app"] },
    Room { name: "themeloom-server", pure: false, may_use: &["themeloom-app", "themeloom-wire"] },
    Room { name: "themeloom", pure: false, may_use: &["themeloom-app", "themeloom-server"] },
    Room { name: "themeloom-bench", pure: false, may_use: &["themeloom-app"] },
    Room { name: "themeloom-fuzz", pure: false, may_use: &["themeloom-app"] },
    Room { name: "xtask", pure: false, may_use: &[] },
];

/// Finds crates without a room, and dependencies that point upward or sideways.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for this in &tree.crates {
        let manifest = format!("{}/Cargo.toml", this.folder);
        let mut add = |wrong, advice| found.push(Finding::error("layers", &manifest, 1, wrong, advice));
        let Some(room) = ROOMS.iter().find(|room| room.name == this.name) else {
            add(
                format!("{} has no room in the house", this.name),
                "talk about the house first, then add it to docs/architecture.md and xtask/src/tidy/layers.rs",
            );
            continue;
        };
        for dependency in this.dependencies.iter().map(|dependency| dependency.name.as_str()) {
            let ours = tree.crates.iter().any(|other| other.name == dependency);
            if ours && !room.may_use.contains(&dependency) {
                add(
                    format!("{} may not depend on {dependency}", this.name),
                    "dependencies point downward only: move the code to the lower crate, or pass the value in",
                );
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrongs(tree: &Tree) -> Vec<String> {
        check(tree).into_iter().map(|finding| finding.wrong).collect()
    }

    #[test]
    fn the_list_itself_points_downward() {
        for (index, room) in ROOMS.iter().enumerate() {
            let lower: Vec<&str> = ROOMS[..index].iter().map(|room| room.name).collect();
            assert!(room.may_use.iter().all(|name| lower.contains(name)), "{}", room.name);
        }
    }

    #[test]
    fn a_pure_crate_never_uses_one_that_is_not() {
        for room in ROOMS.iter().filter(|room| room.pure) {
            let pure = |name: &&str| ROOMS.iter().any(|other| other.name == *name && other.pure);
            assert!(room.may_use.iter().all(pure), "{}", room.name);
        }
    }

    #[test]
    fn an_upward_dependency_is_caught() {
        let tree = Tree::default()
            .with_crate("themeloom-text", &["regex", "themeloom-study"])
            .with_crate("themeloom-study", &["themeloom-text"]);
        assert_eq!(wrongs(&tree), ["themeloom-text may not depend on themeloom-study"]);
    }

    #[test]
    fn formats_never_depend_on_formats() {
        let tree = Tree::default()
            .with_crate("themeloom-import", &["themeloom-report"])
            .with_crate("themeloom-report", &["themeloom-import"]);
        assert_eq!(wrongs(&tree).len(), 2);
    }

    #[test]
    fn a_crate_without_a_room_is_caught() {
        assert_eq!(
            wrongs(&Tree::default().with_crate("themeloom-utils", &[])),
            ["themeloom-utils has no room in the house"]
        );
    }
}
