//! The quotations that consent kept out of the report, and why.

use super::writer::Writer;

pub(super) fn write(writer: &mut Writer) {
    if writer.refused.is_empty() {
        return;
    }
    let items: Vec<String> =
        writer.refused.iter().map(|r| format!("{}, left out: {}.", r.wanted_in, r.reason)).collect();
    writer.section("Quotations left out");
    writer.list(&items);
}
