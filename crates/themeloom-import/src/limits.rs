//! How much a file may ask of the computer before it is refused.

/// Limits against files that are made to exhaust a computer. The usual ones let through every
/// honest transcript that we have seen by a factor of a hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes of what an archive unpacks to, all parts that are read together.
    pub expanded_bytes: u64,
    /// How many times larger than its packed form a part of an archive may be; parts below
    /// one megabyte are exempt, since short repetitive XML packs very well.
    pub expansion_ratio: u64,
    /// How deeply elements may lie in one another.
    pub nesting_depth: usize,
    /// Parts of an archive.
    pub entries: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 200 << 20,
            expanded_bytes: 400 << 20,
            expansion_ratio: 200,
            nesting_depth: 256,
            entries: 10_000,
        }
    }
}
