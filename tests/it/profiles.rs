//! Profiles: several servers and users side by side, and nobody gets another's token.

use std::fmt::Write;
use std::fs;

use sandbox::{Config, Sandbox};
use serde_json::{Value, json};

use crate::support::{USERNAME, World};

const OTHER_USER: &str = "bób+tag@example.com";
const OTHER_PASSWORD: &str = "p&ss=w%20rd+ ü\"'$ ";

fn write_config(world: &World, text: &str) {
    fs::create_dir_all(world.config().parent().unwrap()).unwrap();
    fs::write(world.config(), text).unwrap();
}

fn config(world: &World) -> String {
    fs::read_to_string(world.config()).unwrap()
}

/// Logs the sandbox's second user in.
fn log_other_in(world: &World, server: &Sandbox, arguments: &[&str]) {
    let url = server.url();
    let command = [&["login", "--username", OTHER_USER, "--url", &url], arguments].concat();
    let run =
        world.command(&command).env("SPACE_TOKEN_CLIENT_ID", "public-client").env("SPACE_TOKEN_CLIENT_SECRET", "");
    run.env("SPACE_TOKEN_PASSWORD", OTHER_PASSWORD).run().silent();
}

fn user_of(world: &World, profile: &str) -> String {
    let status: Value = serde_json::from_str(&world.run(&["-p", profile, "status", "--json"]).ok()).unwrap();
    status["username"].as_str().unwrap().to_owned()
}

#[test]
fn servers_and_users_side_by_side() {
    let (space, hub) = (Sandbox::start(), Sandbox::with(Config { path: "/hub".into(), ..Config::default() }));
    let mut world = World::with_keyring();
    world.log_in(&space, &["-p", "Work", "--store", "file"]).silent();
    log_other_in(&world, &space, &["-p", "work", "--store", "file"]);
    world.log_in(&hub, &["-p", "bob@space.example.com"]).silent();
    let token = |profile| world.run(&["-p", profile, "print"]).ok().trim_end().to_owned();
    let (first, second, third) = (token("Work"), token("work"), token("bob@space.example.com"));
    assert!(space.active_access_token(&first) && space.active_access_token(&second));
    assert!(hub.active_access_token(&third) && first != second);
    assert_eq!((user_of(&world, "Work"), user_of(&world, "work")), (USERNAME.into(), OTHER_USER.into()));
    assert_eq!((space.token_requests().len(), hub.token_requests().len()), (2, 1));

    world.run(&["print"]).fails(4);
    assert_eq!(world.run(&["profile", "use", "work"]).silent(), "Commands without -p use profile work from now on.\n");
    assert_eq!(world.run(&["print"]).ok().trim_end(), second);
    world.set("SPACE_TOKEN_PROFILE", "Work");
    assert_eq!(world.run(&["print"]).ok().trim_end(), first);
    assert_eq!(world.run(&["-p", "bob@space.example.com", "print"]).ok().trim_end(), third);
}

#[test]
fn both_cases_of_a_name_in_one_keyring() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    world.log_in(&server, &["-p", "Work"]).silent();
    log_other_in(&world, &server, &["-p", "work"]);
    assert_eq!((user_of(&world, "Work"), user_of(&world, "work")), (USERNAME.into(), OTHER_USER.into()));
    world.run(&["-p", "Work", "logout"]).silent();
    world.run(&["-p", "Work", "print"]).fails(4);
    world.run(&["-p", "work", "print"]).ok();
}

#[test]
fn the_list_says_what_there_is() {
    let world = World::new();
    write_config(
        &world,
        "default_profile = 'work'\n[profiles.home]\nurl = 'https://home.example'\n\
         [profiles.work]\nurl = 'https://work.example/space'\nusername = 'bób'\nclient_id = 'c'\nstore = 'file'\n\
         [profiles.job]\nclient_id = 'robot'\n[profiles.\"a\\nb\\u001b[31m\"]\n",
    );
    let table = "  PROFILE   SERVER                      USER   STORE  TOKEN\n  \
                   home      https://home.example        -      auto   not logged in\n\
                 * work      https://work.example/space  bób    file   not logged in\n  \
                   job       -                           robot  auto   not logged in\n  \
                   a b [31m  -                           -      auto   not logged in\n";
    assert_eq!(world.run(&["profile", "list"]).ok(), table);
    assert_eq!(world.run(&["profile", "list", "--names"]).ok(), "home\nwork\njob\n");
    let rows: Value = serde_json::from_str(&world.run(&["profile", "list", "--json"]).ok()).unwrap();
    let work = json!({"profile": "work", "default": true, "url": "https://work.example/space",
                      "username": "bób", "client_id": "c", "store": "file", "logged_in": false, "valid": false,
                      "refreshable": false, "expires_at": null, "expires_in": null});
    assert_eq!(rows[1], work);
    assert_eq!((&rows[0]["default"], &rows[0]["username"]), (&json!(false), &Value::Null));
}

#[cfg(target_os = "linux")]
#[test]
fn the_list_says_who_has_a_token_for_how_long() {
    let server = Sandbox::start();
    let mut world = World::with_keyring();
    world.log_in(&server, &["-p", "a", "--store", "file"]).silent();
    world.log_in(&server, &["-p", "b", "--store", "keyring"]).silent();
    server.set_lifetime(0);
    world.log_in(&server, &["-p", "c", "--store", "file"]).silent();
    world.log_in(&server, &["-p", "d", "--store", "file", "--access-type", "online"]);
    let tokens = |world: &World| -> Vec<String> {
        let list = world.run(&["profile", "list"]).stdout;
        list.lines().skip(1).map(|line| line.rsplit("  ").next().unwrap().to_owned()).collect()
    };
    assert_eq!(tokens(&world), ["valid for 10 min", "valid for 10 min", "refreshed when needed", "expired"]);
    world.bus().kill_service();
    let list = world.run(&["profile", "list"]);
    assert_eq!((list.code, tokens(&world)[1].as_str()), (0, "unknown"));
    assert!(list.stderr.starts_with("space-token: warning: profile b: cannot"), "{list:#?}");
    let rows: Value = serde_json::from_str(&world.run(&["profile", "list", "--json"]).stdout).unwrap();
    assert_eq!((&rows[0]["logged_in"], &rows[1]["logged_in"]), (&json!(true), &Value::Null));
}

#[test]
fn a_login_without_a_profile_is_not_lost_by_a_rename() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.log_in(&server, &["-p", "work", "--store", "file"]).silent();
    world.set_credentials(&server).set("SPACE_TOKEN_STORE", "file");
    let token = world.run(&["-p", "ci", "print"]).ok();
    let error = world.run(&["profile", "rename", "work", "ci"]).fails(1);
    assert!(
        error.contains("there's a login without a profile under 'ci'\nhint: end it first: space-token -p ci logout"),
        "{error}"
    );
    assert_eq!(world.run(&["-p", "ci", "print"]).ok(), token);
    assert_eq!(server.active_logins(), 2);
    world.run(&["-p", "ci", "logout"]).silent();
    world.run(&["profile", "rename", "work", "ci"]).silent();
    assert_eq!(server.active_logins(), 1);
}

#[cfg(unix)]
#[test]
fn whoever_named_no_profile_is_told_of_those_that_have_a_login() {
    let server = Sandbox::start();
    let world = World::new();
    for name in ["work", "home", "gone"] {
        world.log_in(&server, &["-p", name, "--store", "file"]).silent();
    }
    world.run(&["-p", "gone", "logout"]).silent();
    for command in [&["print"][..], &["refresh"], &["status"], &["exec", "true"]] {
        let stderr = world.run(command).fails(4);
        let hint = "hint: log in: space-token login; or use a profile that is logged in: -p work, -p home\n";
        assert!(stderr.ends_with(hint), "{stderr}");
    }
    let stderr = world.run(&["-p", "gone", "print"]).fails(4);
    assert!(!stderr.contains("-p work"), "{stderr}");
}

/// Nor for a keyring, which may want its password first.
#[cfg(unix)]
#[test]
fn whoever_is_told_of_other_profiles_waits_for_none_of_them() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    world.log_in(&server, &["-p", "work", "--store", "file"]).silent();
    world.log_in(&server, &["-p", "home", "--store", "keyring"]).silent();
    let locks = ["work", "home"].map(|name| world.state().join(format!("locks/profile-{name}.lock")));
    let locks = locks.map(|path| fs::File::open(path).unwrap());
    locks.iter().for_each(|lock| lock.lock().unwrap());
    let stderr = world.command(&["print"]).without("DBUS_SESSION_BUS_ADDRESS").run().fails(4);
    assert!(stderr.ends_with("; or use a profile that is logged in: -p work, -p home\n"), "{stderr}");
}

#[test]
fn a_renamed_profile_takes_its_login_along() {
    for store in ["file", "keyring"] {
        let server = Sandbox::start();
        let world = World::with_keyring();
        world.log_in(&server, &["-p", "work", "--store", store]).silent();
        world.run(&["profile", "use", "work"]).silent();
        let token = world.run(&["print"]).ok();
        // whatever store this run would choose
        let rename = world.command(&["profile", "rename", "work", "office"]).env("SPACE_TOKEN_STORE", "none");
        assert_eq!(rename.run().silent(), "Renamed profile work to office.\n");
        assert_eq!(world.run(&["print"]).ok(), token);
        assert_eq!(world.run(&["-p", "office", "print"]).ok(), token);
        world.run(&["-p", "work", "print"]).fails(4);
        assert!(config(&world).contains("default_profile = \"office\""));
        assert!(!config(&world).contains("work"), "{}", config(&world));
        assert_eq!(server.active_logins(), 1);
        assert!(!world.files().iter().any(|(path, _)| path.ends_with("profile-work.json")));
        world.run(&["-p", "office", "logout"]).silent();
        assert_eq!(server.active_logins(), 0);
    }
}

#[test]
fn what_is_no_name_can_be_made_one() {
    let world = World::new();
    write_config(&world, "[profiles.'my work']\nusername = 'bob'\n");
    assert_eq!(world.run(&["profile", "rename", "my work", "work"]).silent(), "Renamed profile my work to work.\n");
    assert_eq!(config(&world), "[profiles.work]\nusername = 'bob'\n");
}

/// A login waits for the configuration while it holds its profile: who waits for a profile must not hold the former.
#[cfg(target_os = "linux")]
#[test]
fn the_configuration_is_free_while_a_profile_waits_to_be_renamed() {
    let server = Sandbox::start();
    let world = World::new();
    for profile in ["a", "b"] {
        world.log_in(&server, &["-p", profile, "--store", "file"]).silent();
    }
    let lock = fs::File::open(world.state().join("locks/profile-a.lock")).unwrap();
    lock.lock().unwrap();
    let renaming = world.start(&["profile", "rename", "a", "c"]);
    crate::support::wait_until(|| renaming.has_open("profile-a.lock"));
    world.run(&["profile", "use", "b"]).silent();
    drop(lock);
    renaming.finish().silent();
    world.run(&["-p", "c", "print"]).ok();
}

#[test]
fn a_profile_that_cannot_be_renamed_stays_as_it_is() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["-p", "a", "--store", "file"]).silent();
    world.log_in(&server, &["-p", "b", "--store", "file"]).silent();
    let before = config(&world);
    for (arguments, code, message) in [
        (["a", "b"], 8, "profile 'b' already exists"),
        (["a", "a"], 8, "profile 'a' already exists"),
        (["c", "d"], 8, "there is no profile 'c'"),
        (["a", "../x"], 2, "isn't a valid profile name"),
        (["a", &"é".repeat(33)], 2, "isn't a valid profile name: use at most 64 bytes"),
    ] {
        let stderr = world.run(&[&["profile", "rename"][..], &arguments].concat()).fails(code);
        assert!(stderr.contains(message), "{stderr}");
    }
    assert_eq!(config(&world), before);
    world.run(&["-p", "a", "print"]).ok();
}

#[test]
fn where_there_is_none_the_list_is_empty() {
    let world = World::new();
    let outcome = world.run(&["profile", "list"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, ""));
    assert_eq!(outcome.stderr, "No profiles yet; 'space-token login' creates one.\n");
    assert_eq!(world.run(&["profile", "list", "--json"]).ok(), "[]\n");
    assert_eq!(world.run(&["profile", "list", "--names"]).ok(), "");
    write_config(&world, "[broken\n");
    assert_eq!(world.run(&["profile", "list", "--names"]).ok(), "", "completion is no moment to complain");
    world.run(&["profile", "list"]).fails(8);
}

#[test]
fn a_login_that_is_not_removed_is_not_touched() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["-p", "a", "--store", "file"]).silent();
    world.log_in(&server, &["-p", "b", "--store", "file"]).silent();
    let written = config(&world);
    write_config(&world, &format!("# mine\ndefault_profile = 'a'\nfuture = 1\n\n{written}\n# end\n"));
    let said = world.run(&["profile", "remove", "a"]).silent();
    assert!(said.ends_with("Removed profile a.\n") && said.contains("Logged out"), "{said}");
    let left = config(&world);
    assert!(left.starts_with("# mine\n") && left.ends_with("# end\n") && left.contains("future = 1\n"), "{left}");
    assert!(!left.contains("profiles.a") && !left.contains("default_profile"), "{left}");
    assert_eq!(world.files().iter().filter(|(path, _)| path.ends_with("profile-a.json")).count(), 0);
    world.run(&["-p", "b", "print"]).ok();
    world.run(&["-p", "a", "print"]).fails(4);
}

/// A login that was made in the meantime would have no profile.
#[test]
fn a_profile_and_its_login_are_removed_before_the_server_is_asked() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["-p", "a", "--store", "file"]).silent();
    let held = server.hold();
    let removing = world.start(&["profile", "remove", "a"]);
    crate::support::wait_until(|| server.requests().iter().any(|request| request.method == "DELETE"));
    assert_eq!(config(&world), "");
    drop(held);
    removing.finish().silent();
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_leaves_no_login_under_two_names() {
    let Some(strace) = crate::support::tools::debian("strace") else { return };
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["-p", "a", "--store", "file"]).silent();
    let slow = ["-f", "-o", "/dev/null", "-e", "inject=rename:delay_exit=500000:when=1", crate::support::PROGRAM];
    let rename = [&slow[..], &["profile", "rename", "a", "b"]].concat();
    let tracing = world.other(strace.to_str().unwrap(), &rename).start();
    let token = |profile| world.state().join(format!("tokens/profile-{profile}.json"));
    crate::support::wait_until(|| token("b").exists());
    let traced = fs::read_to_string(format!("/proc/{0}/task/{0}/children", tracing.pid())).unwrap();
    let traced = nix::unistd::Pid::from_raw(traced.trim().parse().unwrap());
    nix::sys::signal::kill(traced, nix::sys::signal::Signal::SIGTERM).unwrap();
    assert_eq!(tracing.finish().code, 143);
    assert!(!token("a").exists() && config(&world).contains("[profiles.b]"), "{}", config(&world));
    world.run(&["-p", "b", "print"]).ok();
}

#[test]
fn git_gets_its_answer_beside_what_is_no_name() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["-p", "work", "--store", "file"]).silent();
    write_config(&world, &format!("[profiles.'my work']\nurl = '{}'\n{}", server.url(), config(&world)));
    let request = format!("protocol=http\nhost={}\n\n", server.url().trim_start_matches("http://"));
    let answer = world.command(&["git-credential", "get"]).stdin(request).run().ok();
    assert!(answer.contains(&format!("username={USERNAME}\npassword=")), "{answer}");
}

#[test]
fn all_are_logged_out_beside_what_is_no_name() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["-p", "a", "--store", "file"]).silent();
    write_config(&world, &format!("[profiles.'my work']\n{}", config(&world)));
    let told = world.run(&["logout", "--all"]).silent();
    assert!(told.starts_with("Logged out (profile a)") && told.lines().count() == 1, "{told}");
}

#[cfg(unix)]
#[test]
fn a_profile_whose_store_is_gone_stays() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    world.log_in(&server, &["-p", "a"]).silent();
    let stderr = world.command(&["profile", "remove", "a"]).without("DBUS_SESSION_BUS_ADDRESS").run().fails(6);
    assert!(stderr.contains("cannot reach the keyring"), "{stderr}");
    assert!(config(&world).contains("[profiles.a]"));
    world.run(&["profile", "remove", "a"]).silent();
    assert_eq!(config(&world), "");
}

#[test]
fn a_default_in_several_lines_goes_whole() {
    let world = World::new();
    write_config(&world, "# mine\ndefault_profile = \"\"\"\\\n  a\"\"\"\n[profiles.a]\n");
    assert!(world.run(&["profile", "remove", "a"]).silent().ends_with("Removed profile a.\n"));
    assert_eq!(config(&world), "# mine\n");
}

#[test]
fn unknown_and_odd_names_are_refused() {
    let world = World::new();
    write_config(&world, "[profiles.work]\n[profiles.Home]\n[profiles.'a b']\n");
    for command in ["use", "remove"] {
        world
            .run(&["profile", command, "wrok"])
            .fails_with(8, "space-token: there is no profile 'wrok'\nhint: did you mean 'work'?\n");
        let stderr = world.run(&["profile", command, "../x"]).fails(8);
        assert!(stderr.contains("there is no profile '../x'\nhint: 'space-token profile list'"), "{stderr}");
    }
    let stderr = world.run(&["profile", "use", "a b"]).fails(8);
    assert!(stderr.contains("'a b' isn't a valid profile name"), "{stderr}");
    assert_eq!(world.run(&["profile", "remove", "a b"]).silent(), "Removed profile a b.\n");
    for name in ["../x", "a/b", "a b", "", "-x", "a\u{1b}b", &"x".repeat(65)] {
        let option = format!("--profile={name}");
        let stderr = world.run(&[&option, "status"]).fails(2);
        assert!(stderr.contains("isn't a valid profile name") && !stderr.contains('\u{1b}'), "{stderr}");
    }
    let stderr = world.command(&["status"]).env("SPACE_TOKEN_PROFILE", "../x").run().fails(8);
    assert!(stderr.contains("'../x' isn't a valid profile name"), "{stderr}");
}

/// A stored token is for the URL, client, user and scope that it was obtained for.
#[test]
fn an_edited_profile_does_not_get_the_old_token() {
    let server = Sandbox::start();
    let elsewhere = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file", "--scope", "Project:*"]).silent();
    let original = config(&world);
    let (url, elsewhere) = (server.url(), elsewhere.url());
    for (what, from, to) in [
        ("URL", url.as_str(), elsewhere.as_str()),
        ("client", "valid-service-id", "public-client"),
        ("user", "username = \"bob\"", "username = \"eve\""),
        ("scope", "Project:*", "**"),
        ("token endpoint", "[profiles.default]", "[profiles.default]\ntoken_endpoint = \"/elsewhere\""),
    ] {
        assert!(original.contains(from), "{from}: {original}");
        write_config(&world, &original.replace(from, to));
        for command in [&["print"][..], &["refresh"], &["status"], &["exec", "true"]] {
            let stderr = world.run(command).fails(4);
            assert!(
                stderr.starts_with(&format!("space-token: not logged in with these settings: the {what} is '")),
                "{stderr}"
            );
            assert!(
                stderr.contains("the login of profile 'default' is for '") && stderr.contains("hint: "),
                "{stderr}"
            );
        }
    }
    write_config(&world, &original);
    world.run(&["print"]).ok();
    assert_eq!(server.token_requests().len(), 1);
}

/// What a hint says to type works as it's typed.
#[test]
fn hints_repeat_what_they_need() {
    let server = Sandbox::start();
    let world = World::new();
    let hint = |arguments: &[&str]| {
        let stderr = world.run(arguments).fails(4);
        stderr.split_once("\nhint: ").unwrap().1.trim_end().to_owned()
    };
    std::fs::write(world.home().join("my config"), "[profiles.ci]\nstore = 'none'\n").unwrap();
    std::fs::write(world.home().join("other.toml"), "default_profile = 'work'\n").unwrap();
    assert_eq!(hint(&["print", "--config", "my config"]), "log in: space-token --config 'my config' login");
    assert_eq!(hint(&["status", "--config", "other.toml"]), "log in: space-token --config other.toml -p work login");
    let by_variable =
        world.command(&["status", "-p", "default"]).env("SPACE_TOKEN_CONFIG", "other.toml").run().fails(4);
    assert!(by_variable.ends_with("\nhint: log in: space-token -p default login\n"), "{by_variable}");
    let nothing_is_kept = "give all credentials in the environment, or log in: \
                           space-token --config 'my config' -p ci login --store auto";
    for command in ["print", "status"] {
        assert_eq!(hint(&[command, "--config", "my config", "-p", "ci"]), nothing_is_kept);
    }
    world.log_in(&server, &["--store", "file"]).silent();
    for (option, value) in
        [("--username", "eve"), ("--scope", "X"), ("--client-id", "public-client"), ("--url", "https://x.example")]
    {
        let other = "log in with a separate profile, 'space-token -p NAME login";
        let expected = format!("{other} {option} …', or in this one: space-token login {option} …");
        assert_eq!(hint(&["print", option, value]), expected);
    }
}

#[cfg(unix)]
#[test]
fn other_credentials_never_replace_a_login() {
    for store in ["file", "keyring"] {
        let server = Sandbox::start();
        let world = World::with_keyring();
        world.log_in(&server, &["--store", store]).silent();
        let mine = world.run(&["print"]).ok();
        let others = |arguments: &[&str]| {
            world
                .command(arguments)
                .env("SPACE_TOKEN_CLIENT_ID", "public-client")
                .env("SPACE_TOKEN_CLIENT_SECRET", "")
                .env("SPACE_TOKEN_USERNAME", OTHER_USER)
                .env("SPACE_TOKEN_PASSWORD", OTHER_PASSWORD)
        };
        let theirs = others(&["print"]).run().ok();
        assert!(server.active_access_token(theirs.trim_end()) && theirs != mine);
        others(&["refresh"]).run().ok();
        others(&["exec", "true"]).run().ok();
        assert_eq!(world.run(&["print"]).ok(), mine, "{store}");
        assert_eq!(user_of(&world, "default"), USERNAME);
        assert_eq!(server.grants(), 4);
    }
}

#[test]
fn a_thousand_profiles_work() {
    let server = Sandbox::start();
    let world = World::new();
    let mut text = String::from("default_profile = \"p500\"\n\n");
    for number in 0..1_000 {
        write!(text, "[profiles.p{number}]\nurl = \"https://s{number}.example\"\nusername = \"u\"\nscope = \"**\"\n\n")
            .unwrap();
    }
    write_config(&world, &text);
    world.log_in(&server, &["-p", "p500", "--store", "file"]).silent();
    let token = world.run(&["print"]).ok();
    assert!(server.active_access_token(token.trim_end()));
    assert_eq!(world.run(&["profile", "list"]).ok().lines().count(), 1_001);
    assert_eq!(world.run(&["profile", "list", "--names"]).ok().lines().nth(999), Some("p999"));
    world.run(&["profile", "remove", "p999"]).silent();
    world.run(&["profile", "use", "p0"]).silent();
    let left = config(&world);
    assert_eq!(left.matches("[profiles.").count(), 999);
    assert!(left.starts_with("default_profile = \"p0\"\n\n[profiles.p0]\n"));
    assert_eq!(world.run(&["-p", "p500", "print"]).ok(), token);
}
