//! The sample study, made as the demo makes it.

use themeloom_app::report::ReportParts;
use themeloom_app::{OpenOptions, ReportWanted, make_sample, open};

use crate::support::noon;

#[test]
fn the_sample_study_is_made_and_reported_without_the_erased_and_the_unwilling() {
    let folder = tempfile::tempdir().unwrap();
    let made = make_sample(folder.path(), &mut |_, _, _| true).unwrap();
    assert_eq!(made.sources, 11);
    assert!(made.codings > 380, "{made:?}");
    let mut study =
        open(&made.study, &OpenOptions { clock: noon, coder: Some("AK"), ..OpenOptions::default() }).unwrap();
    assert!(study.check(None).unwrap().is_sound());
    assert!(study.study().conflicts().is_empty());
    let report = folder.path().join("report.html");
    let group_by = study.grouping(None).unwrap();
    let wanted = ReportWanted { parts: ReportParts::Whole, group_by, ..ReportWanted::default() };
    let written = study.write_report(&wanted, &report).unwrap();
    assert!(written.refused.iter().any(|refused| refused.contains("P07")), "{:?}", written.refused);
    let html = std::fs::read_to_string(&report).unwrap();
    assert!(html.contains("SYNTHETIC"));
    assert!(!html.contains("emerged"));
    for format in ["report.docx", "report.xlsx", "matrix.csv"] {
        let parts = if format == "matrix.csv" { ReportParts::Matrix } else { ReportParts::Whole };
        study
            .write_report(
                &ReportWanted { parts, group_by, ..ReportWanted::default() },
                &folder.path().join(format),
            )
            .unwrap();
    }
}

#[test]
fn making_the_sample_can_be_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    let cancelled = make_sample(folder.path(), &mut |_, done, _| done < 2);
    assert!(matches!(cancelled, Err(themeloom_app::AppError::Cancelled)));
}
