//! Every message, as a person reads it.

use std::io::ErrorKind;

use themeloom_store::{
    BlobAddress, EnvelopeId, Flaw, Head, KeyId, Note, Part, Sequence, StoreError, SubjectId,
};

#[test]
fn every_message_says_what_where_and_what_to_do() {
    let path = || "ward.loom".into();
    let id = EnvelopeId { replica: 0xAB, counter: 7 };
    let grown = Head { sequence: Sequence(9), ..Head::EMPTY };
    let mut messages: Vec<String> = [
        StoreError::Missing { path: path() },
        StoreError::Exists { path: path() },
        StoreError::NotAStudy { path: path() },
        StoreError::Corrupted { path: path(), cause: "x".into() },
        StoreError::NewerFormat { path: path(), found: 2, known: 1 },
        StoreError::ReadOnly { path: path() },
        StoreError::OpenedForReading,
        StoreError::InUse { path: path(), by: "Themeloom on ward-pc since 09:12".into() },
        StoreError::File { doing: "write", path: path(), cause: ErrorKind::StorageFull.into() },
        StoreError::Stream { doing: "write", cause: ErrorKind::StorageFull.into() },
        StoreError::Backend { doing: "write the changes", cause: "x".into() },
        StoreError::HeadMoved { expected: Head::EMPTY, found: grown },
        StoreError::BrokenChain { id },
        StoreError::WrongPassphrase,
        StoreError::RecoveryCodeMistyped,
        StoreError::PassphraseNeeded,
        StoreError::NoSuchSlot,
        StoreError::LastSlot,
        StoreError::SlotExists,
        StoreError::IdentityLocked,
        StoreError::SubjectErased { subject: SubjectId([1; 16]) },
        StoreError::MissingKey { key: KeyId([2; 16]) },
        StoreError::MissingBlob { address: BlobAddress([3; 32]) },
        StoreError::OtherStudy,
        StoreError::Forked { id },
        StoreError::StreamTooShort,
        StoreError::NotAStream,
        StoreError::DamagedStream { offset: 1024 },
        StoreError::NoRandomness,
        StoreError::Derivation { memory_kib: 65_536 },
        StoreError::NotAPrintedHead,
    ]
    .iter()
    .map(ToString::to_string)
    .collect();
    let flaws = [Flaw::Content, Flaw::Chain, Flaw::Gap, Flaw::Seal, Flaw::Key];
    let damaged = |why| StoreError::Damaged { sequence: Sequence(12), id, why }.to_string();
    messages.extend(flaws.map(damaged));
    let parts = [
        Part::Blob(BlobAddress([3; 32])),
        Part::Snapshot,
        Part::Key(KeyId([2; 16])),
        Part::Slot,
        Part::Head,
        Part::Chains,
    ];
    messages.extend(parts.map(|what| StoreError::DamagedPart { what }.to_string()));
    let notes = [
        Note::UnfinishedWrite { bytes: 512 },
        Note::SharedFolder { kind: "OneDrive".into() },
        Note::NoLocks,
        Note::HeadDiffers { sealed: 9, found: 7 },
        Note::Unprotected,
    ];
    messages.extend(notes.iter().map(|note| format!("note: {note}")));
    insta::assert_snapshot!(messages.join("\n"));
}
