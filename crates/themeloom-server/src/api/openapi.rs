//! The document that describes the interface, from which the browser's types are generated.

use utoipa::OpenApi;

use crate::routes;

/// What the document says before the routes, and what the events carry, which no route names.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Themeloom",
        description = "What a browser on this computer may ask of a running Themeloom. Offsets in text are UTF-16 units, ids are opaque, times are milliseconds since 1970."
    ),
    components(schemas(themeloom_wire::types::changed::Changed))
)]
struct About;

/// The document before the routes.
pub fn document() -> utoipa::openapi::OpenApi {
    About::openapi()
}

/// The document with all routes, as it is kept beside the interface.
///
/// # Errors
/// When it cannot be written as JSON, which does not happen.
pub fn openapi_json() -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(&routes::described())?;
    text.push('\n');
    Ok(text)
}
