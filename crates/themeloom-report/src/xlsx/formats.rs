//! The look of the cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern};

/// Ink of secondary words; 7:1 on white.
const QUIET: Color = Color::RGB(0x0055_595F);
/// Hairlines between cells.
const HAIR: Color = Color::RGB(0x00D6_D5CE);

/// Every format of the workbook.
pub(super) struct Formats {
    pub(super) banner: Format,
    pub(super) caption: Format,
    pub(super) above: Format,
    pub(super) head: Format,
    pub(super) group: Format,
    pub(super) row_head: Format,
    pub(super) words: Format,
    pub(super) number: Format,
    pub(super) state: Format,
    pub(super) not_asked: Format,
    pub(super) summary: Format,
    pub(super) note: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let base = Format::new().set_font_name("Calibri").set_font_size(10).set_align(FormatAlign::Top);
        let cell = base
            .clone()
            .set_text_wrap()
            .set_align(FormatAlign::Left)
            .set_indent(1)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_right(FormatBorder::Thin)
            .set_border_bottom_color(HAIR)
            .set_border_right_color(HAIR);
        let state = cell.clone().set_font_color(QUIET).set_italic();
        let head = cell
            .clone()
            .set_bold()
            .set_align(FormatAlign::Bottom)
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(Color::RGB(0x001C_1E21));
        Self {
            banner: base.clone().set_bold().set_font_color(Color::RGB(0x007A_4B00)),
            caption: base.clone().set_bold().set_font_size(13),
            above: cell.clone().set_font_color(QUIET).set_align(FormatAlign::Bottom),
            group: base.clone().set_bold().set_background_color(Color::RGB(0x00EE_ECE4)),
            row_head: cell.clone().set_bold(),
            number: cell.clone().set_align(FormatAlign::Right),
            not_asked: state
                .clone()
                .set_pattern(FormatPattern::LightUp)
                .set_foreground_color(HAIR)
                .set_background_color(Color::White),
            summary: cell.clone().set_bold().set_border_top(FormatBorder::Thin),
            note: base.set_font_color(QUIET).set_text_wrap(),
            words: cell,
            state,
            head,
        }
    }
}
