//! What the token endpoint refuses of anybody: its status, its code, and a description.

use sandbox::{Config, Sandbox};

use crate::http::{Answer, BOB, FORM, agent, ask, basic, bob_but, encode, post, send};

#[track_caller]
pub(crate) fn assert_refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!((answer.status, answer.error().as_str()), (status, error), "{}", answer.body);
    let description = answer.text("error_description");
    assert!(!description.is_empty() && description.is_ascii());
    assert_eq!(answer.header("content-type"), Some("application/json;charset=UTF-8"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("pragma"), Some("no-cache"));
}

#[test]
fn parameters() {
    let server = Sandbox::start();
    let table: [(&str, Option<&str>, &str); 14] = [
        ("grant_type", None, "invalid_request"),
        ("grant_type", Some(""), "invalid_request"),
        ("grant_type", Some("authorization_code"), "unsupported_grant_type"),
        ("username", None, "invalid_request"),
        ("username", Some(""), "invalid_request"),
        ("username", Some("alice"), "invalid_grant"),
        ("password", None, "invalid_request"),
        ("password", Some("wrong"), "invalid_grant"),
        ("scope", None, "invalid_request"),
        ("scope", Some(""), "invalid_scope"),
        ("scope", Some("Project:"), "invalid_scope"),
        ("scope", Some("A  B"), "invalid_scope"),
        ("access_type", Some("Offline"), "invalid_request"),
        ("access_type", Some(""), "invalid_request"),
    ];
    for (name, value, error) in table {
        println!("{name} {value:?}");
        assert_refused(&ask(&server, &bob_but(&[(name, value)])), 400, error);
    }
    let refresh = [("grant_type", "refresh_token")];
    assert_refused(&ask(&server, &refresh), 400, "invalid_request");
    let unknown = [("grant_type", "refresh_token"), ("refresh_token", "x")];
    assert_refused(&ask(&server, &unknown), 400, "invalid_grant");
}

#[test]
fn repeated_parameters() {
    let server = Sandbox::start();
    for pair in BOB {
        let mut pairs = BOB.to_vec();
        pairs.push(pair);
        assert_refused(&ask(&server, &pairs), 400, "invalid_request");
    }
    let mut unknown = BOB.to_vec();
    unknown.extend([("x", "1"), ("x", "2")]);
    assert_refused(&ask(&server, &unknown), 400, "invalid_request");
}

#[test]
fn bodies_and_content_types() {
    let server = Sandbox::start();
    let url = format!("{}/oauth/token", server.url());
    let authorization = basic("valid-service-id", "valid-service-secret");
    let attempt = |content_type, body: &str| {
        post(&url, &[("Authorization", &authorization), ("Content-Type", content_type)], body)
    };
    let good = encode(&BOB);
    for content_type in ["application/json", "text/plain", "application/x-www-form-urlencoded; charset=latin1"] {
        assert_refused(&attempt(content_type, &good), 400, "invalid_request");
    }
    for body in ["", "&", "grant_type", "a b=c", "a=%F", "a=%FF", "grant_type=password&username=bób"] {
        println!("{body}");
        assert_refused(&attempt(FORM, body), 400, "invalid_request");
    }
    assert_eq!(attempt("application/x-www-form-urlencoded; charset=UTF-8", &good).status, 200);
    assert_refused(&post(&url, &[("Authorization", &authorization)], &good), 400, "invalid_request");
}

#[test]
fn parameters_in_the_url() {
    let server = Sandbox::start();
    let url = format!("{}/oauth/token?password=correct%20horse", server.url());
    let authorization = basic("valid-service-id", "valid-service-secret");
    let headers = [("Authorization", authorization.as_str()), ("Content-Type", FORM)];
    let answer = post(&url, &headers, &encode(&bob_but(&[("password", None)])));
    assert_refused(&answer, 400, "invalid_request");
}

#[test]
fn paths_and_methods() {
    let server = Sandbox::with(Config { path: "/space/".into(), ..Config::default() });
    assert!(server.url().ends_with("/space"));
    let url = format!("{}/oauth/token", server.url());
    for method in ["GET", "PUT", "DELETE"] {
        let answer = send(&agent(), method, &url, &[], b"").expect("the server answers");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("POST")));
    }
    let root = format!("http://127.0.0.1:{}", server.port());
    for unknown in [format!("{url}/"), format!("{root}/oauth/token"), root] {
        let answer = post(&unknown, &[("Content-Type", FORM)], &encode(&BOB));
        assert_eq!(answer.status, 404);
        assert!(answer.body.starts_with("<!DOCTYPE html>"));
        assert_eq!(answer.header("content-type"), Some("text/html;charset=UTF-8"));
    }
    assert_eq!(ask(&server, &BOB).status, 200);
}

#[test]
fn passwords_of_two_factor_accounts() {
    let server = Sandbox::start();
    let attempt = |password| ask(&server, &bob_but(&[("username", Some("twofactor")), ("password", Some(password))]));
    let answer = attempt("correct horse");
    assert_refused(&answer, 400, "invalid_grant");
    assert!(answer.text("error_description").contains("application password"));
    assert_eq!(attempt("12345678901234567890").status, 200);
}

#[test]
fn guessing() {
    let server = Sandbox::start();
    for _ in 0..5 {
        let answer = ask(&server, &bob_but(&[("password", Some("guess"))]));
        assert_refused(&answer, 400, "invalid_grant");
    }
    let answer = ask(&server, &BOB);
    assert_refused(&answer, 429, "rate-limited");
    let seconds: u64 = answer.header("retry-after").and_then(|s| s.parse().ok()).expect("seconds");
    assert!((1..=60).contains(&seconds));
    let other = [("username", Some("twofactor")), ("password", Some("12345678901234567890"))];
    assert_eq!(ask(&server, &bob_but(&other)).status, 200);
}
