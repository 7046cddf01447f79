//! What is kept of fuzzing: every file of the corpora, and every one that once broke a reader.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

use std::path::PathBuf;

use themeloom_fuzz::{TARGETS, target};

/// The files kept for each target in a folder, as (target, file).
fn kept(folder: &str) -> Vec<(String, PathBuf)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(targets) = std::fs::read_dir(&folder) else { return Vec::new() };
    let mut all = Vec::new();
    for target in targets.map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
        let name = target.file_name().into_string().unwrap();
        for file in std::fs::read_dir(target.path()).unwrap() {
            all.push((name.clone(), file.unwrap().path()));
        }
    }
    all.sort();
    all
}

#[test]
fn every_file_that_is_kept_goes_through_its_target() {
    for (name, file) in kept("corpus").into_iter().chain(kept("mended")) {
        let run = target(&name).unwrap_or_else(|| panic!("there is no target {name}"));
        run(&std::fs::read(&file).unwrap());
    }
}

#[test]
fn every_target_has_a_corpus() {
    let kept = kept("corpus");
    for (name, _) in TARGETS {
        assert!(kept.iter().any(|(of, _)| of == name), "no file in corpus/{name}");
    }
}
