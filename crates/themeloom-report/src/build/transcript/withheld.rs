//! The stretches of a joint interview that are not shown, because their speaker's account is not analysed.

use themeloom_study::Study;
use themeloom_study::source::{Source, SpeakerRole};
use themeloom_text::{Placed, Span, Text, Version};

/// What is not shown, in the text as it stands now.
pub(super) struct Withheld {
    stretches: Vec<Stretch>,
}

/// One stretch, and why it is not shown.
pub(super) struct Stretch {
    pub(super) span: Span,
    pub(super) reason: String,
}

impl Withheld {
    /// The stretches of a source, in order; nothing where its corrections cannot be traced.
    ///
    /// A stretch reaches from the end of the turn before it to the start of the turn after it, so that words
    /// which a correction put in at the edge of a turn are never shown, whoever they are taken to belong to.
    pub(super) fn of(study: &Study, source: &Source, text: &Text) -> Option<Self> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let reasons: Vec<Option<String>> = source.speakers.iter().map(|s| why_not(study, s.role)).collect();
        if reasons.iter().all(Option::is_none) {
            return Some(Self { stretches });
        }
        let way = source.history.placement(&Version::base(), &source.history.latest())?;
        let now: Vec<Option<Span>> =
            source.turns.iter().map(|turn| way.place(turn.span).and_then(Placed::span)).collect();
        let mut before = 0;
        for (number, turn) in source.turns.iter().enumerate() {
            let after = now.iter().skip(number + 1).flatten().next().map_or(text.len(), |next| next.start());
            let reason = reasons.get(usize::from(turn.speaker)).and_then(Option::as_ref);
            let own = now.get(number).copied().flatten();
            let around = Span::new(before, after.max(before)).unwrap_or_default();
            // Where one correction replaced the end of a turn and the start of the next, both turns hold it.
            let whole = own.map_or(around, |own| around.cover(own));
            if let Some(reason) = reason
                && let Some(span) = without_blanks(text, whole)
            {
                stretches.push(Stretch { span, reason: reason.clone() });
            }
            before = own.map_or(before, |own| own.end().max(before));
        }
        Some(Self { stretches: joined(stretches) })
    }

    /// The stretches, in order, none touching another.
    pub(super) fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// Whether any of a span is not shown.
    pub(super) fn touches(&self, span: Span) -> bool {
        let first = self.stretches.partition_point(|stretch| stretch.span.end() < span.start());
        self.stretches.iter().skip(first).any(|stretch| {
            stretch.span.overlaps(span) || (span.is_empty() && stretch.span.contains(span.start()))
        })
    }

    /// What a reader has to know of it, each reason once.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut reasons: Vec<&str> = self.stretches.iter().map(|stretch| stretch.reason.as_str()).collect();
        reasons.sort_unstable();
        reasons.dedup();
        reasons.into_iter().map(|reason| format!("Not shown here: {reason}.")).collect()
    }
}

fn why_not(study: &Study, role: SpeakerRole) -> Option<String> {
    match role {
        SpeakerRole::Participant(participant) => super::why_not_analysed(study, participant),
        SpeakerRole::Interviewer | SpeakerRole::Unknown => None,
    }
}

/// The span without the blanks and line ends at its edges; nothing where it holds nothing else.
pub(super) fn without_blanks(text: &Text, span: Span) -> Option<Span> {
    let words = text.excerpt(span)?;
    let blanks = |n: usize| u32::try_from(n).ok();
    let front = blanks(words.chars().take_while(|c| c.is_whitespace()).count())?;
    let back = blanks(words.chars().rev().take_while(|c| c.is_whitespace()).count())?;
    (front < span.len()).then(|| Span::new(span.start() + front, span.end() - back)).flatten()
}

/// Stretches that overlap as one, under the reason of the first.
fn joined(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        if let Some(last) = all.last_mut().filter(|last| last.span.end() >= stretch.span.start()) {
            last.span = last.span.cover(stretch.span);
        } else {
            all.push(stretch);
        }
    }
    all
}
