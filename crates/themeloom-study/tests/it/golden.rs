//! The log of every released version opens for ever: one change of every kind, as format 1 wrote it.
//!
//! Each change stands as the length of what follows, its id and stamp, and its bytes. A golden file is
//! never written again; a new kind of change comes with a file of its own.

use std::path::PathBuf;

use themeloom_study::log_format::{LogFormatError, decode, encode};
use themeloom_study::{Change, Stamp};

use crate::kinds::{KINDS, kind_of};
use crate::sample::{header, one_of_every_kind, read_header};

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join("golden").join("log-v1.bin")
}

fn framed(changes: &[Change]) -> Vec<u8> {
    let mut file = Vec::new();
    for change in changes {
        let bytes = encode(change).unwrap();
        file.extend(u32::try_from(20 + bytes.len()).unwrap().to_le_bytes());
        file.extend(header(change));
        file.extend(bytes);
    }
    file
}

fn unframed(mut file: &[u8]) -> Vec<Change> {
    let mut changes = Vec::new();
    while let Some((len, rest)) = file.split_first_chunk::<4>() {
        let (entry, rest) = rest.split_at(usize::try_from(u32::from_le_bytes(*len)).unwrap());
        let (header, bytes) = entry.split_first_chunk::<20>().unwrap();
        let (id, stamp) = read_header(*header);
        changes.push(decode(id, stamp, bytes).unwrap());
        file = rest;
    }
    changes
}

/// A missing file is written, to be looked at and committed; one that is there is never written over.
#[test]
fn a_log_written_now_has_the_bytes_of_the_golden_one() {
    let now = framed(&one_of_every_kind().1);
    let Ok(golden) = std::fs::read(path()) else {
        std::fs::write(path(), now).unwrap();
        panic!("the golden log was missing and was written anew: look at it, then commit it");
    };
    assert_eq!(now, golden);
}

#[test]
fn the_golden_log_holds_every_kind_of_change_and_reads_as_it_always_did() {
    let changes = unframed(&std::fs::read(path()).unwrap());
    let kinds: Vec<&str> = changes.iter().map(|change| kind_of(&change.op)).collect();
    let missing: Vec<_> = KINDS.iter().filter(|kind| !kinds.contains(kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    insta::assert_debug_snapshot!(changes);
}

#[test]
fn the_golden_log_is_written_with_the_same_bytes() {
    let file = std::fs::read(path()).unwrap();
    assert_eq!(framed(&unframed(&file)), file);
}

#[test]
fn a_change_of_a_newer_format_says_which_it_needs() {
    let change = &one_of_every_kind().1[0];
    let mut bytes = encode(change).unwrap();
    bytes[..2].copy_from_slice(&7u16.to_le_bytes());
    assert_eq!(decode(change.id, Stamp(1), &bytes), Err(LogFormatError::Newer { needed: 7 }));
    bytes[..2].copy_from_slice(&[0, 0]);
    assert_eq!(decode(change.id, Stamp(1), &bytes), Err(LogFormatError::Damaged));
}
