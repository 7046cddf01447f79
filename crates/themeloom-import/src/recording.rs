//! Recordings, told apart by how their bytes begin, whatever the file is called.

use themeloom_study::source::RecordingKind;

/// What kind of recording the bytes are; nothing for what no browser plays.
#[must_use]
pub fn recognise_recording(bytes: &[u8]) -> Option<RecordingKind> {
    match bytes {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => Some(RecordingKind::Wav),
        [b'f', b'L', b'a', b'C', ..] => Some(RecordingKind::Flac),
        [b'O', b'g', b'g', b'S', ..] => Some(RecordingKind::Ogg),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => Some(RecordingKind::Webm),
        [_, _, _, _, b'f', b't', b'y', b'p', b'M', b'4', b'A' | b'B', ..] => Some(RecordingKind::M4a),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(RecordingKind::Mp4),
        [b'I', b'D', b'3', ..] => Some(RecordingKind::Mp3),
        // A frame of MPEG audio: eleven bits set, then layer II or III. Raw AAC has none, and the mark of
        // UTF-16 would be layer I.
        [0xff, second, ..] if second & 0xe0 == 0xe0 && matches!(second & 0x06, 0x02 | 0x04) => {
            Some(RecordingKind::Mp3)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_told_by_its_bytes() {
        let begins: [(&[u8], Option<RecordingKind>); 9] = [
            (b"RIFF\x24\0\0\0WAVEfmt ", Some(RecordingKind::Wav)),
            (b"\0\0\0\x20ftypM4A \0\0\0\0", Some(RecordingKind::M4a)),
            (b"\0\0\0\x20ftypisom\0\0\0\0", Some(RecordingKind::Mp4)),
            (b"ID3\x04\0", Some(RecordingKind::Mp3)),
            (b"\xff\xfb\x90\0", Some(RecordingKind::Mp3)),
            (b"OggS\0", Some(RecordingKind::Ogg)),
            (b"\xff\xf1\x50\x80", None),
            (b"\xff\xfeP\x000\x001\0", None),
            (b"", None),
        ];
        for (bytes, kind) in begins {
            assert_eq!(recognise_recording(bytes), kind, "{bytes:?}");
        }
    }
}
