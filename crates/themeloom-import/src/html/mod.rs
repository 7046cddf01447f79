use crate::document::ImportedDocument;
use crate::error::ImportError;
use crate::limits::Limits;
pub(crate) fn read(file: &str, _bytes: &[u8], _limits: &Limits) -> Result<ImportedDocument, ImportError> {
    Err(ImportError::NoWords { file: file.to_owned() })
}
