//! The matrix of all cases and codes, and the comparison of two groups.

use anyhow::{Context, Result};
use themeloom_app::OpenStudy;
use themeloom_app::analysis::{ColumnChoice, FrameworkMatrix, MatrixOptions, compare, find_attribute};

use super::{line, median_of};

pub(super) fn measure(study: &OpenStudy) -> Result<()> {
    let role = find_attribute(study.study(), "role group").context("the study has no role group")?;
    let options = MatrixOptions { columns: ColumnChoice::Codebook, group_by: None };
    let matrix = median_of(5, || Ok(FrameworkMatrix::new(study.study(), &options)))?;
    line("matrix", matrix, "s", None)?;
    let compared = median_of(5, || Ok(compare(study.study(), role, &ColumnChoice::Codebook)))?;
    line("compare", compared, "s", None)
}
