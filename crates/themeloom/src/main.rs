//! Themeloom: interview studies from transcripts to findings, on the command line.
//!
//! This is the only `main` of the house. It reads what was asked (`args.rs`), opens the study
//! (`session.rs`), calls one use case of `themeloom-app` (`commands/`, one file each), and prints what
//! came of it for people or, with `--json`, for programs (`said.rs`). It depends on `themeloom-app` and
//! on nothing else of the house.
//!
//! Start reading at `args.rs`, then any file of `commands/`.

mod args;
mod browser;
mod commands;
mod examples;
mod progress;
mod said;
mod session;
mod spread;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Args;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return said::usage(&error),
    };
    let global = args.global.clone();
    match commands::run(args) {
        Ok(said) => {
            said.print(&global);
            ExitCode::from(said.exit)
        }
        Err(error) => {
            let explained = error.explain();
            said::print_error(&explained, &global);
            ExitCode::from(explained.kind.exit_code())
        }
    }
}
