//! Stub.
use crate::error::ImportError;
use crate::foreign::ForeignStudy;
use crate::limits::Limits;
pub(crate) const TABLES: [&str; 4] = ["source", "code_name", "code_cat", "code_text"];
/// A.
pub fn read_qualcoder(_file: &str, _bytes: &[u8], _limits: &Limits) -> Result<ForeignStudy, ImportError> {
    Ok(ForeignStudy::default())
}
