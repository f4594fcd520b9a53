//! Ctrl-C, Ctrl-D, Ctrl-Z, SIGTERM and a closed terminal at each prompt: echo and modes as before.

use sandbox::Sandbox;

use crate::support::{CLIENT_ID, CLIENT_SECRET, PASSWORD, Shell, USERNAME, World};

const QUESTIONS: [(&str, &str); 5] = [
    ("Server URL: ", ""),
    ("Client ID: ", CLIENT_ID),
    ("Client secret (empty for a public client): ", CLIENT_SECRET),
    ("User name: ", USERNAME),
    ("Password of bob: ", PASSWORD),
];

/// A shell on a terminal with `login` running in it, at its `number`th question; and the modes before.
fn at_question(world: &World, server: &Sandbox, number: usize) -> (Shell, String) {
    let mut shell = world.shell();
    let modes = shell.modes();
    shell.command("space-token login --store file");
    for (question, answer) in &QUESTIONS[..number] {
        shell.expect(question);
        shell.line(if answer.is_empty() { server.url() } else { (*answer).to_owned() }.as_str());
    }
    shell.expect(QUESTIONS[number].0);
    (shell, modes)
}

fn each_question(end: impl Fn(&mut Shell), code: i32) {
    let server = Sandbox::start();
    for (number, (question, _)) in QUESTIONS.iter().enumerate() {
        let world = World::new();
        let (mut shell, modes) = at_question(&world, &server, number);
        end(&mut shell);
        assert_eq!(shell.code(), code, "at {question:?}");
        assert_eq!(shell.modes(), modes, "at {question:?}");
        assert!(!world.config().exists() && !world.state().join("tokens").exists());
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn ctrl_c() {
    each_question(|shell| shell.control('c'), 130);
}

#[test]
fn ctrl_d() {
    each_question(|shell| shell.control('d'), 130);
}

#[test]
fn sigterm() {
    each_question(|shell| shell.signal_program("TERM"), 143);
}

#[test]
fn ctrl_z_and_back() {
    let server = Sandbox::start();
    for number in 0..QUESTIONS.len() {
        let world = World::new();
        let (mut shell, modes) = at_question(&world, &server, number);
        shell.control('z');
        shell.expect("Stopped");
        assert_eq!(shell.modes(), modes, "stopped at {:?}", QUESTIONS[number].0);
        shell.command("fg");
        for (question, answer) in &QUESTIONS[number..] {
            shell.expect(question);
            shell.line(if answer.is_empty() { server.url() } else { (*answer).to_owned() }.as_str());
        }
        let shown = shell.expect("Logged in to");
        assert!(!shown.contains(PASSWORD) && !shown.contains(CLIENT_SECRET), "{shown}");
        assert_eq!(shell.code(), 0);
        assert_eq!(shell.modes(), modes);
    }
}

#[test]
fn a_closed_terminal_stores_nothing() {
    let server = Sandbox::start();
    let world = World::new();
    let (shell, _) = at_question(&world, &server, 4);
    let pid = shell.program_pid();
    drop(shell);
    crate::support::wait_until(|| !std::path::Path::new(&format!("/proc/{pid}")).exists());
    assert!(!world.config().exists());
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn prompts_work_with_everything_redirected() {
    let server = Sandbox::start();
    let world = World::new();
    let mut shell = world.shell();
    shell.command("space-token login --store file --format token </dev/null >out 2>err");
    for (question, answer) in QUESTIONS {
        shell.expect(question);
        shell.line(if answer.is_empty() { server.url() } else { answer.to_owned() }.as_str());
    }
    assert_eq!(shell.code(), 0);
    let read = |name| std::fs::read_to_string(world.home().join(name)).unwrap();
    assert!(server.active_access_token(read("out").trim_end()));
    assert!(read("err").starts_with("Logged in to ") && read("err").lines().count() == 1, "{}", read("err"));
}

#[test]
fn a_wrong_answer_is_asked_again() {
    let server = Sandbox::start();
    let world = World::new();
    let mut terminal = world.terminal(&["login", "--store", "file"]);
    terminal.answer("Server URL: ", "ftp://x");
    terminal.expect("That will not do: ftp: only https and http have tokens.");
    terminal.answer("Server URL: ", &server.url());
    terminal.answer("Client ID: ", "a:b");
    terminal.expect("That will not do: it has a colon");
    terminal.answer("Client ID: ", CLIENT_ID);
    terminal.answer("Client secret (empty for a public client): ", CLIENT_SECRET);
    terminal.answer("User name: ", "");
    terminal.expect("That will not do: it is empty.");
    terminal.answer("User name: ", USERNAME);
    terminal.answer("Password of bob: ", "");
    terminal.expect("An empty password is never right.");
    terminal.answer("Password of bob: ", PASSWORD);
    assert_eq!(terminal.finish().1, 0);
}

#[test]
fn a_wrong_password_is_not_asked_again() {
    let server = Sandbox::start();
    let world = World::new();
    let mut terminal = world.login(&server, &["--store", "file"]).without("SPACE_TOKEN_PASSWORD").terminal();
    terminal.answer("Password of bob: ", "wrong");
    let (shown, code) = terminal.finish();
    assert_eq!(code, 3, "{shown}");
    assert!(shown.contains("invalid_grant") && !shown.contains("wrong"), "{shown}");
    assert_eq!(server.token_requests().len(), 1);
    assert!(!world.config().exists());
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server);
    let script = "space-token print | true; space-token --help | true; space-token print >/dev/full; echo $?";
    let outcome = world.other("bash", &["-c", script]).run();
    assert_eq!(outcome.stdout, "1\n");
    assert_eq!(outcome.stderr, "space-token: cannot write to standard output: No space left on device (os error 28)\n");
}

#[test]
fn whoever_waits_is_told_what_for() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server);
    server.set_delay(std::time::Duration::from_millis(1_200));
    let mut terminal = world.terminal(&["print"]);
    terminal.expect(&format!("waiting for {}", server.url()));
    let (rest, code) = terminal.finish();
    assert_eq!(code, 0, "{rest}");
    let (_, after) = rest.rsplit_once("\r\u{1b}[K").expect("the line is taken back");
    assert!(server.active_access_token(after.trim_end()), "{rest}");
    assert_eq!(world.run(&["print"]).stderr, "", "nobody sees it where there is no terminal");
    server.set_delay(std::time::Duration::ZERO);
    let (shown, _) = world.terminal(&["print"]).finish();
    assert!(!shown.contains("waiting"), "{shown}");
}
