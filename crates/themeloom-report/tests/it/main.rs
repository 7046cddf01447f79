//! Reports as their readers meet them.

#![expect(clippy::unwrap_used, reason = "helpers of tests stop where a rendered file cannot be read back")]

mod csv;
mod docx;
mod hostile;
mod html;
mod same_bytes;
mod small;
mod specimen;
mod xlsx;
