//! The cached access token: at hand without D-Bus, and never after its time.

use std::fs;
use std::thread;
use std::time::Duration;

use sandbox::{Config, Sandbox};

use crate::support::{CLIENT_SECRET, World, wait_until};

/// A name of its own: the kernel's keyring is the user's, not the world's.
fn profile() -> String {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("cache-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A world where `profile` is logged in and its token was printed once; without the keyring from then on.
fn warm(server: &Sandbox, profile: &str) -> (World, String) {
    let mut world = World::with_keyring();
    world.log_in(server, &["-p", profile]).silent();
    let token = world.run(&["print", "-p", profile]).ok();
    world.set("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    (world, token)
}

fn thaw(world: &mut World) {
    let address = world.bus().address().to_owned();
    world.set("DBUS_SESSION_BUS_ADDRESS", address);
}

#[test]
fn a_printed_token_is_at_hand_without_the_keyring() {
    let server = Sandbox::start();
    let profile = profile();
    let (world, token) = warm(&server, &profile);
    for words in [["print", "-p", &profile], ["-p", &profile, "print"], ["--profile", &profile, "print"]] {
        assert_eq!(world.run(&words).ok(), token);
    }
    assert_eq!(world.command(&["print"]).env("SPACE_TOKEN_PROFILE", &profile).run().ok(), token);
    world.run(&["print", "-p", "other"]).fails(4);
}

#[test]
fn so_are_the_formats_that_hold_it_alone() {
    let server = Sandbox::start();
    let profile = profile();
    let (world, token) = warm(&server, &profile);
    let token = token.trim_end();
    let print = |format| world.run(&["print", "-p", &profile, "--format", format]);
    assert_eq!(print("token").ok(), format!("{token}\n"));
    assert_eq!(print("header").ok(), format!("Authorization: Bearer {token}\n"));
    assert_eq!(print("curl").ok(), format!("header = \"Authorization: Bearer {token}\"\n"));
    for format in ["json", "sh"] {
        print(format).fails(6);
    }
}

#[test]
fn what_fails_beside_it_is_told_in_the_format_that_is_wanted() {
    let server = Sandbox::start();
    let profile = profile();
    let (mut world, _) = warm(&server, &profile);
    world.set("SPACE_TOKEN_ERROR_FORMAT", "json");
    let stderr = world.run(&["exec", "-p", &profile, "--", "/nothing/here"]).fails(127);
    let error: serde_json::Value = serde_json::from_str(&stderr).expect("it is JSON");
    assert_eq!(error["error"]["kind"], "not_found");
}

/// What isn't secret of the login is cached beside the token, and serves whatever needs no refresh token.
#[test]
fn so_is_the_rest_of_the_login() {
    let server = Sandbox::start();
    let profile = profile();
    let mut world = World::with_keyring();
    world.log_in(&server, &["-p", &profile]).silent();
    let commands = [
        &["print", "--format", "json", "--no-refresh-token"][..],
        &["print", "--format", "sh", "--no-refresh-token"],
        &["print", "--format", "dotenv", "--no-refresh-token"],
        &["status"],
        &["status", "--json"],
        &["exec", "--", "sh", "-c", "env | grep ^SPACE_ | sort"],
    ];
    // times that pass are told in seconds
    let run = |world: &World| {
        let outcomes = commands.map(|command| world.run(&[&["-p", &profile][..], command].concat()).ok());
        outcomes.map(|text| text.split(|c: char| c.is_ascii_digit()).collect::<String>())
    };
    let stored = run(&world);
    world.run(&["print", "-p", &profile]).ok();
    world.set("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    assert_eq!(run(&world), stored);
    // for git too, unless it asks about another server
    let (scheme, host) =
        server.url().split_once("://").map(|(scheme, host)| (scheme.to_owned(), host.to_owned())).unwrap();
    let git = |host: &str| {
        let request = format!("protocol={scheme}\nhost={host}\n\n");
        world.command(&["-p", &profile, "git-credential", "get"]).stdin(request).run().ok()
    };
    assert!(git(&host).starts_with("username=bob\npassword="));
    assert_eq!(git("elsewhere.example"), "");
    // options that clap reads find it too
    let json = ["print", "-v", "--format", "json", "--no-refresh-token", "-p", &profile];
    assert!(world.run(&json).passes().contains("\"refresh_token\":null"));
}

#[test]
fn the_default_profile_needs_no_name() {
    let server = Sandbox::start();
    let (profile, other) = (profile(), profile());
    let mut world = World::with_keyring();
    for name in [&profile, &other] {
        world.log_in(&server, &["-p", name]).silent();
    }
    let use_profile = |name: &str| {
        let text = fs::read_to_string(world.config()).unwrap();
        let tables = text.find("[profiles").unwrap();
        fs::write(world.config(), format!("default_profile = '{name}'\n\n{}", &text[tables..])).unwrap();
    };
    use_profile(&profile);
    let first = world.run(&["print"]).ok();
    assert_eq!(world.run(&["print"]).ok(), first);
    use_profile(&other);
    let second = world.run(&["print"]).ok();
    assert_ne!(first, second);
    world.set("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    assert_eq!(world.run(&["print"]).ok(), second);
}

#[test]
fn nothing_is_printed_after_logout() {
    let server = Sandbox::start();
    let profile = profile();
    let (mut world, _) = warm(&server, &profile);
    thaw(&mut world);
    world.run(&["logout", "-p", &profile, "--no-revoke"]).silent();
    world.run(&["print", "-p", &profile]).fails(4);
}

#[test]
fn a_new_login_or_refresh_replaces_it() {
    let server = Sandbox::start();
    let profile = profile();
    let (mut world, first) = warm(&server, &profile);
    thaw(&mut world);
    let refreshed = world.run(&["refresh", "-p", &profile]).ok();
    assert_ne!(first, refreshed);
    assert_eq!(world.run(&["print", "-p", &profile]).ok(), refreshed);
    world.log_in(&server, &["-p", &profile]).silent();
    assert_ne!(world.run(&["print", "-p", &profile]).ok(), refreshed);
}

#[test]
fn nothing_is_printed_after_the_expiry() {
    let server = Sandbox::with(Config { lifetime: 2, ..Config::default() });
    let profile = profile();
    let (world, _) = warm(&server, &profile);
    thread::sleep(Duration::from_millis(2_100));
    world.run(&["print", "-p", &profile]).fails(6);
}

#[test]
fn the_kernel_itself_drops_it_then() {
    let server = Sandbox::with(Config { lifetime: 5, ..Config::default() });
    let profile = profile();
    let (world, token) = warm(&server, &profile);
    let cached = content_of(&world, &profile);
    assert!(cached.is_empty() || cached.contains(token.trim_end()), "{cached:?}");
    thread::sleep(Duration::from_secs(5));
    wait_until(|| content_of(&world, &profile).is_empty());
}

#[test]
fn a_change_of_the_configuration_ends_it() {
    let server = Sandbox::start();
    let profile = profile();
    let (mut world, token) = warm(&server, &profile);
    let text = fs::read_to_string(world.config()).unwrap();
    fs::write(world.config(), text.replace("scope = \"**\"", "scope = \"X\"")).unwrap();
    thaw(&mut world);
    let error = world.run(&["print", "-p", &profile]).fails(4);
    assert!(error.contains("not logged in with these settings: the scope is 'X'"), "{error}");
    fs::write(world.config(), text).unwrap();
    assert_eq!(world.run(&["print", "-p", &profile]).ok(), token);
}

#[test]
fn another_world_with_the_same_profile_is_another() {
    let server = Sandbox::start();
    let profile = profile();
    let (_first_world, first) = warm(&server, &profile);
    let (second_world, second) = warm(&server, &profile);
    assert_ne!(first, second);
    assert_eq!(second_world.run(&["print", "-p", &profile]).ok(), second);
}

#[test]
fn what_the_environment_says_is_heeded() {
    let server = Sandbox::start();
    let profile = profile();
    let (mut world, _) = warm(&server, &profile);
    thaw(&mut world);
    let error = world.command(&["print", "-p", &profile]).env("SPACE_TOKEN_SCOPE", "X").run().fails(4);
    assert!(error.contains("not logged in with these settings: the scope is 'X'"), "{error}");
}

#[test]
fn neither_refresh_token_nor_client_secret_is_in_it() {
    let server = Sandbox::start();
    let profile = profile();
    let (mut world, token) = warm(&server, &profile);
    let content = content_of(&world, &profile);
    assert!(content.contains(token.trim_end()), "{content:?}");
    for secret in [CLIENT_SECRET, &refresh_token(&mut world, &profile)] {
        assert!(!content.contains(secret), "{content:?}");
    }
}

/// What the kernel's keyring has cached of `profile`, in any world.
fn content_of(world: &World, profile: &str) -> String {
    let script = "ring=$(keyctl get_persistent @s)
        id=$(keyctl rlist $ring | tr ' ' '\\n' | while read -r id; do
            case $(keyctl rdescribe $id) in *';space-token:cache:'*\":$1\") echo $id; esac
        done) && keyctl pipe $id";
    world.other("keyctl", &["session", "-", "sh", "-c", script, "-", profile]).run().stdout
}

fn refresh_token(world: &mut World, profile: &str) -> String {
    thaw(world);
    let json = world.run(&["print", "-p", profile, "--format", "json"]).ok();
    serde_json::from_str::<serde_json::Value>(&json).unwrap()["refresh_token"].as_str().unwrap().to_owned()
}

#[test]
fn whoever_waits_for_the_lock_takes_what_its_holder_has_left() {
    let server = Sandbox::with(Config { lifetime: 0, ..Config::default() });
    for store in ["keyring", "file"] {
        server.set_lifetime(0);
        let profile = profile();
        let world = World::with_keyring();
        world.log_in(&server, &["-p", &profile, "--store", store]).silent();
        server.set_lifetime(600);
        let before = server.refreshes();
        let lock = fs::File::open(world.state().join(format!("locks/profile-{profile}.lock"))).unwrap();
        lock.lock().unwrap();
        let waiting = [world.start(&["print", "-p", &profile]), world.start(&["print", "-v", "-p", &profile])];
        thread::sleep(Duration::from_millis(300));
        assert_eq!(server.refreshes(), before, "they wait");
        drop(lock);
        let [first, second] = waiting.map(|waiting| waiting.finish());
        assert!(server.active_access_token(first.stdout.trim_end()), "{store}: {first:#?}");
        assert_eq!(first.stdout, second.stdout, "{store}");
        assert_eq!(server.refreshes(), before + 1, "{store}");
        assert_eq!(first.stderr, "", "a short wait is not worth a word");
    }
}

#[test]
fn where_nobody_has_logged_in_nothing_is_touched() {
    let server = Sandbox::start();
    let profile = profile();
    warm(&server, &profile);
    let elsewhere = World::new();
    elsewhere.run(&["print", "-p", &profile]).fails(4);
    assert_eq!(elsewhere.files(), []);
}
