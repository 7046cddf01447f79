//! Names of variables: letters, digits and underscores, at most 64 bytes, none reserved, no two alike.

use std::collections::BTreeSet;

use crate::model::DataFile;

/// The most bytes of a name.
const MOST: usize = 64;

/// Words of the language itself.
const RESERVED: [&str; 13] =
    ["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"];

/// The names of a data file's variables, in order. They are plain ASCII, which every version and every code
/// page of SPSS reads; the whole name in its own letters is the variable's label.
pub(super) fn variable_names(data: &DataFile) -> Vec<String> {
    let mut taken: BTreeSet<String> = RESERVED.map(str::to_owned).into();
    data.variables.iter().map(|variable| take(&mut taken, &variable.name)).collect()
}

/// The nearest allowed name that is still free. Capitals do not tell two names apart.
fn take(taken: &mut BTreeSet<String>, wanted: &str) -> String {
    let wanted = allowed(wanted);
    let mut name = shortened(&wanted, MOST);
    let mut copy = 2;
    while !taken.insert(name.to_lowercase()) {
        let ending = format!("_{copy}");
        name = format!("{}{ending}", shortened(&wanted, MOST - ending.len()));
        copy += 1;
    }
    name
}

fn allowed(wanted: &str) -> String {
    let mut name = String::new();
    for letter in wanted.chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
    }
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => name.to_owned(),
        Some(_) => format!("v{name}"),
        None => "v".to_owned(),
    }
}

/// At most so many bytes, without an underscore at the end. The name is ASCII.
fn shortened(name: &str, most: usize) -> String {
    name.get(..most.min(name.len())).unwrap_or_default().trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_reserved_long_and_repeated_names_become_allowed_ones() {
        let mut taken: BTreeSet<String> = RESERVED.map(str::to_owned).into();
        let mut take = |wanted: &str| take(&mut taken, wanted);
        assert_eq!(take("role group"), "role_group");
        assert_eq!(take("Role-Group"), "Role_Group_2");
        assert_eq!(take("c1_1_What's \"value\"?"), "c1_1_What_s_value");
        assert_eq!(take("2nd site"), "v2nd_site");
        assert_eq!(take("not"), "not_2");
        assert_eq!(take("эмпатия"), "v");
        assert_eq!(take(""), "v_2");
        let long = "a".repeat(80);
        assert_eq!(take(&long).len(), 64);
        assert!(take(&long).ends_with("a_2"));
    }
}
