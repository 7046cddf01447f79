//! Who is let in, under which name, and from which pages.

use crate::support::{Browser, House, ask};

#[test]
fn a_link_lets_one_browser_in_and_is_used_up() {
    let house = House::open();
    let token = house.token();
    let browser = house.browser();
    assert_eq!(browser.get("/api/library").status, 200);
    let again =
        ask(house.port, &format!("GET /?token={token} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", house.port), b"");
    assert_eq!(again.status, 401);
    assert!(again.header("set-cookie").is_none());
}

#[test]
fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let house = House::open();
    let head = format!("GET /?token={} HTTP/1.1\r\nHost: localhost:{}\r\n", house.token(), house.port);
    let answer = ask(house.port, &head, b"");
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict"), "{cookie}");
    assert_eq!(answer.header("location"), Some("/"), "the link does not stay in the address");
}

#[test]
fn nobody_is_let_in_without_a_link_or_with_a_wrong_one() {
    let house = House::open();
    let host = format!("Host: 127.0.0.1:{}\r\n", house.port);
    for head in ["GET /api/library", "POST /api/links", "GET /api/studies/x/outline", "GET /api/nothing"] {
        let answer = ask(house.port, &format!("{head} HTTP/1.1\r\n{host}"), b"");
        assert_eq!((answer.status, answer.code().as_str()), (401, "no-session"), "{head}");
    }
    let wrong = ask(house.port, &format!("GET /?token={} HTTP/1.1\r\n{host}", "0".repeat(64)), b"");
    assert_eq!(wrong.status, 401);
    let forged = Browser { port: house.port, cookie: format!("themeloom-{}={}", house.port, house.token()) };
    assert_eq!(forged.get("/api/library").status, 401, "the link's token is no cookie");
}

#[test]
fn a_page_under_another_name_that_points_here_is_refused() {
    let house = House::open();
    let browser = house.browser();
    for host in ["evil.example", &format!("evil.example:{}", house.port), "127.0.0.1:1", "0.0.0.0"] {
        let head = format!("GET /api/library HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\n", browser.cookie);
        assert_eq!(ask(house.port, &head, b"").status, 421, "{host}");
    }
}

#[test]
fn other_origins_may_neither_change_nor_read() {
    let house = House::open();
    let browser = house.browser();
    let base = |method: &str, path: &str| {
        format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\n",
            house.port, browser.cookie
        )
    };
    for origin in ["https://evil.example", "null", "http://127.0.0.1:8080", "http://localhost"] {
        let answer =
            ask(house.port, &format!("{}Origin: {origin}\r\n", base("POST", "/api/library/sample")), b"");
        assert_eq!((answer.status, answer.code().as_str()), (403, "not-from-here"), "{origin}");
    }
    for site in ["cross-site", "same-site"] {
        let answer =
            ask(house.port, &format!("{}Sec-Fetch-Site: {site}\r\n", base("GET", "/api/library")), b"");
        assert_eq!(answer.status, 403, "{site}");
    }
    assert!(!house.folder().join("many-rivers.loom").exists());
    let preflight =
        ask(house.port, &format!("{}Origin: https://evil.example\r\n", base("OPTIONS", "/api/library")), b"");
    assert!(preflight.header("access-control-allow-origin").is_none());
}

#[test]
fn every_answer_forbids_what_a_page_does_not_need() {
    let house = House::open();
    let browser = house.browser();
    for path in ["/", "/api/library", "/nothing", "/api/nothing"] {
        let answer = browser.get(path);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{path}");
        assert!(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"), "{path}");
    }
    assert_eq!(browser.get("/api/library").header("cache-control"), Some("no-store"));
}

#[test]
fn no_path_leads_out_of_the_library_or_the_interface() {
    let house = House::open();
    std::fs::write(house.folder().join("../outside.loom"), b"secret").unwrap();
    let browser = house.browser();
    for name in [
        "..%2Foutside",
        "%2e%2e%2foutside",
        "..%5Coutside",
        "%2Fetc%2Fpasswd",
        ".",
        "%00",
        "a%2F..%2F..%2Foutside",
    ] {
        let open = browser.post(
            &format!("/api/studies/{name}/open"),
            &serde_json::json!({ "passphrase": null, "recoveryCode": null, "coder": null }),
        );
        assert_eq!(open.status, 404, "{name}: {}", open.text());
        assert_eq!(
            browser.post(&format!("/api/studies/{name}/backup"), &serde_json::Value::Null).status,
            404,
            "{name}"
        );
    }
    for path in [
        "/../Cargo.toml",
        "/..%2f..%2fCargo.toml",
        "/assets/../../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "//etc/passwd",
        "/assets/..%5c..%5cCargo.toml",
    ] {
        assert_eq!(browser.get(path).status, 404, "{path}");
    }
    std::fs::remove_file(house.folder().join("../outside.loom")).unwrap();
}
