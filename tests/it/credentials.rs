//! Secrets and names arrive at the server byte for byte, wherever they come from.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sandbox::{Config, Request, Sandbox};

use crate::support::{CLIENT_ID, CLIENT_SECRET, World, wait_until};

const USERNAME: &str = "bób+tag@example.com";
const PASSWORD: &str = "p&ss=w%20rd+ ü\"'$ ";
const AWKWARD_CLIENT: (&str, &str) = ("special-client", "p%+ &=:ü/secret");

fn world(server: &Sandbox) -> World {
    let mut world = World::new();
    world.set_credentials(server).set("SPACE_TOKEN_USERNAME", USERNAME).unset("SPACE_TOKEN_PASSWORD");
    world
}

fn assert_arrived(server: &Sandbox) {
    let request = server.token_requests().pop().unwrap();
    assert_eq!(request.param("username").as_deref(), Some(USERNAME));
    assert_eq!(request.param("password").as_deref(), Some(PASSWORD));
}

#[test]
fn from_the_environment() {
    let server = Sandbox::start();
    world(&server).command(&["print"]).env("SPACE_TOKEN_PASSWORD", PASSWORD).run().ok();
    assert_arrived(&server);
}

#[test]
fn from_a_file_whose_one_line_ending_is_dropped() {
    let server = Sandbox::start();
    let world = world(&server);
    let file = world.home().join("pass word");
    for ending in ["", "\n", "\r\n"] {
        std::fs::write(&file, format!("{PASSWORD}{ending}")).unwrap();
        world.run(&["print", "--password-file", file.to_str().unwrap()]).ok();
        assert_arrived(&server);
        world.command(&["print"]).env("SPACE_TOKEN_PASSWORD_FILE", &file).run().ok();
        assert_arrived(&server);
    }
    std::fs::write(&file, format!("{PASSWORD}\n\n")).unwrap();
    world.run(&["print", "--password-file", file.to_str().unwrap()]).fails(3);
    assert_eq!(server.token_requests().pop().unwrap().param("password").unwrap(), format!("{PASSWORD}\n"));
}

#[test]
fn from_standard_input() {
    let server = Sandbox::start();
    for ending in ["", "\n", "\r\n"] {
        let world = world(&server);
        world.command(&["print", "--password-stdin"]).stdin(format!("{PASSWORD}{ending}")).run().ok();
        assert_arrived(&server);
    }
}

#[cfg(unix)]
#[test]
fn from_a_command() {
    let server = Sandbox::start();
    let mut world = world(&server);
    let file = world.home().join("secret");
    std::fs::write(&file, format!("{PASSWORD}\n")).unwrap();
    world.run(&["print", "--password-command", "cat secret"]).ok();
    assert_arrived(&server);
    world.set("SPACE_TOKEN_PASSWORD_COMMAND", "cat \"$HOME\"/secret").run(&["print"]).ok();
    assert_arrived(&server);
    let error = world.run(&["print", "--password-command", "echo planted; exit 3"]).fails(1);
    assert_eq!(
        error,
        "space-token: the command that prints the password failed: exit status: 3\n\
         hint: run it by itself to see why; it must print the password and nothing else\n"
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_is_not_there_is_told_with_what_it_was_for() {
    let server = Sandbox::start();
    for (option, name) in [("--password-file", "password"), ("--client-secret-file", "client secret")] {
        let world = world(&server);
        let error = world.command(&["print", option, "nope"]).env("SPACE_TOKEN_PASSWORD", PASSWORD).run().fails(8);
        let why =
            format!("space-token: cannot read the {name} from nope: No such file or directory (os error 2)\nhint: ");
        assert!(error.starts_with(&why), "{error}");
    }
}

/// Whoever waits for a secret may hold the profile's lock.
#[cfg(target_os = "linux")]
#[test]
fn nothing_is_waited_for_without_limit() {
    let server = Sandbox::start();
    let world = world(&server);
    world.other("mkfifo", &["pipe", "other-pipe"]).run().passes();
    let output = "read the output of the command that prints the password";
    let cases = [
        ("exec space-token print --password-file pipe", 8, "read the password from pipe"),
        ("exec <>other-pipe; exec space-token print --password-stdin", 1, "read the password from standard input"),
        ("exec space-token print --password-command 'exec sleep 65 2>&-'", 1, output),
        ("exec space-token print --password-command 'echo x; sleep 65 2>&- &'", 1, output),
        (
            "exec space-token print --password-command 'echo $$ >pid; exec sleep 600 >&- 2>&-'",
            1,
            "run the command that prints the password",
        ),
    ];
    let running = cases.map(|(script, ..)| world.other("sh", &["-c", script]).start());
    for (running, (_, code, what)) in running.into_iter().zip(cases) {
        let error = running.finish().fails(code);
        assert!(error.starts_with(&format!("space-token: cannot {what}: it took longer than 60 s\n")), "{error}");
    }
    let command = std::fs::read_to_string(world.home().join("pid")).unwrap();
    let words = || std::fs::read(format!("/proc/{}/cmdline", command.trim())).unwrap_or_default();
    wait_until(|| words().is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_read_without_limit() {
    let server = Sandbox::start();
    let world = world(&server);
    for (script, code, what) in [
        ("space-token print --password-file /dev/zero", 8, "read the password from /dev/zero"),
        ("space-token print --password-stdin </dev/zero", 1, "read the password from standard input"),
        ("space-token print --password-command yes", 1, "read the output of the command that prints the password"),
        ("space-token inspect - </dev/zero", 1, "read a token from standard input"),
        ("space-token git-credential get </dev/zero", 1, "read git's request"),
    ] {
        let error = world.other("sh", &["-c", &format!("ulimit -v 1000000; exec {script}")]).run().fails(code);
        assert_eq!(error.lines().next(), Some(&*format!("space-token: cannot {what}: it is longer than 1 MiB")));
    }
    assert!(server.token_requests().is_empty());
}

#[cfg(unix)]
#[test]
fn what_is_no_text_or_empty_is_told_with_its_place() {
    let server = Sandbox::start();
    let world = world(&server);
    let file = world.home().join("secret");
    for (content, code, why) in [
        (&b"\xff\xfe\n"[..], 8, "cannot use the password from PLACE: it isn't UTF-8"),
        (b"\n", 7, "the password from PLACE is empty"),
    ] {
        std::fs::write(&file, content).unwrap();
        for (arguments, place) in [
            (&["--password-stdin"][..], "standard input"),
            (&["--password-file", "secret"], "secret"),
            (&["--password-command", "cat secret"], "a command"),
        ] {
            let error = world.command(&[&["print"], arguments].concat()).stdin(content).run().fails(code);
            assert!(error.contains(&why.replace("PLACE", place)), "{error}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn from_the_prompts() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    let mut terminal = world.terminal(&["login", "--url", &server.url()]);
    terminal.answer("Client ID: ", AWKWARD_CLIENT.0);
    terminal.answer("User name: ", USERNAME);
    terminal.answer("Client secret (empty for a public client): ", AWKWARD_CLIENT.1);
    terminal.answer(&format!("Password for {USERNAME}: "), PASSWORD);
    let (shown, code) = terminal.finish();
    assert_eq!(code, 0, "{shown}");
    assert_arrived(&server);
    let basic = server.token_requests().last().unwrap().header("authorization").unwrap().to_owned();
    assert_eq!(decoded(&basic), format!("{}:{}", AWKWARD_CLIENT.0, AWKWARD_CLIENT.1));
}

#[test]
fn the_request_is_what_space_expects() {
    let server = Sandbox::start();
    world(&server).command(&["print"]).env("SPACE_TOKEN_PASSWORD", PASSWORD).run().ok();
    let [request] = &server.token_requests()[..] else { panic!("one request") };
    assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/oauth/token"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(request.header("accept-encoding"), Some("identity"));
    assert_eq!(decoded(request.header("authorization").unwrap()), format!("{CLIENT_ID}:{CLIENT_SECRET}"));
    assert_eq!(names(request), ["grant_type", "username", "password", "scope", "access_type"]);
    assert_eq!(request.param("scope").as_deref(), Some("**"));
    assert_eq!(request.param("access_type").as_deref(), Some("offline"));
}

#[test]
fn each_way_of_client_authentication() {
    let server = Sandbox::start();
    let mut world = world(&server);
    world.set("SPACE_TOKEN_PASSWORD", PASSWORD);
    world.run(&["print", "--client-auth", "post"]).ok();
    let request = server.token_requests().pop().unwrap();
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.param("client_secret").as_deref(), Some(CLIENT_SECRET));

    world.run(&["print", "--client-auth", "none", "--client-id", "public-client"]).ok();
    let request = server.token_requests().pop().unwrap();
    assert_eq!(request.header("authorization"), None);
    assert_eq!((request.param("client_id").as_deref(), request.param("client_secret")), (Some("public-client"), None));

    let other = Sandbox::with(Config::of(sandbox::Kind::OAuth2));
    world
        .set("SPACE_TOKEN_URL", other.url())
        .set("SPACE_TOKEN_SERVER", "oauth2")
        .set("SPACE_TOKEN_CLIENT_ID", AWKWARD_CLIENT.0)
        .set("SPACE_TOKEN_CLIENT_SECRET", AWKWARD_CLIENT.1);
    world.run(&["print", "--client-auth", "basic-encoded"]).ok();
    let basic = other.token_requests()[0].header("authorization").unwrap().to_owned();
    assert_eq!(decoded(&basic), "special-client:p%25%2B%20%26%3D%3A%C3%BC%2Fsecret");
    world.run(&["print", "--client-auth", "basic"]).fails(3);
    // the server's metadata say how it reads Basic
    world.run(&["print"]).ok();
}

#[test]
fn an_empty_client_secret_means_a_public_client() {
    let server = Sandbox::start();
    let mut world = world(&server);
    world
        .set("SPACE_TOKEN_PASSWORD", PASSWORD)
        .set("SPACE_TOKEN_CLIENT_ID", "public-client")
        .set("SPACE_TOKEN_CLIENT_SECRET", "");
    world.run(&["print"]).ok();
    world.set("SPACE_TOKEN_CLIENT_ID", CLIENT_ID);
    let error = world.run(&["print"]).fails(3);
    assert!(error.contains("no client secret was sent"), "{error}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 12, failure_persistence: None, ..Default::default() })]

    #[test]
    // a carriage return before the line ending belongs to it
    fn any_password_arrives_from_anywhere(password in "[^\\x00]{0,39}[^\\x00\\r]") {
        let server = Sandbox::start();
        let mut world = World::new();
        world.set_credentials(&server).unset("SPACE_TOKEN_PASSWORD");
        let file = world.home().join("password");
        std::fs::write(&file, format!("{password}\n")).unwrap();
        world.command(&["print"]).env("SPACE_TOKEN_PASSWORD", &password).run().fails(3);
        world.run(&["print", "--password-file", file.to_str().unwrap()]).fails(3);
        world.command(&["print", "--password-stdin"]).stdin(format!("{password}\n")).run().fails(3);
        let arrived = server.token_requests().iter().filter(|sent| sent.param("password").as_ref() == Some(&password)).count();
        proptest::prop_assert_eq!(arrived, 3);
    }
}

fn decoded(basic: &str) -> String {
    let bytes = BASE64_STANDARD.decode(basic.strip_prefix("Basic ").unwrap()).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn names(request: &Request) -> Vec<String> {
    request.form().into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_login_without_a_terminal_takes_the_stored_client_secret() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    world.command(&["login"]).env("SPACE_TOKEN_PASSWORD", crate::support::PASSWORD).run().silent();
    world.run(&["logout"]).silent();
    let error = world.command(&["login"]).env("SPACE_TOKEN_PASSWORD", crate::support::PASSWORD).run().fails(7);
    assert!(error.contains("cannot log in: SPACE_TOKEN_CLIENT_SECRET is missing, and there's no terminal"), "{error}");
}
