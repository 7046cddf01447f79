//! What a study comes to when it is read as a whole: the framework matrix, counts, comparisons, the themes
//! table, findings with their evidence, and where the work stands.
//!
//! Every function here is pure: a [`Study`](themeloom_study::Study) goes in (and its
//! [`Texts`](themeloom_study::Texts) where words are needed), plain data comes out. Every number shown on a
//! screen, printed or written in a report comes from here. Interviews are described and never tested: people
//! were chosen on purpose, so there are counts of people ("3 of 4") and no percentages.
//!
//! It depends on `themeloom-study` and `themeloom-text`, and does no I/O.
//!
//! Where to start: [`FrameworkMatrix`], on which the rest stands; then [`compare`] and [`themes_table`];
//! [`quote`] is the one way by which a participant's words reach a report, and refuses what consent refuses.

mod compare;
mod counts;
mod findings;
mod groups;
mod matrix;
mod natural;
mod people;
mod places;
mod progress;
mod quotation;
mod themes_table;

pub use compare::{
    Account, ComparedCode, ComparedGroup, Comparison, GroupTally, accounts, compare, compare_matrix,
};
pub use counts::{CodeCount, CoderCount, code_counts};
pub use findings::{EvidenceRow, FindingRow, RecommendationRow, Warning, finding_rows, recommendation_rows};
pub use groups::{Group, find_attribute, group_cases, recorded, recorded_of_case};
pub use matrix::{
    CellChange, CellFlag, ColumnChoice, FrameworkMatrix, LeftOut, MatrixCell, MatrixColumn, MatrixOptions,
    MatrixRow, Staleness, Summary,
};
pub use natural::natural_order;
pub use people::{Standing, is_in_analysis, standing};
pub use places::{Places, speakers_in};
pub use progress::{
    CoderProgress, Coverage, FindingProgress, Progress, StageCount, TargetProgress, progress, stage_word,
};
pub use quotation::{LinePlace, Quotable, QuotedWords, RefusedQuotation, attribution, quote};
pub use themes_table::{GroupCount, ThemeRow, themes_table};
