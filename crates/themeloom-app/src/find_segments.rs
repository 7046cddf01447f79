//! Finding the words of coded segments in the sources that the study has.

use themeloom_import::{ForeignSegment, ForeignStudy};
use themeloom_study::source::Source;
use themeloom_study::{Passage, Study};

use crate::apply_code::locate;
use crate::error::AppError;
use crate::open::OpenStudy;

/// Coded segments, found or not.
#[derive(Default)]
pub(crate) struct FoundSegments<'f> {
    /// Those whose words stand once in a source, and where.
    pub found: Vec<(&'f ForeignSegment, Passage)>,
    /// The others, and why.
    pub lost: Vec<String>,
}

impl OpenStudy {
    /// Finds the words of segments in the sources that they name.
    pub(crate) fn find_segments<'f>(&self, foreign: &'f ForeignStudy) -> FoundSegments<'f> {
        let mut all = FoundSegments::default();
        for segment in &foreign.segments {
            match self.find_segment(segment) {
                Ok(passage) => all.found.push((segment, passage)),
                Err(why) => {
                    let code = foreign.codes.get(segment.code.0).map_or("", |code| code.name.as_str());
                    let place = match segment.place.as_str() {
                        "" => String::new(),
                        place => format!(" at {place}"),
                    };
                    all.lost.push(format!("coding with {code} of {}{place}: {why}", segment.source));
                }
            }
        }
        all
    }

    fn find_segment(&self, segment: &ForeignSegment) -> Result<Passage, String> {
        let source = named(&self.study, &segment.source)
            .ok_or("the study has no source of this name; import the transcript, then this table again")?;
        locate(&self.study, &self.texts, source.id, &segment.words).map_err(|error| match error {
            AppError::WordsNotUnique { times, .. } if times == "nowhere" => {
                "its words stand nowhere in the text".to_owned()
            }
            AppError::WordsNotUnique { times, .. } => {
                format!("its words stand {times} in the text, and must stand there once")
            }
            error => error.to_string(),
        })
    }
}

/// The source that another program means: by its name there, without the folders before it and the ending
/// behind it.
fn named<'s>(study: &'s Study, name: &str) -> Option<&'s Source> {
    let last = name.rsplit(['\\', '/']).next().unwrap_or(name).trim();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    [name, last, stem].into_iter().find_map(|name| study.source_named(name))
}
