//! What the browser is told, and the law that it depends on.

mod law;
mod support;
mod views;
