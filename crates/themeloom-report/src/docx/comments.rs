//! The comments of a coded transcript: each mark's code, remarks and memos, by whoever coded.

use super::parts::NAMESPACES;
use crate::clean::{clean, one_line};
use crate::markup::Markup;
use crate::model::{CodedTranscript, MarkMemo, Marking};

/// Word cuts longer initials.
const INITIALS: usize = 9;

/// The part `comments.xml`. A comment's number is the place of its mark.
pub(super) fn comments(transcript: &CodedTranscript) -> String {
    let mut markup = Markup::xml();
    markup.open("w:comments", NAMESPACES);
    for (number, mark) in transcript.marks.iter().enumerate() {
        comment(&mut markup, number, mark);
    }
    markup.close("w:comments");
    markup.finish()
}

fn comment(markup: &mut Markup, number: usize, mark: &Marking) {
    let number = number.to_string();
    let coder = one_line(&mark.coder);
    let initials: String = one_line(&mark.initials).chars().take(INITIALS).collect();
    let mut attributes = vec![("w:id", number.as_str()), ("w:author", &coder)];
    if let Some(at) = &mark.at {
        attributes.push(("w:date", at));
    }
    attributes.push(("w:initials", &initials));
    markup.open("w:comment", &attributes);
    open_paragraph(markup);
    markup.open("w:r", &[]).open("w:rPr", &[]);
    markup.empty("w:rStyle", &[("w:val", "CommentReference")]).close("w:rPr");
    markup.empty("w:annotationRef", &[]).close("w:r");
    run(markup, &one_line(&mark.title), Some("Strong"));
    markup.close("w:p");
    for remark in &mark.remarks {
        paragraph(markup, remark, Some("Emphasis"));
    }
    for memo in &mark.memos {
        self::memo(markup, memo);
    }
    markup.close("w:comment");
}

fn memo(markup: &mut Markup, memo: &MarkMemo) {
    let day = memo.at.split('T').next().unwrap_or_default();
    let author = format!("{}, {day}: ", one_line(&memo.author));
    let text = clean(&memo.text);
    let mut lines = text.split('\n').map(str::trim_end).filter(|line| !line.is_empty());
    open_paragraph(markup);
    run(markup, &author, Some("Emphasis"));
    run(markup, lines.next().unwrap_or_default(), None);
    markup.close("w:p");
    for line in lines {
        paragraph(markup, line, None);
    }
}

fn paragraph(markup: &mut Markup, text: &str, style: Option<&str>) {
    open_paragraph(markup);
    run(markup, &one_line(text), style);
    markup.close("w:p");
}

fn open_paragraph(markup: &mut Markup) {
    markup.open("w:p", &[]).open("w:pPr", &[]);
    markup.empty("w:pStyle", &[("w:val", "CommentText")]).close("w:pPr");
}

fn run(markup: &mut Markup, text: &str, style: Option<&str>) {
    markup.open("w:r", &[]);
    if let Some(style) = style {
        markup.open("w:rPr", &[]).empty("w:rStyle", &[("w:val", style)]).close("w:rPr");
    }
    let text = text.replace('\t', " ");
    markup.element("w:t", &[("xml:space", "preserve")], &text).close("w:r");
}
