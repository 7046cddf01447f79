//! Who may ask: only this computer under its own name, only pages that this server sent, and, for
//! studies, only browsers that came in by a link. Every answer says what a page may do with it.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;
use crate::login::cookie_of;
use crate::state::Shared;

/// What a page of this server may do: nothing but what it brings itself, and no request to anywhere
/// else. Styles that the interface sets on elements go through the object model, which this allows.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    font-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; \
    manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// Said with every answer.
const ALWAYS: &[(&str, &str)] = &[
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("x-frame-options", "DENY"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"),
];

/// Under which names this server may be asked, and by whose pages.
#[derive(Clone, Debug)]
pub struct Addresses {
    hosts: Vec<String>,
    origins: Vec<String>,
    /// The port.
    pub port: u16,
}

impl Addresses {
    /// The names of this computer for itself, with the port; and a developer's server, if any.
    pub fn new(port: u16, dev_origin: Option<&str>) -> Self {
        let mut hosts: Vec<String> =
            ["127.0.0.1", "localhost", "[::1]"].iter().map(|name| format!("{name}:{port}")).collect();
        if port == 80 {
            hosts.extend(["127.0.0.1", "localhost", "[::1]"].map(str::to_owned));
        }
        let mut origins: Vec<String> = hosts.iter().map(|host| format!("http://{host}")).collect();
        if let Some(origin) = dev_origin.filter(|_| cfg!(debug_assertions)) {
            origins.push(origin.to_owned());
            hosts.extend(origin.strip_prefix("http://").map(str::to_owned));
        }
        Self { hosts, origins, port }
    }

    /// The address to open in a browser.
    pub fn own(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// Refuses what is asked under another name (DNS rebinding) or from another page, and says with
/// every answer what a page may do with it.
pub async fn at_the_door(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api");
    let refused = check(&shared.addresses, request.method(), request.headers());
    let mut response = match refused {
        Some(failure) => failure.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if is_api {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn check(addresses: &Addresses, method: &Method, headers: &HeaderMap) -> Option<Failure> {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let known = |list: &[String], value: &str| list.iter().any(|known| known.eq_ignore_ascii_case(value));
    if headers.get_all(header::HOST).iter().count() != 1
        || !text(header::HOST).is_some_and(|host| known(&addresses.hosts, host))
    {
        return Some(Failure::new(
            StatusCode::MISDIRECTED_REQUEST,
            "wrong-host",
            "this server answers under its own address only",
            &format!("open {}", addresses.own()),
        ));
    }
    let origin = text(header::ORIGIN);
    if origin.is_some_and(|origin| !known(&addresses.origins, origin)) {
        return Some(Failure::stranger("the request comes from another page"));
    }
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let navigates = text(HeaderName::from_static("sec-fetch-mode")) == Some("navigate");
    let reads = matches!(*method, Method::GET | Method::HEAD);
    match site {
        None | Some("same-origin" | "none") => None,
        // Following a link to the interface changes nothing, and the cookie does not come along.
        Some(_) if reads && navigates => None,
        // A developer's own server passes on what its page, whose origin was known above, asked for.
        Some(_) if origin.is_some() => None,
        Some(_) => Some(Failure::stranger("the request comes from another site")),
    }
}

/// Lets only known sessions through, and tells the handlers whose it is.
pub async fn with_session(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    let cookie = cookie_of(request.headers(), shared.addresses.port);
    let Some(session) = cookie.and_then(|cookie| shared.sessions.find(cookie)) else {
        return Failure::no_session().into_response();
    };
    request.extensions_mut().insert(session);
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(method: &Method, headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        check(&Addresses::new(7341, None), method, &map).is_some()
    }

    #[test]
    fn only_the_names_of_this_computer_are_answered() {
        for host in ["127.0.0.1:7341", "localhost:7341", "LOCALHOST:7341", "[::1]:7341"] {
            assert!(!refused(&Method::GET, &[("host", host)]), "{host}");
        }
        for host in ["evil.example:7341", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:7341", ""] {
            assert!(refused(&Method::GET, &[("host", host)]), "{host}");
        }
        assert!(refused(&Method::GET, &[]), "no name");
        assert!(refused(&Method::GET, &[("host", "localhost:7341"), ("host", "evil.example")]), "two names");
    }

    #[test]
    fn only_pages_of_this_server_may_change_anything() {
        let from = |origin| [("host", "127.0.0.1:7341"), ("origin", origin)];
        assert!(!refused(&Method::POST, &from("http://127.0.0.1:7341")));
        for origin in ["http://127.0.0.1:8000", "https://127.0.0.1:7341", "http://evil.example", "null"] {
            assert!(refused(&Method::POST, &from(origin)), "{origin}");
        }
    }

    #[test]
    fn other_sites_and_other_ports_may_not_even_read() {
        for site in ["cross-site", "same-site"] {
            let headers = [("host", "127.0.0.1:7341"), ("sec-fetch-site", site)];
            assert!(refused(&Method::GET, &headers), "{site}");
            let link = [headers[0], headers[1], ("sec-fetch-mode", "navigate")];
            assert!(!refused(&Method::GET, &link), "a link may be followed from {site}");
            assert!(refused(&Method::POST, &link), "a form may not be sent from {site}");
        }
    }
}
