//! The sample study, to be told of.

use std::path::Path;

use themeloom_app::store::KdfCost;
use themeloom_app::study::Timestamp;
use themeloom_app::{NewStudy, OpenStudy, create, read_bytes, study_templates};

/// A time that stands still.
pub fn noon() -> Timestamp {
    Timestamp(1_795_000_000_000)
}

const TALK: &str = "Interviewer: What does value mean to you?\n\n\
    P01: Value is time with the patient 🙂. Nobody counts that.\n\n\
    Interviewer: And for the trust?\n\n\
    P01: For the trust it is money. We trust nobody with the ledger.\n";

/// A study with one short transcript of P01.
pub fn begin(folder: &Path) -> OpenStudy {
    let protocol = study_templates::find("nhs-clinician-manager-engagement").unwrap();
    let new = NewStudy {
        path: &folder.join("study.loom"),
        title: "A small study",
        protocol: &protocol,
        sensitising: &[],
        coder: ("Ada Kettle", "AK"),
        passphrase: None,
        cost: KdfCost::test(),
        clock: noon,
    };
    let mut study = create(&new).unwrap().0;
    let mut read = read_bytes(study.study(), Path::new("P01.txt"), TALK.as_bytes().to_vec(), &[]).unwrap();
    read.set_participant("P01");
    study.import(&[read]).unwrap();
    study.follow();
    study
}
