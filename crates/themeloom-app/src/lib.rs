//! The use cases: what a person can do with a study, one file each, shared by every edge.
//!
//! This crate opens studies, works out who may do what, turns what a person wants into changes,
//! commits them, and follows the log. It depends on the store and on the doors, and on everything
//! below; the command line and the server depend on it and on nothing else. It never prints.
//!
//! Where to start: [`open`] and [`OpenStudy::commit`]; [`create`] begins a study; then one use case,
//! say `apply_code.rs`. [`AppError::explain`] is the error desk.

mod account;
mod apply_code;
mod archive;
mod begin_from;
mod chart_cell;
mod clock;
mod code_passage;
mod comment;
mod correct_text;
mod create_study;
mod desk;
mod draft;
mod edit_code;
mod edit_codebook;
mod edit_coding;
mod edit_findings;
mod edit_people;
mod edit_source;
mod erase_participant;
mod error;
mod export;
mod export_codebook;
mod export_report;
mod export_spss;
mod export_tables;
mod export_transcripts;
mod file_names;
mod files;
mod fill_worksheet;
mod find_segments;
mod follow_log;
mod hand_out;
mod hand_over;
mod history;
mod import_source;
mod join_codings;
mod keep_asides;
mod keep_recording;
mod keep_safe;
mod key_slots;
mod log_times;
mod make_sample_study;
mod merge_studies;
mod name_milestone;
mod number_codes;
mod open;
mod record_identity;
mod record_people;
mod replay;
mod resolve;
mod restate;
mod search_sources;
mod settle_conflict;
mod split_coding;
mod state_findings;
mod study_folder;
mod take_people;
mod take_study;
mod taking;
mod telling;
mod templates;
mod undo;
mod who_works;
mod whole_study;
mod words;
mod write_cell;
mod write_memo;

pub use apply_code::{CodedHits, CodedRows, code, locate};
pub use archive::{archive, uncode};
pub use begin_from::{PLAIN_TEMPLATE, begin_from};
pub use chart_cell::{Charted, chart};
pub use clock::{Clock, day, minute, system, utc};
pub use code_passage::{code_passage, code_with_new};
pub use comment::{comment, comments_waiting_for, resolve_comment, rewrite_comment};
pub use correct_text::correct;
pub use create_study::{NewStudy, create};
pub use desk::{Explained, Kind};
pub use draft::Draft;
pub use edit_code::{CodeWanted, add_code, edit_code, merge_code_into};
pub use edit_codebook::CodebookTaken;
pub use edit_coding::{CodingWanted, edit_coding};
pub use edit_findings::{
    FindingWanted, RecommendationWanted, ThemeWanted, edit_evidence, edit_finding, edit_recommendation,
    edit_theme,
};
pub use edit_people::{add_case, edit_case, edit_participant, rename_organisation, set_attribute};
pub use edit_source::{map_speaker, rename_source};
pub use erase_participant::ErasedParticipant;
pub use error::{AppError, Result};
pub use export::{Export, ExportFile, ExportTo, ExportWanted, ExportWritten};
pub use export_report::{ReportFile, ReportFormat, ReportWanted, Written, hand_out_codebook, write_codebook};
pub use export_tables::TableWanted;
pub use files::{expand, read as read_file};
pub use fill_worksheet::{add_element, edit_element, rename_dimension};
pub use follow_log::CommittedBatch;
pub use history::Entry;
pub use import_source::{Imported, ReadDocument, ReadDocuments, ValueWanted, read_bytes, read_document};
pub use join_codings::join_codings;
pub use keep_recording::take_recording_away;
pub use keep_safe::{BackedUp, Checked, restore};
pub use make_sample_study::{Progress, SAMPLE_FILE, SampleMade, make_sample};
pub use merge_studies::{ConflictInWords, Merged, missing};
pub use name_milestone::name_milestone;
pub use number_codes::place_code;
pub use open::{OpenOptions, OpenStudy, needs_passphrase, open};
pub use record_identity::IdentitySaid;
pub use record_people::{
    NewOrganisation, NewParticipant, add_organisation, add_participant, calendar_day, consent_mode,
    consent_state, judge, record_consent, record_withdrawal, set_attributes, withdrawal_level,
};
pub use search_sources::Hit;
pub use split_coding::split_coding;
pub use state_findings::{NewTheme, add_evidence, add_finding, add_recommendation, add_theme};
pub use study_folder::{STUDY_ENDING, StudyFile, is_protected, study_file, study_files};
pub use take_people::{PeopleTaken, TakePeople};
pub use take_study::{Placement, StudyTaken, holds, read_studies, read_study_bytes, read_table};
pub use undo::Undone;
pub use who_works::{Credentials, coder_called, name_of};
pub use whole_study::{WholeFrom, WholeStudy, hold_whole_study, is_whole_study, take_whole_study};
pub use write_cell::{CellWritten, write_cell};
pub use write_memo::{
    discuss, first_impression, rewrite_memo, set_stage, stop_discussing, target, write_memo,
};

pub mod people {
    //! From the names that people give to the things that they mean.
    pub use crate::resolve::{case, codable, code, coder, organisation, participant, source};
}
pub mod study_templates {
    //! Study templates: those that come with the program, and those that people keep in files.
    pub use crate::templates::{copy, find, names, text};
}

pub use themeloom_analysis as analysis;
pub use themeloom_import as import;
pub use themeloom_report as report;
pub use themeloom_store as store;
pub use themeloom_study as study;
pub use themeloom_text as text;
