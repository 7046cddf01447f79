//! A study of 100,000 codings, out as a REFI-QDA project and into a fresh study again, beside the
//! parsing of the same file by pyrefiqda.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use themeloom_app::store::KdfCost;
use themeloom_app::{
    ExportTo, ExportWanted, NewStudy, OpenStudy, StudyTaken, create, read_studies, study_templates,
};

use super::{Wanted, pyrefiqda};
use crate::core_bars::opening::open_large;
use crate::core_bars::{line, median, median_of, timed};
use crate::large_study::{PASSPHRASE, make};

const RUNS: usize = 3;

pub(super) fn measure(folder: &Path, wanted: &Wanted) -> Result<()> {
    let (coded, project) = (folder.join("coded.loom"), folder.join("project.qdpx"));
    if !coded.exists() {
        make(folder, wanted.size)?;
    }
    let mut study = open_large(&coded)?;
    let out = || {
        Ok(study
            .write_export(&ExportWanted::Project { identities: false }, &ExportTo::File(project.clone()))?)
    };
    let exported = median_of(RUNS, out)?;
    study.close()?;
    line("qdpx-export-100k", exported, "s", None)?;
    let imported = (0..RUNS).map(|run| take_in(&folder.join(format!("taken-{run}.loom")), &project, wanted));
    let imported = median(imported.collect::<Result<_>>()?);
    line("qdpx-import-100k", imported, "s", None)?;
    let ours = median_of(RUNS, || Ok(read_studies(&project)?))?;
    let theirs = pyrefiqda::seconds(&wanted.python, &project, folder, wanted.size.codings)?;
    line("qdpx-import-vs-pyrefiqda", ours, "s", Some(theirs))
}

/// The seconds from the file's name to a study that has all of it on the disk.
fn take_in(fresh: &Path, project: &Path, wanted: &Wanted) -> Result<f64> {
    let mut study = empty(fresh)?;
    let (seconds, taken) = timed(|| read_and_take(&mut study, project))?;
    study.close()?;
    std::fs::remove_file(fresh).with_context(|| format!("cannot remove {}", fresh.display()))?;
    let exact = taken.codings.exact;
    ensure!(exact == wanted.size.codings, "{exact} codings came in, not {}", wanted.size.codings);
    Ok(seconds)
}

fn read_and_take(study: &mut OpenStudy, project: &Path) -> Result<StudyTaken> {
    let studies = read_studies(project)?.context("it is not recognised as a project")?;
    Ok(study.take_study(studies.first().context("there is no study in it")?)?)
}

fn empty(path: &Path) -> Result<OpenStudy> {
    if path.exists() {
        std::fs::remove_file(path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    let mut protocol = study_templates::find("nhs-clinician-manager-engagement")?;
    protocol.framework.clear();
    let (study, _) = create(&NewStudy {
        path,
        title: "A study that is taken in",
        protocol: &protocol,
        sensitising: &[],
        coder: ("Ada Kettle", "AK"),
        passphrase: Some(PASSPHRASE),
        cost: KdfCost::STANDARD,
        clock: themeloom_app::system,
    })?;
    Ok(study)
}
