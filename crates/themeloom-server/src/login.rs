//! Coming in: a link that works once becomes a cookie that only this server gets to see.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::header::{self, HeaderMap};
use axum::http::{Method, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use crate::api::Link;
use crate::assets;
use crate::failure::Failure;
use crate::state::Shared;

/// What stands in the link.
#[derive(Deserialize)]
pub struct Entrance {
    token: Option<String>,
}

const USED: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Themeloom</title>\
    <h1>This link was used already, or is not from this run of Themeloom</h1>\
    <p>Each link lets one browser in, once. Start Themeloom again, or make a new link in a window that is open.</p></html>";

/// The first page: uses up the link, if there is one, and leads on without it.
pub async fn first_page(
    State(shared): State<Shared>,
    method: Method,
    headers: HeaderMap,
    Query(entrance): Query<Entrance>,
) -> Result<Response, Failure> {
    let Some(token) = entrance.token.filter(|_| method == Method::GET) else {
        return Ok(assets::index(&headers));
    };
    let port = shared.addresses.port;
    if let Some(secret) = shared.sessions.enter(&token)? {
        let cookie = format!("{}={secret}; Path=/; HttpOnly; SameSite=Strict", cookie_name(port));
        return Ok((
            StatusCode::SEE_OTHER,
            [(header::SET_COOKIE, cookie), (header::LOCATION, "/".to_owned())],
            [(header::CACHE_CONTROL, "no-store")],
        )
            .into_response());
    }
    // Whoever is in already and loads the link again is let through.
    let known = cookie_of(&headers, port).is_some_and(|cookie| shared.sessions.find(cookie).is_some());
    if known {
        return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, "/")]).into_response());
    }
    Ok((StatusCode::UNAUTHORIZED, [(header::CACHE_CONTROL, "no-store")], Html(USED)).into_response())
}

/// A link for another browser on this computer: a colleague's own.
#[utoipa::path(post, path = "/links", tag = "session", responses((status = 200, body = Link)))]
pub async fn new_link(State(shared): State<Shared>) -> Result<Json<Link>, Failure> {
    let token = shared.sessions.new_link()?;
    Ok(Json(Link { url: format!("{}/?token={token}", shared.addresses.own()) }))
}

/// The cookie's name. Cookies do not tell ports apart, so the name does.
fn cookie_name(port: u16) -> String {
    format!("themeloom-{port}")
}

/// The secret in the cookie, if one came along.
pub fn cookie_of(headers: &HeaderMap, port: u16) -> Option<&str> {
    let name = cookie_name(port);
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(&name)?.strip_prefix('='))
}
