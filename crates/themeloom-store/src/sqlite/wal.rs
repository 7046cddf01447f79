//! Looking at a write-ahead log that a crash left behind, to tell what it lost.
//!
//! SQLite recovers by itself and drops what follows the last commit without a word; we say it.
//! The layout is that of <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>: a header of
//! 32 bytes, then frames of 24 bytes and a page each. Frames whose salts differ from the header's are
//! leftovers of an earlier round and no loss.

use std::path::Path;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// How many bytes after the last commit belong to a write that was not finished; 0 where the log is
/// whole, empty or missing.
pub(super) fn unfinished_bytes(study: &Path) -> u64 {
    let mut name = study.as_os_str().to_owned();
    name.push("-wal");
    std::fs::read(Path::new(&name)).map_or(0, |wal| unfinished(&wal).unwrap_or(0))
}

fn unfinished(wal: &[u8]) -> Option<u64> {
    if wal.is_empty() {
        return Some(0);
    }
    let Some(header) = wal.first_chunk::<HEADER>().filter(|header| is_header(header)) else {
        return Some(wal.len() as u64);
    };
    let big_endian = header[3] & 1 == 1;
    let page = usize::try_from(word(header, 8)?).ok()?;
    let mut sums = checksum(big_endian, (0, 0), header.get(..24)?);
    let (mut committed, mut place) = (HEADER, HEADER);
    while let Some(frame) = wal.get(place..).filter(|rest| !rest.is_empty()) {
        if frame.get(8..16).is_some_and(|salts| Some(salts) != header.get(16..24)) {
            break;
        }
        place = wal.len().min(place + FRAME_HEADER + page);
        let Some(sum) = frame_sum(frame, page, big_endian, sums) else { continue };
        if sum != (word(frame, 16)?, word(frame, 20)?) {
            break;
        }
        sums = sum;
        if word(frame, 4)? != 0 {
            committed = place;
        }
    }
    Some((place - committed) as u64)
}

fn is_header(header: &[u8; HEADER]) -> bool {
    header.starts_with(&[0x37, 0x7f, 0x06, 0x82]) || header.starts_with(&[0x37, 0x7f, 0x06, 0x83])
}

fn frame_sum(frame: &[u8], page: usize, big_endian: bool, before: (u32, u32)) -> Option<(u32, u32)> {
    let content = frame.get(FRAME_HEADER..FRAME_HEADER + page)?;
    Some(checksum(big_endian, checksum(big_endian, before, frame.get(..8)?), content))
}

fn checksum(big_endian: bool, (mut s0, mut s1): (u32, u32), bytes: &[u8]) -> (u32, u32) {
    let read = if big_endian { u32::from_be_bytes } else { u32::from_le_bytes };
    for [a, b, c, d, e, f, g, h] in bytes.as_chunks::<8>().0 {
        s0 = s0.wrapping_add(read([*a, *b, *c, *d])).wrapping_add(s1);
        s1 = s1.wrapping_add(read([*e, *f, *g, *h])).wrapping_add(s0);
    }
    (s0, s1)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}
