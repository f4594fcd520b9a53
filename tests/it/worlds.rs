//! A login is known by configuration file and profile, and leaves nothing behind when it ends.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use sandbox::{Canned, Config, Kind, Sandbox};

use crate::support::{CLIENT_ID, CLIENT_SECRET, PASSWORD, PROGRAM, Run, USERNAME, World};

/// A name of its own: the kernel's keyring is the user's, not the world's.
fn profile() -> String {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("worlds-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A run with all credentials for `server`.
fn with_credentials(run: Run, server: &Sandbox) -> Run {
    run.env("SPACE_TOKEN_URL", server.url())
        .env("SPACE_TOKEN_CLIENT_ID", CLIENT_ID)
        .env("SPACE_TOKEN_USERNAME", USERNAME)
        .env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET)
        .env("SPACE_TOKEN_PASSWORD", PASSWORD)
}

/// Whether anything is stored under `profile` in the store; asked of the store itself.
fn is_in(world: &World, store: &str, profile: &str) -> bool {
    match store {
        "keyring" => {
            world.other("secret-tool", &["lookup", "service", "space-token", "username", profile]).run().code == 0
        }
        "file" => world.state().join(format!("tokens/profile-{profile}.json")).exists(),
        _ => {
            let script = "ring=$(keyctl get_persistent @s)
                for id in $(keyctl rlist $ring); do keyctl rdescribe $id; done | grep -q \"space-token:[0-9a-f]*:$1$\"";
            world.other("keyctl", &["session", "-", "sh", "-c", script, "-", profile]).run().code == 0
        }
    }
}

#[test]
fn the_same_profile_of_another_configuration_file_is_another_login() {
    for store in ["keyring", "file", "kernel"] {
        let server = Sandbox::start();
        let world = if store == "keyring" { World::with_keyring() } else { World::new() };
        let profile = profile();
        let other = ["--config", "other.toml", "-p", &profile];
        world.log_in(&server, &["--store", store, "-p", &profile]).silent();
        world.log_in(&server, &[&other[..], &["--store", store]].concat()).silent();
        let print = |arguments: &[&str]| world.run(&[&["print"], arguments].concat());
        let (one, two) = (print(&["-p", &profile]).ok(), print(&other).ok());
        assert_ne!(one, two, "{store}");
        // from the cache, and by other names of the same file
        fs::create_dir_all(world.home().join("sub")).unwrap();
        assert_eq!(print(&["-p", &profile]).ok(), one);
        let same = world.command(&["print", "-p", &profile]).env("SPACE_TOKEN_CONFIG", "sub/../other.toml").run();
        assert_eq!(same.ok(), two);
        assert_eq!(server.active_logins(), 2);
        world.run(&[&["logout"], &other[..]].concat()).silent();
        print(&other).fails(4);
        assert_eq!((print(&["-p", &profile]).ok(), server.active_logins()), (one, 1));
        world.run(&["logout", "-p", &profile]).silent();
    }
}

#[test]
fn a_login_that_is_replaced_is_gone_from_its_store_and_revoked() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    let profile = profile();
    let stores = ["keyring", "file", "kernel", "keyring", "kernel", "file", "keyring"];
    for store in stores {
        world.log_in(&server, &["-p", &profile, "--store", store]).silent();
        let where_it_is = ["keyring", "file", "kernel"].map(|store| is_in(&world, store, &profile));
        assert_eq!(where_it_is, ["keyring", "file", "kernel"].map(|known| known == store), "after {store}");
        assert_eq!(server.active_logins(), 1, "after {store}");
        world.run(&["print", "-p", &profile]).ok();
    }
    // nothing is kept any more
    world.log_in(&server, &["-p", &profile, "--store", "none"]).silent();
    assert_eq!(["keyring", "file", "kernel"].map(|store| is_in(&world, store, &profile)), [false; 3]);
}

#[test]
fn a_logout_finds_a_copy_in_any_store() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    let profile = profile();
    for store in ["file", "kernel", "keyring"] {
        world.log_in(&server, &["-p", &profile, "--store", store]).silent();
        // somebody edits the profile, or restores it from a backup
        let text = fs::read_to_string(world.config()).unwrap();
        let elsewhere = if store == "file" { "kernel" } else { "file" };
        fs::write(world.config(), text.replace(&format!("\"{store}\""), &format!("\"{elsewhere}\""))).unwrap();
        world.run(&["print", "-p", &profile]).fails(4);
        world.run(&["logout", "-p", &profile]).silent();
        assert!(!is_in(&world, store, &profile), "{store}");
        assert_eq!(server.active_logins(), 0, "{store}");
    }
}

#[test]
fn what_a_logout_deleted_is_revoked_though_another_store_fails() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let logout = world.command(&["logout"]).env("SPACE_TOKEN_STORE", "keyring").run().fails(6);
    assert!(logout.starts_with("Logged out (profile default): deleted here, revoked at "), "{logout}");
    assert_eq!(server.active_logins(), 0);
}

#[test]
fn a_replaced_login_that_others_could_read_is_revoked() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let file = world.state().join("tokens/profile-default.json");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    world.log_in(&server, &["--store", "none"]).silent();
    assert_eq!((file.exists(), server.active_logins()), (false, 1));
}

#[test]
fn nothing_hides_the_store_of_the_profile_from_a_logout() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    let profile = profile();
    world.log_in(&server, &["-p", &profile, "--store", "keyring"]).silent();
    for (arguments, variable) in
        [(&["logout", "--store", "file"][..], ""), (&["logout"], "kernel"), (&["profile", "remove", &profile], "file")]
    {
        let run = world.command(&[&["-p", &profile][..], arguments].concat()).env("SPACE_TOKEN_STORE", variable);
        let error = run.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent").run().fails(6);
        assert!(error.contains("cannot reach the keyring"), "{error}");
    }
    world.run(&["print", "-p", &profile]).ok();
    let logout = world.command(&["logout", "-p", &profile]).env("SPACE_TOKEN_STORE", "file").run().silent();
    assert!(logout.starts_with("Logged out"), "{logout}");
    assert!(!is_in(&world, "keyring", &profile));
}

/// Some servers answer a login with the tokens of the one before, as long as these are good.
#[test]
fn a_login_that_gets_the_same_tokens_again_is_not_revoked() {
    let server = Sandbox::with(Config::of(Kind::OAuth2));
    let world = World::new();
    world.log_in(&server, &["--store", "file", "--server", "oauth2"]).silent();
    let token = world.run(&["print", "--format", "json"]).ok();
    let token: serde_json::Value = serde_json::from_str(&token).unwrap();
    let mut again = token.clone();
    again["refresh_token"] = "another".into();
    for answer in [token.clone(), again] {
        server.answer_next(Canned::json(200, answer));
        world.log_in(&server, &["--store", "file", "--server", "oauth2"]).silent();
        assert!(server.active_access_token(token["access_token"].as_str().unwrap()));
        assert!(server.active_refresh_token(token["refresh_token"].as_str().unwrap()));
    }
    assert!(server.requests().iter().all(|request| !request.path.ends_with("revoke")), "{:?}", server.requests());
}

/// Hub lists the logins of a user with a client, and nothing says which is which.
#[test]
fn hub_is_not_asked_to_end_a_login_that_the_same_user_replaces() {
    let server = Sandbox::with(Config::of(Kind::Hub));
    let world = World::new();
    world.log_in(&server, &["--store", "file", "--server", "hub"]).silent();
    let stderr = world.log_in(&server, &["--store", "file", "--server", "hub"]).silent();
    let warning = "warning: the replaced login: not revoked: Hub can't tell it from the one that's kept\n";
    assert!(stderr.contains(warning), "{stderr}");
    assert!(server.requests().iter().all(|request| request.method != "DELETE"), "{:?}", server.requests());
    world.run(&["refresh"]).ok();
}

#[test]
fn a_login_is_replaced_wherever_it_is_whatever_the_variables_say() {
    let (space, oauth2) = (Sandbox::start(), Sandbox::with(Config::of(Kind::OAuth2)));
    let world = World::with_keyring();
    let profile = profile();
    let at_oauth2 = || {
        world.log_in(&oauth2, &["-q", "--yes", "-p", &profile, "--store", "keyring", "--server", "oauth2"]).silent();
    };
    let at_space = |command: &[&str]| {
        let run = with_credentials(world.command(&[command, &["-p", &profile]].concat()), &space);
        run.env("SPACE_TOKEN_STORE", "file")
            .env("SPACE_TOKEN_SERVER", "space")
            .env("SPACE_TOKEN_SCOPE", "**")
            .run()
            .silent()
    };
    at_oauth2();
    let told = at_space(&["login"]);
    assert!(told.contains(&format!("warning: replacing the login of profile '{profile}': bob at {}", oauth2.url())));
    assert!(!is_in(&world, "keyring", &profile));
    assert_eq!((oauth2.active_logins(), space.active_logins()), (0, 1));
    // it's ended as its server wants it, too, where the variables mean another one
    at_oauth2();
    assert_eq!((oauth2.active_logins(), space.active_logins()), (1, 0));
    let told = at_space(&["logout"]);
    assert!(told.contains(&format!("revoked at {}", oauth2.url())), "{told}");
    assert_eq!(oauth2.active_logins(), 0);
}

#[test]
fn what_could_not_be_kept_is_revoked_and_the_old_login_stays() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let token = world.run(&["print"]).ok();
    let folder = world.config().parent().unwrap().display().to_string();
    let script = format!(
        "mount --bind {folder} {folder} && mount -o remount,bind,ro {folder} && exec {PROGRAM} login --store file --scope X"
    );
    let outcome = with_credentials(world.other("unshare", &["--mount", "sh", "-c", &script]), &server).run();
    assert!(outcome.fails(8).contains("cannot write "));
    assert_eq!(server.active_logins(), 1);
    assert_eq!(world.run(&["print"]).ok(), token);
}

#[test]
fn what_a_killed_process_left_goes_with_the_next_run() {
    let server = Sandbox::with(Config { lifetime: 600, ..Config::default() });
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let leftover = world.state().join("tokens/profile-default.json.0123456789abcdef.tmp");
    let others = world.state().join("tokens/profile-other.json.0123456789abcdef.tmp");
    let of_config = world.config().with_extension("toml.0123456789abcdef.tmp");
    fs::write(&of_config, "").unwrap();
    world.run(&["profile", "use", "default"]).silent();
    assert!(!of_config.exists());
    for arguments in [&["print"][..], &["exec", "--", "true"], &["refresh"], &["logout"]] {
        fs::write(&leftover, "a refresh token").unwrap();
        fs::write(&others, "of another profile, whose lock is not held").unwrap();
        world.run(arguments).passes();
        assert!(!leftover.exists() && others.exists(), "{arguments:?}");
    }
}

/// Each profile by way of either name, at once.
fn log_in_by(world: &World, server: &Sandbox, names: [&str; 2]) {
    let logins: Vec<_> = (0..12)
        .map(|number| {
            let (name, profile) = (names[number % 2], format!("p{number}"));
            world.login(server, &["-q", "--config", name, "-p", &profile, "--store", "file"]).start()
        })
        .collect();
    logins.into_iter().for_each(|login| drop(login.finish().silent()));
}

#[test]
fn a_file_is_one_world_by_any_name_before_it_is_there_and_after() {
    let server = Sandbox::start();
    let world = World::new();
    let home = world.home().to_owned();
    symlink("real.toml", home.join("link.toml")).unwrap();
    symlink("folder", home.join("other")).unwrap();
    let file = home.join("new/c.toml");
    for names in [["link.toml", "real.toml"], ["new/c.toml", "new/../new/c.toml"], ["other/c.toml", "folder/c.toml"]] {
        log_in_by(&world, &server, names);
        for profile in (0..12).map(|number| format!("p{number}")) {
            let print = |name| world.run(&["print", "--config", name, "-p", &profile]).ok();
            assert_eq!(print(names[0]), print(names[1]), "{profile} of {names:?}");
        }
    }
    assert!(home.join("link.toml").is_symlink() && home.join("other").is_symlink() && file.exists());
    assert_eq!(fs::read_dir(world.state().join("locks")).unwrap().count(), 3 * 13);
}

#[test]
fn a_home_folder_is_one_world_by_any_name() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    let profile = profile();
    let link = tempfile::tempdir().unwrap();
    let link = link.path().join("home");
    symlink(world.home(), &link).unwrap();
    let named = link.join(".config/space-token/config.toml").display().to_string();
    for store in ["keyring", "kernel"] {
        let linked = |run: Run| run.env("HOME", &link).run();
        linked(world.login(&server, &["-p", &profile, "--store", store])).silent();
        let print = ["print", "-p", &profile];
        let token = linked(world.command(&print)).ok();
        assert_eq!(world.run(&print).ok(), token, "{store}");
        assert_eq!(world.run(&[&print[..], &["--config", &named]].concat()).ok(), token, "{store}");
        // nothing is left in the cache of the other name
        world.run(&["logout", "-p", &profile]).silent();
        linked(world.command(&print)).fails(4);
    }
}

#[test]
fn a_configuration_elsewhere_shares_no_login() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    let profile = profile();
    let elsewhere = world.home().join("elsewhere");
    let moved = |run: Run| run.env("XDG_CONFIG_HOME", &elsewhere).run();
    world.log_in(&server, &["-p", &profile]).silent();
    let print = ["print", "-p", &profile];
    let token = world.run(&print).ok();
    moved(world.login(&server, &["-p", &profile])).silent();
    assert_ne!(moved(world.command(&print)).ok(), token);
    moved(world.command(&["logout", "-p", &profile])).silent();
    assert_eq!((world.run(&["refresh", "-p", &profile]).code, server.active_logins()), (0, 1));
    // the usual folder, said by its name
    let usual = world.home().join(".config");
    world.command(&print).env("XDG_CONFIG_HOME", usual).run().ok();
}

#[test]
fn what_is_no_file_is_not_replaced_by_one() {
    let server = Sandbox::start();
    let world = World::new();
    world.other("mknod", &["null", "c", "1", "3"]).run().passes();
    let error = world.log_in(&server, &["--config", "null", "--store", "file"]).fails(8);
    assert!(
        error.contains("null: it isn't a regular file\nhint: only a file can be written, or name another"),
        "{error}"
    );
    assert_eq!(world.other("stat", &["-c", "%F", "null"]).run().passes(), "character special file\n");
    assert_eq!(server.active_logins(), 0);
}

#[test]
fn a_mounted_file_is_no_question_of_permissions() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let script = format!("mount --bind {0} {0} && exec {PROGRAM} profile use default", world.config().display());
    let error = world.other("unshare", &["--mount", "sh", "-c", &script]).run().fails(8);
    assert!(
        error.contains("\nhint: if the file itself is a mount, it can't be replaced: mount its folder instead"),
        "{error}"
    );
}

#[test]
fn a_file_stays_its_owners() {
    use std::os::unix::fs::MetadataExt;
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let files = [world.config(), world.state().join("tokens/profile-default.json")];
    for file in &files {
        std::os::unix::fs::chown(file, Some(54_323), Some(54_324)).unwrap();
    }
    world.run(&["profile", "use", "default"]).silent();
    world.run(&["refresh"]).ok();
    for file in &files {
        let file = fs::metadata(file).unwrap();
        assert_eq!((file.uid(), file.gid(), file.mode() & 0o777), (54_323, 54_324, 0o600));
    }
}

/// `sudo` keeps `HOME` on some systems.
#[test]
fn what_root_makes_in_somebodys_home_is_theirs() {
    use std::os::unix::fs::MetadataExt;
    let server = Sandbox::start();
    let world = World::new();
    std::os::unix::fs::chown(world.home(), Some(54_323), Some(54_324)).unwrap();
    world.log_in(&server, &["--store", "file"]).silent();
    let files: Vec<_> = world.files().into_iter().map(|(file, _)| file).collect();
    assert_eq!(files.len(), 4, "config.toml, the tokens and two locks: {files:?}");
    for path in files.iter().flat_map(|file| file.ancestors().take_while(|path| *path != world.home())) {
        let found = fs::symlink_metadata(path).unwrap();
        assert_eq!((found.uid(), found.gid(), found.mode() & 0o077), (54_323, 54_324, 0), "{path:?}");
    }
}

#[test]
fn the_target_of_a_symbolic_link_does_not_outlive_the_login() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let path = world.state().join("tokens/profile-default.json");
    let elsewhere = world.home().join("synced.json");
    fs::rename(&path, &elsewhere).unwrap();
    symlink(&elsewhere, &path).unwrap();
    world.run(&["refresh"]).ok();
    world.run(&["logout"]).silent();
    assert!(!elsewhere.exists() && !path.is_symlink());
}

#[test]
fn without_a_home_nothing_is_written_to_the_working_folder() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.unset("HOME");
    // nobody in the user database, who may write here
    let home = world.home().display().to_string();
    world.other("chown", &["54321", &home]).run().passes();
    // the built program may be where only its owner gets at it
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let program = folder.path().join("space-token").display().to_string();
    fs::copy(PROGRAM, &program).unwrap();
    let with_credentials = |arguments: &[&str]| {
        let run = ["--reuid", "54321", "--regid", "54321", "--clear-groups", &program];
        with_credentials(world.other("setpriv", &[&run[..], arguments].concat()), &server)
    };
    for home in [None, Some("somewhere")] {
        let run = |arguments: &[&str]| match home {
            None => with_credentials(arguments).run(),
            Some(home) => with_credentials(arguments).env("HOME", home).run(),
        };
        let error = run(&["login", "--store", "file"]).fails(6);
        assert!(
            error.contains("you have no home folder\nhint: set HOME to your home folder, an absolute path"),
            "{error}"
        );
        let error = run(&["login", "--store", "kernel"]).fails(8);
        assert!(error.contains("there's no place for config.toml: you have no home folder\nhint: set HOME"), "{error}");
        run(&["print"]).ok();
        let outcome = run(&["print", "--store", "file"]);
        assert!(outcome.code == 0 && outcome.stderr.contains("continuing without it"), "{outcome:#?}");
    }
    assert_eq!(world.files(), []);
}
