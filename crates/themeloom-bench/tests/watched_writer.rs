//! What needs a second program: a writer that strace watches. Where strace is missing or may not
//! watch, the reason is printed and nothing is asserted.

use std::path::Path;

use themeloom_bench::torture::{Effort, fsync_order, power_cut};

const SMALL: Effort = Effort { commits: 4, stride: 23, ..Effort::QUICK };

/// The program whose `--write-some` is watched.
fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_torture"))
}

fn tell(said: &str, expected: &str) {
    println!("{said}");
    assert!(said.starts_with("NOT DONE: ") || said.contains(expected), "{said}");
}

#[test]
fn nothing_is_acknowledged_before_the_disk_holds_it() {
    let folder = tempfile::tempdir().unwrap();
    tell(&fsync_order::run(program(), folder.path(), SMALL).unwrap(), "Dropbox: 10 acknowledgements after");
}

#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    tell(&power_cut::run(program(), folder.path(), SMALL).unwrap(), "10 acknowledgements, 0 lost");
}
