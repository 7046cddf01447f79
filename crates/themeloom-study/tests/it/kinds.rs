//! Every kind of change, so that a test can say that it met them all. A new variant does not compile
//! until it is listed here.

use themeloom_study::Op;
use themeloom_study::op::{
    CaseEdit, CellEdit, CodeEdit, CodingEdit, CommentEdit, ElementEdit, EvidenceEdit, FindingEdit,
    ParticipantEdit, RecommendationEdit, SourceEdit, ThemeEdit,
};

macro_rules! kinds {
    ($($pattern:pat => $name:literal,)+) => {
        /// The names of all kinds.
        pub const KINDS: &[&str] = &[$($name),+];

        /// The name of a change's kind.
        pub fn kind_of(op: &Op) -> &'static str {
            match op {
                $($pattern => $name,)+
            }
        }
    };
}

kinds! {
    Op::NameStudy(_) => "NameStudy",
    Op::AdoptProtocol(_) => "AdoptProtocol",
    Op::AddCoder { .. } => "AddCoder",
    Op::DefineAttribute(_) => "DefineAttribute",
    Op::AddOrganisation { .. } => "AddOrganisation",
    Op::RenameOrganisation(..) => "RenameOrganisation",
    Op::AddParticipant { .. } => "AddParticipant",
    Op::EditParticipant(_, ParticipantEdit::Pseudonym(_)) => "Participant.Pseudonym",
    Op::EditParticipant(_, ParticipantEdit::Organisation(_)) => "Participant.Organisation",
    Op::EditParticipant(_, ParticipantEdit::Identity(_)) => "Participant.Identity",
    Op::EditParticipant(_, ParticipantEdit::Consent(..)) => "Participant.Consent",
    Op::EditParticipant(_, ParticipantEdit::Withdrawal(_)) => "Participant.Withdrawal",
    Op::SetAttribute(..) => "SetAttribute",
    Op::Judge { .. } => "Judge",
    Op::Erase(..) => "Erase",
    Op::AddCase { .. } => "AddCase",
    Op::EditCase(_, CaseEdit::Name(_)) => "Case.Name",
    Op::EditCase(_, CaseEdit::Participants(_)) => "Case.Participants",
    Op::AddSource(_) => "AddSource",
    Op::EditSource(_, SourceEdit::Name(_)) => "Source.Name",
    Op::EditSource(_, SourceEdit::Speaker(..)) => "Source.Speaker",
    Op::EditSource(_, SourceEdit::Stage(_)) => "Source.Stage",
    Op::EditSource(_, SourceEdit::FirstImpression(..)) => "Source.FirstImpression",
    Op::EditSource(_, SourceEdit::Recording(_)) => "Source.Recording",
    Op::CorrectText { .. } => "CorrectText",
    Op::WithdrawCorrection { .. } => "WithdrawCorrection",
    Op::RestoreCorrection { .. } => "RestoreCorrection",
    Op::AddCode(_) => "AddCode",
    Op::EditCode(_, CodeEdit::Number(_)) => "Code.Number",
    Op::EditCode(_, CodeEdit::Name(_)) => "Code.Name",
    Op::EditCode(_, CodeEdit::Parent(_)) => "Code.Parent",
    Op::EditCode(_, CodeEdit::Definition(_)) => "Code.Definition",
    Op::EditCode(_, CodeEdit::UseWhen(_)) => "Code.UseWhen",
    Op::EditCode(_, CodeEdit::NotWhen(_)) => "Code.NotWhen",
    Op::EditCode(_, CodeEdit::Example(_)) => "Code.Example",
    Op::EditCode(_, CodeEdit::Colour(_)) => "Code.Colour",
    Op::EditCode(_, CodeEdit::Origin(_)) => "Code.Origin",
    Op::EditCode(_, CodeEdit::IsCategory(_)) => "Code.IsCategory",
    Op::Code(_) => "Code",
    Op::EditCoding(_, CodingEdit::Code(_)) => "Coding.Code",
    Op::EditCoding(_, CodingEdit::Passage(_)) => "Coding.Passage",
    Op::EditCoding(_, CodingEdit::Read(_)) => "Coding.Read",
    Op::WriteMemo { .. } => "WriteMemo",
    Op::RewriteMemo(..) => "RewriteMemo",
    Op::Discuss(..) => "Discuss",
    Op::FixFramework(_) => "FixFramework",
    Op::EditCell(_, CellEdit::State(_)) => "Cell.State",
    Op::EditCell(_, CellEdit::Summary(_)) => "Cell.Summary",
    Op::EditCell(_, CellEdit::Quotations(_)) => "Cell.Quotations",
    Op::EditCell(_, CellEdit::Note(_)) => "Cell.Note",
    Op::EditCell(_, CellEdit::Unprompted(_)) => "Cell.Unprompted",
    Op::EditCell(_, CellEdit::Author(_)) => "Cell.Author",
    Op::EditCell(_, CellEdit::SecondReader(_)) => "Cell.SecondReader",
    Op::EditCell(_, CellEdit::Framework(_)) => "Cell.Framework",
    Op::AddTheme { .. } => "AddTheme",
    Op::EditTheme(_, ThemeEdit::Name(_)) => "Theme.Name",
    Op::EditTheme(_, ThemeEdit::Statement(_)) => "Theme.Statement",
    Op::EditTheme(_, ThemeEdit::Narrative(_)) => "Theme.Narrative",
    Op::EditTheme(_, ThemeEdit::Codes(_)) => "Theme.Codes",
    Op::EditTheme(_, ThemeEdit::Exemplars(_)) => "Theme.Exemplars",
    Op::AddFinding { .. } => "AddFinding",
    Op::EditFinding(_, FindingEdit::Statement(_)) => "Finding.Statement",
    Op::EditFinding(_, FindingEdit::Theme(_)) => "Finding.Theme",
    Op::AddEvidence { .. } => "AddEvidence",
    Op::EditEvidence(_, EvidenceEdit::Stance(_)) => "Evidence.Stance",
    Op::EditEvidence(_, EvidenceEdit::Note(_)) => "Evidence.Note",
    Op::AddRecommendation { .. } => "AddRecommendation",
    Op::EditRecommendation(_, RecommendationEdit::What(_)) => "Recommendation.What",
    Op::EditRecommendation(_, RecommendationEdit::Why(_)) => "Recommendation.Why",
    Op::EditRecommendation(_, RecommendationEdit::Findings(_)) => "Recommendation.Findings",
    Op::Retire(_) => "Retire",
    Op::Restore(_) => "Restore",
    Op::SettleConflict(..) => "SettleConflict",
    Op::RecordCopy(_) => "RecordCopy",
    Op::SetNotice(_) => "SetNotice",
    Op::Restate(_) => "Restate",
    Op::Comment(_) => "Comment",
    Op::EditComment(_, CommentEdit::Text(_)) => "Comment.Text",
    Op::EditComment(_, CommentEdit::Resolved(_)) => "Comment.Resolved",
    Op::NameMilestone { .. } => "NameMilestone",
    Op::AddElement { .. } => "AddElement",
    Op::EditElement(_, ElementEdit::Text(_)) => "Element.Text",
    Op::EditElement(_, ElementEdit::Dimension(_)) => "Element.Dimension",
    Op::EditElement(_, ElementEdit::Cases(_)) => "Element.Cases",
    Op::CorrectionWords { .. } => "CorrectionWords",
    Op::EditSource(_, SourceEdit::Styles(_)) => "Source.Styles",
}
