//! Studies of other programs: whatever is read refers to what is there, and what is handed over again is read as
//! the same.

use themeloom_app::import::{
    ForeignStudy, ForeignTarget, open_study, read_qdc, read_qdpx, write_qdc, write_qdpx,
};
use themeloom_app::study::Timestamp;

use crate::documents::{LIMITS, check};
use crate::zipped::zipped;

/// Reads a study under a name, and looks whether it is whole.
pub fn read(name: &str, bytes: &[u8]) {
    for study in open_study(name, bytes, &LIMITS).ok().flatten().into_iter().flatten() {
        whole(&study);
    }
}

/// Everything that refers to something refers to what is there.
pub fn whole(study: &ForeignStudy) {
    let inside = |source: usize, span| {
        study.sources.get(source).is_some_and(|source| source.document.text.excerpt(span).is_some())
    };
    study.sources.iter().for_each(|source| check(&source.document));
    for (at, code) in study.codes.iter().enumerate() {
        assert!(code.parent.is_none_or(|parent| parent.0 < at), "what stands above a code comes after it");
    }
    for coding in &study.codings {
        assert!(inside(coding.source.0, coding.span), "a coding outside of the text");
        assert!(coding.code.0 < study.codes.len(), "a coding without a code");
        assert!(coding.coder.is_none_or(|coder| coder.0 < study.coders.len()), "a coding of nobody");
    }
    for segment in &study.segments {
        assert!(segment.code.0 < study.codes.len(), "a segment without a code");
    }
    for case in &study.cases {
        assert!(case.sources.iter().all(|source| source.0 < study.sources.len()), "a case of no source");
        assert!(case.values.iter().all(|(at, _)| at.0 < study.attributes.len()), "a value of nothing");
    }
    for cell in &study.cells {
        assert!(cell.case.0 < study.cases.len() && cell.code.0 < study.codes.len(), "a cell of nothing");
        assert!(cell.quotations.iter().all(|(at, span)| inside(at.0, *span)), "a quotation of nothing");
    }
    for memo in &study.memos {
        assert!(
            match memo.about {
                ForeignTarget::Study => true,
                ForeignTarget::Source(at) => at.0 < study.sources.len(),
                ForeignTarget::Passage(at, span) => inside(at.0, span),
                ForeignTarget::Code(at) => at.0 < study.codes.len(),
                ForeignTarget::Coding(at) => at.0 < study.codings.len(),
                ForeignTarget::Case(at) => at.0 < study.cases.len(),
            },
            "a memo about nothing"
        );
    }
    let placed = study.anchoring;
    let all = placed.exact + placed.reanchored + placed.lost;
    assert!(placed.found == all || !study.segments.is_empty(), "codings that are not accounted for");
}

pub fn qdpx(bytes: &[u8]) {
    read("a.qdpx", bytes);
}

/// The document of a project, beside sources that it may name. What was read goes out and comes in as the same.
pub fn qdpx_project(bytes: &[u8]) {
    let parts: [(&str, &[u8]); 3] = [
        ("project.qde", bytes),
        ("sources/a.txt", "\u{feff}P01: One 😀 two.\r\nThree e\u{301}.\r\n".as_bytes()),
        ("Sources/b.txt", b"P02: nothing\n"),
    ];
    let Some(file) = zipped(&parts) else { return };
    let Ok(study) = read_qdpx("a.qdpx", &file, &LIMITS) else { return };
    whole(&study);
    if let Ok(written) = write_qdpx(&study, Timestamp(0))
        && let Ok(again) = read_qdpx("b.qdpx", &written, &LIMITS)
    {
        let counts = |study: &ForeignStudy| (study.codes.len(), study.sources.len(), study.codings.len());
        assert_eq!(counts(&study), counts(&again), "what was handed over came back otherwise");
    }
}

pub fn qdc(bytes: &[u8]) {
    read("a.qdc", bytes);
    let Ok(codebook) = read_qdc("a.qdc", bytes, &LIMITS) else { return };
    if let Ok(written) = write_qdc(&codebook.codes)
        && let Ok(again) = read_qdc("b.qdc", &written, &LIMITS)
    {
        assert_eq!(
            codebook.codes.len(),
            again.codes.len(),
            "a codebook that was written came back otherwise"
        );
    }
}

pub fn xlsx(bytes: &[u8]) {
    read("a.xlsx", bytes);
}

/// The cells of a workbook, and the comments on them: one part that stands for both.
pub fn xlsx_sheet(bytes: &[u8]) {
    const TYPES: &[u8] = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
    const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    const SHEETS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    const BESIDE: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>"#;
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", SHEETS),
        ("xl/worksheets/sheet1.xml", bytes),
        ("xl/worksheets/_rels/sheet1.xml.rels", BESIDE),
        ("xl/comments1.xml", bytes),
    ];
    zipped(&parts).iter().for_each(|file| xlsx(file));
}

pub fn sheet_csv(bytes: &[u8]) {
    read("a.csv", bytes);
    read("a.tsv", bytes);
}
