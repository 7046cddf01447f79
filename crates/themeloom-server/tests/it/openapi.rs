//! The document from which the browser's types are generated.

#[test]
fn the_document_beside_the_interface_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/openapi.json");
    let kept = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    let now = themeloom_server::openapi_json().unwrap();
    assert!(kept == now, "web/openapi.json is stale: run `cargo xtask openapi`");
}
