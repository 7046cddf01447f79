//! What a change refers to outside of itself: sealed bytes by address, and the words of codings by hash.

use themeloom_study::coding::ExcerptHash;
use themeloom_study::op::{CodingEdit, SourceEdit};
use themeloom_study::source::BlobAddress;
use themeloom_study::{Op, Passage};

/// How the links of a change are to be written.
pub(super) trait Links {
    /// Where bytes lie.
    fn address(&self, address: &mut BlobAddress);
    /// The hash of the words of a coded passage.
    fn excerpt(&self, passage: &Passage, excerpt: &mut ExcerptHash);
}

/// Rewrites all links of a change.
pub(super) fn relink(op: &mut Op, links: &impl Links) {
    match op {
        Op::AddSource(new) => {
            new.base.iter_mut().for_each(|segment| links.address(&mut segment.blob));
            if let Some(original) = &mut new.origin.original {
                links.address(original);
            }
        }
        Op::EditSource(_, SourceEdit::Recording(edit)) => {
            for recording in edit.before.iter_mut().chain(&mut edit.after) {
                links.address(&mut recording.blob);
            }
        }
        Op::Code(new) => links.excerpt(&new.passage, &mut new.excerpt),
        Op::EditCoding(_, CodingEdit::Passage(edit)) => {
            for (passage, excerpt) in [&mut edit.before, &mut edit.after] {
                links.excerpt(passage, excerpt);
            }
        }
        Op::Restate(change) => relink(&mut change.op, links),
        _ => {}
    }
}
