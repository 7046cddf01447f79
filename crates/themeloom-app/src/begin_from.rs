//! Beginning a study from what another program made.

use themeloom_import::ForeignStudy;
use themeloom_store::RecoveryCode;

use crate::create_study::{NewStudy, create};
use crate::error::Result;
use crate::open::OpenStudy;
use crate::take_study::StudyTaken;

/// The template that decides nothing, for studies that were begun elsewhere.
pub const PLAIN_TEMPLATE: &str = "plain";

/// Makes a study and takes in studies of another program; what each came to.
///
/// # Errors
/// As for [`create`] and [`OpenStudy::take_study`]; no file is left behind then.
pub fn begin_from(
    new: &NewStudy<'_>,
    studies: &[ForeignStudy],
) -> Result<(OpenStudy, Option<RecoveryCode>, Vec<StudyTaken>)> {
    let (mut open, recovery) = create(new)?;
    let taken: Result<Vec<StudyTaken>> = studies.iter().map(|foreign| open.take_study(foreign)).collect();
    match taken {
        Ok(taken) => Ok((open, recovery, taken)),
        Err(error) => {
            drop(open);
            // An empty study would look like one that was taken in; that it cannot be removed changes nothing.
            drop(std::fs::remove_file(new.path));
            Err(error)
        }
    }
}
