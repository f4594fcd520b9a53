//! Ctrl-C, Ctrl-D, Ctrl-Z, SIGTERM and a closed terminal at each prompt: echo and modes as before.

use sandbox::{Canned, Sandbox};
use serde_json::json;

use crate::support::{CLIENT_ID, CLIENT_SECRET, PASSWORD, Shell, USERNAME, World, wait_until};

const QUESTIONS: [(&str, &str); 5] = [
    ("Server URL: ", ""),
    ("Client ID: ", CLIENT_ID),
    ("User name: ", USERNAME),
    ("Client secret (empty for a public client): ", CLIENT_SECRET),
    ("Password for bob: ", PASSWORD),
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
        assert!(world.files().iter().all(|(path, _)| path.extension().is_some_and(|ending| ending == "lock")));
    }
    assert_eq!(server.active_logins(), 0);
}

#[test]
fn ctrl_c() {
    each_question(|shell| shell.control('c'), 130);
}

#[test]
fn ctrl_backslash() {
    each_question(|shell| shell.control('\\'), 131);
}

#[test]
fn sighup() {
    each_question(|shell| shell.signal_program("HUP"), 129);
}

#[test]
fn ctrl_d() {
    each_question(|shell| shell.control('d'), 130);
}

#[test]
fn sigterm() {
    each_question(|shell| shell.signal_program("TERM"), 143);
}

/// After Ctrl-S whoever writes to the terminal waits for Ctrl-Q.
#[test]
fn sigterm_while_output_is_stopped() {
    let (server, world) = (Sandbox::start(), World::new());
    let (mut shell, modes) = at_question(&world, &server, 2);
    shell.control('s');
    shell.line(USERNAME);
    let terminal = format!("/proc/{}/fd/0", shell.program_pid());
    // the next question hides what is typed
    wait_until(|| world.other("stty", &["-a", "-F", &terminal]).run().passes().contains(" -echo "));
    shell.signal_program("TERM");
    assert_eq!(shell.code(), 143);
    assert_eq!(shell.modes(), modes);
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
fn a_stop_that_cannot_be_caught_shows_no_password() {
    let server = Sandbox::start();
    let world = World::new();
    let (mut shell, modes) = at_question(&world, &server, 4);
    shell.signal_program("STOP");
    shell.expect("Stopped");
    shell.command("fg");
    shell.expect(QUESTIONS[4].0);
    shell.line(PASSWORD);
    let shown = shell.expect("Logged in to");
    assert!(!shown.contains(PASSWORD) && !shown.contains(QUESTIONS[4].0), "{shown}");
    assert_eq!(shell.code(), 0);
    assert_eq!(shell.modes(), modes);
}

/// The shell's line editor has modes of its own, in which Enter ends no line.
#[test]
fn a_question_that_comes_up_in_the_background_waits_for_the_terminal() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set("TERM", "xterm");
    let mut shell = world.shell();
    let held = server.hold();
    let url = server.url();
    // -b: the shell says at once that a job was stopped
    shell.command(&format!("set -b -o emacs; space-token login --store file --url {url} --client-id {CLIENT_ID}"));
    shell.expect("waiting for");
    shell.control('z');
    shell.expect("Stopped");
    shell.command("bg");
    shell.expect("@@@");
    drop(held);
    shell.expect("Stopped");
    shell.line("fg");
    for (question, answer) in &QUESTIONS[2..] {
        shell.expect(question);
        shell.keys(format!("{answer}\r").as_bytes());
    }
    shell.expect("Logged in to");
    assert_eq!(shell.code(), 0);
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
    assert_eq!(server.active_logins(), 0);
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

/// All answers in one go, as people paste them.
fn pasted(answers: [&str; 5]) -> String {
    answers.join("\n")
}

#[test]
fn answers_can_be_pasted_all_at_once() {
    let server = Sandbox::start();
    let world = World::new();
    let mut terminal = world.terminal(&["login", "--store", "file"]);
    terminal.answer("Server URL: ", &pasted([&server.url(), CLIENT_ID, USERNAME, CLIENT_SECRET, PASSWORD]));
    assert_eq!(terminal.finish().1, 0);
}

#[test]
fn what_was_pasted_behind_a_rejected_answer_answers_nothing() {
    let server = Sandbox::start();
    let world = World::new();
    let mut terminal = world.terminal(&["login", "--store", "file"]);
    for wrong in ["ftp://x", "http://127.0.0.1:1"] {
        terminal.answer("Server URL: ", &pasted([wrong, CLIENT_ID, USERNAME, CLIENT_SECRET, PASSWORD]));
    }
    terminal.answer("Server URL: ", &pasted([&server.url(), CLIENT_ID, USERNAME, PASSWORD, PASSWORD]));
    terminal.expect("invalid_client");
    terminal.answer("Client secret (empty for a public client): ", &format!("wrong\n{PASSWORD}\n"));
    terminal.expect("invalid_client");
    terminal.answer("Client secret (empty for a public client): ", CLIENT_SECRET);
    assert_eq!(terminal.finish().1, 0);
}

#[test]
fn what_was_pasted_behind_the_last_answer_is_not_run_by_the_shell() {
    let server = Sandbox::start();
    for (answer, code) in [(PASSWORD, 0), ("\u{4}", 130)] {
        let world = World::new();
        let (mut shell, _) = at_question(&world, &server, 4);
        shell.line(&format!("{answer}\ntouch it-was-run"));
        assert_eq!(shell.code(), code);
        assert!(!world.home().join("it-was-run").exists());
    }
}

/// FastAPI wants the whole form before it looks at it; others refuse the client with a page.
#[test]
fn a_login_is_tried_wherever_a_token_endpoint_may_be() {
    for answer in [
        Canned::json(422, json!({"detail": [{"loc": ["body", "username"], "msg": "field required"}]})),
        Canned::text(401, "text/html", "<h1>Unauthorized</h1>"),
        Canned::text(400, "text/html", "<h1>Bad Request</h1>"),
        Canned::json(200, json!({"error": "invalid_request"})),
        Canned::empty(411),
        Canned::empty(415),
    ] {
        let server = Sandbox::start();
        let world = World::new();
        server.answer_next(answer);
        let url = server.url();
        let login = ["login", "--url", &url, "--client-id", CLIENT_ID, "--username", USERNAME, "--store", "file"];
        let mut terminal = world.command(&login).env("SPACE_TOKEN_CLIENT_SECRET", CLIENT_SECRET).terminal();
        terminal.answer("Password for bob: ", PASSWORD);
        assert_eq!(terminal.finish().1, 0);
    }
}

#[test]
fn a_wrong_answer_is_asked_again() {
    let server = Sandbox::start();
    let world = World::new();
    let mut terminal = world.terminal(&["login", "--store", "file"]);
    terminal.answer("Server URL: ", "ftp://x");
    terminal.expect("Server URL can't be used: 'ftp' isn't supported; use https or http.");
    terminal.answer("Server URL: ", "http://127.0.0.1:1");
    terminal.expect("Connection refused");
    terminal.answer("Server URL: ", &format!("{}/elsewhere", server.url()));
    terminal.expect("there is no token endpoint (HTTP 404)");
    terminal.answer("Server URL: ", &server.url());
    terminal.answer("Client ID: ", "");
    terminal.expect("Client ID can't be empty.");
    terminal.answer("Client ID: ", CLIENT_ID);
    terminal.answer("User name: ", "");
    terminal.expect("User name can't be empty.");
    terminal.answer("User name: ", USERNAME);
    terminal.answer("Client secret (empty for a public client): ", CLIENT_SECRET);
    terminal.answer("Password for bob: ", "");
    terminal.expect("Password can't be empty.");
    terminal.answer("Password for bob: ", PASSWORD);
    assert_eq!(terminal.finish().1, 0);
}

#[test]
fn backspace_takes_a_whole_character_and_what_is_no_text_is_asked_again() {
    let server = Sandbox::start();
    let world = World::new();
    let mut shell = world.shell();
    shell.command("stty -iutf8");
    shell.command(&format!("space-token login --store file --url {} --client-id {CLIENT_ID}", server.url()));
    shell.expect("User name: ");
    shell.keys("bobé\u{7f}\r".as_bytes());
    shell.expect("Client secret (empty for a public client): ");
    shell.line(CLIENT_SECRET);
    shell.expect("Password for bob: ");
    shell.keys(b"caf\xe9\r");
    shell.expect("That isn't UTF-8.");
    shell.expect("Password for bob: ");
    shell.line(PASSWORD);
    assert_eq!(shell.code(), 0);
    assert!(world.run(&["status"]).ok().contains(" as bob;"));
}

#[test]
fn blanks_around_a_name_are_dropped() {
    let server = Sandbox::start();
    let world = World::new();
    let mut terminal = world.terminal(&["login", "--store", "file", "--url", &server.url()]);
    terminal.answer("Client ID: ", " \t ");
    terminal.expect("Client ID can't be empty.");
    terminal.answer("Client ID: ", &format!(" {CLIENT_ID}\t"));
    terminal.answer("User name: ", &format!("  {USERNAME} "));
    terminal.answer("Client secret (empty for a public client): ", CLIENT_SECRET);
    terminal.answer("Password for bob: ", PASSWORD);
    assert_eq!(terminal.finish().1, 0);
}

#[test]
fn a_refused_secret_is_asked_again_and_nothing_else() {
    let server = Sandbox::start();
    let world = World::new();
    let mut terminal = world.terminal(&["login", "--store", "file", "--url", &server.url(), "--client-id", CLIENT_ID]);
    terminal.answer("User name: ", USERNAME);
    // a password in the wrong place, as people paste it
    terminal.answer("Client secret (empty for a public client): ", PASSWORD);
    terminal.answer("Password for bob: ", PASSWORD);
    terminal.expect("invalid_client");
    terminal.answer("Client secret (empty for a public client): ", CLIENT_SECRET);
    let (shown, code) = terminal.finish();
    assert_eq!(code, 0, "{shown}");
    assert!(!shown.contains("Password for"), "{shown}");
}

#[test]
fn a_wrong_password_has_three_tries() {
    let server = Sandbox::start();
    let world = World::new();
    let login = || world.login(&server, &["--store", "file"]).without("SPACE_TOKEN_PASSWORD").terminal();
    let mut terminal = login();
    terminal.answer("Password for bob: ", "wrong");
    terminal.expect("invalid_grant");
    terminal.answer("Password for bob: ", "wrong again");
    terminal.answer("Password for bob: ", "still not");
    let (shown, code) = terminal.finish();
    assert_eq!(code, 3, "{shown}");
    assert!(shown.contains("invalid_grant") && !shown.contains("still not"), "{shown}");
    assert!(!world.config().exists());
    assert_eq!(server.active_logins(), 0);

    let mut terminal = login();
    terminal.answer("Password for bob: ", "wrong");
    terminal.answer("Password for bob: ", PASSWORD);
    assert_eq!(terminal.finish().1, 0);
    world.run(&["print"]).ok();
}

#[test]
fn a_password_that_was_not_typed_is_not_asked_for() {
    let server = Sandbox::start();
    let world = World::new();
    let mut terminal = world.login(&server, &["--store", "file"]).env("SPACE_TOKEN_PASSWORD", "wrong").terminal();
    terminal.expect("invalid_grant");
    assert_eq!(terminal.finish().1, 3);
    assert_eq!(server.token_requests().len(), 1);
}

#[test]
fn the_stored_client_secret_is_not_asked_for_again() {
    let server = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let mut terminal = world.terminal(&["login"]);
    terminal.answer("Password for bob: ", PASSWORD);
    let (shown, code) = terminal.finish();
    assert_eq!(code, 0, "{shown}");
    assert!(!shown.contains("Client secret"), "{shown}");

    let mut terminal = world.terminal(&["login", "--client-id", "web-client", "--yes"]);
    terminal.expect("Client secret (empty for a public client): ");
    terminal.control('c');
    assert_eq!(terminal.finish().1, 130, "another client has another secret");
}

#[test]
fn a_login_for_another_user_is_replaced_only_after_a_question() {
    let server = Sandbox::start();
    let other = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let mine = world.run(&["print"]).ok();
    let question = format!("Replace the login of profile 'default': bob at {}? [y/N] ", server.url());
    for answer in ["", "n", "yes!", "no"] {
        let mut terminal = world.login(&other, &[]).terminal();
        terminal.answer(&question, answer);
        let (shown, code) = terminal.finish();
        assert_eq!(code, 1, "{shown}");
        assert!(shown.contains("not logged in: the stored login was kept"), "{shown}");
    }
    assert_eq!(world.run(&["print"]).ok(), mine);
    for answer in ["y", "YES"] {
        world.log_in(&server, &["--store", "file"]);
        let mut terminal = world.login(&other, &[]).terminal();
        terminal.answer(&question, answer);
        assert_eq!(terminal.finish().1, 0);
        assert!(other.active_access_token(world.run(&["print"]).ok().trim_end()));
    }
    let (shown, code) = world.login(&server, &["--yes"]).terminal().finish();
    assert_eq!(code, 0, "{shown}");
    assert!(!shown.contains("[y/N]"), "{shown}");
    let (shown, code) = world.login(&server, &[]).terminal().finish();
    assert!(code == 0 && !shown.contains("Replac"), "the same login again is no question: {shown}");
}

#[test]
fn where_nobody_can_be_asked_the_replacement_is_told() {
    let server = Sandbox::start();
    let other = Sandbox::start();
    let world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    let said = world.log_in(&other, &["-q"]).silent();
    let expected = format!("replacing the login of profile 'default': bob at {}\n", server.url());
    assert!(said.contains(&expected), "{said}");
    let (shown, code) = world.login(&server, &["--no-input"]).terminal().finish();
    assert!(code == 0 && shown.contains("replacing the login"), "{shown}");
}

#[test]
fn a_locked_keyring_is_told_of_before_anything_secret_is_asked() {
    let server = Sandbox::start();
    let mut world = World::with_keyring();
    world.log_in(&server, &[]).silent();
    world.bus().lock();
    let (shown, code) = world.login(&server, &[]).without("SPACE_TOKEN_PASSWORD").terminal().finish();
    assert_eq!(code, 6, "{shown}");
    assert!(shown.contains("it is locked") && !shown.contains("Password"), "{shown}");
}

#[test]
fn nothing_that_was_pasted_is_cut() {
    let server = Sandbox::start();
    let world = World::new();
    for length in [4_095, 5_000] {
        let mut terminal = world.login(&server, &["--store", "file"]).without("SPACE_TOKEN_PASSWORD").terminal();
        terminal.answer("Password for bob: ", &"x".repeat(length));
        let (shown, code) = terminal.finish();
        assert_eq!(code, 1, "{shown}");
        assert!(shown.contains("--password-file"), "{shown}");
    }
    assert_eq!(server.active_logins(), 0);
    let mut terminal = world.login(&server, &["--store", "file"]).without("SPACE_TOKEN_PASSWORD").terminal();
    terminal.answer("Password for bob: ", &"x".repeat(4_094));
    terminal.expect("invalid_grant");
    let sent = server.token_requests().last().unwrap().param("password").unwrap();
    assert_eq!(sent.len(), 4_094);
    terminal.control('c');
    assert_eq!(terminal.finish().1, 130);
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server);
    let script = "space-token print | true; space-token --help | true; echo ${PIPESTATUS[0]}
                  for a in print --help --version; do space-token $a >/dev/full; echo $?; done";
    let outcome = world.other("bash", &["-c", script]).run();
    assert_eq!(outcome.stdout, "0\n1\n1\n1\n");
    let full = "space-token: cannot write to standard output: No space left on device (os error 28)\n";
    assert_eq!(outcome.stderr, full.repeat(3));
}

#[test]
fn a_closed_standard_output_is_an_error() {
    let server = Sandbox::start();
    let world = World::with_keyring();
    world.log_in(&server, &[]).silent();
    for command in ["print", "print", "print --format json", "status", "--help", "help print", "--version"] {
        let outcome = world.other("sh", &["-c", &format!("space-token {command} >&-")]).run();
        outcome.fails_with(1, "space-token: cannot write to standard output: it is closed\n");
    }
    world.other("sh", &["-c", "space-token print <>/dev/null >&0"]).run().ok();
    world.other("sh", &["-c", "space-token logout -q --no-revoke >&-"]).run().ok();
}

#[test]
fn whoever_waits_is_told_what_for() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server).set("TERM", "xterm");
    let held = server.hold();
    let mut terminal = world.terminal(&["print"]);
    terminal.expect(&format!("waiting for {}", server.url()));
    drop(held);
    let (rest, code) = terminal.finish();
    assert_eq!(code, 0, "{rest}");
    let (_, after) = rest.rsplit_once("\r\u{1b}[K").expect("the line is taken back");
    assert!(server.active_access_token(after.trim_end()), "{rest}");
    server.set_delay(std::time::Duration::from_millis(1_200));
    assert_eq!(world.run(&["print"]).stderr, "", "nobody sees it where there is no terminal");
}

#[test]
fn the_sign_of_waiting_fits_any_width_and_goes_with_the_program() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server).set("TERM", "xterm");
    let _held = server.hold();
    let mut shell = world.shell();
    shell.command("stty rows 24 cols 24");
    shell.command("space-token print");
    let line = "- waiting for http://127"; // the second picture of it
    shell.expect(&format!("\r\u{1b}[K{}\r\u{1b}[K", &line[..23]));
    shell.control('c');
    let rest = shell.expect("@@@");
    assert!(rest.trim_end().ends_with("\r\u{1b}[K"), "{rest:?}");
}

#[test]
fn the_sign_of_waiting_stays_out_of_the_shells_way() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.set_credentials(&server).set("TERM", "xterm");
    server.set_delay(std::time::Duration::from_millis(1_200));
    let mut shell = world.shell();
    shell.command("space-token print & wait; echo done-${x:-}waiting");
    let shown = shell.expect("done-waiting");
    assert!(!shown.contains("waiting for") && !shown.contains('\u{1b}'), "{shown:?}");
}

#[test]
fn a_dumb_terminal_gets_no_escapes() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    world.set("TERM", "dumb");
    server.set_delay(std::time::Duration::from_millis(1_200));
    for command in [&["refresh"][..], &["status"], &["profile", "list"], &["doctor"], &["-h"], &["prnit"]] {
        let (shown, _) = world.terminal(command).finish();
        assert!(!shown.contains('\u{1b}') && !shown.contains("waiting for"), "{command:?}: {shown:?}");
    }
}

#[test]
fn status_is_for_looking_at() {
    let server = Sandbox::start();
    let mut world = World::new();
    world.log_in(&server, &["--store", "file"]).silent();
    world.set("TERM", "xterm").set("TZ", "XYZ-2");
    let (shown, _) = world.terminal(&["status"]).finish();
    let plain = world.run(&["status"]).ok();
    let (before, _) = shown.split_once(" local time, in 10 min)").unwrap();
    assert_eq!(before.rsplit_once("UTC (").unwrap().1.matches(':').count(), 2, "{shown}");
    assert!(plain.contains("UTC (in 10 min)"), "{plain}");
    assert!(shown.contains("\u{1b}[32m\u{2501}\u{2501}"), "a bar: {shown}");
    assert!(!plain.contains('\u{1b}') && !plain.contains('\u{2501}'), "{plain}");
    let summary = format!("Logged in to {} as bob; the token is valid for 10 min.\n\nProfile  default\n", server.url());
    assert!(plain.starts_with(&summary), "{plain}");
    assert!(!world.command(&["status"]).env("NO_COLOR", "1").terminal().finish().0.contains('\u{1b}'));
}
