//! Comments: what one person asks of another about something in the study, until it is resolved.
//!
//! A memo is the analyst's own thinking and stays; a comment is addressed and comes to an end.

use serde::{Deserialize, Serialize};

use crate::change::Timestamp;
use crate::ids::{CoderId, CommentId};
use crate::memo::Target;

/// What a change says when somebody comments on something.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewComment {
    /// On what.
    pub about: Target,
    /// To whom; `None` for whoever reads it.
    pub to: Option<CoderId>,
    /// The words.
    pub text: String,
    /// The comment answered.
    pub reply_to: Option<CommentId>,
}

/// A comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// What it says, about what and to whom.
    pub content: NewComment,
    /// Who wrote it.
    pub author: CoderId,
    /// When.
    pub at: Timestamp,
    /// Whether what it asks for was done.
    pub resolved: bool,
    /// Whether it was archived.
    pub retired: bool,
}
