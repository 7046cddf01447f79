//! GUIDs: compared whatever their case and braces, and made from what they name.

use std::collections::BTreeSet;

use uuid::Uuid;

/// A GUID as a key: programs write one and the same in capitals, small letters and braces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Guid {
    /// What it should be.
    Number(u128),
    /// Whatever else stands there.
    Words(Box<str>),
}

impl Guid {
    /// Reads a GUID. What is none is still a key, so that a reference finds what it means.
    pub(crate) fn read(text: &str) -> Self {
        let bare = text.trim().trim_start_matches('{').trim_end_matches('}');
        match Uuid::try_parse(bare) {
            Ok(guid) => Self::Number(guid.as_u128()),
            Err(_) => Self::Words(bare.to_ascii_lowercase().into_boxed_str()),
        }
    }
}

/// Names for what is written: each made from what it is and what it is called, so that the same study
/// gives the same names, and a name does not change when something else is added.
#[derive(Debug, Default)]
pub(crate) struct Guids {
    given: BTreeSet<Uuid>,
}

/// The space of our names, from a UUID that was drawn once for this purpose.
const SPACE: Uuid = Uuid::from_u128(0x8d0e_0bb4_5c0b_4f0e_9d55_6f2f_6f1e_7a11);

impl Guids {
    /// The GUID of a thing of a kind; a second thing that is called the same gets another.
    pub(crate) fn of(&mut self, kind: &str, called: &str) -> String {
        let mut n = 0_u32;
        loop {
            let guid = Uuid::new_v5(&SPACE, format!("{kind}\0{called}\0{n}").as_bytes());
            if self.given.insert(guid) {
                return guid.hyphenated().encode_upper(&mut Uuid::encode_buffer()).to_owned();
            }
            n += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_is_the_same_in_braces_and_in_capitals() {
        let plain = Guid::read("5215cc69-b628-4e02-afb9-9beeaee55808");
        assert_eq!(plain, Guid::read(" {5215CC69-B628-4E02-AFB9-9BEEAEE55808} "));
        assert_ne!(plain, Guid::read("5215cc69-b628-4e02-afb9-9beeaee55809"));
    }

    #[test]
    fn what_is_no_guid_still_finds_what_is_called_the_same() {
        assert_eq!(Guid::read("{Code 12}"), Guid::read("code 12"));
        assert_ne!(Guid::read("code 12"), Guid::read("code 13"));
    }

    #[test]
    fn things_of_one_name_get_guids_of_their_own_and_the_same_ones_every_time() {
        let make = || {
            let mut guids = Guids::default();
            [guids.of("code", "Trust"), guids.of("code", "Trust"), guids.of("source", "Trust")]
        };
        let [a, b, c] = make();
        assert!(a != b && b != c && a != c);
        assert_eq!([a, b, c], make());
    }
}
