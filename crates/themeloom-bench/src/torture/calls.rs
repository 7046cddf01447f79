//! Reading the lines of strace: system calls, one a line or in two halves where threads overlap.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::trace::{Event, Files};

/// What an open descriptor leads to.
#[derive(Clone, Copy)]
enum Target {
    File { file: usize, at: usize },
    Folder,
}

/// The calls that were read so far, and what they came to.
pub(super) struct Calls<'a> {
    folder: &'a Path,
    names: BTreeMap<PathBuf, usize>,
    /// How many files were met.
    met: usize,
    open: BTreeMap<String, Target>,
    /// The first halves of calls that were interrupted by another thread's, by thread.
    halves: BTreeMap<String, String>,
    pub(super) events: Vec<Event>,
}

impl<'a> Calls<'a> {
    pub(super) fn new(folder: &'a Path, before: &Files) -> Self {
        let names: BTreeMap<PathBuf, usize> = before.keys().cloned().zip(0..).collect();
        Self {
            folder,
            met: names.len(),
            names,
            open: BTreeMap::new(),
            halves: BTreeMap::new(),
            events: vec![],
        }
    }

    /// Takes in one line. A call counts from when it came back: what was written while a sync was
    /// under way is not taken for synced.
    pub(super) fn take(&mut self, line: &str) -> Result<()> {
        let Some((thread, rest)) = line.split_once(' ') else { return Ok(()) };
        let rest = rest.trim_start();
        if rest.starts_with("+++") || rest.starts_with("---") {
            return Ok(());
        }
        if let Some(half) = rest.strip_suffix("<unfinished ...>") {
            self.halves.insert(thread.to_owned(), half.to_owned());
            return Ok(());
        }
        let whole = match rest.strip_prefix("<... ") {
            None => rest.to_owned(),
            Some(second) => {
                let first = self.halves.remove(thread).context("the first half is missing")?;
                first + second.split_once(" resumed>").context("not a second half")?.1
            }
        };
        let (call, result) = whole.rsplit_once(" = ").context("no result")?;
        if result.starts_with('-') || result.starts_with('?') {
            return Ok(());
        }
        let (name, arguments) = call.split_once('(').context("no arguments")?;
        let arguments = arguments.trim_end().strip_suffix(')').context("no end of the arguments")?;
        // Every string is written in hexadecimal, so that no comma stands in one.
        let arguments: Vec<&str> = arguments.split(", ").collect();
        self.call(name, &arguments, result)
    }

    fn call(&mut self, name: &str, arguments: &[&str], result: &str) -> Result<()> {
        let argument = |at: usize| arguments.get(at).copied().context("an argument is missing");
        match name {
            "openat" => self.opened(argument(2)?, result),
            "open" | "creat" => self.opened(argument(1)?, result),
            "rename" => self.renamed(argument(0)?, argument(1)?),
            "renameat" | "renameat2" => self.renamed(argument(1)?, argument(3)?),
            "unlink" => self.removed(argument(0)?),
            "unlinkat" => self.removed(argument(1)?),
            "link" | "linkat" | "truncate" => self.not_ours(name, arguments),
            "mmap" => self.mapped(arguments),
            "write" if number(argument(0)?) == "1" => {
                let line = String::from_utf8(string(argument(1)?)?)?;
                self.events.push(Event::Said { line: line.trim_end().to_owned() });
                Ok(())
            }
            _ => self.on_descriptor(name, arguments, result),
        }
    }

    /// A call on something that was opened before.
    fn on_descriptor(&mut self, name: &str, arguments: &[&str], result: &str) -> Result<()> {
        let descriptor = arguments.first().map(|first| number(first).to_owned()).context("no descriptor")?;
        let argument = |at: usize| arguments.get(at).copied().context("an argument is missing");
        let Some(target) = self.open.get(&descriptor).copied() else { return Ok(()) };
        let (file, at) = match (target, name) {
            (Target::Folder, "fsync" | "fdatasync") => {
                self.events.push(Event::NamesSynced);
                return Ok(());
            }
            (_, "close") => {
                self.open.remove(&descriptor);
                return Ok(());
            }
            (Target::Folder, _) => bail!("{name} on the folder is not understood"),
            (Target::File { file, at }, _) => (file, at),
        };
        match name {
            "fsync" | "fdatasync" => self.events.push(Event::Synced { file }),
            "write" => {
                let bytes = written(argument(1)?, result)?;
                self.open.insert(descriptor, Target::File { file, at: at + bytes.len() });
                self.events.push(Event::Written { file, at, bytes });
            }
            "pwrite64" => {
                let at = argument(3)?.parse()?;
                self.events.push(Event::Written { file, at, bytes: written(argument(1)?, result)? });
            }
            "lseek" => {
                self.open.insert(descriptor, Target::File { file, at: result.parse()? });
            }
            "ftruncate" => self.events.push(Event::Resized { file, length: argument(1)?.parse()? }),
            _ => bail!("{name} is not understood"),
        }
        Ok(())
    }

    fn opened(&mut self, flags: &str, result: &str) -> Result<()> {
        let path = named(result)?;
        let descriptor = number(result).to_owned();
        if path == self.folder {
            self.open.insert(descriptor, Target::Folder);
        } else if path.starts_with(self.folder) {
            ensure!(!flags.contains("O_APPEND"), "appending is not understood");
            let known = self.names.get(&path).copied();
            let file = known.unwrap_or(self.met);
            if known.is_none() {
                self.met += 1;
                self.names.insert(path.clone(), file);
                self.events.push(Event::Made { path, file });
            } else if flags.contains("O_TRUNC") {
                self.events.push(Event::Resized { file, length: 0 });
            }
            self.open.insert(descriptor, Target::File { file, at: 0 });
        }
        Ok(())
    }

    fn renamed(&mut self, from: &str, to: &str) -> Result<()> {
        let (from, to) = (path_of(string(from)?)?, path_of(string(to)?)?);
        if let Some(file) = self.names.remove(&from) {
            self.names.insert(to.clone(), file);
            self.events.push(Event::Renamed { from, to });
        } else {
            ensure!(!to.starts_with(self.folder), "a file comes into the folder from outside");
        }
        Ok(())
    }

    fn removed(&mut self, path: &str) -> Result<()> {
        let path = path_of(string(path)?)?;
        if self.names.remove(&path).is_some() {
            self.events.push(Event::Removed { path });
        }
        Ok(())
    }

    fn mapped(&mut self, arguments: &[&str]) -> Result<()> {
        let [_, _, how, whose, descriptor, _] = arguments else { bail!("mmap with other arguments") };
        let shared = how.contains("PROT_WRITE") && whose.contains("MAP_SHARED");
        if let (true, Some(Target::File { file, .. })) = (shared, self.open.get(number(descriptor))) {
            self.events.push(Event::Mapped { file: *file });
        }
        Ok(())
    }

    fn not_ours(&self, name: &str, arguments: &[&str]) -> Result<()> {
        for text in arguments.iter().filter(|argument| argument.starts_with('"')) {
            let inside = path_of(string(text)?)?.starts_with(self.folder);
            ensure!(!inside, "{name} on a file of the folder is not understood");
        }
        Ok(())
    }
}

/// The number before `<`: `7` in `7<\x2f>`.
fn number(descriptor: &str) -> &str {
    descriptor.split_once('<').map_or(descriptor, |(number, _)| number)
}

/// The name between `<` and `>`.
fn named(descriptor: &str) -> Result<PathBuf> {
    let inside = descriptor.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    path_of(unescape(inside.context("a descriptor without its name")?.0)?)
}

fn path_of(bytes: Vec<u8>) -> Result<PathBuf> {
    Ok(PathBuf::from(String::from_utf8(bytes).context("a name that is not UTF-8")?))
}

/// As much of a string as the call says that it wrote.
fn written(text: &str, result: &str) -> Result<Vec<u8>> {
    let mut bytes = string(text)?;
    bytes.truncate(result.parse()?);
    Ok(bytes)
}

/// A string in quotation marks; strace puts dots after one that it shortened.
fn string(text: &str) -> Result<Vec<u8>> {
    let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    unescape(inside.context("not a whole string")?)
}

fn unescape(text: &str) -> Result<Vec<u8>> {
    let bytes = text.as_bytes();
    let (escapes, []) = bytes.as_chunks::<4>() else { bail!("not in hexadecimal") };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let one = |escape: &[u8; 4]| match escape {
        [b'\\', b'x', high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    escapes.iter().map(one).collect::<Option<_>>().context("not in hexadecimal")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> String {
        text.bytes().map(|byte| format!("\\x{byte:02x}")).collect()
    }

    #[test]
    fn calls_of_two_threads_that_overlap_are_put_together() {
        let folder = Path::new("/study");
        let mut calls = Calls::new(folder, &Files::new());
        let (path, place, bytes) = (hex("/study/a.loom"), hex("/study"), hex("words"));
        let lines = [
            format!("7 openat(AT_FDCWD<{place}>, \"{path}\", O_RDWR|O_CREAT, 0644) = 5<{path}>"),
            format!("7 lseek(5<{path}>, 3, SEEK_SET) = 3"),
            format!("7 write(5<{path}>, \"{bytes}\", 5 <unfinished ...>"),
            format!("8 openat(AT_FDCWD<{place}>, \"{}\", O_RDONLY) = 6<{place}>", hex("/study")),
            "8 fsync(9<\\x2f>) = -1 EINVAL (Invalid argument)".to_owned(),
            "7 <... write resumed>) = 5".to_owned(),
            format!("7 fdatasync(5<{path}>) = 0"),
            format!("8 fsync(6<{place}>) = 0"),
            format!("7 write(1<{}>, \"{}\", 3) = 3", hex("pipe:[1]"), hex("ok\n")),
            "7 +++ exited with 0 +++".to_owned(),
        ];
        lines.iter().for_each(|line| calls.take(line).unwrap());
        let path = folder.join("a.loom");
        let expected = [
            Event::Made { path, file: 0 },
            Event::Written { file: 0, at: 3, bytes: b"words".to_vec() },
            Event::Synced { file: 0 },
            Event::NamesSynced,
            Event::Said { line: "ok".to_owned() },
        ];
        assert_eq!(calls.events, expected);
    }

    #[test]
    fn a_string_that_strace_shortened_is_refused() {
        let mut calls = Calls::new(Path::new("/study"), &Files::new());
        assert!(calls.take("7 write(1<\\x2f>, \"\\x41\"..., 9) = 9").is_err());
    }
}
