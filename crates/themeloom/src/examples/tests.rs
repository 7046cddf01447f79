//! The help of every command: read as a person reads it, its examples taken as a shell takes them.

use clap::{Command, CommandFactory, Parser};

use crate::args::Args;

/// Every command with its words, those that hold others first.
fn all(command: &Command, above: &str) -> Vec<(String, Command)> {
    let mut found = Vec::new();
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        let words = format!("{above} {}", below.get_name()).trim().to_owned();
        found.push((words.clone(), below.clone()));
        found.extend(all(below, &words));
    }
    found
}

/// The words of a line as a shell parts them: quotation marks hold words together.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), None);
    for letter in line.chars() {
        match (letter, quoted) {
            ('"' | '\'', None) => quoted = Some(letter),
            (_, Some(mark)) if letter == mark => quoted = None,
            (' ', None) => words.push(std::mem::take(&mut word)),
            _ => word.push(letter),
        }
    }
    words.push(word);
    words
}

fn examples(command: &Command) -> Vec<String> {
    let below = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    below.lines().filter(|line| line.starts_with("  themeloom ")).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn the_help_of_every_command_reads_well() {
    for (words, command) in all(&Args::command(), "") {
        let name = words.replace(' ', "-");
        let mut command = command.term_width(100);
        insta::assert_snapshot!(name, command.render_long_help().to_string());
    }
}

#[test]
fn every_command_teaches_with_two_or_three_examples() {
    for (words, command) in all(&Args::command(), "").iter().filter(|(words, _)| !words.contains(' ')) {
        assert!((2..=3).contains(&examples(command).len()), "{words}");
    }
}

#[test]
fn every_example_is_one_that_the_program_understands() {
    for (_, command) in all(&Args::command(), "") {
        for line in examples(&command) {
            let asked = line.split(" > ").next().unwrap_or_default();
            if let Err(error) = Args::try_parse_from(words(asked)) {
                panic!("{line}: {error}");
            }
        }
    }
}
