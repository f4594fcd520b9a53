//! OAuth servers that nobody here wrote (tests/interop): what a real server does, not what its author here
//! expected. Each test starts its own, and ends it.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::Value;

use crate::support::{Nginx, Outcome, World, tools};

const ALICE: (&str, &str) = ("alice", "wonderland 7");
const BOB: (&str, &str) = ("bób+tag@example.com", "p&ss=w%20rd+ ü\"'$ ");
const INTEROP: (&str, &str) = ("interop", "interop-secret");
const SPECIAL: (&str, &str) = ("special", "s&cr=t%20 +:/?\"'$\\x");
const UNICODE: (&str, &str) = ("unicode", "gehëim ü%+€");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// django-oauth-toolkit
    Django,
    /// Authlib on Flask
    Authlib,
    /// @node-oauth/oauth2-server
    Node,
    /// oidc-provider
    OidcProvider,
    /// Glewlwyd
    Glewlwyd,
}

const KINDS: [Kind; 4] = [Kind::Django, Kind::Authlib, Kind::Node, Kind::OidcProvider];

/// A running server.
struct Neighbour {
    kind: Kind,
    url: String,
    process: Child,
}

impl Neighbour {
    /// Starts it; its access tokens live for `lifetime` seconds.
    fn start(kind: Kind, lifetime: u32) -> Self {
        Self::start_as(kind, lifetime, None)
    }

    /// The same; it takes itself to be at the URL `shown`, if there is one.
    fn start_as(kind: Kind, lifetime: u32, shown: Option<&str>) -> Self {
        let missing = "the interop servers are missing: run tests/setup";
        let module = tools::npm("@node-oauth/oauth2-server").expect(missing);
        let python = tools::pypi("python").expect(missing);
        let (program, script) = match kind {
            Kind::Django => (python, "django/server.py"),
            Kind::Authlib => (python, "authlib/server.py"),
            Kind::Node => ("node".into(), "node/server.js"),
            Kind::OidcProvider => ("node".into(), "oidc-provider/server.js"),
            Kind::Glewlwyd => (python, "glewlwyd/server.py"),
        };
        let mut process = Command::new(program)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop").join(script))
            .arg(lifetime.to_string())
            .args(shown)
            .env("NODE_PATH", module.ancestors().nth(2).unwrap())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python and node are installed");
        let mut url = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut url).unwrap();
        assert!(url.starts_with("http://127.0.0.1:"), "{kind:?} does not start: run tests/setup");
        Self { kind, url: url.trim_end().to_owned(), process }
    }

    /// How it reads Basic.
    fn basic(&self) -> &'static str {
        if self.kind == Kind::Node { "basic" } else { "basic-encoded" }
    }

    /// Runs `login` with the file store.
    fn log_in(&self, world: &World, user: (&str, &str), client: (&str, &str), arguments: &[&str]) -> Outcome {
        let login = ["login", "--server", "oauth2", "--store", "file", "--url", &self.url, "--username", user.0];
        let arguments: Vec<&str> =
            login.into_iter().chain(["--client-id", client.0]).chain(arguments.iter().copied()).collect();
        let run = world.command(&arguments).env("SPACE_TOKEN_CLIENT_SECRET", client.1);
        run.env("SPACE_TOKEN_PASSWORD", user.1).run()
    }

    /// A world in which alice is logged in.
    fn world_of_alice(&self, arguments: &[&str]) -> World {
        let world = World::new();
        self.log_in(&world, ALICE, INTEROP, arguments).silent();
        world
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        // this one has a process of its own to end; any may have ended by itself
        match self.kind {
            Kind::Glewlwyd => drop(self.process.stdin.take()),
            _ => drop(self.process.kill()),
        }
        let _ = self.process.wait();
    }
}

/// Runs a scenario with each of the servers at the same time.
fn with_each(lifetime: u32, scenario: impl Fn(&Neighbour) + Sync) {
    thread::scope(|scope| {
        for kind in KINDS {
            let scenario = &scenario;
            scope.spawn(move || scenario(&Neighbour::start(kind, lifetime)));
        }
    });
}

fn json(world: &World, arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&world.run(&arguments).ok()).unwrap()
}

/// The stored login: what a thief would copy, and a backup bring back.
fn stored(world: &World) -> (PathBuf, Vec<u8>) {
    world.files().into_iter().find(|(path, _)| is_stored(path)).expect("a stored login")
}

/// Brings a stored login back, as private as it was.
fn restore(path: &Path, login: &[u8]) {
    fs::write(path, login).unwrap();
    fs::set_permissions(path, Permissions::from_mode(0o600)).unwrap();
}

fn is_stored(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.ends_with("tokens"))
}

#[test]
fn log_in_print_refresh_with_rotation() {
    with_each(600, |server| {
        let world = server.world_of_alice(&["--scope", "read write"]);
        let profile = fs::read_to_string(world.config()).unwrap();
        assert_eq!(profile.contains("token_endpoint"), server.kind != Kind::Node, "{profile}");

        let first = json(&world, &["print"]);
        assert_eq!(json(&world, &["print"])["access_token"], first["access_token"]);
        assert_eq!((&first["scope"], &first["username"]), (&"read write".into(), &"alice".into()));
        assert!((500..=600).contains(&first["expires_in"].as_u64().unwrap()), "{first}");

        let (path, old) = stored(&world);
        let second = json(&world, &["refresh"]);
        let third = json(&world, &["refresh"]);
        for name in ["access_token", "refresh_token"] {
            assert!(first[name] != second[name] && second[name] != third[name], "{:?}: {name}", server.kind);
        }
        // a refresh token that was used before has had its time
        restore(&path, &old);
        let stderr = world.run(&["refresh"]).fails(4);
        assert!(stderr.contains("the login has ended: ") && stderr.contains("invalid_grant"), "{stderr}");
        assert!(stderr.contains("hint: log in: space-token login"), "{stderr}");
    });
}

#[test]
fn many_at_once_spend_a_refresh_token_once() {
    with_each(600, |server| {
        let world = server.world_of_alice(&[]);
        let expired = world.run(&["print"]).ok();
        let tokens = thread::scope(|scope| {
            let runs: Vec<_> = (0..5).map(|_| scope.spawn(|| world.run_later("11m", &["print"]).ok())).collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect::<Vec<_>>()
        });
        assert_ne!(tokens[0], expired, "{:?}", server.kind);
        assert!(tokens.iter().all(|token| *token == tokens[0]), "{:?}: {tokens:?}", server.kind);
        world.run(&["refresh"]).ok();
    });
}

#[test]
fn refusals() {
    with_each(600, |server| {
        let world = World::new();
        let refused = |user, client, arguments: &[&str]| server.log_in(&world, user, client, arguments).fails(3);
        let grant = format!("space-token: {} refused the password grant: ", server.url);

        let stderr = refused(("alice", "wrong"), INTEROP, &[]);
        // one calls a wrong password a wrong request
        let (code, hint) = match server.kind {
            Kind::Authlib => ("invalid_request", "some servers also send this for wrong credentials"),
            _ => ("invalid_grant", "check user name and password; an account with two-factor"),
        };
        assert!(stderr.starts_with(&format!("{grant}{code}: ")), "{stderr}");
        assert!(stderr.contains(hint), "{stderr}");

        for client in [("interop", "wrong"), ("nobody", "interop-secret")] {
            let stderr = refused(ALICE, client, &[]);
            assert!(stderr.starts_with(&format!("{grant}invalid_client")), "{stderr}");
            assert!(stderr.contains("hint: check client ID and client secret"), "{stderr}");
        }
        let stderr = refused(ALICE, INTEROP, &["--scope", "read nonsense"]);
        assert!(stderr.starts_with(&format!("{grant}invalid_scope")), "{stderr}");
        assert!(stderr.contains("hint: you asked for 'read nonsense'"), "{stderr}");

        let stderr = refused(ALICE, ("machine", "machine-secret"), &[]);
        let code = if server.kind == Kind::OidcProvider { "invalid_request" } else { "unauthorized_client" };
        assert!(stderr.starts_with(&format!("{grant}{code}")), "{stderr}");
        assert!(world.files().iter().all(|(path, _)| !is_stored(path)));
    });
}

#[test]
fn special_characters_arrive() {
    with_each(600, |server| {
        let logs_in = |user, client, auth: &str| {
            let world = World::new();
            server.log_in(&world, user, client, &["--client-auth", auth]).silent();
            let token = world.run(&["print"]).ok();
            assert_ne!(world.run(&["refresh"]).ok(), token);
        };
        for auth in [server.basic(), "post"] {
            // this server takes each client in the one way that it was registered for
            if (server.kind, auth) == (Kind::OidcProvider, "post") {
                continue;
            }
            logs_in(BOB, SPECIAL, auth);
            // RFC 6749 Appendix A.2: a client secret is printable ASCII; these insist
            if !matches!(server.kind, Kind::Node | Kind::OidcProvider) {
                logs_in(BOB, UNICODE, auth);
            }
        }
        let other = if server.basic() == "basic" { "basic-encoded" } else { "basic" };
        let stderr = server.log_in(&World::new(), BOB, SPECIAL, &["--client-auth", other]).fails(3);
        assert!(stderr.contains("some servers want another --client-auth: basic, basic-encoded or post"), "{stderr}");
    });
}

#[test]
fn a_client_secret_that_the_server_cannot_read_is_named() {
    let server = Neighbour::start(Kind::Node, 600);
    let stderr = server.log_in(&World::new(), ALICE, UNICODE, &["--client-auth", "post"]).fails(3);
    assert!(stderr.contains("invalid_request: Invalid parameter: `client_secret`\n"), "{stderr}");
    assert!(stderr.contains("hint: check client ID and client secret"), "{stderr}");
}

#[test]
fn a_log_out_ends_the_login_at_the_server() {
    with_each(600, |server| {
        let world = server.world_of_alice(&["--scope", "openid profile"]);
        let (path, copy) = stored(&world);
        let stderr = world.run(&["logout"]).silent();
        if server.kind == Kind::Node {
            let told = "deleted here, not revoked: the server names no revocation endpoint; its tokens stay valid";
            return assert!(stderr.contains(told), "{stderr}");
        }
        let told = format!("Logged out (profile default): deleted here, revoked at {}.\n", server.url);
        assert_eq!(stderr, told);
        // a copy is worth nothing
        restore(&path, &copy);
        let check = ["status", "--check", "--userinfo-endpoint", userinfo(server)];
        let stderr = world.run(&check).fails(4);
        assert!(stderr.contains("doesn't accept the token: HTTP 401: invalid_token"), "{stderr}");
        assert!(world.run(&["refresh"]).fails(4).contains("the login has ended"), "{:?}", server.kind);
    });
}

fn userinfo(server: &Neighbour) -> &'static str {
    match server.kind {
        Kind::Django => "/o/userinfo/",
        Kind::OidcProvider => "/me",
        _ => "/userinfo",
    }
}

#[test]
fn whose_token_it_is() {
    with_each(600, |server| {
        let check = |scope, expected: &str| {
            let world = server.world_of_alice(&["--scope", scope]);
            let status = world.run(&["status", "--check", "--userinfo-endpoint", userinfo(server)]);
            match server.kind {
                Kind::Node => assert!(status.fails(5).contains("--userinfo-endpoint names another place to ask")),
                _ => assert!(status.ok().contains(expected), "{:?}: {expected}", server.kind),
            }
        };
        // one server has numbers for its users, the other their names
        check("openid profile", "Check    the server accepts the token; it belongs to ");
        // one answers the lack of a scope with 401, the other with 403
        check("read", "Check    the server wouldn't say whose token it is (HTTP 40");
    });
}

#[test]
fn clients_on_their_own_behalf_and_public_ones() {
    with_each(600, |server| {
        let world = World::new();
        let login = ["login", "--server", "oauth2", "--store", "file", "--url", &server.url, "--client-id", "machine"];
        let login: Vec<&str> = login.into_iter().chain(["--grant", "client-credentials"]).collect();
        world.command(&login).env("SPACE_TOKEN_CLIENT_SECRET", "machine-secret").run().silent();
        let token = world.run(&["print"]).ok();
        assert_ne!(world.run(&["refresh"]).ok(), token, "{:?}", server.kind);

        let world = World::new();
        server.log_in(&world, BOB, ("public", ""), &[]).silent();
        let token = world.run(&["print"]).ok();
        assert_ne!(world.run(&["refresh"]).ok(), token, "{:?}", server.kind);
        world.run(&["logout"]).silent();
    });
}

#[test]
fn behind_a_reverse_proxy_with_tls_under_a_path() {
    const PATH: &str = "/sso/realms/x";
    let mut server = None;
    // nginx must know where to send what it gets, and the server where nginx shows it
    let nginx = Nginx::start(|_, port| {
        let shown = format!("https://localhost:{port}{PATH}");
        let url = &server.insert(Neighbour::start_as(Kind::OidcProvider, 600, Some(&shown))).url;
        format!(
            "location {PATH}/ {{ proxy_pass {url}; proxy_set_header Host $http_host; \
             proxy_set_header X-Forwarded-Proto https; }}\n"
        )
    });
    let Some(nginx) = nginx else { return };
    let url = format!("{}{PATH}", nginx.url());
    let world = World::new();
    let ca = nginx.file("cert.pem");
    let login = ["login", "--server", "oauth2", "--url", &url, "--client-id", INTEROP.0, "--username", ALICE.0];
    let login = world.command(&[&login[..], &["--store", "file", "--ca-cert", ca.to_str().unwrap()]].concat());
    login.env("SPACE_TOKEN_CLIENT_SECRET", INTEROP.1).env("SPACE_TOKEN_PASSWORD", ALICE.1).run().silent();
    let profile = fs::read_to_string(world.config()).unwrap();
    assert!(profile.contains(&format!("token_endpoint = \"{url}/token\"")), "{profile}");
    let first = world.run(&["print"]).ok();
    assert_ne!(world.run(&["refresh"]).ok(), first);
    assert!(world.run(&["logout"]).silent().contains(&format!("revoked at {url}")));
}

#[test]
fn glewlwyd() {
    if tools::debian("glewlwyd").is_none() {
        return;
    }
    let server = Neighbour::start(Kind::Glewlwyd, 600);
    let world = World::new();
    // its metadata are below the issuer alone, and name neither this grant nor revocation
    let stderr = server.log_in(&world, ALICE, INTEROP, &["--scope", "openid profile"]).silent();
    assert!(stderr.contains("warning: the server's metadata doesn't list the grant password"), "{stderr}");
    let first = world.run(&["print"]).ok();
    assert_ne!(world.run(&["refresh"]).ok(), first);
    assert!(world.run(&["status", "--check"]).ok().contains("the server"));
    world.run(&["logout"]).silent();

    let refused = |user, client, arguments: &[&str]| server.log_in(&World::new(), user, client, arguments);
    // it says no more than 403 of a wrong password
    let stderr = refused(("alice", "wrong"), INTEROP, &["--scope", "read"]).fails(5);
    assert!(stderr.contains("(HTTP 403)") && stderr.contains("wrong user name, password"), "{stderr}");
    // what it has not it answers with a 404 and a JSON error, which is no wrong password
    let elsewhere = ["--scope", "read", "--token-endpoint", "/tokens"];
    let stderr = refused(ALICE, INTEROP, &elsewhere).fails(5);
    assert!(
        stderr.contains("there is no token endpoint (HTTP 404") && stderr.contains("hint: check the URL"),
        "{stderr}"
    );
}
