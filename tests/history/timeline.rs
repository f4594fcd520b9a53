//! A history as people read it: commands in the order of their starts, and between them what the server did.

use std::time::Duration;

use nix::sys::signal::Signal;

use crate::command::{Action, End, Run};
use crate::judge::{Fault, History};
use crate::ledger::{ms, token_name};

pub fn render(history: &History, faults: &[Fault]) -> String {
    let runs = history.runs.iter().enumerate().map(|(number, run)| (run.begin, command(history, faults, number, run)));
    let remarks = history.ledger.remarks.iter().map(|(at, remark)| (*at, server(*at, remark)));
    let mut lines: Vec<(Duration, String)> = runs.chain(remarks).collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

fn server(at: Duration, remark: &str) -> String {
    format!("{:>9}                       server: {remark}", ms(at))
}

fn command(history: &History, faults: &[Fault], number: usize, run: &Run) -> String {
    let marked = if faults.iter().any(|fault| fault.runs.contains(&number)) { "!!" } else { "  " };
    let token = history.ledger.token_of(run).map(|token| format!(" {}", token_name(token))).unwrap_or_default();
    let end = match run.came {
        End::Exit(code) => code.to_string(),
        End::Killed => "killed".to_owned(),
        End::Signal(signal) => format!("signal {signal}"),
        End::Hung => "HUNG".to_owned(),
    };
    let signals: Vec<String> =
        run.signals.iter().map(|(at, signal)| format!("{} {}", word(*signal), ms(*at))).collect();
    let said = match run.came {
        End::Exit(0 | 4) | End::Killed => "",
        _ => run.stderr.trim_end(),
    };
    let (begin, end_at, worker, what) = (ms(run.begin), ms(run.end), run.worker, describe(history, run));
    let line = format!("{begin:>9} {end_at:>9} {marked} #{number:<3} p{worker} {what:<20} {end}{token}  ");
    format!("{line}{} {said}", signals.join(", ")).trim_end().to_owned()
}

fn describe(history: &History, run: &Run) -> String {
    let what = match run.action {
        Action::Print => "print".to_owned(),
        Action::Json => "json".to_owned(),
        Action::Exec => "exec".to_owned(),
        Action::Refresh => "refresh".to_owned(),
        Action::Status => "status".to_owned(),
        Action::Login(user) => format!("login {}", history.users[user]),
        Action::Logout { revoke: true } => "logout".to_owned(),
        Action::Logout { revoke: false } => "logout --no-revoke".to_owned(),
    };
    what + if run.named { " -p" } else { "" }
}

fn word(signal: Signal) -> &'static str {
    match signal {
        Signal::SIGSTOP => "stopped",
        Signal::SIGCONT => "continued",
        _ => "killed",
    }
}
