//! Everything that the rules look at, as plain values.

use super::rust_source::RustSource;

/// The repository: its files, its crates, and what these depend on.
#[derive(Debug, Default)]
pub struct Tree {
    /// The text files, by path.
    pub files: Vec<File>,
    /// The crates of the workspace, by name.
    pub crates: Vec<Crate>,
    /// Every package of others that ends up in the program or builds it.
    pub packages: Vec<Package>,
}

/// One text file.
#[derive(Debug)]
pub struct File {
    /// From the root of the repository, with forward slashes.
    pub path: String,
    /// What is in it.
    pub text: String,
    /// The same, taken apart, if it is Rust.
    pub rust: Option<RustSource>,
}

/// A crate of the workspace.
#[derive(Debug, Default)]
pub struct Crate {
    /// Its name.
    pub name: String,
    /// Its folder, from the root of the repository.
    pub folder: String,
    /// What its manifest names.
    pub dependencies: Vec<Dependency>,
    /// The names of all packages that its normal and build dependencies lead to.
    pub reaches: Vec<String>,
}

/// One line of a manifest.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// The package's name.
    pub name: String,
    /// Whether only the tests use it.
    pub for_tests: bool,
}

/// A package of others.
#[derive(Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence, as an SPDX expression.
    pub licence: Option<String>,
}

impl File {
    /// A file, taken apart if its name says that it is Rust.
    pub fn new(path: &str, text: &str) -> Self {
        let rust = path.ends_with(".rs").then(|| RustSource::new(text, is_test_path(path)));
        Self { path: path.to_owned(), text: text.to_owned(), rust }
    }
}

impl Tree {
    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The Rust files under a folder.
    pub fn rust<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a RustSource)> {
        let under = move |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.files
            .iter()
            .filter(move |file| under(&file.path))
            .filter_map(|file| file.rust.as_ref().map(|rust| (file.path.as_str(), rust)))
    }
}

/// Whether everything in the file serves tests, benchmarks or examples.
fn is_test_path(path: &str) -> bool {
    path.ends_with("/tests.rs")
        || path.split('/').any(|part| matches!(part, "tests" | "benches" | "examples"))
}

#[cfg(test)]
impl Tree {
    /// A tree of these files.
    pub fn of_files(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| File::new(path, text)).collect();
        Self { files, ..Self::default() }
    }

    /// The same tree with one more crate, in `crates/NAME`.
    pub fn with_crate(mut self, name: &str, dependencies: &[&str]) -> Self {
        let dependency = |name: &&str| Dependency { name: (*name).to_owned(), for_tests: false };
        self.crates.push(Crate {
            name: name.to_owned(),
            folder: format!("crates/{name}"),
            dependencies: dependencies.iter().map(dependency).collect(),
            reaches: dependencies.iter().map(|name| (*name).to_owned()).collect(),
        });
        self
    }
}
