//! A place in a source: how everything that quotes points at words without copying them.

use serde::{Deserialize, Serialize};
use themeloom_text::{Span, Version};

use crate::ids::SourceId;

/// A span of a source's text in the version in which somebody marked it.
///
/// Where it stands now is computed through the corrections made since
/// ([`Study::place`](crate::Study::place)), so that undoing one brings it back.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Passage {
    /// The source.
    pub source: SourceId,
    /// The span, in code points of that version.
    pub span: Span,
    /// The version of the text in which it was marked.
    pub version: Version,
}
