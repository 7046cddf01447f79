//! Words planted in every text of a study.

use std::path::Path;

use themeloom_bench::torture::{Effort, canaries};

#[test]
fn no_word_of_a_study_lies_open_in_its_files_and_an_erased_persons_are_gone() {
    let folder = tempfile::tempdir().unwrap();
    let said = canaries::run(Path::new(""), folder.path(), Effort::QUICK).unwrap();
    assert!(said.contains("none found") && said.ends_with("all gone"), "{said}");
}
