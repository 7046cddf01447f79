//! The door for documents: bytes in, text with turns, speakers and notes out.
//!
//! It touches no disk: the application reads files and hands over their names and bytes. What it
//! gives is complete or an error; what a damaged or unusual file lost, and what was changed on the
//! way, stands in the notes. Imported files are hostile until shown otherwise: see [`Limits`].
//!
//! It depends on `themeloom-text` for text and turns and on `themeloom-study` for the values that
//! a protocol and the tables of a study are read into. One file per format; formats never depend on
//! formats.
//!
//! Start reading at `open.rs`, then one of the readers (`txt.rs`, `docx/`, `odt/`, `rtf/`, `html/`, `pdf/`,
//! `turns_csv.rs`, `vtt.rs`, `srt.rs`, `sbv.rs`, `transcript_json/`, `elan/`, `textgrid.rs`; `recording.rs` tells
//! recordings apart and reads none). Studies of other programs come in by `open_study.rs` (`foreign/`, `refi/`).
//! Spreadsheets that people keep (`sheet/`) are told apart by `recognise_sheet.rs`.
//! What Themeloom itself wrote is known by its heads in `our_tables.rs`.
//! Tables of a study (codebook, codings, cells, memos) stand on `table.rs`;
//! files of settings (protocol, sample study) on `toml_file.rs`.

mod about_turns;
mod archive;
mod blocks;
mod cells_csv;
mod code_path;
mod codebook_csv;
mod codebook_docx;
mod codebook_headings;
mod codebook_sheet;
mod codebook_study;
mod codings_csv;
mod cues;
mod document;
mod docx;
mod draft;
mod elan;
mod emphasis;
mod encodings;
mod entities;
mod error;
mod first_impressions_csv;
mod foreign;
mod html;
mod limits;
mod mapping;
mod matrix_sheet;
mod md;
mod memos_csv;
mod note;
mod odt;
mod open;
mod open_study;
mod other_kinds;
mod our_cases;
mod our_codebook;
mod our_tables;
mod paragraphs;
mod pdf;
mod people_csv;
mod problem;
mod protocol;
mod qualcoder;
mod recognise;
mod recognise_sheet;
mod recording;
mod records;
mod refi;
mod rtf;
mod said;
mod sample_toml;
mod sbv;
mod segments_sheet;
mod segments_study;
mod sheet;
mod speakers;
mod srt;
mod styles;
mod survey;
mod survey_heads;
mod table;
mod taguette;
mod tally;
mod textgrid;
mod times;
mod toml_file;
mod transcript;
mod transcript_json;
mod turns_csv;
mod txt;
mod vtt;
mod word_count;
mod written;
mod xml;

pub use archive::Archive;
pub use cells_csv::{CellRow, CellState, read_cells};
pub use codebook_csv::{CodebookRow, read_codebook, write_codebook};
pub use codebook_sheet::read_codebook_sheet;
pub use codings_csv::{CodingRow, read_codings};
pub use document::{Aside, AsideKind, DocumentKind, Guess, ImportedDocument, Speaker, SpeakerIdx, Turn};
pub use error::{Excess, Expected, ImportError, Place};
pub use first_impressions_csv::{FirstImpressionRow, read_first_impressions};
pub use foreign::{
    Anchoring, AttributeIdx, CaseIdx, CodeIdx, CoderIdx, CodingIdx, Counted, ForeignAttribute, ForeignCase,
    ForeignCell, ForeignCode, ForeignCoding, ForeignMemo, ForeignRecording, ForeignSegment, ForeignSource,
    ForeignStudy, ForeignTarget, LineEnd, Loss, PositionUnit, Positions, Said, SourceIdx, StudyKind,
    recognise_study,
};
pub use limits::Limits;
pub use mapping::{Mapping, SpeakerCase, map_speakers, participants_from_name, read_mapping};
pub use matrix_sheet::read_matrix_sheet;
pub use memos_csv::{MemoAbout, MemoRow, read_memos};
pub use note::{Changed, NotRead, Note, Recognised};
pub use open::open_document;
pub use open_study::{open_codebook, open_study, open_table};
pub use people_csv::{
    AttributeCell, IdentityRow, PeopleKind, PeopleRow, PeopleTable, read_identities, read_people,
    write_people,
};
pub use problem::RowProblem;
pub use protocol::read_protocol;
pub use qualcoder::read_qualcoder;
pub use recognise_sheet::{RecognisedSheet, SheetKind, recognise_sheet};
pub use recording::recognise_recording;
pub use refi::{ForeignCodebook, read_qdc, read_qdpx, write_qdc, write_qdpx};
pub use sample_toml::{
    SampleCoder, SampleConsent, SampleEvidence, SampleExemplar, SampleFinding, SampleJudgement,
    SampleOrganisation, SampleParticipant, SamplePassage, SampleRecommendation, SampleStudy, SampleTheme,
    SampleWithdrawal, read_findings, read_recommendations, read_study, read_themes,
};
pub use segments_sheet::{CodedSegments, SegmentRow, read_segments_sheet};
pub use survey::read_survey;
pub use table::{Numbered, Rows};
pub use taguette::read_taguette;
