//! The same report gives the same bytes.

use themeloom_report::{CsvOptions, render_docx, render_html, render_xlsx, table_csv};

use crate::specimen;

#[test]
fn rendering_twice_gives_the_same_bytes_in_every_format() {
    let (one, two) = (specimen::report(), specimen::report());
    assert_eq!(render_html(&one), render_html(&two));
    assert_eq!(render_docx(&one).unwrap(), render_docx(&two).unwrap());
    let first = render_xlsx(&one).unwrap();
    // Zip entries know two seconds and document properties one, so a clock would show after this pause.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert_eq!(first, render_xlsx(&two).unwrap());
    let options = CsvOptions::default();
    assert_eq!(
        table_csv(&specimen::matrix(), options).unwrap(),
        table_csv(&specimen::matrix(), options).unwrap()
    );
}

#[test]
fn a_report_without_a_date_does_not_take_one_from_the_clock() {
    let mut report = specimen::report();
    report.date = None;
    let first = (render_docx(&report).unwrap(), render_xlsx(&report).unwrap());
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert_eq!(first, (render_docx(&report).unwrap(), render_xlsx(&report).unwrap()));
}
