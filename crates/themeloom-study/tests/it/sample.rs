//! One change of every kind, the same on every run.

use themeloom_study::{Change, ChangeId, Edit, Op, Study};

use crate::generate::{Writer, world_of};
use crate::kinds::KINDS;
use crate::ops;

/// A small study, and a change of every kind made to it.
pub fn one_of_every_kind() -> (Study, Vec<Change>) {
    let mut writer = world_of(1, &[], &[0], 2).writers.remove(0);
    let n_common = writer.log.len();
    // Somebody who had not seen the name, so that there is a conflict to settle.
    let naming = Edit::new("unseen".to_owned(), "Value in care".to_owned());
    writer.write(Op::NameStudy(Edit::new(String::new(), "Value".to_owned())));
    writer.write(Op::NameStudy(naming));
    let last = |kind: &&&str| **kind == "Erase";
    for kind in KINDS.iter().filter(|kind| !last(kind)).chain(KINDS.iter().filter(last)) {
        write(&mut writer, kind);
    }
    (writer.study, writer.log.split_off(n_common + 2))
}

fn write(writer: &mut Writer, kind: &str) {
    let op = (1..999).find_map(|seed| ops::make(kind, &writer.study, seed));
    let op = op.unwrap_or_else(|| panic!("nothing to do {kind} with"));
    writer.write(op);
}

/// The number that only the golden file gives: the id and stamp that an envelope would hold.
pub fn header(change: &Change) -> [u8; 20] {
    let mut bytes = [0; 20];
    bytes[..12].copy_from_slice(&change.id.to_bytes());
    bytes[12..].copy_from_slice(&change.stamp.0.to_le_bytes());
    bytes
}

/// The id and stamp in a header.
pub fn read_header(bytes: [u8; 20]) -> (ChangeId, themeloom_study::Stamp) {
    let id = ChangeId::from_bytes(bytes[..12].try_into().unwrap());
    (id, themeloom_study::Stamp(u64::from_le_bytes(bytes[12..].try_into().unwrap())))
}
