//! The help that teaches.

use crate::support::Desk;

#[test]
fn every_command_is_listed_and_explains_itself() {
    let desk = Desk::empty();
    insta::assert_snapshot!(desk.ok(&["--help"]));
    let commands = [
        "new", "import", "codebook", "code", "chart", "matrix", "compare", "search", "report", "export",
        "log", "undo", "redo", "backup", "check", "merge", "demo", "people", "keys", "restore", "memo",
        "themes", "status",
    ];
    for command in commands {
        let help = desk.ok(&[command, "--help"]);
        assert!(help.contains("Usage: themeloom"), "{command}");
    }
}

#[test]
fn no_help_uses_the_words_of_the_machine_room() {
    let desk = Desk::empty();
    let all: String = ["--help", "log", "merge", "check", "undo"]
        .iter()
        .map(|word| if word.starts_with("--") { desk.ok(&[word]) } else { desk.ok(&[word, "--help"]) })
        .collect();
    for word in ["replica", "splice", " op ", "Lamport"] {
        assert!(!all.contains(word), "{word}");
    }
}

#[test]
fn completions_are_printed_for_every_shell() {
    let desk = Desk::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(desk.ok(&["completions", shell]).contains("themeloom"), "{shell}");
    }
}
