//! Names of files made of names that people gave: fit for every file system, no two alike.

use std::collections::BTreeSet;

/// The most bytes of a name without its ending: every file system takes 255.
const MOST: usize = 120;

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Names given so far.
#[derive(Debug, Default)]
pub(crate) struct FileNames(BTreeSet<String>);

impl FileNames {
    /// The nearest name that is allowed and still free. Capitals do not tell two names apart.
    pub fn take(&mut self, wanted: &str, ending: &str) -> String {
        let wanted = file_stem(wanted);
        let mut stem = wanted.clone();
        let mut copy = 2;
        while !self.0.insert(stem.to_lowercase()) {
            stem = format!("{wanted} ({copy})");
            copy += 1;
        }
        format!("{stem}.{ending}")
    }
}

/// The nearest name of a file, without its ending, that every file system allows and that leads into no other
/// folder.
pub(crate) fn file_stem(wanted: &str) -> String {
    let is_kept = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '(' | ')' | ',');
    let name: String = wanted.chars().map(|c| if is_kept(c) { c } else { '_' }).collect();
    let name = name.get(..name.floor_char_boundary(MOST)).unwrap_or_default();
    let name = name.trim_matches([' ', '.']);
    match name.split('.').next().map(str::to_lowercase) {
        None => "file".to_owned(),
        Some(first) if first.is_empty() => "file".to_owned(),
        Some(first) if is_device(&first) => format!("_{name}"),
        Some(_) => name.to_owned(),
    }
}

fn is_device(name: &str) -> bool {
    let name = name.trim_end();
    let numbered =
        |kind: &str| name.strip_prefix(kind).is_some_and(|n| n.len() == 1 && n.parse::<u8>().is_ok());
    DEVICES.contains(&name) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_repeated_and_reserved_names_become_allowed_ones() {
        let mut names = FileNames::default();
        assert_eq!(names.take("P01", "docx"), "P01.docx");
        assert_eq!(names.take("p01", "docx"), "p01 (2).docx");
        assert_eq!(names.take("../../etc/passwd", "docx"), "_.._etc_passwd.docx");
        assert_eq!(names.take("a\\b:c*?\u{0}\n", "html"), "a_b_c____.html");
        assert_eq!(names.take("CON", "html"), "_CON.html");
        assert_eq!(names.take("lpt1.x", "html"), "_lpt1.x.html");
        assert_eq!(names.take("...", "html"), "file.html");
        assert_eq!(names.take("", "html"), "file (2).html");
        assert!(names.take(&"é".repeat(500), "html").len() <= MOST + 5);
    }
}
