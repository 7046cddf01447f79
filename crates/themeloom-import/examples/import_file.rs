//! Imports files and prints what the importer has to say about each, and with `--text` their text:
//! `cargo run -p themeloom-import --example import_file -- [--text] FILE...`

use std::io::Write as _;

use themeloom_import::{Limits, open_document};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let mut with_text = false;
    for argument in std::env::args().skip(1) {
        if argument == "--text" {
            with_text = true;
            continue;
        }
        let name = argument.rsplit('/').next().unwrap_or_default();
        match open_document(name, &std::fs::read(&argument)?, &Limits::default()) {
            Err(error) => writeln!(out, "{error}")?,
            Ok(document) if with_text => out.write_all(document.text.as_str().as_bytes())?,
            Ok(document) => {
                writeln!(out, "{name}")?;
                for line in document.report() {
                    writeln!(out, "  {line}")?;
                }
            }
        }
    }
    Ok(())
}
