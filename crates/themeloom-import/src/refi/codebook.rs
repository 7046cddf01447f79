//! Codes with their hierarchy: of a codebook (.qdc), and of a project.

use std::collections::HashMap;
use std::str::FromStr;

use themeloom_study::code::Colour;

use super::described;
use super::guid::Guid;
use super::tree::{self, Element};
use crate::encodings::decode;
use crate::error::ImportError;
use crate::foreign::{CodeIdx, ForeignCode, Loss};
use crate::limits::Limits;

/// The name by which our own files are known.
pub(crate) const OURS: &str = "Themeloom";

/// A codebook of another program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForeignCodebook {
    /// The program that wrote it, as it names itself; empty where it does not.
    pub program: String,
    /// The codes; what stands above a code comes before it.
    pub codes: Vec<ForeignCode>,
    /// What did not travel, by name.
    pub losses: Vec<Loss>,
}

/// Reads a codebook, leniently: what the schema forbids and other programs write is read as well.
///
/// # Errors
/// When it is no codebook, or holds no codes.
///
/// ```
/// use themeloom_import::{Limits, read_qdc};
///
/// let qdc = br##"<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>
///   <Code guid="9fa9bcb7-5b59-47a9-8c3e-f65cffdc7520" name="Value" isCodable="false">
///     <Code guid="{7c108712-b650-4892-ac0b-fc9a10190c3b}" name="Money" isCodable="true" color="#ff0000"/>
///   </Code></Codes></CodeBook>"##;
/// let codebook = read_qdc("value.qdc", qdc, &Limits::default())?;
/// assert_eq!(codebook.codes.len(), 2);
/// # Ok::<(), themeloom_import::ImportError>(())
/// ```
pub fn read_qdc(file: &str, bytes: &[u8], limits: &Limits) -> Result<ForeignCodebook, ImportError> {
    let damaged = || ImportError::Damaged {
        file: file.to_owned(),
        place: "its first element".to_owned(),
        expected: "a REFI-QDA codebook",
    };
    let decoded = decode(bytes).ok_or_else(damaged)?;
    let tree = tree::read(file, "the codebook", &decoded.text, limits)?;
    if !tree.root.name.eq_ignore_ascii_case("CodeBook") {
        return Err(damaged());
    }
    let program = tree.root.get("origin").unwrap_or_default().to_owned();
    let mut book = ForeignCodebook { program, ..ForeignCodebook::default() };
    let mut codes = Codes::default();
    codes.read(&tree.root, book.program.starts_with(OURS), &mut book.losses);
    for set in tree.root.listed("Sets", "Set") {
        let kind = "set of codes";
        let why = "there are no sets of codes in Themeloom; a category can take their place";
        book.losses.push(Loss { kind, name: set.get("name").unwrap_or_default().to_owned(), why });
    }
    if tree.broken {
        let why = "the file breaks off; what comes before was read";
        book.losses.push(Loss { kind: "end of the codebook", name: String::new(), why });
    }
    book.codes = codes.all;
    if book.codes.is_empty() {
        return Err(ImportError::NoWords { file: file.to_owned() });
    }
    Ok(book)
}

/// The codes of a file, and how to find them by their GUIDs.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    /// The codes, from above.
    pub(crate) all: Vec<ForeignCode>,
    by_guid: HashMap<Guid, CodeIdx>,
    /// Which notes a code refers to.
    pub(crate) notes: Vec<(CodeIdx, Guid)>,
}

impl Codes {
    /// Reads the codes below an element that holds a `Codes`.
    pub(crate) fn read(&mut self, above: &Element, ours: bool, losses: &mut Vec<Loss>) {
        // Depth first without recursion, so that the order of the file is kept.
        let mut waiting: Vec<(&Element, Option<CodeIdx>)> =
            above.listed("Codes", "Code").map(|code| (code, None)).collect();
        waiting.reverse();
        while let Some((element, parent)) = waiting.pop() {
            let at = self.add(element, parent, ours, losses);
            let below: Vec<_> = element.all("Code").map(|code| (code, Some(at))).collect();
            waiting.extend(below.into_iter().rev());
        }
    }

    /// The code that a GUID names.
    pub(crate) fn find(&self, guid: &str) -> Option<CodeIdx> {
        self.by_guid.get(&Guid::read(guid)).copied()
    }

    fn add(
        &mut self,
        element: &Element,
        parent: Option<CodeIdx>,
        ours: bool,
        losses: &mut Vec<Loss>,
    ) -> CodeIdx {
        let at = CodeIdx(self.all.len());
        let mut code = ForeignCode {
            name: element.get("name").unwrap_or("(code without a name)").to_owned(),
            parent,
            is_category: element.get("isCodable").is_some_and(|value| matches!(value, "false" | "0")),
            colour: element.get("color").and_then(colour),
            ..ForeignCode::default()
        };
        described::read(element.description(), &mut code, ours);
        if let Some(guid) = element.get("guid")
            && self.by_guid.insert(Guid::read(guid), at).is_some()
        {
            let why = "its GUID is another code's too; codings that name it were given to this one";
            losses.push(Loss { kind: "GUID of the code", name: code.name.clone(), why });
        }
        let notes = element.all("NoteRef").filter_map(|note| note.get("targetGUID"));
        self.notes.extend(notes.map(|note| (at, Guid::read(note))));
        self.all.push(code);
        at
    }
}

/// A colour of three or six hexadecimal digits.
fn colour(text: &str) -> Option<Colour> {
    let digits = text.trim_start_matches('#');
    match digits.len() {
        3 => Colour::from_str(&digits.chars().flat_map(|c| [c, c]).collect::<String>()).ok(),
        _ => Colour::from_str(digits).ok(),
    }
}
