//! Throw-away.
use themeloom_app::*;
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args_os().nth(1).ok_or("folder")?);
    let made = make_sample(&folder, &mut |_, _, _| true)?;
    let mut study = open(&made.study, &OpenOptions { coder: Some("AK"), ..Default::default() })?;
    for ending in ["html", "docx", "xlsx"] {
        study.write_report(&ReportWanted::default(), &folder.join(format!("report.{ending}")))?;
    }
    study.write_report(
        &ReportWanted { parts: themeloom_report::ReportParts::Matrix, ..Default::default() },
        &folder.join("matrix.csv"),
    )?;
    Ok(())
}
