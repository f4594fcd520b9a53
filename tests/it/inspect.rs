//! `inspect`: claims decoded, never verified, whatever the token is.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sandbox::{Config, Kind, Sandbox};
use serde_json::{Value, json};

use crate::support::{CLIENT_ID, Outcome, World};

/// The token of the help page.
const OF_THE_PAGE: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIzNThlMDRlOS1jNDc1LTRkNGUtOGM4OS1lODA3ZTQxNjk3MmMiLCJhdWQiOiIzNThlMDRlOS1jNDc1LTRkNGUtOGM4OS1lODA3ZTQxNjk3MmMiLCJvcmdEb21haW4iOiJqZXRicmFpbnMudGVhbSIsInNjb3BlIjoiKioiLCJuYW1lIjoiTXkgU2VydmljZSIsImlzcyI6Imh0dHBzOi8vamV0YnJhaW5zLnRlYW0iLCJwcmluY2lwYWxfdHlwZSI6IlNFUlZJQ0UiLCJleHAiOjE1NjQ1MDU0MzAsImlhdCI6MTU2NDUwNDgzMH0._1uLmGWUfeG52p4_LcLdZN29at14CGG_RE4KusWY34A";

fn inspect(token: impl Into<Vec<u8>>) -> Outcome {
    World::new().command(&["inspect", "-"]).stdin(token).run()
}

fn inspect_json(token: impl Into<Vec<u8>>) -> Value {
    let json = World::new().command(&["inspect", "-", "--json"]).stdin(token).run().ok();
    assert_eq!(json.lines().count(), 1, "{json}");
    serde_json::from_str(&json).unwrap()
}

fn jwt(claims: impl AsRef<[u8]>) -> String {
    format!("{}.{}.x", URL_SAFE_NO_PAD.encode("{\"alg\":\"RS512\"}"), URL_SAFE_NO_PAD.encode(claims))
}

/// The line of one claim, without its name.
fn claim<'a>(shown: &'a str, name: &str) -> &'a str {
    let line = shown.lines().find(|line| line.trim_start().split(' ').next() == Some(name));
    line.unwrap_or_else(|| panic!("{name} in {shown}")).trim_start()[name.len()..].trim_start()
}

#[test]
fn the_token_of_the_help_page() {
    let shown = inspect(format!(" Bearer {OF_THE_PAGE}\r\n")).ok();
    let (shown, distances) = without_distances(&shown);
    assert_eq!(
        shown,
        "A JWT, decoded but not verified: anyone could have written it.\n\
         \n\
         Header\n  \
           alg  HS256\n  \
           typ  JWT\n\
         \n\
         Claims\n  \
           name            My Service\n  \
           principal_type  SERVICE\n  \
           sub             358e04e9-c475-4d4e-8c89-e807e416972c\n  \
           iss             https://jetbrains.team\n  \
           aud             358e04e9-c475-4d4e-8c89-e807e416972c\n  \
           orgDomain       jetbrains.team\n  \
           scope           **\n  \
           iat             2019-07-30 16:40:30 UTC\n  \
           exp             2019-07-30 16:50:30 UTC\n"
    );
    assert!(distances.len() == 2 && distances.iter().all(|distance| distance.ends_with(" d ago)")), "{distances:?}");
}

fn without_distances(shown: &str) -> (String, Vec<&str>) {
    let cut = |line| {
        str::split_once(line, " UTC ").map_or((line, None), |(at, distance)| (&line[..at.len() + 4], Some(distance)))
    };
    let (lines, distances): (Vec<&str>, Vec<Option<&str>>) = shown.lines().map(cut).unzip();
    (lines.join("\n") + "\n", distances.into_iter().flatten().collect())
}

#[test]
fn as_json_nothing_is_verified_and_no_signature_shown() {
    let shown = inspect_json(OF_THE_PAGE);
    assert_eq!(shown["verified"], false);
    assert_eq!(shown["format"], "jwt");
    assert_eq!(shown["header"], json!({"alg": "HS256", "typ": "JWT"}));
    assert_eq!(shown["claims"]["exp"], 1_564_505_430);
    let signature = OF_THE_PAGE.rsplit('.').next().unwrap();
    assert!(!shown.to_string().contains(signature));
    assert!(!inspect(OF_THE_PAGE).ok().contains(signature));
}

#[test]
fn the_stored_token_without_asking_the_server() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    world.log_in(&server, &["--scope", "Team:EditTeam Project:*"]).silent();
    let requests = server.requests().len();
    let shown = world.run(&["inspect"]).ok();
    assert_eq!(claim(&shown, "principal_type"), "USER");
    assert_eq!(claim(&shown, "aud"), CLIENT_ID);
    assert_eq!(claim(&shown, "iss"), server.url());
    assert!(
        ["8", "9", "10"].iter().any(|min| claim(&shown, "exp").ends_with(&format!(" UTC (in {min} min)"))),
        "{shown}"
    );
    assert!(shown.contains("\n  scope           Team:EditTeam\n                  Project:*\n"), "{shown}");
    let json: Value = serde_json::from_str(&world.run(&["inspect", "--json"]).ok()).unwrap();
    assert_eq!(json["claims"]["name"], "Bob Builder");
    assert_eq!(server.requests().len(), requests);
}

#[test]
fn an_expired_token_is_shown_and_not_refreshed() {
    let server = Sandbox::with(Config { lifetime: 0, ..Config::default() });
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let shown = world.run(&["inspect"]).ok();
    assert!(!claim(&shown, "exp").contains("min"), "{shown}");
    assert_eq!(server.refreshes(), 0);
}

#[test]
fn nobody_is_logged_in() {
    let error = "space-token: not logged in (profile 'default')\nhint: log in: space-token login\n";
    World::new().run(&["inspect"]).fails_with(4, error);
    World::new().run(&["inspect", "--json"]).fails_with(4, error);
}

#[test]
fn an_opaque_token_is_no_fault() {
    let server = Sandbox::with(Config::of(Kind::Hub));
    let world = World::new();
    world.log_in(&server, &["--server", "hub", "--store", "file", "--scope", "YouTrack"]).silent();
    assert_eq!(
        world.run(&["inspect"]).ok(),
        "An opaque token: only the server knows what it means. Nothing was decoded or verified.\n\
         It isn't a JWT: it doesn't have the parts of one.\n"
    );
    let opaque = json!({"verified": false, "format": "opaque", "header": null, "claims": null});
    assert_eq!(inspect_json("perm:Ym9i.dG9rZW4=.x"), opaque);
    assert_eq!(inspect_json(&b"\xff\xfe\x00"[..]), opaque);
    assert!(inspect(&b"\xff"[..]).ok().ends_with("It isn't a JWT: it isn't UTF-8.\n"));
}

#[test]
fn an_encrypted_token_shows_its_header() {
    let token = format!("{}.a.b.c.d", URL_SAFE_NO_PAD.encode("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}"));
    let expected =
        json!({"verified": false, "format": "encrypted", "header": {"alg": "dir", "enc": "A256GCM"}, "claims": null});
    assert_eq!(inspect_json(token.as_str()), expected);
    assert!(inspect(token).ok().contains("only the server can read its claims"));
}

#[test]
fn any_claim_may_be_missing_or_of_another_type() {
    assert!(inspect(jwt("{}")).ok().ends_with("\n\nHeader\n  alg  RS512\n\nClaims\n"));
    let claims = json!({
        "aud": ["one", "two", 3],
        "exp": "soon",
        "iat": 1_564_505_430_000_i64,
        "nbf": 1_564_505_430.75,
        "auth_time": null,
        "scope": ["read", "write"],
        "principal_type": {"is": "odd"},
        "sub": 5,
        "iss": "",
        "empty": [],
        "flag": true,
    });
    let shown = inspect(jwt(claims.to_string())).ok();
    for (name, expected) in [
        ("aud", "one"),
        ("exp", "soon"),
        ("iat", "1564505430000"),
        ("auth_time", "null"),
        ("principal_type", "{\"is\":\"odd\"}"),
        ("sub", "5"),
        ("iss", "\"\""),
        ("empty", "[]"),
        ("flag", "true"),
    ] {
        assert_eq!(claim(&shown, name), expected, "{shown}");
    }
    assert!(claim(&shown, "nbf").starts_with("2019-07-30 16:50:30 UTC ("), "{shown}");
    assert!(shown.contains("one\n                  two\n                  3\n"), "{shown}");
    assert_eq!(inspect_json(jwt(claims.to_string()))["claims"], claims);
}

#[test]
fn claims_cannot_steer_the_terminal() {
    let claims = json!({"na\u{1b}[31mme": "\u{1b}]0;title\u{7}\u{9b}1A\u{202e}x\ny", "sub": "\u{1b}", "l": ["a\nb"]});
    let shown = inspect(jwt(claims.to_string())).ok();
    assert!(shown.chars().all(|c| c == '\n' || !(c.is_control() || c == '\u{202e}')), "{shown:?}");
    assert!(shown.contains("  na [31mme  ]0;title 1A x y\n"), "{shown:?}");
    let json = World::new().command(&["inspect", "-", "--json"]).stdin(jwt(claims.to_string())).run().ok();
    assert!(json.trim_end().chars().all(|c| !c.is_control() && c != '\u{202e}'), "{json:?}");
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap()["claims"], claims);
}

#[test]
fn huge_deep_and_broken_ones_do_no_harm() {
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(200_000), "]".repeat(200_000));
    assert!(inspect(jwt(deep)).ok().contains("It isn't a JWT: its claims: recursion limit exceeded"));
    let shown = inspect(jwt(json!({"a": "x".repeat(700_000)}).to_string())).ok();
    assert!(shown.len() < 1_000, "{}", shown.len());
    let shown = inspect(jwt(&b"{\"a\":\"\xff\xfe\"}"[..])).ok();
    assert_eq!(claim(&shown, "a"), "\u{fffd}\u{fffd}");
    let error = inspect("x".repeat(1024 * 1024 + 1)).fails(1);
    assert_eq!(error, "space-token: cannot read a token from standard input: it is longer than 1 MiB\n");
    for cut in (0..OF_THE_PAGE.len()).step_by(23) {
        inspect(format!("{}.", &OF_THE_PAGE[cut..])).ok();
    }
}

#[test]
fn nothing_on_standard_input() {
    for nothing in ["", "\n", " \t\r\n"] {
        let error = "space-token: cannot read a token: standard input is empty\nhint: the command that should have printed it failed\n";
        inspect(nothing).fails_with(1, error);
    }
}

#[test]
fn a_token_is_never_an_argument_and_not_quoted_if_it_is() {
    let error = "space-token: a token can't be an argument, where others could read it\nhint: pipe it in: … | space-token inspect -\n";
    World::new().run(&["inspect", OF_THE_PAGE]).fails_with(2, error);
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_would_show_it() {
    let (said, code) = World::new().terminal(&["inspect", "-"]).finish();
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("standard input is a terminal, which would show it"), "{said}");
}

#[test]
fn what_print_writes_as_json_is_inspected_too() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let json = world.run(&["print", "--format", "json"]).ok();
    // as JSON, since words tell how much time is left
    let inspected = world.command(&["inspect", "-", "--json"]).stdin(json).run().ok();
    assert_eq!(inspected, world.run(&["inspect", "--json"]).ok());
    for text in ["{\"access_token\": 7}", "{\"access_token\"", "{}"] {
        let told = world.command(&["inspect", "-"]).stdin(text).run().ok();
        assert!(told.starts_with("An opaque token"), "{told}");
    }
}
