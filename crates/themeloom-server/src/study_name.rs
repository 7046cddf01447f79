//! Names of studies as they stand in paths: the file's name without its ending, and never a way out
//! of the library folder.

use std::path::{Path, PathBuf};

use themeloom_app::STUDY_ENDING;

/// The longest name, in characters.
const LONGEST: usize = 80;

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// The name of a study in the library.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct StudyName(String);

impl StudyName {
    /// Reads a name; nothing where it could mean anything but a file of its own in the folder.
    pub fn read(text: &str) -> Option<Self> {
        let plain = !text.is_empty()
            && text.chars().count() <= LONGEST
            && !text.starts_with(['.', ' ', '-'])
            && !text.ends_with(['.', ' '])
            && !text.chars().any(|sign| sign.is_control() || "/\\:*?\"<>|%".contains(sign));
        (plain && !is_device(text)).then(|| Self(text.to_owned()))
    }

    /// A name for the file of a study, made of its title.
    pub fn from_title(title: &str) -> Option<Self> {
        let mut name = String::new();
        for sign in title.trim().chars().take(60) {
            let fits = sign.is_alphanumeric() || sign == '-' || sign == '_';
            if fits {
                name.push(sign);
            } else if !name.is_empty() && !name.ends_with('-') {
                name.push('-');
            }
        }
        Self::read(name.trim_matches('-'))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file.
    pub fn file(&self) -> String {
        format!("{}.{STUDY_ENDING}", self.0)
    }

    /// The file's path in a folder.
    pub fn path(&self, folder: &Path) -> PathBuf {
        folder.join(self.file())
    }

    /// The name of the study in a file.
    pub fn of(path: &Path) -> Option<Self> {
        Self::read(path.file_stem()?.to_str()?)
    }
}

fn is_device(text: &str) -> bool {
    let stem = text.split('.').next().unwrap_or_default().to_lowercase();
    let numbered = stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
    DEVICES.contains(&stem.as_str()) || (numbered && stem.ends_with(|last: char| last.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_leads_out_of_the_folder() {
        for hostile in [
            "", ".", "..", "../x", "a/b", "a\\b", "C:x", "x\0", "..%2fx", ".hidden", "nul", "COM1", "x.",
            "-rf",
        ] {
            assert_eq!(StudyName::read(hostile), None, "{hostile}");
        }
        assert_eq!(StudyName::read("Many rivers 2").unwrap().file(), "Many rivers 2.loom");
    }

    #[test]
    fn a_title_becomes_a_name_whatever_is_in_it() {
        let name = |title| StudyName::from_title(title).map(|name| name.0);
        assert_eq!(name("Value in our trust: a study").as_deref(), Some("Value-in-our-trust-a-study"));
        assert_eq!(name("../../etc/<script>").as_deref(), Some("etc-script"));
        assert_eq!(name("信頼の研究").as_deref(), Some("信頼の研究"));
        assert_eq!(name("???"), None);
    }
}
