use super::*;
use crate::error::ErrorCode;

fn now() -> Timestamp {
    Timestamp::from_second(1_564_504_830).unwrap()
}

fn token(body: &str) -> Token {
    match read(error_response(200, body.as_bytes()), body.as_bytes(), now()) {
        Answer::Token(token) => token,
        other => panic!("{other:?} for {body}"),
    }
}

fn refusal(status: u16, body: &str) -> ErrorResponse {
    match read(error_response(status, body.as_bytes()), body.as_bytes(), now()) {
        Answer::Refused(refusal) => refusal,
        other => panic!("{other:?} for {status} {body}"),
    }
}

fn nothing(status: u16, body: &[u8]) -> UnexpectedResponse {
    match read(error_response(status, body), body, now()) {
        Answer::Unexpected(nothing) => nothing,
        other => panic!("{other:?} for {status} {body:?}"),
    }
}

#[test]
fn half_a_token_is_nobodys_words() {
    for body in ["{\"access_token\":\"eyJhbGci", "[\"eyJhbGci", "\"eyJhbGci"] {
        assert_eq!(refusal(400, body).description, None, "{body}");
    }
}

#[test]
fn the_help_pages_answer() {
    let token = token(
        r#"{"token_type": "Bearer", "expires_in": 600, "access_token": "eyJ.x.y", "refresh_token": null, "scope": "**"}"#,
    );
    assert_eq!(token.access_token.expose(), "eyJ.x.y");
    assert_eq!((token.lifetime, token.refresh_token, token.scope.as_deref()), (Some(600), None, Some("**")));
    assert_eq!(token.obtained_at, now().as_second());
}

#[test]
fn what_real_servers_vary() {
    assert_eq!(token(r#"{"access_token":"a","expires_in":"599"}"#).lifetime, Some(599));
    assert_eq!(token(r#"{"access_token":"a","expires_in":599.7}"#).lifetime, Some(599));
    assert_eq!(token(r#"{"access_token":"a","expires_in":-1}"#).lifetime, Some(0));
    assert_eq!(
        token(r#"{"access_token":"a","expires_in":1e999999}"#.replace("1e999999", "1e300").as_str()).lifetime,
        Some(u64::MAX)
    );
    assert_eq!(token(r#"{"access_token":"a","expires_in":"soon"}"#).lifetime, None);
    assert_eq!(token(r#"{"access_token":"a","expires_in":null}"#).lifetime, None);
    assert_eq!(token(r#"{"access_token":"a","token_type":"bearer"}"#).token_type, "bearer");
    assert_eq!(token(r#"{"access_token":"a","refresh_token":""}"#).refresh_token, None);
    assert_eq!(token(r#"{"access_token":"a","refresh_token":"r"}"#).refresh_token.unwrap().expose(), "r");
    assert_eq!(token("{\"access_token\":\"a\",\"extra\":{\"x\":[1]}}").scope, None);
    assert_eq!(token(r#"{"access_token":"$`'\" é"}"#).access_token.expose(), "$`'\" é");
}

#[test]
fn refusals_by_code() {
    for (error, code) in [
        ("invalid_client", Some(ErrorCode::InvalidClient)),
        ("invalid_grant", Some(ErrorCode::InvalidGrant)),
        ("invalid_request", Some(ErrorCode::InvalidRequest)),
        ("invalid_scope", Some(ErrorCode::InvalidScope)),
        ("unauthorized_client", Some(ErrorCode::UnauthorizedClient)),
        ("unsupported_grant_type", Some(ErrorCode::UnsupportedGrantType)),
        ("no_idea", None),
    ] {
        for status in [400, 401, 403, 429].into_iter().take(if code.is_none() { 2 } else { 4 }) {
            let refusal = refusal(status, &format!(r#"{{"error":"{error}","error_description":"no\u001b[2J"}}"#));
            let of_client = status == 401 && code == Some(ErrorCode::UnauthorizedClient);
            assert_eq!(refusal.code(), if of_client { Some(ErrorCode::InvalidClient) } else { code });
            assert_eq!(refusal.error.as_deref(), Some(error));
            assert_eq!(refusal.description.as_deref(), Some("no [2J"));
        }
    }
}

#[test]
fn refusals_without_a_code() {
    for status in [400, 401] {
        assert_eq!(refusal(status, ""), bare(status));
        assert_eq!(refusal(status, "Bad credentials\n").description.as_deref(), Some("Bad credentials"));
        assert_eq!(refusal(status, r#"{"error":42}"#).error.as_deref(), Some("42"));
        assert_eq!(refusal(status, "{}").code(), None);
    }
}

#[test]
fn what_is_no_answer() {
    let refusals = ["invalid_grant", "invalid_client"].map(|code| format!(r#"{{"error":"{code}"}}"#));
    for body in ["<html>", "", &refusals[0], &refusals[1]] {
        for status in [301, 302, 307, 308, 404, 405, 410] {
            assert_eq!(nothing(status, body.as_bytes()).cure, WRONG_PLACE, "{status} {body}");
        }
        for status in [402, 406, 411, 415, 422] {
            assert_eq!(nothing(status, body.as_bytes()).cure, UNEXPECTED, "{status} {body}");
        }
    }
    assert_eq!(nothing(200, b"<html>").cure, WRONG_PLACE);
    assert_eq!(nothing(200, refusals[0].as_bytes()).cure, UNEXPECTED);
    for status in [500, 502, 503, 504] {
        for body in ["", "<html>", &refusals[0], "{"] {
            assert_eq!(nothing(status, body.as_bytes()).cure, TRY_LATER, "{status}");
        }
    }
    for body in ["", "<html>", "{", r#"{"error":"slow_down"}"#] {
        assert_eq!(nothing(429, body.as_bytes()).cure, TRY_LATER, "{body}");
    }
    for body in ["", " <!doctype html>", "no", r#"{"error":"denied"}"#] {
        assert_eq!(nothing(403, body.as_bytes()).cure, FORBIDDEN, "a firewall says nothing about a password");
    }
    assert_eq!(nothing(400, br#"{"error":"temporarily_unavailable"}"#).cure, TRY_LATER);
    let page = b"<html><center>No required SSL certificate was sent</center>";
    assert_eq!(nothing(400, page).cure, CLIENT_CERTIFICATE);
    assert_eq!(nothing(400, b"<html>The plain HTTP request was sent to HTTPS port").cure, WANTS_HTTPS);
    assert_eq!(nothing(400, b"<html>Bad request").cure, UNEXPECTED);
    assert_eq!(nothing(401, b"<html>Unauthorized").cure, FORBIDDEN);
    assert_eq!(nothing(407, b"").cure, PROXY_PASSWORD);
    assert!(nothing(404, b"").is_wrong_place() && !nothing(503, b"").is_wrong_place());
    let in_place_of_a_token = nothing(200, refusals[0].as_bytes()).to_string();
    assert!(in_place_of_a_token.starts_with("it answers with an error"), "{in_place_of_a_token}");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for body in [
        &b""[..],
        b"{",
        b"null",
        b"[]",
        br#"["a"]"#,
        b"\"a\"",
        b"{}",
        br#"{"access_token":7}"#,
        br#"{"access_token":""}"#,
        br#"{"access_token":"a","access_token":"b"}"#,
        br#"{"access_token":"a","token_type":"mac"}"#,
        b"{\"access_token\":\"\xff\"}",
        br#"{"access_token":"a\u0000"}"#,
        br#"{"access_token":"a\nb"}"#,
        br#"{"access_token":"a\u001b[31m"}"#,
        br#"{"access_token":"a","refresh_token":"r\r"}"#,
        br#"{"access_token":"a\u2028"}"#,
        b"<html>",
        b"\x1f\x8b\x08\x00",
        deep.as_bytes(),
    ] {
        nothing(200, body);
    }
}

#[test]
fn an_answer_that_cannot_be_read_is_not_quoted() {
    let said = nothing(200, br#"{"access_token":"planted-secret" "#).to_string();
    assert!(!said.contains("planted"), "{said}");
}
