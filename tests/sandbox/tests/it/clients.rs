//! What the token endpoint refuses of a client: its credentials, its grants, its scope.

use sandbox::{Client, Config, Grant, Kind, Sandbox};

use crate::http::{BOB, FORM, ask, ask_as, basic, bob_but, encode, escape, post};
use crate::refusals::assert_refused;

#[test]
fn clients_in_the_header() {
    let server = Sandbox::start();
    for authorization in [
        &basic("valid-service-id", "wrong"),
        &basic("valid-service-id", ""),
        &basic("unknown", "valid-service-secret"),
        &basic("valid%2Dservice%2Did", "valid-service-secret"),
        &basic("special-client", &escape("p%+ &=:ü/secret")),
        &basic("public-client", ""),
        &"Basic !!!".into(),
        &"Basic dmFsaWQtc2VydmljZS1pZA==".into(),
        &"Bearer token".into(),
        &"Basic".into(),
    ] {
        println!("{authorization}");
        let answer = ask_as(&server, authorization, &BOB);
        assert_refused(&answer, 401, "invalid_client");
        assert!(answer.header("www-authenticate").expect("a challenge").starts_with("Basic realm="));
    }
    let special = basic("special-client", "p%+ &=:ü/secret");
    assert_eq!(ask_as(&server, &special, &BOB).status, 200);
    assert_eq!(ask_as(&server, &special.replace("Basic", "basic"), &BOB).status, 200);
}

#[test]
fn clients_in_the_body() {
    let server = Sandbox::start();
    let url = format!("{}/oauth/token", server.url());
    let attempt = |extra: &[(&str, &str)]| {
        let pairs: Vec<_> = BOB.iter().chain(extra).copied().collect();
        post(&url, &[("Content-Type", FORM)], &encode(&pairs))
    };
    let id = ("client_id", "valid-service-id");
    for extra in [
        &[][..],
        &[id],
        &[id, ("client_secret", "wrong")],
        &[("client_secret", "valid-service-secret")],
        &[("client_id", "unknown")],
        &[("client_id", "public-client"), ("client_secret", "x")],
        &[("client_id", "public-client"), ("client_secret", "")],
    ] {
        let answer = attempt(extra);
        assert_refused(&answer, 400, "invalid_client");
        assert_eq!(answer.header("www-authenticate"), None);
    }
    assert_eq!(attempt(&[id, ("client_secret", "valid-service-secret")]).status, 200);
    assert_eq!(attempt(&[("client_id", "public-client")]).status, 200);
}

#[test]
fn several_ways_of_client_authentication() {
    let server = Sandbox::start();
    for extra in [("client_id", "valid-service-id"), ("client_secret", "valid-service-secret")] {
        let mut pairs = BOB.to_vec();
        pairs.push(extra);
        assert_refused(&ask(&server, &pairs), 400, "invalid_request");
    }
    let url = format!("{}/oauth/token", server.url());
    let authorization = basic("valid-service-id", "valid-service-secret");
    let once = ("Authorization", authorization.as_str());
    let answer = post(&url, &[once, once, ("Content-Type", FORM)], &encode(&BOB));
    assert_refused(&answer, 400, "invalid_request");
}

#[test]
fn grants_that_a_client_may_not_use() {
    let mut config = Config::default();
    config.clients.push(Client { grants: vec![Grant::ClientCredentials], ..Client::new("job", Some("s")) });
    let server = Sandbox::with(config);
    assert_refused(&ask_as(&server, &basic("job", "s"), &BOB), 400, "unauthorized_client");
    let by_itself = [("grant_type", "client_credentials")];
    assert_eq!(ask_as(&server, &basic("job", "s"), &by_itself).status, 200);
    let public = [("grant_type", "client_credentials"), ("client_id", "public-client")];
    let answer = post(&format!("{}/oauth/token", server.url()), &[("Content-Type", FORM)], &encode(&public));
    assert_refused(&answer, 400, "unauthorized_client");
}

#[test]
fn scopes_beyond_the_rights_of_a_client() {
    let server = Sandbox::start();
    let narrow = basic("narrow-client", "narrow-secret");
    let attempt = |scope| ask_as(&server, &narrow, &bob_but(&[("scope", Some(scope))]));
    assert_refused(&attempt("Team:EditTeam"), 400, "invalid_scope");
    assert_refused(&attempt("Project:View global:Profile.View"), 400, "invalid_scope");
    assert_eq!(attempt("Project:View").text("scope"), "Project:View");
    assert_eq!(attempt("**").text("scope"), "Project:*");
}

#[test]
fn by_the_book_raw_basic_credentials_are_refused_where_decoding_differs() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let raw = basic("special-client", "p%+ &=:ü/secret");
    assert_refused(&ask_as(&server, &raw, &BOB), 401, "invalid_client");
    let encoded = basic("special-client", &escape("p%+ &=:ü/secret"));
    assert_eq!(ask_as(&server, &encoded, &BOB).status, 200);
    let percent = basic("special-client", &escape("p%+ &=:ü/secret").replace('+', "%20"));
    assert_eq!(ask_as(&server, &percent, &BOB).status, 200);
}
