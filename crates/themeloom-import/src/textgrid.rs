//! `TextGrid`s of Praat, in the long and the short text form. Praat itself reads nothing but the
//! free-standing numbers, quoted texts and flags of such a file, and so do we: then both forms are one.

use themeloom_text::TimeSpan;

use crate::document::{DocumentKind, ImportedDocument};
use crate::encodings::Decoded;
use crate::error::{ImportError, Place};
use crate::note::{Note, count};
use crate::said::on_one_line;
use crate::times::{seconds, span};
use crate::transcript::{self, Utterance};

/// Whether a text begins as Praat's text files do.
pub(crate) fn begins_like_textgrid(text: &str) -> bool {
    let head: String = text.chars().take(300).collect();
    let mut tokens = Tokens { text: &head, at: 0 };
    matches!(tokens.next(), Some(Token::Words(kind)) if kind.starts_with("ooTextFile"))
        && matches!(tokens.next(), Some(Token::Words(class)) if class == "TextGrid")
}

/// Reads a `TextGrid`: each tier of intervals is a speaker, each interval with words a turn.
pub(crate) fn read(file: &str, decoded: &Decoded) -> Result<ImportedDocument, ImportError> {
    let mut tokens = Tokens { text: &decoded.text, at: 0 };
    let mut tiers = Vec::new();
    let whole = read_tiers(&mut tokens, &mut tiers).is_some();
    let line = Place::of(&decoded.text, tokens.at).line;
    let mut notes = decoded.notes();
    if !whole {
        notes.push(Note::not_read(
            "the rest of the file",
            format!("after line {line}"),
            "the file is damaged there; open it in Praat, save it anew as a text file, and compare",
        ));
    }
    about_points(&tiers, &mut notes);
    let utterances = in_order_of_time(tiers);
    if utterances.is_empty() {
        let (file, expected) = (file.to_owned(), "tiers with intervals, as Praat writes them");
        return Err(match whole {
            true => ImportError::NoWords { file },
            false => ImportError::Damaged { file, place: format!("line {line}"), expected },
        });
    }
    Ok(transcript::from_utterances(DocumentKind::TextGrid, &utterances, notes))
}

/// One tier, with what holds words.
struct Tier {
    name: String,
    has_intervals: bool,
    marks: Vec<(Option<TimeSpan>, String)>,
}

/// Reads the tiers one after another; `None` where the file breaks off.
fn read_tiers(tokens: &mut Tokens<'_>, tiers: &mut Vec<Tier>) -> Option<()> {
    tokens.words()?;
    tokens.words()?;
    tokens.number()?;
    tokens.number()?;
    if tokens.next()? != Token::Flag(true) {
        return Some(());
    }
    let mut left = tokens.number()?;
    while left >= 1.0 {
        let has_intervals = match tokens.words()?.as_str() {
            "IntervalTier" => true,
            "TextTier" => false,
            _ => return None,
        };
        let name = match on_one_line(&tokens.words()?) {
            name if name.is_empty() => format!("Tier {}", tiers.len() + 1),
            name => name,
        };
        tiers.push(Tier { name, has_intervals, marks: Vec::new() });
        read_marks(tokens, tiers.last_mut()?)?;
        left -= 1.0;
    }
    Some(())
}

fn read_marks(tokens: &mut Tokens<'_>, tier: &mut Tier) -> Option<()> {
    tokens.number()?;
    tokens.number()?;
    let mut left = tokens.number()?;
    while left >= 1.0 {
        let start = seconds(tokens.number()?);
        let end = if tier.has_intervals { seconds(tokens.number()?) } else { None };
        let words = on_one_line(&tokens.words()?);
        // An interval without words is silence.
        if !words.is_empty() {
            tier.marks.push((span(start, end), words));
        }
        left -= 1.0;
    }
    Some(())
}

fn about_points(tiers: &[Tier], notes: &mut Vec<Note>) {
    for tier in tiers.iter().filter(|tier| !tier.has_intervals && !tier.marks.is_empty()) {
        notes.push(Note::not_read(
            "a tier of points",
            format!("`{}`, {}", tier.name, count(tier.marks.len(), "mark", "marks")),
            "points have no length and are no turns; make intervals of them in Praat if they are words",
        ));
    }
}

/// The intervals of all tiers by their start; those of one moment in the order of the tiers.
fn in_order_of_time(tiers: Vec<Tier>) -> Vec<Utterance> {
    let mut utterances: Vec<Utterance> = tiers
        .into_iter()
        .filter(|tier| tier.has_intervals)
        .flat_map(|Tier { name, marks, .. }| {
            marks.into_iter().map(move |(time, words)| Utterance {
                speaker: Some(name.clone()),
                words,
                time,
                always_a_turn: true,
            })
        })
        .collect();
    utterances.sort_by_key(|utterance| utterance.time.map_or(0, |time| time.start.0));
    utterances
}

/// What Praat reads of a file.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(f64),
    Words(String),
    Flag(bool),
}

/// The free-standing numbers, quoted texts and flags of a text; all else (`xmin =`, `intervals [1]:`,
/// comments after `!`) is for people.
struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl Tokens<'_> {
    /// The next token; `None` at the end, and where a quotation never closes.
    fn next(&mut self) -> Option<Token> {
        loop {
            let rest = self.text.get(self.at..)?;
            let start = rest.find(|c: char| !c.is_whitespace())?;
            self.at += start;
            let rest = rest.get(start..)?;
            if let Some(quoted) = rest.strip_prefix('"') {
                let (words, len) = unquoted(quoted)?;
                self.at += 1 + len;
                return Some(Token::Words(words));
            }
            if rest.starts_with('!') {
                self.at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            let word = rest.split(char::is_whitespace).next()?;
            self.at += word.len();
            match word {
                "<exists>" => return Some(Token::Flag(true)),
                "<absent>" => return Some(Token::Flag(false)),
                _ => {}
            }
            if let Some(number) = number(word) {
                return Some(Token::Number(number));
            }
        }
    }

    fn number(&mut self) -> Option<f64> {
        match self.next()? {
            Token::Number(number) => Some(number),
            Token::Words(_) | Token::Flag(_) => None,
        }
    }

    fn words(&mut self) -> Option<String> {
        match self.next()? {
            Token::Words(words) => Some(words),
            Token::Number(_) | Token::Flag(_) => None,
        }
    }
}

/// A number, which may carry a unit: `2.3`, `2.3s`.
fn number(word: &str) -> Option<f64> {
    let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
    let begins = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let bare = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '%');
    begins.then(|| bare.parse().ok()).flatten().filter(|n: &f64| n.is_finite())
}

/// The words up to the closing quotation mark, of which a doubled one is a mark in the words; and how
/// many bytes they took.
fn unquoted(text: &str) -> Option<(String, usize)> {
    let mut words = String::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let mark = rest.find('"')?;
        words.push_str(rest.get(..mark)?);
        at += mark + 1;
        if !text.get(at..)?.starts_with('"') {
            return Some((words, at));
        }
        words.push('"');
        at += 1;
    }
}
