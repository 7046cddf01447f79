//! What the tests and the bench of doors need beyond Rust, and how it is installed: the lists are data, at the
//! top.

use crate::root::is_installed;
use std::process::Command;

/// A program that some test or measurement calls.
struct Need {
    program: &'static str,
    package: &'static str,
    why: &'static str,
}

/// Every program that the tests call, with the Debian package that holds it.
const NEEDS: &[Need] = &[
    Need { program: "strace", package: "strace", why: "the power-cut test records the program's fsyncs" },
    Need { program: "npm", package: "npm", why: "the interface is built with it" },
    Need { program: "chromium", package: "chromium", why: "the journeys of the interface run in it" },
    Need { program: "pdfinfo", package: "poppler-utils", why: "a journey measures the pages of a print" },
    Need { program: "xmllint", package: "libxml2-utils", why: "exports are validated against their schemas" },
];

/// What `bench doors` measures beside.
const BESIDE_DOORS: &[Need] = &[
    Need { program: "pandoc", package: "pandoc", why: "documents are read beside it" },
    Need { program: "python3", package: "python3-venv", why: "projects are read beside a package of Python" },
];

/// Installs what `bench doors` calls.
pub fn install_for_doors() {
    install_of(BESIDE_DOORS);
}

/// Installs what the tests call.
pub fn install() {
    install_of(NEEDS);
}

/// Installs what is missing where that is allowed, and otherwise says what to install.
///
/// A missing program is never an error here: the test that needs it says so itself.
fn install_of(needs: &[Need]) {
    let missing: Vec<&Need> = needs.iter().filter(|need| !is_installed(need.program)).collect();
    if missing.is_empty() {
        return;
    }
    for need in &missing {
        println!("missing: {} ({})", need.program, need.why);
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let installed = rights().is_some_and(|prefix| {
        apt_get(prefix, &["update", "--quiet=2"]);
        apt_get(
            prefix,
            &[&["install", "--yes", "--quiet=2", "--no-install-recommends"], &packages[..]].concat(),
        )
    });
    if !installed {
        println!("please install them yourself; on Debian: sudo apt-get install {}", packages.join(" "));
    }
}

/// What must stand before `apt-get` so that it may install; `None` where it may not, or is not there.
fn rights() -> Option<&'static [&'static str]> {
    if !is_installed("apt-get") {
        return None;
    }
    if answers(Command::new("id").arg("-u"), "0") {
        return Some(&[]);
    }
    answers(Command::new("sudo").args(["--non-interactive", "id", "-u"]), "0")
        .then_some(&["sudo", "--non-interactive"])
}

fn answers(command: &mut Command, expected: &str) -> bool {
    command.output().is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == expected)
}

fn apt_get(prefix: &[&str], arguments: &[&str]) -> bool {
    let line = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], arguments].concat();
    let Some((program, rest)) = line.split_first() else { return false };
    Command::new(program).args(rest).status().is_ok_and(|status| status.success())
}
