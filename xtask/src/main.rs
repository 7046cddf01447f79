//! The chores of Themeloom's developers, run as `cargo xtask <chore>`.
//!
//! It stands beside the house and depends on no crate of it, so that it compiles in seconds and can judge a
//! tree that does not compile. Start reading at [`CHORES`], then take the file of the chore that interests you:
//! `test.rs`, `demo.rs`, `web.rs`, `tidy.rs` with one file for each rule under `tidy/`.

mod bench;
mod demo;
mod fuzz;
mod needs;
mod root;
mod tally;
mod test;
mod tidy;
mod torture;
mod web;

use std::process::ExitCode;

/// One chore: its name, what it takes and does, and the function that does it.
struct Chore {
    name: &'static str,
    options: &'static str,
    about: &'static str,
    run: fn(&[String]) -> anyhow::Result<()>,
}

/// Every chore, in the order in which the help lists them.
const CHORES: &[Chore] = &[
    Chore {
        name: "test",
        options: "[--keep-going]",
        about: "install what the tests need, then run all of them",
        run: test::run,
    },
    Chore {
        name: "demo",
        options: "[--to FOLDER] [--no-serve]",
        about: "build all, make the sample study and its report, open it",
        run: demo::run,
    },
    Chore { name: "web", options: "", about: "build the interface for the browser", run: web::run },
    Chore {
        name: "openapi",
        options: "",
        about: "write web/openapi.json from the server's routes",
        run: web::openapi,
    },
    Chore { name: "tidy", options: "", about: "check the rules of the house", run: tidy::run },
    Chore {
        name: "bench",
        options: "core|web|doors [--keep FOLDER]",
        about: "measure in release, beside what each part is measured against",
        run: bench::run,
    },
    Chore {
        name: "fuzz",
        options: "[--minutes N] [--target NAME]",
        about: "give every reader bytes that nobody wrote",
        run: fuzz::run,
    },
    Chore { name: "torture", options: "[--quick]", about: "try to break a study", run: torture::run },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        print!("{}", help());
        return ExitCode::SUCCESS;
    };
    if matches!(name.as_str(), "help" | "-h" | "--help") {
        print!("{}", help());
        return ExitCode::SUCCESS;
    }
    let Some(chore) = CHORES.iter().find(|chore| chore.name == name) else {
        eprintln!("error: there is no chore named `{name}`\n\n{}", help());
        return ExitCode::from(2);
    };
    match (chore.run)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn help() -> String {
    let mut text = String::from("The chores of Themeloom's developers\n\nUsage: cargo xtask <chore>\n\n");
    for chore in CHORES {
        let usage = format!("{} {}", chore.name, chore.options);
        text.push_str(&format!("  {usage:<34}{}\n", chore.about));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_every_chore() {
        let help = help();
        assert!(CHORES.iter().all(|chore| help.contains(chore.name) && help.contains(chore.about)));
    }
}
