//! The client on its own behalf (RFC 6749 §4.4), as in the help page's own example.

use sandbox::{Config, Sandbox};

use crate::support::{CLIENT_ID, CLIENT_SECRET, World};

fn log_in(world: &World, server: &Sandbox, arguments: &[&str]) -> String {
    let url = server.url();
    let mut login = vec!["login", "--url", &url, "--client-id", CLIENT_ID, "--grant", "client-credentials"];
    login.extend(arguments);
    world.command(&login).env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).run().silent()
}

/// With a lifetime of 0 each token has expired when it arrives.
fn expiring() -> Sandbox {
    Sandbox::with(Config { lifetime: 0, ..Config::default() })
}

#[test]
fn the_help_pages_own_example() {
    let server = Sandbox::start();
    let world = World::new();
    let said = log_in(&world, &server, &["--store", "file"]);
    assert!(said.starts_with(&format!("Logged in to {} as {CLIENT_ID}; ", server.url())), "{said}");
    let request = &server.token_requests()[0];
    assert_eq!(
        request.header("authorization"),
        Some("Basic dmFsaWQtc2VydmljZS1pZDp2YWxpZC1zZXJ2aWNlLXNlY3JldA=="),
        "as the page has it"
    );
    assert_eq!(String::from_utf8_lossy(&request.body), "grant_type=client_credentials&scope=**");
    assert!(server.active_access_token(world.run(&["print"]).ok().trim_end()));
    let status = world.run(&["status"]).ok();
    assert!(status.contains("User     none: the client itself\n"), "{status}");
}

#[test]
fn the_stored_secret_renews_an_expired_token() {
    for (world, store) in [(World::with_keyring(), "keyring"), (World::new(), "file")] {
        let server = expiring();
        log_in(&world, &server, &["--store", store, "--scope", "Project:*"]);
        server.set_lifetime(600);
        // nothing but the profile and the store is left of the login
        let token = world.run(&["print"]).ok();
        assert!(server.active_access_token(token.trim_end()), "{store}");
        assert_eq!(world.run(&["print"]).ok(), token);
        let requests = server.token_requests();
        assert_eq!((requests.len(), server.refreshes()), (2, 0), "{store}");
        assert_eq!(requests[0], requests[1], "the renewal is the same request");
        assert_ne!(world.run(&["refresh"]).ok(), token);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_only_the_client_is_asked_for() {
    let server = Sandbox::start();
    let world = World::new();
    let mut terminal = world.terminal(&["login", "--grant", "client-credentials", "--store", "file"]);
    terminal.answer("Server URL: ", &server.url());
    terminal.answer("Client ID: ", CLIENT_ID);
    terminal.answer("Client secret (empty for a public client): ", CLIENT_SECRET);
    let (rest, code) = terminal.finish();
    assert_eq!(code, 0, "{rest}");
    world.run(&["print"]).ok();
}

#[cfg(unix)]
#[test]
fn a_job_needs_no_store_and_can_have_one() {
    let server = expiring();
    let mut world = World::new();
    world.set_credentials(&server).unset("SPACE_TOKEN_USERNAME").unset("SPACE_TOKEN_PASSWORD");
    world.set("SPACE_TOKEN_GRANT", "client-credentials");
    world.run(&["print"]).ok();
    assert!(world.files().is_empty());

    world.set("SPACE_TOKEN_STORE", "file");
    world.run(&["print"]).ok();
    server.set_lifetime(600);
    let renewed = world.run(&["print"]).ok();
    assert_eq!(world.run(&["print"]).ok(), renewed);
    assert_eq!(server.grants(), 3);
}

#[test]
fn a_users_login_is_no_clients_login() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let stderr = world.run(&["print", "--grant", "client-credentials"]).fails(4);
    assert!(stderr.contains("not logged in with these settings: the user is ''"), "{stderr}");
    log_in(&world, &server, &[]);
    let stderr = world.run(&["print", "--grant", "password", "--username", "bob"]).fails(4);
    assert!(stderr.contains("not logged in with these settings: the user is 'bob'"), "{stderr}");
}

#[test]
fn a_profile_of_a_public_client_takes_one_with_a_secret() {
    let server = Sandbox::start();
    let world = World::new();
    let public =
        ["login", "--url", &server.url(), "--client-id", "public-client", "--username", "bob", "--store", "file"];
    let run = world.command(&public).env("SPACE_TOKEN_CLIENT_SECRET", "").env("SPACE_TOKEN_PASSWORD", "correct horse");
    run.run().silent();
    log_in(&world, &server, &[]);
    world.run(&["refresh"]).ok();
}

#[test]
fn refusals() {
    let server = expiring();
    let world = World::new();
    let url = server.url();
    let login = ["login", "--url", &url, "--grant", "client-credentials", "--store", "file", "--client-id"];
    let run = |id: &str, secret: &str| {
        let arguments: Vec<&str> = login.into_iter().chain([id]).collect();
        world.command(&arguments).env("SPACE_TOKEN_CLIENT_SECRET", secret).run()
    };
    let stderr = run(CLIENT_ID, "wrong").fails(3);
    assert!(stderr.contains("refused the client-credentials grant: invalid_client"), "{stderr}");
    let stderr = run("public-client", "").fails(3);
    assert!(stderr.contains("unauthorized_client"), "{stderr}");
    // a secret that is refused at a renewal ends nothing: the next one may be right
    run(CLIENT_ID, CLIENT_SECRET).silent();
    server.set_lifetime(600);
    let stderr = world.command(&["print"]).env("SPACE_TOKEN_CLIENT_SECRET", "rotated away").run().fails(3);
    assert!(stderr.contains("invalid_client"), "{stderr}");
    world.run(&["print"]).ok();
}
