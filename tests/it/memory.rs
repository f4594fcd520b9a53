//! Secrets in memory: out of core dumps, out of reach of the user's other processes, zeroed when dropped.

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::PathBuf;

use nix::sys::signal::Signal;
use nix::unistd::geteuid;
use sandbox::{Config, Hold, Sandbox, Tls};

use crate::support::tools::debian;
use crate::support::{CLIENT_SECRET, PASSWORD, PROGRAM, Run, Running, World, wait_until};

/// Nobody in particular: root could read everything, so as root nothing would be tested.
const USER: u32 = 65_534;

/// A world of an ordinary user's, whose server keeps him waiting while secrets are in memory.
struct Waiting {
    world: World,
    server: Sandbox,
    _held: Hold,
    program: PathBuf,
}

impl Waiting {
    fn new() -> Self {
        let server = Sandbox::start();
        let held = server.hold();
        let mut world = World::new();
        world.set_credentials(&server).set("SPACE_TOKEN_STORE", "none");
        // the build folder may be out of his reach
        let program = world.home().join("space-token");
        fs::copy(PROGRAM, &program).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        if geteuid().is_root() {
            chown(world.home(), Some(USER), Some(USER)).unwrap();
        }
        Self { world, server, _held: held, program }
    }

    /// A program of the same user's.
    fn run(&self, words: &[&str]) -> Run {
        let user = USER.to_string();
        let drop_privileges = ["setpriv", "--reuid", &user, "--regid", &user, "--clear-groups"];
        let words = if geteuid().is_root() { [&drop_privileges, words].concat() } else { words.to_vec() };
        self.world.other(words[0], &words[1..])
    }

    /// Runs it through a shell that allows core dumps.
    fn start(&self, program: &[&str]) -> Running {
        let shell = ["sh", "-c", "ulimit -c unlimited && exec \"$@\"", "sh"];
        self.run(&[&shell[..], program].concat()).start()
    }

    /// `print`, with the password in its memory.
    fn print(&self) -> Running {
        let asked = self.server.token_requests().len();
        let print = self.start(&[self.program.to_str().unwrap(), "print", "--timeout", "10m"]);
        wait_until(|| self.server.token_requests().len() > asked);
        print
    }

    /// Any other program with the same password in its environment.
    fn other(&self) -> Running {
        let sleep = self.start(&["sleep", "30"]);
        let name = format!("/proc/{}/comm", sleep.pid());
        wait_until(|| fs::read_to_string(&name).is_ok_and(|name| name == "sleep\n"));
        sleep
    }

    fn cores(&self) -> usize {
        self.world
            .files()
            .iter()
            .filter(|(path, _)| path.file_name().unwrap().to_string_lossy().starts_with("core"))
            .count()
    }
}

#[test]
fn an_abort_leaves_no_core_dump() {
    let waiting = Waiting::new();
    let print = waiting.print();
    print.signal(Signal::SIGABRT);
    let outcome = print.finish();
    assert_eq!((outcome.code, outcome.core_dumped), (134, false), "{outcome:#?}");
    assert_eq!(waiting.cores(), 0);
    let other = waiting.other();
    other.signal(Signal::SIGABRT);
    assert!(other.finish().core_dumped, "another program leaves one, so this system makes them");
}

#[test]
fn the_users_other_processes_cannot_look_inside() {
    let Some(gcore) = debian("gcore") else { return };
    let waiting = Waiting::new();
    let (print, other) = (waiting.print(), waiting.other());
    // some systems let nobody look into processes that are not his children
    let lax = fs::read_to_string("/proc/sys/kernel/yama/ptrace_scope").map_or(true, |scope| scope.trim() == "0");
    for (process, readable) in [(&print, false), (&other, true)] {
        let (pid, folder) = (process.pid().to_string(), format!("/proc/{}", process.pid()));
        let works = |words: &[&str]| waiting.run(words).run().code == 0;
        assert_eq!(works(&["cat", &format!("{folder}/environ")]), readable, "environ");
        assert_eq!(works(&["sh", "-c", &format!("exec 3< {folder}/mem")]), readable && lax, "mem");
        waiting.run(&[gcore.to_str().unwrap(), "-o", "dump", &pid]).run();
        assert_eq!(waiting.world.home().join(format!("dump.{pid}")).exists(), readable && lax, "gcore");
    }
    for process in [print, other] {
        process.signal(Signal::SIGKILL);
        process.finish();
    }
}

/// The number of the system call that ends a process.
const EXIT_GROUP: &str = if cfg!(target_arch = "x86_64") { "231 " } else { "94 " };

/// Stops the program on its last step, and gives all that it can write to.
fn memory_at_the_end(world: &World, arguments: &[&str]) -> Vec<u8> {
    let inject = "inject=exit_group:delay_enter=30000000";
    let traced =
        [&["-f", "-qq", "-o", "/dev/null", "-e", "trace=exit_group", "-e", inject, PROGRAM], arguments].concat();
    let strace = world.other("strace", &traced).env("MARK", "planted-in-the-environment").start();
    let tracer = strace.pid();
    let children = format!("/proc/{tracer}/task/{tracer}/children");
    let program = || fs::read_to_string(&children).ok()?.split_whitespace().next().map(str::to_owned);
    let is_ending =
        |pid: &str| fs::read_to_string(format!("/proc/{pid}/syscall")).is_ok_and(|call| call.starts_with(EXIT_GROUP));
    wait_until(|| program().is_some_and(|pid| is_ending(&pid)));
    let memory = writable_memory(&program().unwrap());
    // the last step is taken at once where nobody delays it any more
    strace.signal(Signal::SIGKILL);
    strace.finish();
    memory
}

/// All that a process can write to, but for what is no text.
fn writable_memory(pid: &str) -> Vec<u8> {
    let mut file = fs::File::open(format!("/proc/{pid}/mem")).unwrap();
    let mut memory = Vec::new();
    for line in fs::read_to_string(format!("/proc/{pid}/maps")).unwrap().lines() {
        let mut words = line.split_whitespace();
        let (range, mode) = (words.next().unwrap(), words.next().unwrap());
        let (start, end) = range.split_once('-').unwrap();
        let at = |hex: &str| u64::from_str_radix(hex, 16).unwrap();
        if mode.starts_with("rw") && file.seek(SeekFrom::Start(at(start))).is_ok() {
            let mut bytes = Vec::new();
            // what cannot be read was never touched
            let _ = file.by_ref().take(at(end) - at(start)).read_to_end(&mut bytes);
            for text in bytes.split(|byte| !(b' '..=b'~').contains(byte)).filter(|text| text.len() >= 8) {
                memory.extend_from_slice(text);
                memory.push(b'\n');
            }
        }
    }
    memory
}

#[test]
fn at_the_end_no_secret_is_left_in_memory() {
    // only root can look
    if !geteuid().is_root() || debian("strace").is_none() {
        return;
    }
    let server = Sandbox::with(Config { tls: Some(Tls::good()), ..Config::default() });
    let mut world = World::with_keyring();
    for (name, content) in [("ca.pem", server.ca_file_pem().unwrap().as_str()), ("pw", PASSWORD), ("cs", CLIENT_SECRET)]
    {
        fs::write(world.home().join(name), content).unwrap();
    }
    let ca_file = world.home().join("ca.pem");
    world.set("SPACE_TOKEN_CA_CERT", ca_file);
    let url = server.url();
    let login = ["login", "--url", &url, "--client-id", "valid-service-id", "--username", "bob"];
    let login = [&login[..], &["--password-file", "pw", "--client-secret-file", "cs"]].concat();
    let mut secrets = vec![
        PASSWORD.to_owned(),
        PASSWORD.replace(' ', "+"),
        CLIENT_SECRET.to_owned(),
        "dmFsaWQtc2VydmljZS1pZD".into(),
    ];
    for arguments in [&login[..], &["refresh"], &["print", "--format", "json"], &["print"]] {
        let memory = memory_at_the_end(&world, arguments);
        let tokens: serde_json::Value = serde_json::from_str(&world.run(&["print", "--format", "json"]).ok()).unwrap();
        secrets.extend(["access_token", "refresh_token"].map(|name| tokens[name].as_str().unwrap().to_owned()));
        let found = |text: &str| memory.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(found("planted-in-the-environment"), "the memory was read");
        for secret in &secrets {
            assert!(!found(&secret[..secret.len().min(40)]), "{arguments:?} leaves {secret}");
        }
    }
}
