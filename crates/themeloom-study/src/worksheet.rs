//! The worksheet for reading down a column of the matrix: the elements found in its cells, sorted
//! into dimensions (Ritchie and Spencer 1994 call the step detection, then categorisation).

use serde::{Deserialize, Serialize};

use crate::ids::{CaseId, CodeId, ElementId};

/// What a change says when an element is listed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ElementContent {
    /// The element in a few words.
    pub text: String,
    /// The dimension that it was sorted into; empty while it is unsorted.
    pub dimension: String,
    /// The cases whose cells show it.
    pub cases: Vec<CaseId>,
}

/// Something that the cells of a column hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Element {
    /// Its id.
    pub id: ElementId,
    /// The column: one code of the matrix.
    pub code: CodeId,
    /// What it says, and where it was found.
    pub content: ElementContent,
    /// Whether it was taken away.
    pub retired: bool,
}
