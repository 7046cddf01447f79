//! Who speaks: spellings taken together, and a guess at who asks.

use std::collections::BTreeMap;

use crate::document::{Guess, Speaker, SpeakerIdx};

/// The speakers of one document, found by any spelling of their names.
#[derive(Debug, Default)]
pub(crate) struct SpeakerTable {
    speakers: Vec<Speaker>,
    by_key: BTreeMap<String, SpeakerIdx>,
}

impl SpeakerTable {
    /// The speaker of this spelling, new or known; `None` beyond 65,535 speakers.
    pub(crate) fn add(&mut self, spelling: &str) -> Option<SpeakerIdx> {
        let name = tidied(spelling);
        let key = name.to_lowercase();
        let idx = match self.by_key.get(&key) {
            Some(idx) => *idx,
            None => self.insert(name, key)?,
        };
        let speaker = self.speakers.get_mut(usize::from(idx.0))?;
        if !speaker.spellings.iter().any(|s| s == spelling) {
            speaker.spellings.push(spelling.to_owned());
        }
        Some(idx)
    }

    /// Adds a speaker whose spellings were taken together already.
    pub(crate) fn add_known(&mut self, name: &str, spellings: Vec<String>) {
        if let Some(idx) = self.insert(name.to_owned(), name.to_lowercase())
            && let Some(speaker) = self.speakers.get_mut(usize::from(idx.0))
        {
            speaker.spellings = spellings;
        }
    }

    /// A known speaker.
    pub(crate) fn find(&self, name: &str) -> Option<SpeakerIdx> {
        self.by_key.get(&name.to_lowercase()).copied()
    }

    /// A speaker's name.
    pub(crate) fn name(&self, idx: SpeakerIdx) -> Option<&str> {
        self.speakers.get(usize::from(idx.0)).map(|speaker| speaker.name.as_str())
    }

    /// All speakers, by index.
    pub(crate) fn into_speakers(self) -> Vec<Speaker> {
        self.speakers
    }

    fn insert(&mut self, name: String, key: String) -> Option<SpeakerIdx> {
        let idx = SpeakerIdx(u16::try_from(self.speakers.len()).ok()?);
        self.by_key.insert(key, idx);
        self.speakers.push(Speaker {
            name,
            spellings: Vec::new(),
            n_turns: 0,
            n_words: 0,
            guess: Guess::Unknown,
        });
        Some(idx)
    }
}

/// A name without the punctuation and blanks around it: `DB:` is `DB`. A bracket that was opened in
/// the name belongs to it: "LEE, Ann (EXAMPLE TRUST)".
pub(crate) fn tidied(spelling: &str) -> String {
    let mut trimmed = spelling.trim().trim_start_matches(['[', '(', '*', '>', '-']);
    let surplus = |open: char, close: char| {
        trimmed.matches(close).count().saturating_sub(trimmed.matches(open).count())
    };
    let (mut round, mut square) = (surplus('(', ')'), surplus('[', ']'));
    while let Some(last) = trimmed.chars().next_back() {
        match last {
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            ':' | '*' => {}
            blank if blank.is_whitespace() => {}
            _ => break,
        }
        trimmed = trimmed.strip_suffix(last).unwrap_or_default();
    }
    let name = trimmed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { spelling.trim().to_owned() } else { name }
}

/// Words that name somebody who asks.
const ASKS: [&str; 10] =
    ["interviewer", "researcher", "moderator", "facilitator", "interviewers", "int", "iv", "i", "host", "q"];
/// Words that name somebody who answers.
const ANSWERS: [&str; 8] =
    ["interviewee", "participant", "respondent", "informant", "patient", "speaker p", "r", "a"];

/// Guesses who asks. A name that says so decides; then a name that says that somebody answers;
/// then, of two speakers of whom nothing is known, the one whose turns end in a question at least
/// twice as often.
pub(crate) fn guess_roles(speakers: &mut [Speaker], questions: &[usize]) {
    for speaker in speakers.iter_mut() {
        speaker.guess = guess_from_name(&speaker.name);
    }
    let known = |guess| speakers.iter().filter(|s| s.guess == guess).count();
    let (asking, answering) = (known(Guess::Interviewer), known(Guess::Participant));
    let rest = match (asking, answering) {
        (0, 0) => return guess_from_questions(speakers, questions),
        (0, _) if speakers.len() == answering + 1 => Guess::Interviewer,
        (1.., 0) => Guess::Participant,
        _ => return,
    };
    for speaker in
        speakers.iter_mut().filter(|s| s.guess == Guess::Unknown && s.name != crate::transcript::NOBODY)
    {
        speaker.guess = rest;
    }
}

fn guess_from_name(name: &str) -> Guess {
    let name = name.to_lowercase();
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '.' || c == '#');
    let is_pseudonym = word == "p" && name.len() > 1;
    if ASKS.contains(&word) {
        Guess::Interviewer
    } else if is_pseudonym || ANSWERS.contains(&word) {
        Guess::Participant
    } else {
        Guess::Unknown
    }
}

fn guess_from_questions(speakers: &mut [Speaker], questions: &[usize]) {
    let ([one, other], [asked_by_one, asked_by_other]) = (speakers, questions) else { return };
    // Shares compared without dividing: a/n >= 2 * b/m is a*m >= 2*b*n.
    let (one_asks, other_asks) = (asked_by_one * other.n_turns, asked_by_other * one.n_turns);
    if *asked_by_one > 2 && one_asks >= 2 * other_asks {
        (one.guess, other.guess) = (Guess::Interviewer, Guess::Participant);
    } else if *asked_by_other > 2 && other_asks >= 2 * one_asks {
        (one.guess, other.guess) = (Guess::Participant, Guess::Interviewer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guesses(names: &[(&str, usize, usize)]) -> Vec<Guess> {
        let mut speakers: Vec<Speaker> = names
            .iter()
            .map(|(name, n_turns, _)| Speaker {
                name: (*name).to_owned(),
                spellings: Vec::new(),
                n_turns: *n_turns,
                n_words: 0,
                guess: Guess::Unknown,
            })
            .collect();
        let questions: Vec<usize> = names.iter().map(|n| n.2).collect();
        guess_roles(&mut speakers, &questions);
        speakers.into_iter().map(|s| s.guess).collect()
    }

    #[test]
    fn spellings_of_one_name_are_one_speaker() {
        let mut table = SpeakerTable::default();
        assert_eq!(table.add("DB:"), table.add("DB"));
        assert_eq!(table.add(" interviewer  1 "), table.add("Interviewer 1:"));
        assert_eq!(
            table.into_speakers().first().map(|s| s.spellings.clone()),
            Some(vec!["DB:".into(), "DB".into()])
        );
    }

    #[test]
    fn brackets_around_a_name_go_and_those_in_it_stay() {
        let tidy = [
            ("[DB]:", "DB"),
            ("(Ann):", "Ann"),
            ("**P01:**", "P01"),
            ("LEE, Ann (EXAMPLE TRUST):", "LEE, Ann (EXAMPLE TRUST)"),
            ("Ann Lee [guest]", "Ann Lee [guest]"),
            (")", ")"),
        ];
        for (spelling, name) in tidy {
            assert_eq!(tidied(spelling), name);
        }
    }

    #[test]
    fn a_name_that_says_who_asks_decides() {
        use Guess::{Interviewer, Participant};
        assert_eq!(
            guesses(&[("Interviewer 1", 9, 0), ("Interviewer 2", 2, 0), ("Ana", 9, 9)]),
            [Interviewer, Interviewer, Participant]
        );
        assert_eq!(guesses(&[("Dan", 9, 0), ("Participant", 9, 9)]), [Interviewer, Participant]);
        assert_eq!(guesses(&[("P01", 9, 0), ("P02", 9, 9)]), [Participant, Participant]);
    }

    #[test]
    fn of_two_unknown_speakers_the_one_who_asks_more_is_taken_to_ask() {
        use Guess::{Interviewer, Participant, Unknown};
        assert_eq!(guesses(&[("LG", 40, 2), ("DB", 40, 22)]), [Participant, Interviewer]);
        assert_eq!(guesses(&[("LG", 40, 10), ("DB", 40, 11)]), [Unknown, Unknown]);
    }
}
