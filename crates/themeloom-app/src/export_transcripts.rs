//! Coded transcripts as files. What consent allows in them is said in `transcript.rs` of the report crate.

use themeloom_analysis::natural_order;
use themeloom_report::model::CodedTranscript;
use themeloom_report::{
    NoTranscript, Times, coded_transcript, render_transcript_docx, render_transcript_html,
};
use themeloom_study::SourceId;
use themeloom_study::source::Source;

use crate::clock::utc;
use crate::error::{AppError, Result};
use crate::export::{Export, ExportFile};
use crate::export_report::ReportFormat;
use crate::file_names::FileNames;
use crate::open::OpenStudy;
use crate::record_people::unfit;
use crate::resolve::gone;

impl OpenStudy {
    /// One file a source, of those that are named, or of all that are not archived. A source that consent or
    /// erasure keeps out is told; where nothing is left, that is an error.
    pub(crate) fn export_transcripts(
        &mut self,
        sources: &[SourceId],
        format: ReportFormat,
    ) -> Result<Export> {
        let (ending, render) = renderer(format)?;
        let times = self.log_times()?;
        let written = Times { of_codings: &times.of_codings, written: utc };
        let mut names = FileNames::default();
        let mut export = Export { files: Vec::new(), left_out: Vec::new() };
        let mut refused: Vec<(String, String)> = Vec::new();
        for source in self.wanted_sources(sources)? {
            match coded_transcript(&self.study, &self.texts, source.id, &written, times.day()) {
                Ok(transcript) => {
                    let name = names.take(&format!("{}-coded", source.name), ending);
                    export.files.push(ExportFile { name, bytes: render(&transcript)? });
                }
                Err(why) => refused.push((source.name.clone(), in_words(why))),
            }
        }
        if export.files.is_empty() {
            let (source_name, why) = refused.into_iter().next().unwrap_or_else(|| {
                ("any source".to_owned(), "the study has no source that is not archived".to_owned())
            });
            return Err(AppError::NoWords { source_name, why });
        }
        export.left_out.extend(refused.iter().map(|(source, why)| format!("{source}: {why}")));
        Ok(export)
    }

    /// The sources that are meant, in the order of their names.
    fn wanted_sources(&self, named: &[SourceId]) -> Result<Vec<&Source>> {
        let all = self.study.sources();
        let mut sources: Vec<&Source> = if named.is_empty() {
            all.iter().collect()
        } else {
            named.iter().map(|&id| all.live(id).ok_or_else(|| gone("source"))).collect::<Result<_>>()?
        };
        sources.sort_by(|a, b| natural_order(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
        Ok(sources)
    }
}

type Render = fn(&CodedTranscript) -> Result<Vec<u8>>;

fn renderer(format: ReportFormat) -> Result<(&'static str, Render)> {
    match format {
        ReportFormat::Docx => Ok(("docx", |transcript| Ok(render_transcript_docx(transcript)?))),
        ReportFormat::Html => Ok(("html", |transcript| Ok(render_transcript_html(transcript).into_bytes()))),
        ReportFormat::Xlsx | ReportFormat::Csv => {
            Err(unfit("a coded transcript", "a table", "a document (.docx) or a page (.html)"))
        }
    }
}

fn in_words(why: NoTranscript) -> String {
    match why {
        NoTranscript::Withheld(reason) => reason,
        NoTranscript::Unreadable => "they were erased, or their key is not held".to_owned(),
    }
}
