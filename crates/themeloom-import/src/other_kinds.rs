//! Files that people have beside their transcripts, and what to do with each: told by how they begin,
//! or, where that leaves it open, by the ending of their name.

use themeloom_study::source::RecordingKind;

use crate::recording::recognise_recording;

/// What a file is, and what to do with it.
pub(crate) type Other = (&'static str, &'static str);

const TRANSCRIBE: &str = "transcribe it first, and import the transcript";
const NO_WORDS: &str = "it holds no text; type the words or run text recognition (OCR), and import those";
const UNPACK: &str = "unpack it, and import the files in it";
const SAVE_PDF: &str = "save it as a PDF in the program that made it, and import that";
const SAVE_DOCX: &str = "export it as Word (.docx) from the program that made it, and import that";
const SAVE_SHEET: &str = "save the sheet as .csv with columns timestamp, speaker and words, and import that";
const SAVE_DATA: &str = "it holds a table and no transcript; save it as .csv in its program: attributes of participants are imported as a table of people";
const E_MAIL: &str = "copy its words into a .docx or .txt, and import that; a transcript attached to it is saved and imported by itself";
const EXPORT_FILES: &str = "open it in its program, export it as a REFI-QDA project (.qdpx), and import that";

/// How files begin that are not told apart elsewhere.
const BEGINS: &[(&[u8], &str, &str)] = &[
    (b"#!AMR", "a sound recording", TRANSCRIBE),
    (b"\x02dss", "a dictation recording (.dss)", TRANSCRIBE),
    (b"\x03ds2", "a dictation recording (.ds2)", TRANSCRIBE),
    (b"\xff\xf1", "a sound recording", TRANSCRIBE),
    (b"\xff\xf9", "a sound recording", TRANSCRIBE),
    (b"caff\0", "a sound recording", TRANSCRIBE),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a sound or video recording (Windows Media)", TRANSCRIBE),
    (b"\0\0\x01\xba", "a video recording", TRANSCRIBE),
    (b"\0\0\x01\xb3", "a video recording", TRANSCRIBE),
    (b"FLV\x01", "a video recording", TRANSCRIBE),
    (b"8BPS\0", "a Photoshop image", NO_WORDS),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "a OneNote notebook (.one)", SAVE_DOCX),
    (b"\xffWPC", "a WordPerfect document", "open it in LibreOffice, save it as .docx, and import that"),
    (b"$FL2@(#)", "a data file of SPSS (.sav)", SAVE_DATA),
    (b"$FL3@(#)", "a data file of SPSS (.zsav)", SAVE_DATA),
    (b"<stata_dta>", "a data file of Stata (.dta)", SAVE_DATA),
    (b"HEADER RECORD*******LIB", "a data file of SAS (.xpt)", SAVE_DATA),
    (b"\xfd7zXZ\0", "a packed file (xz)", UNPACK),
    (b"ooBinaryFile", "a binary file of Praat", "save it as a text file in Praat, and import that"),
    (
        b"\"Praat chronological TextGrid text file\"",
        "a chronological TextGrid of Praat",
        "read it in Praat, save it as a text file, and import that",
    ),
];

/// What a file is by how it begins, if it is none that can be imported.
pub(crate) fn by_begin(bytes: &[u8]) -> Option<Other> {
    if let Some((_, found, remedy)) = BEGINS.iter().find(|(begin, ..)| bytes.starts_with(begin)) {
        return Some((found, remedy));
    }
    match bytes {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', b' ', ..] => {
            Some(("a video recording", TRANSCRIBE))
        }
        [b'F', b'O', b'R', b'M', _, _, _, _, b'A', b'I', b'F', b'F' | b'C', ..] => {
            Some(("a sound recording", TRANSCRIBE))
        }
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand {
            [b'm', b'i', b'f', b'1', ..] => Some(("a HEIC image", NO_WORDS)),
            [b'a', b'v', b'i', b'f', ..] => Some(("an AVIF image", NO_WORDS)),
            _ => None,
        },
        // A bitmap: its two letters may begin a text too, but not with these zeros.
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some(("a bitmap image", NO_WORDS)),
        _ if bytes.get(257..262) == Some(b"ustar") => Some(("a packed file (tar)", UNPACK)),
        _ if recognise_recording(bytes) == Some(RecordingKind::Mp3) => {
            Some(("a sound recording", TRANSCRIBE))
        }
        _ => None,
    }
}

/// Endings, for files whose bytes say little: archives, databases, and what is known to their program
/// alone.
const ENDINGS: &[(&[&str], &str, &str)] = &[
    (&["pages"], "a Pages document", "in Pages, export it as Word (.docx), and import that"),
    (&["numbers"], "a Numbers sheet", SAVE_SHEET),
    (&["key"], "a Keynote presentation", SAVE_PDF),
    (&["nvp", "nvpx", "nvcx"], "an NVivo project", EXPORT_FILES),
    (
        &["mex", "mx24", "mx22", "mx20", "mx18", "mx12", "mx11", "mx5", "mx4", "mx3"],
        "a MAXQDA project",
        EXPORT_FILES,
    ),
    (&["hpr", "hpr7", "atlcb", "atlproj", "atlproj9"], "an ATLAS.ti project", EXPORT_FILES),
    (&["dta"], "a data file of Stata (.dta)", SAVE_DATA),
    (&["sav", "zsav", "por"], "a data file of SPSS (.sav)", SAVE_DATA),
    (&["sas7bdat"], "a data file of SAS", SAVE_DATA),
    (&["rdata", "rda", "rds"], "a data file of R", SAVE_DATA),
    (&["omv", "jasp"], "a data file of a statistics program", SAVE_DATA),
    (&["msg"], "an e-mail", E_MAIL),
    (&["ppt"], "an old PowerPoint presentation (.ppt)", SAVE_PDF),
    (&["xls"], "an old Excel workbook (.xls)", SAVE_SHEET),
    (&["pub"], "a Publisher document", SAVE_PDF),
    (&["wps"], "an old Works document", "open it in Word or LibreOffice, save it as .docx, and import that"),
    (
        &["mobi", "azw", "azw3"],
        "an electronic book",
        "convert it to .docx, for example with Calibre, and import that",
    ),
];

/// What a file is by its name, where its bytes leave it open.
pub(crate) fn by_ending(file: &str) -> Option<Other> {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
    // ATLAS.ti puts its version into the ending: atlproj, atlproj9, atlproj23.
    let ending = if ending.starts_with("atlproj") { "atlproj" } else { ending.as_str() };
    ENDINGS.iter().find(|(endings, ..)| endings.contains(&ending)).map(|(_, found, remedy)| (*found, *remedy))
}

/// What a zip archive is, by the names of its parts, if they tell.
pub(crate) fn by_parts(names: &[String], file: &str) -> Option<Other> {
    let has = |part: &str| names.iter().any(|name| name == part || name.starts_with(part));
    if has("META-INF/container.xml") {
        let remedy = "convert it to .docx, for example with Calibre, and import that";
        return Some(("an electronic book (.epub)", remedy));
    }
    if has("ppt/") {
        return Some(("a PowerPoint presentation", SAVE_PDF));
    }
    if has("Index/") || has("Index.zip") {
        let pages = Some(("a document of Pages, Numbers or Keynote", SAVE_DOCX));
        return by_ending(file).or(pages);
    }
    None
}

/// What an old Office container is, by the names of its streams.
pub(crate) fn by_stream(has: impl Fn(&str) -> bool) -> Option<Other> {
    if has("__nameid_version1.0") || has("__properties_version1.0") {
        Some(("an e-mail (.msg)", E_MAIL))
    } else if has("PowerPoint Document") {
        Some(("an old PowerPoint presentation (.ppt)", SAVE_PDF))
    } else {
        None
    }
}

/// What a text is that is not meant to be read as it stands.
pub(crate) fn by_text(file: &str, text: &str) -> Option<Other> {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if ending.as_deref() == Some("gdoc") {
        let remedy = "open it in Google Docs, download it as Word (.docx), and import that";
        return Some(("a link to a Google document", remedy));
    }
    if !is_mail(text) {
        return None;
    }
    let head: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
    if head.contains("content-type: multipart/related") && head.contains("snapshot-content-location:") {
        return Some(("a web page saved as one file (.mht)", SAVE_PDF));
    }
    Some(("an e-mail (.eml)", E_MAIL))
}

/// An e-mail begins with lines of fields, of which these are never missing together in one that a
/// program saved.
fn is_mail(text: &str) -> bool {
    let mut fields = 0;
    let mut is_mime = false;
    for line in text.lines().take(200).take_while(|line| !line.trim().is_empty()) {
        let Some((name, _)) = line.split_once(':').filter(|_| !line.starts_with([' ', '\t'])) else {
            continue;
        };
        let name = name.to_ascii_lowercase();
        is_mime |= name == "mime-version";
        fields += usize::from(matches!(
            name.as_str(),
            "from" | "to" | "subject" | "date" | "message-id" | "received" | "return-path"
        ));
    }
    is_mime && fields >= 2
}
