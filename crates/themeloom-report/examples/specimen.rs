//! Writes the specimen report in every format, to be looked at: `cargo run --example specimen -- FOLDER`.

#[path = "../tests/it/specimen.rs"]
mod specimen;

use std::path::PathBuf;

use themeloom_report::{CsvOptions, render_docx, render_html, render_xlsx, table_csv};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder =
        PathBuf::from(std::env::args_os().nth(1).ok_or("name the folder to write the specimen into")?);
    std::fs::create_dir_all(&folder)?;
    let report = specimen::report();
    std::fs::write(folder.join("specimen.html"), render_html(&report))?;
    std::fs::write(folder.join("specimen.docx"), render_docx(&report)?)?;
    std::fs::write(folder.join("specimen.xlsx"), render_xlsx(&report)?)?;
    let csv = table_csv(&specimen::matrix(), CsvOptions { byte_order_mark: true })?;
    std::fs::write(folder.join("matrix.csv"), csv)?;
    Ok(())
}
