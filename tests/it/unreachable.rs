//! Stores that cannot be reached: each has its own message with the cure, exit 6, and a bounded wait.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use sandbox::{Config, Sandbox};

use crate::support::tools::debian;
use crate::support::{Outcome, PROGRAM, Run, World, wait_until};

/// Runs `run`, which waits for what never answers: 10 s. What it says then tells that it was its own limit.
#[track_caller]
fn in_ten_seconds(run: Run) -> Outcome {
    let start = Instant::now();
    let outcome = run.run();
    let took = start.elapsed();
    assert!(took.as_secs() >= 10, "{took:?}: {outcome:#?}");
    outcome
}

/// What users are told while they wait, and at the end.
const WAITED: &str = "space-token: warning: waiting for the keyring (Secret Service); it may be asking for its password in a dialog on your desktop\n";
const SILENT: &str = "space-token: cannot use the keyring (Secret Service): no answer within 10 s\n\
                      hint: it may be locked and ask for its password where you can't see it: unlock it on the desktop, \
                      or choose --store kernel or file\n";

fn logged_in() -> (World, Sandbox) {
    let server = Sandbox::with(Config { lifetime: 5, ..Config::default() });
    let world = World::with_keyring();
    world.log_in(&server, &[]).silent();
    (world, server)
}

#[test]
fn a_keyring_that_never_replies() {
    let (mut world, _server) = logged_in();
    world.bus().freeze_service();
    in_ten_seconds(world.command(&["print"])).fails_with(6, &format!("{WAITED}{SILENT}"));
}

#[test]
fn it_is_waited_for_once_in_a_run() {
    let (mut world, server) = logged_in();
    world.log_in(&server, &["-p", "other"]).silent();
    world.bus().freeze_service();
    let error = in_ten_seconds(world.command(&["logout", "--all"])).fails(6);
    assert_eq!(error.matches("waiting for").count(), 1, "{error}");
}

#[test]
fn a_d_bus_that_never_replies() {
    let (mut world, _server) = logged_in();
    world.bus().freeze();
    in_ten_seconds(world.command(&["print"])).fails_with(6, &format!("{WAITED}{SILENT}"));
}

#[test]
fn what_never_replies_is_passed_over_where_the_user_leaves_the_choice() {
    let server = Sandbox::start();
    let mut world = World::with_keyring();
    world.bus().freeze_service();
    let profile = format!("frozen-{}", std::process::id());
    let told = in_ten_seconds(world.login(&server, &["-p", &profile])).silent();
    assert!(told.starts_with(WAITED), "{told}");
    assert!(told.contains("kept in the kernel's keyring, in memory, gone at reboot"), "{told}");
    world.run(&["logout", "-q", "-p", &profile]).silent();
}

#[test]
fn a_person_is_given_time() {
    let (mut world, _server) = logged_in();
    world.bus().freeze_service();
    let mut terminal = world.terminal(&["print"]);
    terminal.expect("warning: waiting for the keyring (Secret Service)");
    // 11 s in all: without a person it would be 10
    std::thread::sleep(Duration::from_secs(6));
    terminal.control('c');
    let (rest, code) = terminal.finish();
    assert!(code == 130 && !rest.contains("no answer"), "{code}: {rest}");
}

#[test]
fn a_keyring_killed_midway() {
    for step in 0..4 {
        let (mut world, server) = logged_in();
        let refreshing = server.refreshes();
        server.set_delay(Duration::from_millis(300));
        let run = world.start(&["refresh"]);
        wait_until(|| server.refreshes() > refreshing);
        std::thread::sleep(Duration::from_millis(80) * step);
        world.bus().kill_service();
        let error = run.finish().fails(6);
        assert!(error.contains("the keyring (Secret Service): ") && error.contains("\nhint: "), "{error}");
    }
}

#[test]
fn every_way_to_have_no_d_bus() {
    let server = Sandbox::start();
    for address in [
        "",
        "unix:path=/nonexistent/bus",
        "unix:abstract=nobody-listens-here",
        "tcp:host=127.0.0.1,port=9",
        "nonsense",
        "unix:",
    ] {
        let mut world = World::new();
        world.set("DBUS_SESSION_BUS_ADDRESS", address);
        let error = world.log_in(&server, &["--store", "keyring"]).fails(6);
        assert!(error.starts_with("space-token: cannot reach the keyring (Secret Service): "), "{address}: {error}");
        assert!(error.contains("\nhint: there is no D-Bus session"), "{address}: {error}");
    }
    assert_eq!(server.requests().len(), 0, "no token is obtained for nothing");
}

/// The program in a system that answers the system calls for keys with this error, as containers do.
fn without_keys(world: &World, errno: &str, arguments: &[&str]) -> Run {
    const SCRIPT: &str = "import errno, os, seccomp, sys
f = seccomp.SyscallFilter(seccomp.ALLOW)
for call in 'add_key', 'keyctl', 'request_key':
    f.add_rule(seccomp.ERRNO(getattr(errno, sys.argv[1])), call)
f.load()
os.execv(sys.argv[2], sys.argv[2:])";
    world.other("/usr/bin/python3", &[&["-c", SCRIPT, errno, PROGRAM], arguments].concat())
}

#[test]
fn a_kernel_keyring_that_seccomp_refuses() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server);
    for (errno, why) in [("EPERM", "the kernel refuses, as in most containers"), ("ENOSYS", "the kernel has none")] {
        let error = without_keys(&world, errno, &["login", "--store", "kernel"]).run().fails(6);
        assert!(error.contains(&format!("cannot reach the kernel keyring: {why}")), "{error}");
        assert!(error.contains("\nhint: choose --store "), "{error}");
        let error = without_keys(&world, errno, &["login"]).run().fails(6);
        assert!(error.starts_with("space-token: no store for tokens: cannot reach the keyring"), "{error}");
        assert!(error.contains("\nhint: choose one: --store file keeps them in a plain file"), "{error}");
    }
    assert_eq!(server.requests().len(), 0, "no token is obtained for nothing");
}

#[test]
fn without_keys_nothing_is_cached_and_all_is_well() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let token = without_keys(&world, "EPERM", &["print"]).run().ok();
    assert_eq!(without_keys(&world, "EPERM", &["print"]).run().ok(), token);
    without_keys(&world, "EPERM", &["refresh"]).run().ok();
    without_keys(&world, "EPERM", &["logout"]).run().silent();
    world.set_credentials(&server);
    without_keys(&world, "EPERM", &["print"]).run().ok();
}

#[test]
fn a_kernel_keyring_over_quota() {
    let Some(strace) = debian("strace") else { return };
    let server = Sandbox::start();
    let world = World::new();
    let profile = format!("quota-{}", std::process::id());
    world.log_in(&server, &["-p", &profile, "--store", "kernel"]).silent();
    let over_quota = |arguments: &[&str]| {
        let inject = ["-f", "-o", "/dev/null", "-e", "inject=add_key:error=EDQUOT", PROGRAM, "-p", &profile];
        world.other(strace.to_str().unwrap(), &[&inject[..], arguments].concat()).run()
    };
    let error = over_quota(&["refresh"]).fails(6);
    assert!(error.contains("cannot write to the kernel keyring: your quota of keys is used up"), "{error}");
    assert!(
        error.contains("\nhint: 'keyctl show $(keyctl get_persistent @s)' shows what fills it; or choose --store file"),
        "{error}"
    );
    over_quota(&["print"]).ok();
    world.run(&["logout", "-q", "-p", &profile]).silent();
}

/// A host with two addresses, of which the first that is tried answers nothing at all.
#[test]
fn a_silent_address_leaves_time_for_the_next() {
    let listen = SocketAddr::from(([127, 0, 0, 9], 0));
    let server = Sandbox::with(Config { listen, ..Config::default() });
    // a listener that takes no connection is silent once its queue is full
    let listener = TcpListener::bind(("127.0.0.1", server.port())).unwrap();
    let silent = listener.local_addr().unwrap();
    let connect = || TcpStream::connect_timeout(&silent, Duration::from_millis(200)).ok();
    let _queue: Vec<_> = std::iter::from_fn(connect).collect();
    let mut world = World::new();
    world.set_credentials(&server);
    world.set("SPACE_TOKEN_URL", format!("http://two.example:{}", server.port()));
    let hosts = world.home().join("hosts");
    for order in [[1, 9], [9, 1]] {
        let lines = order.map(|last| format!("127.0.0.{last} two.example\n"));
        std::fs::write(&hosts, lines.concat()).unwrap();
        let mount = format!("mount --bind {} /etc/hosts", hosts.display());
        let script = format!("{mount} && exec {PROGRAM} print --allow-http --timeout 3s");
        world.other("unshare", &["--mount", "sh", "-ec", &script]).run().ok();
    }
}
