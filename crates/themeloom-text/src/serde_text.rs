//! Names that are numbers inside: as text where people read them (JSON), as their numbers where only programs
//! do. A number of 64 bits or more is cut short by most readers of JSON, and refused by some of ours.

use std::fmt::Display;
use std::str::FromStr;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes a name: its text in formats for people, its numbers in others.
///
/// # Errors
/// Those of the serialiser.
pub fn serialize<S: Serializer>(
    name: &impl Display,
    numbers: &impl Serialize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() { serializer.collect_str(name) } else { numbers.serialize(serializer) }
}

/// Reads a name that [`serialize`] wrote.
///
/// # Errors
/// Those of the deserialiser; and where the text is no such name.
pub fn deserialize<'de, Name, Numbers, D>(
    deserializer: D,
    of_numbers: impl FnOnce(Numbers) -> Name,
) -> Result<Name, D::Error>
where
    Name: FromStr<Err: Display>,
    Numbers: Deserialize<'de>,
    D: Deserializer<'de>,
{
    if deserializer.is_human_readable() {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    } else {
        Numbers::deserialize(deserializer).map(of_numbers)
    }
}
