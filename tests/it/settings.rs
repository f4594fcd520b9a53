//! Option, environment, profile, default; and wrong ones.

use std::fs;

use sandbox::{Kind, Sandbox};

use crate::support::{CLIENT_SECRET, PASSWORD, World};

fn world(server: &Sandbox) -> World {
    let mut world = World::new();
    world.set_credentials(server);
    world
}

fn write_config(world: &World, text: &str) {
    fs::create_dir_all(world.config().parent().unwrap()).unwrap();
    fs::write(world.config(), text).unwrap();
}

fn last_scope(server: &Sandbox) -> Option<String> {
    server.token_requests().pop().unwrap().param("scope")
}

#[test]
fn the_first_of_option_environment_profile_default() {
    let server = Sandbox::start();
    let mut world = world(&server);
    world.set("SPACE_TOKEN_STORE", "none");
    world.run(&["print"]).ok();
    assert_eq!(last_scope(&server).as_deref(), Some("**"));
    write_config(&world, "[profiles.default]\nscope = 'Project:*'\n");
    world.run(&["print"]).ok();
    assert_eq!(last_scope(&server).as_deref(), Some("Project:*"));
    world.set("SPACE_TOKEN_SCOPE", "Team:*");
    world.run(&["print"]).ok();
    assert_eq!(last_scope(&server).as_deref(), Some("Team:*"));
    world.run(&["print", "--scope", "Profile:*"]).ok();
    assert_eq!(last_scope(&server).as_deref(), Some("Profile:*"));
    world.set("SPACE_TOKEN_SCOPE", "");
    world.run(&["print"]).ok();
    assert_eq!(last_scope(&server).as_deref(), Some("Project:*"), "an empty variable is an unset one");
}

#[test]
fn the_help_pages_scope_comes_out_of_the_flags() {
    let server = Sandbox::start();
    let flags = "print --project-right * --profile-right EditAbsences,EditLanguages --team-right EditTeam \
                 --global-right AddNewProfile --global-right AddNewTeam";
    world(&server).run(&flags.split_whitespace().collect::<Vec<_>>()).ok();
    assert_eq!(
        last_scope(&server).as_deref(),
        Some("AddNewProfile,AddNewTeam Team:EditTeam Profile:EditAbsences,EditLanguages Project:*")
    );
}

#[test]
fn everything_stands_alone_in_a_scope() {
    let error = World::new().run(&["print", "--all-rights", "--team-right", "EditTeam"]).fails(2);
    assert!(error.starts_with("space-token: --all-rights is wrong: it's everything already; leave out"), "{error}");
    let error = World::new().run(&["print", "--team-right", "a b"]).fails(2);
    assert!(error.starts_with("space-token: --team-right is wrong: 'a b' isn't a right"), "{error}");
}

#[test]
fn no_scope_is_left_out_and_an_empty_one_is_refused() {
    let server = Sandbox::with(sandbox::Config::of(Kind::Hub));
    let mut world = world(&server);
    world.set("SPACE_TOKEN_SERVER", "hub");
    world.run(&["print"]).ok();
    assert_eq!(last_scope(&server), None, "a scope of Space's own is nothing to Hub");
    let error = world.run(&["print", "--scope", ""]).fails(2);
    assert!(error.contains("leave --scope out"), "{error}");
    let error = world.run(&["print", "--scope", "a\u{1b}b"]).fails(2);
    assert!(error.contains("--scope is wrong: it has a control character"), "{error}");
}

#[test]
fn online_access_has_no_refresh_token() {
    let server = Sandbox::start();
    let world = World::new();
    let told = world.log_in(&server, &["--access-type", "online", "--store", "file"]).silent();
    assert!(told.contains("without a refresh token"), "{told}");
    let json: serde_json::Value = serde_json::from_str(&world.run(&["print", "--format", "json"]).ok()).unwrap();
    assert!(json["refresh_token"].is_null());
    let error = world.run(&["refresh"]).fails(4);
    assert!(error.contains("the token can't be refreshed: the login has no refresh token"), "{error}");
}

#[test]
fn http_is_for_this_machine_alone() {
    let mut world = World::new();
    world.set_credentials(&Sandbox::start());
    for (arguments, code) in [(vec!["print", "--url", "http://space.example.com"], 2), (vec!["print"], 8)] {
        let error = world.command(&arguments).env("SPACE_TOKEN_URL", "http://space.example.com").run().fails(code);
        assert!(error.contains("http would send the password in clear text"), "{error}");
    }
}

#[test]
fn wrong_values_name_their_place() {
    let server = Sandbox::start();
    for (name, value, expected) in [
        ("SERVER", "gitlab", "SPACE_TOKEN_SERVER is wrong: 'gitlab' is not one of space, hub, oauth2"),
        ("TIMEOUT", "soon", "SPACE_TOKEN_TIMEOUT is wrong: 'soon' isn't a valid duration; try 30s, 5m or 1h"),
        ("TIMEOUT", "0", "SPACE_TOKEN_TIMEOUT is wrong: no request is as fast as that; try 30s or 2m"),
        ("STORE", "cloud", "SPACE_TOKEN_STORE is wrong: 'cloud' is not one of auto, keyring, kernel, file, none"),
        ("ALLOW_HTTP", "perhaps", "SPACE_TOKEN_ALLOW_HTTP is wrong: 'perhaps' isn't 1 or 0"),
        ("CLIENT_ID", "a:b", "cannot use the client ID: it has a colon, which HTTP Basic can't carry; --client-auth"),
        ("PROFILE", "../x", "'../x' isn't a valid profile name"),
        ("URL", "https://bob:pw@x", "SPACE_TOKEN_URL is wrong: it can't contain a user name or password"),
        ("ERROR_FORMAT", "xml", "SPACE_TOKEN_ERROR_FORMAT is wrong: 'xml' is not one of text, json"),
        ("OTP", "password", "SPACE_TOKEN_OTP is wrong: 'password' is sent already, and has its own options"),
        ("TOKEN_PARAMETER", "audience=x&scope=y", "SPACE_TOKEN_TOKEN_PARAMETER is wrong: 'scope' is sent already"),
        ("TOKEN_PARAMETER", "audience=%ff", "SPACE_TOKEN_TOKEN_PARAMETER is wrong: it isn't UTF-8"),
        ("CLIENT_KEY", "key.pem", "SPACE_TOKEN_CLIENT_KEY is wrong: it needs a certificate"),
        ("CA_CERT", "/nonexistent", "cannot read the CA certificates in /nonexistent"),
    ] {
        let mut world = world(&server);
        if name == "CA_CERT" {
            world.set("SPACE_TOKEN_URL", "https://localhost:1");
        }
        let error = world.set(&format!("SPACE_TOKEN_{name}"), value).run(&["print"]).fails(8);
        assert!(error.starts_with(&format!("space-token: {expected}")), "{error}");
    }
    let error = world(&server).run(&["print", "--timeout", "0s"]).fails(2);
    assert!(error.starts_with("space-token: --timeout is wrong: no request is as fast as that"), "{error}");
}

#[test]
fn what_the_tool_sends_itself_is_no_token_parameter() {
    let world = World::new();
    for wrong in ["grant_type=x", "Client_Secret=x", "audience", "=x"] {
        let error = world.run(&["print", "--token-parameter", wrong]).fails(2);
        assert!(error.starts_with("space-token: --token-parameter is wrong: "), "{error}");
    }
    world.run(&["login", "--otp=scope"]).fails(2);
}

#[cfg(unix)]
#[test]
fn the_clients_secret_is_what_a_command_prints() {
    let server = Sandbox::start();
    let mut world = world(&server);
    let secret = format!("printf '%s\\n' {CLIENT_SECRET}");
    world.unset("SPACE_TOKEN_CLIENT_SECRET");
    world.set("SPACE_TOKEN_CLIENT_SECRET_COMMAND", &secret).run(&["print"]).ok();
    world.set("SPACE_TOKEN_CLIENT_SECRET_COMMAND", "false").run(&["print"]).fails(1);
    world.unset("SPACE_TOKEN_CLIENT_SECRET_COMMAND").run(&["print", "--client-secret-command", &secret]).ok();
}

#[test]
fn wrong_configuration_files() {
    for (text, expected) in [
        ("[profiles.default\n", "line 1 isn't valid TOML"),
        ("[profiles]\ndefault = 1\n", "profiles.default isn't a table"),
        ("[profiles.default]\nurl = 1.5\n", "profiles.default.url must be text in quotes"),
        ("[profiles.default]\nstore = 'cloud'\n", "config.toml is wrong: 'cloud' is not one of"),
        ("[profiles.default]\npassword = 'planted'\n", "'password' is a secret"),
        ("default_profile = ''\n", "'' isn't a valid profile name"),
    ] {
        let world = World::new();
        write_config(&world, text);
        let error = world.run(&["print"]).fails(8);
        assert!(error.contains(expected) && !error.contains("planted"), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_configuration_that_cannot_be_read_comes_with_the_cure() {
    let world = World::new();
    let file = world.home().join("c.toml");
    let other = "or name another file with --config\n";
    let expect = |why: &str, cure: &str| {
        let error = world.run(&["print", "--config", "c.toml"]).fails(8);
        assert!(error.contains(why) && error.ends_with(&format!("\nhint: {cure}, {other}")), "{error}");
    };
    fs::create_dir(&file).unwrap();
    expect("Is a directory", "make it a file that can be read");
    fs::remove_dir(&file).unwrap();
    fs::write(&file, "# \u{fffd}".as_bytes().split_last().unwrap().1).unwrap();
    expect("valid UTF-8", "save it as UTF-8");
    fs::write(&file, "[profiles.default]\nurl = 'x'\nurl = 'y'\n").unwrap();
    expect("line 3 isn't valid TOML", "correct it in an editor");
}

#[test]
fn a_configuration_file_that_is_named_is_there() {
    let server = Sandbox::start();
    let mut world = world(&server);
    let file = world.home().join("elsewhere.toml");
    for command in ["print", "status", "logout", "refresh"] {
        let error = world.run(&[command, "--config", "elsewhere.toml"]).fails(8);
        assert!(error.contains("elsewhere.toml: there's no such file\nhint: "), "{error}");
    }
    world.set("SPACE_TOKEN_CONFIG", &file);
    world.run(&["profile", "list"]).fails(8);
    assert!(world.run(&["doctor"]).stdout.contains("elsewhere.toml: there's no such file"));
    world.run(&["login", "--store", "file"]).silent();
    world.unset("SPACE_TOKEN_URL").unset("SPACE_TOKEN_PASSWORD").run(&["print"]).ok();
    assert!(file.exists());
}

#[test]
fn token_parameters_are_a_table_in_a_profile() {
    let server = Sandbox::start();
    let world = world(&server);
    write_config(&world, "[profiles.default]\ntoken_parameters = { audience = 'https://x/?a=b&c' }\nstore = 'none'\n");
    world.run(&["print"]).ok();
    let sent = || server.token_requests().pop().unwrap();
    assert_eq!(sent().param("audience").as_deref(), Some("https://x/?a=b&c"));
    world.run(&["print", "--token-parameter", "resource=y", "--token-parameter", "audience=z"]).ok();
    assert_eq!((sent().param("resource").as_deref(), sent().param("audience").as_deref()), (Some("y"), Some("z")));
}

#[cfg(unix)]
#[test]
fn what_the_environment_says_of_a_password_goes_before_the_profile() {
    let server = Sandbox::start();
    let mut world = world(&server);
    write_config(&world, "[profiles.default]\npassword_file = '/nonexistent'\nclient_secret_file = '/nonexistent'\n");
    let password = format!("echo '{PASSWORD}'");
    world.unset("SPACE_TOKEN_PASSWORD").set("SPACE_TOKEN_PASSWORD_COMMAND", password);
    world.set("SPACE_TOKEN_STORE", "none").run(&["print"]).ok();
}

#[test]
fn unknown_variables_are_told_under_v() {
    let server = Sandbox::start();
    let mut world = world(&server);
    world.set("SPACE_TOKEN_PASWORD", "planted");
    world.run(&["print"]).ok();
    let told = world.run(&["print", "-v"]).stderr;
    assert!(told.contains("ignoring SPACE_TOKEN_PASWORD: unknown variable"), "{told}");
    assert!(!told.contains("planted"), "{told}");
}

#[test]
fn what_is_read_twice_is_told_once() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set("SPACE_TOKEN_PASWORD", "planted").set("SPACE_TOKEN_STORE", "none");
    for told in [world.run(&["print", "-v"]).fails(4), world.log_in(&server, &["-v"]).silent()] {
        for line in ["ignoring SPACE_TOKEN_PASWORD", "store: none"] {
            assert_eq!(told.matches(line).count(), 1, "{told}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_login_that_changes_nothing_leaves_the_file_alone() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let written = || std::os::unix::fs::MetadataExt::ino(&fs::metadata(world.config()).unwrap());
    let first = written();
    world.log_in(&server, &["--store", "file"]).silent();
    assert_eq!(written(), first);
    world.log_in(&server, &["--store", "file", "--scope", "Project:*"]).silent();
    assert_ne!(written(), first);
}

#[test]
fn login_keeps_what_a_user_wrote() {
    let server = Sandbox::start();
    let world = World::new();
    write_config(&world, "# mine\n[profiles.default]\nscope = 'Project:*' # enough\nfuture = true\n\n[other]\nx = 1\n");
    world.log_in(&server, &["--store", "file"]).silent();
    let written = fs::read_to_string(world.config()).unwrap();
    assert_eq!(
        written,
        format!(
            "# mine\n[profiles.default]\nscope = \"Project:*\" # enough\nfuture = true\nurl = \"{}\"\n\
             client_id = \"valid-service-id\"\nusername = \"bob\"\nstore = \"file\"\n\n[other]\nx = 1\n",
            server.url()
        )
    );
}
