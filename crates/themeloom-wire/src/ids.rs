//! Names on the wire: ids, and versions of a text.

use std::str::FromStr;

use themeloom_app::text::{EditId, Version};

use crate::error::WireError;

/// The id of something, opaque to the browser.
pub type Id = String;

/// Reads an id that the browser was given earlier.
///
/// # Errors
/// When it is none.
pub fn read_id<T: FromStr>(id: &str) -> Result<T, WireError> {
    id.parse().map_err(|_| WireError::NotAnId { id: id.to_owned() })
}

/// The name of a version of a text: the last edits known in it.
#[must_use]
pub fn version_name(version: &Version) -> String {
    version.heads().iter().map(ToString::to_string).collect::<Vec<_>>().join("-")
}

/// Reads the name of a version that the browser was given earlier.
///
/// # Errors
/// When it is none.
pub fn read_version(name: &str) -> Result<Version, WireError> {
    let edit = |part: &str| {
        let wrong = |_| WireError::NotAVersion { name: name.to_owned() };
        u128::from_str_radix(part, 16).map(EditId).map_err(wrong)
    };
    let parts = name.split('-').filter(|part| !part.is_empty());
    Ok(Version::new(parts.map(edit).collect::<Result<Vec<_>, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_survives_its_name() {
        for heads in [vec![], vec![EditId(7)], vec![EditId(1), EditId(u128::MAX)]] {
            let version = Version::new(heads);
            assert_eq!(read_version(&version_name(&version)).unwrap(), version);
        }
        assert!(read_version("x").is_err());
    }
}
