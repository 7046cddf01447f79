//! Prints the document that describes the interface; `cargo xtask openapi` keeps it in web/openapi.json.

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    Ok(std::io::stdout().write_all(themeloom_server::openapi_json()?.as_bytes())?)
}
