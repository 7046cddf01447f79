//! Every package that the program is built from may be passed on under terms that we accept.

use super::finding::Finding;
use super::spdx::Licence;
use super::tree::Tree;

/// The licences that we accept. None of them reaches beyond the package's own files.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Finds packages whose licence we do not accept.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let accepted = |name: &str| ACCEPTED.contains(&name);
    let mut found = Vec::new();
    for package in &tree.packages {
        let text = package.licence.as_deref().unwrap_or("no licence");
        let good = Licence::read(text).is_some_and(|licence| licence.is_met(&accepted));
        if !good {
            let wrong = format!("{} {} is under \"{text}\"", package.name, package.version);
            let advice =
                "take another package, or add an exception with its reason to xtask/src/tidy/exceptions.rs";
            found.push(Finding::error("licences", "Cargo.lock", 1, wrong, advice));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::Package;

    #[test]
    fn a_package_under_strong_copyleft_or_without_licence_is_caught() {
        let package = |name: &str, licence: Option<&str>| Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.map(str::to_owned),
        };
        let packages = vec![
            package("good", Some("MIT OR GPL-3.0")),
            package("bad", Some("AGPL-3.0-only")),
            package("silent", None),
        ];
        let wrongs: Vec<_> =
            check(&Tree { packages, ..Tree::default() }).into_iter().map(|f| f.wrong).collect();
        assert_eq!(wrongs, ["bad 1.0.0 is under \"AGPL-3.0-only\"", "silent 1.0.0 is under \"no licence\""]);
    }
}
