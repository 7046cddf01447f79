//! What is doubtful about recognised turns, in plain words: places are lines, words are not repeated.

use themeloom_text::{RecognitionNote, Span, Text};

use crate::note::{Note, Recognised, count};

/// At most this many lines are named; the rest are counted.
const NAMED: usize = 8;

/// One note for each kind of doubt.
pub(crate) fn notes(text: &Text, doubts: &[RecognitionNote]) -> Vec<Note> {
    let spans = |of: fn(&RecognitionNote) -> Option<Span>| doubts.iter().filter_map(of).collect::<Vec<_>>();
    let before =
        spans(|doubt| if let RecognitionNote::BeforeFirstTurn(span) = doubt { Some(*span) } else { None });
    let not_taken =
        spans(|doubt| if let RecognitionNote::NotTaken(span) = doubt { Some(*span) } else { None });
    let empty = spans(|doubt| if let RecognitionNote::EmptyTurn(span) = doubt { Some(*span) } else { None });
    let back =
        spans(|doubt| if let RecognitionNote::TimeGoesBack(span) = doubt { Some(*span) } else { None });
    let mut about = Vec::new();
    if !before.is_empty() {
        about
            .push(format!("words before the first turn, which belong to no turn ({})", lines(text, &before)));
    }
    if !not_taken.is_empty() {
        let n = count(not_taken.len(), "line begins", "lines begin");
        about.push(format!(
            "{n} like a speaker's label that names nobody else again, and stayed words ({})",
            lines(text, &not_taken)
        ));
    }
    if !empty.is_empty() {
        about.push(format!(
            "{} without words ({})",
            count(empty.len(), "turn", "turns"),
            lines(text, &empty)
        ));
    }
    if !back.is_empty() {
        let n = count(back.len(), "time goes", "times go");
        about.push(format!("{n} back: compare with the recording ({})", lines(text, &back)));
    }
    about.into_iter().map(|about| Recognised::AboutTurns(about).into()).collect()
}

/// The lines at which spans begin, or begin and end if there is one.
fn lines(text: &Text, spans: &[Span]) -> String {
    let line = |at: u32| text.char_to_line_column(at).map_or(0, |place| place.line) + 1;
    if let [span] = spans {
        let (first, last) = (line(span.start()), line(span.end()));
        return if first == last { format!("line {first}") } else { format!("lines {first} to {last}") };
    }
    let named: Vec<String> = spans.iter().take(NAMED).map(|span| line(span.start()).to_string()).collect();
    let rest = if spans.len() > NAMED { format!(" and {} more", spans.len() - NAMED) } else { String::new() };
    format!("lines {}{rest}", named.join(", "))
}
