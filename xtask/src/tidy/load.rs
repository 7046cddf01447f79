//! Reads the [`Tree`] from the disk and from `cargo metadata`.

use super::tree::{Crate, Dependency, File, Package, Tree};
use anyhow::Context;
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Node, PackageId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a text file's name may end in.
const ENDINGS: &[&str] = &["rs", "toml", "md", "sh", "yml", "yaml", "snap", "new"];

/// Hidden files and folders that belong to the house.
const HIDDEN: &[&str] = &[".ci", ".cargo"];

/// Loads the repository at `root`.
pub fn load(root: &Path) -> anyhow::Result<Tree> {
    let metadata = MetadataCommand::new().manifest_path(root.join("Cargo.toml")).exec()?;
    let mut tree = Tree::default();
    read_folder(root, "", &mut tree.files)?;
    tree.files.sort_by(|a, b| a.path.cmp(&b.path));
    read_metadata(&metadata, &mut tree);
    Ok(tree)
}

fn read_folder(root: &Path, folder: &str, files: &mut Vec<File>) -> anyhow::Result<()> {
    let here = root.join(folder);
    for entry in std::fs::read_dir(&here).with_context(|| format!("cannot list {}", here.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if name.starts_with('.') && !HIDDEN.contains(&name.as_str()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules") {
                read_folder(root, &path, files)?;
            }
        } else if folder == ".ci"
            || name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
        {
            let text =
                std::fs::read_to_string(entry.path()).with_context(|| format!("cannot read {path}"))?;
            files.push(File::new(&path, &text));
        }
    }
    Ok(())
}

fn read_metadata(metadata: &Metadata, tree: &mut Tree) {
    let nodes: BTreeMap<&PackageId, &Node> =
        metadata.resolve.iter().flat_map(|resolve| &resolve.nodes).map(|node| (&node.id, node)).collect();
    let packages: BTreeMap<&PackageId, &cargo_metadata::Package> =
        metadata.packages.iter().map(|package| (&package.id, package)).collect();
    let mut shipped = BTreeSet::new();
    for member in metadata.workspace_packages() {
        let reached = reach(&member.id, &nodes);
        let name = |id: &&PackageId| packages.get(id).map(|package| package.name.to_string());
        tree.crates.push(read_crate(metadata, member, reached.iter().filter_map(name).collect()));
        shipped.extend(reached);
    }
    tree.crates.sort_by(|a, b| a.name.cmp(&b.name));
    let others = shipped.iter().filter_map(|id| packages.get(id)).filter(|package| package.source.is_some());
    tree.packages.extend(others.map(|package| Package {
        name: package.name.to_string(),
        version: package.version.to_string(),
        licence: package.license.clone(),
    }));
}

fn read_crate(metadata: &Metadata, member: &cargo_metadata::Package, reaches: Vec<String>) -> Crate {
    let folder =
        member.manifest_path.parent().and_then(|folder| folder.strip_prefix(&metadata.workspace_root).ok());
    Crate {
        name: member.name.to_string(),
        folder: folder.map(|folder| folder.as_str().replace('\\', "/")).unwrap_or_default(),
        dependencies: member.dependencies.iter().map(read_dependency).collect(),
        reaches,
    }
}

fn read_dependency(dependency: &cargo_metadata::Dependency) -> Dependency {
    Dependency { name: dependency.name.clone(), for_tests: dependency.kind == DependencyKind::Development }
}

/// Every package that normal and build dependencies lead to.
fn reach<'a>(start: &'a PackageId, nodes: &BTreeMap<&'a PackageId, &'a Node>) -> BTreeSet<&'a PackageId> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![start];
    while let Some(node) = waiting.pop().and_then(|id| nodes.get(id)) {
        for next in &node.deps {
            let ships = next.dep_kinds.iter().any(|kind| kind.kind != DependencyKind::Development);
            if ships && reached.insert(&next.pkg) {
                waiting.push(&next.pkg);
            }
        }
    }
    reached
}
