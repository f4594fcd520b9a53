//! Completions in the real shells: each is given the script that the program prints and a line that somebody
//! types, and is asked what it offers.

use std::fs;
use std::path::PathBuf;

use crate::support::{Terminal, World, tools};

/// A line that is being typed, with what the shell should offer for its last word.
const CASES: [(&str, &[&str]); 14] = [
    ("space-token pri", &["print"]),
    ("space-token print --forma", &["--format"]),
    ("space-token -p work pri", &["print"]),
    ("space-token completions powers", &["powershell"]),
    ("space-token login --store ke", &["kernel", "keyring"]),
    ("space-token -p wo", &["work", "work-2"]),
    ("space-token print --profile wo", &["work", "work-2"]),
    ("space-token profile use wo", &["work", "work-2"]),
    ("space-token profile rename wo", &["work", "work-2"]),
    ("space-token git-credential era", &["erase"]),
    ("space-token login --scope global:Profile.View", &["Profile.View", "Profile.View.Basic", "Profile.ViewAllGuests"]),
    ("space-token login --scope global:Profile.View.B", &["Profile.View.Basic"]),
    ("space-token login --scope global:Profile.ViewA", &["Profile.ViewAllGuests"]),
    ("space-token scopes check project:key:X:VcsRepository.R", &["VcsRepository.Read"]),
];

/// A home with profiles, the completion script of `shell`, and a program that asks the shell.
struct Desk {
    world: World,
    script: PathBuf,
    asks: PathBuf,
}

impl Desk {
    fn new(shell: &str, asks: &str) -> Self {
        let mut world = World::new();
        world.set("TERM", "dumb").set("LANG", "C.UTF-8");
        fs::create_dir_all(world.config().parent().unwrap()).unwrap();
        fs::write(world.config(), "[profiles.work]\n[profiles.work-2]\n[profiles.home]\n").unwrap();
        let desk = Self { script: world.home().join("script"), asks: world.home().join("asks"), world };
        fs::write(&desk.script, desk.world.run(&["completions", shell]).ok()).unwrap();
        fs::write(&desk.asks, asks).unwrap();
        desk
    }

    fn script(&self) -> &str {
        self.script.to_str().unwrap()
    }

    /// Asks for every case, with the line as `arguments` make it.
    fn check(&self, shell: &str, options: &[&str], arguments: impl Fn(&str) -> Vec<String>) {
        let ask = |line: &str| {
            let arguments = arguments(line);
            let mut words = [options, &[self.asks.to_str().unwrap(), self.script()]].concat();
            words.extend(arguments.iter().map(String::as_str));
            self.world.other(shell, &words).run().ok()
        };
        for (line, wanted) in CASES {
            assert_eq!(sorted(&ask(line), line), wanted, "{shell}: {line}");
        }
        // a name stands in a context
        let offered = ask("space-token login --scope glob");
        assert!(offered.lines().any(|word| word == "global:Profile.View"), "{shell}: {offered}");
        assert!(offered.lines().all(|word| word.starts_with("global:")), "{shell}: {offered}");
    }
}

/// What was offered, in order. Some shells repeat what is typed of a word, and some only what follows its
/// last colon.
fn sorted<'a>(offered: &'a str, line: &str) -> Vec<&'a str> {
    let typed = line.rsplit(' ').next().unwrap();
    let context = typed.rfind(':').map_or("", |colon| &typed[..=colon]);
    let mut words: Vec<&str> = offered.lines().map(|word| word.strip_prefix(context).unwrap_or(word)).collect();
    words.sort_unstable();
    words
}

fn whole(line: &str) -> Vec<String> {
    vec![line.to_owned()]
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

#[test]
fn bash() {
    let desk = Desk::new("bash", include_str!("completions/complete.bash"));
    desk.world.other("bash", &["-n", desk.script()]).run().ok();
    desk.check("bash", &["--norc"], whole);
}

#[test]
fn bash_breaks_words_where_others_do_not() {
    let desk = Desk::new("bash", include_str!("completions/complete.bash"));
    let asks = desk.asks.to_str().unwrap();
    for (line, wanted) in [
        ("space-token print --profile=wo", "work\nwork-2\n"),
        ("space-token profile rename work __", "\n"),
        ("space-token login --scope=global:Profile.ViewA", "Profile.ViewAllGuests\n"),
        ("space-token login --scope=project:key:X:VcsRepository.R", "VcsRepository.Read\n"),
    ] {
        assert_eq!(desk.world.other("bash", &[asks, desk.script(), line]).run().ok(), wanted, "{line}");
    }
}

#[test]
fn zsh() {
    let Some(_) = tools::debian("zsh") else { return };
    let desk = Desk::new("zsh", include_str!("completions/complete.zsh"));
    desk.world.other("zsh", &["-n", desk.script()]).run().ok();
    desk.check("zsh", &["-f"], whole);
}

#[test]
fn fish() {
    let Some(_) = tools::debian("fish") else { return };
    let desk = Desk::new("fish", include_str!("completions/complete.fish"));
    desk.world.other("fish", &["--no-execute", desk.script()]).run().ok();
    desk.check("fish", &["--no-config"], whole);
    let ask = [desk.asks.to_str().unwrap(), desk.script(), "space-token help s"];
    assert_eq!(desk.world.other("fish", &ask).run().ok(), "scopes\nstatus\n");
}

#[test]
fn elvish() {
    let Some(_) = tools::debian("elvish") else { return };
    let desk = Desk::new("elvish", include_str!("completions/complete.elv"));
    desk.check("elvish", &["-norc"], words);
}

/// nushell completes what stands at a place of a file. Its commands have names of two words, between which
/// no option can stand.
#[test]
fn nushell() {
    let Some(nu) = tools::npm("@nushell/linux-x64/bin/nu") else { return };
    let desk = Desk::new("nushell", "");
    for (line, wanted) in CASES.into_iter().filter(|(line, _)| *line != "space-token -p work pri") {
        let file = format!("source {}\n{line}", desk.script());
        fs::write(&desk.asks, &file).unwrap();
        let place = file.len().to_string();
        let arguments = ["--no-config-file", "--ide-complete", &place, desk.asks.to_str().unwrap()];
        let offered: serde_json::Value =
            serde_json::from_str(&desk.world.other(nu.to_str().unwrap(), &arguments).run().ok()).unwrap();
        let offered: Vec<&str> =
            offered["completions"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
        // a command of two words is one name to nushell
        let offered = offered.join("\n").replace("space-token ", "");
        assert_eq!(sorted(&offered, line), wanted, "{line}");
    }
}

/// No package registry has PowerShell itself; where it is installed, it completes, and everywhere its grammar
/// reads the script.
#[test]
fn powershell() {
    let Some(pwsh) = tools::unpackaged("pwsh") else { return };
    let asks = ". $args[0]\n(TabExpansion2 $args[1] $args[1].Length).CompletionMatches.CompletionText";
    let desk = Desk::new("powershell", "");
    let (asks_file, script_file) = (desk.asks.with_extension("ps1"), desk.script.with_extension("ps1"));
    fs::write(&asks_file, asks).unwrap();
    fs::rename(&desk.script, &script_file).unwrap();
    for (line, wanted) in CASES {
        let arguments = ["-NoProfile", "-File", asks_file.to_str().unwrap(), script_file.to_str().unwrap(), line];
        let offered = desk.world.other(pwsh.to_str().unwrap(), &arguments).run().ok();
        assert_eq!(sorted(&offered, line), wanted, "{line}");
    }
}

#[test]
fn powershell_by_its_grammar() {
    let Some(python) = tools::pypi("python") else { return };
    let desk = Desk::new("powershell", include_str!("completions/grammar.py"));
    let misfits = desk.world.other(python.to_str().unwrap(), &[desk.asks.to_str().unwrap(), desk.script()]).run().ok();
    assert_eq!(misfits, "");
}

/// Tab, pressed on a real terminal; what the line became is printed by the shell itself.
fn press_tab(mut terminal: Terminal, ready: &str) {
    terminal.expect(ready);
    for (typed, completed) in [
        ("space-token refr", "space-token refresh "),
        ("space-token login --team-right Ed", "space-token login --team-right EditTeam "),
        ("space-token login --store ker", "space-token login --store kernel "),
        ("space-token exec -- space-tok", "space-token exec -- space-token "),
        ("space-token profile use hom", "space-token profile use home "),
    ] {
        terminal.type_keys(&format!("{typed}\t"));
        terminal.control('a');
        terminal.type_keys("echo '<");
        terminal.control('e');
        terminal.type_keys(">'\r");
        // zsh takes the blank back
        terminal.expect(&format!("<{}", completed.trim_end()));
        terminal.expect(">\r\n");
        terminal.expect(ready);
    }
}

#[test]
fn tab_in_bash() {
    let desk = Desk::new("bash", "");
    let run = desk.world.other("bash", &["--norc", "--noprofile", "-i"]).env("PS1", "@@@");
    let mut terminal = run.env("INPUTRC", "/dev/null").terminal();
    terminal.expect("@@@");
    terminal.type_line("bind 'set enable-bracketed-paste off'; source ~/script");
    press_tab(terminal, "@@@");
}

#[test]
fn tab_in_zsh() {
    let Some(_) = tools::debian("zsh") else { return };
    let desk = Desk::new("zsh", "");
    let run = desk.world.other("zsh", &["-f", "-i"]).env("PS1", "@@@");
    let mut terminal = run.terminal();
    terminal.expect("@@@");
    terminal.type_line("bindkey -e; autoload -U compinit; compinit -u -D; source ~/script");
    press_tab(terminal, "@@@");
}

#[test]
fn tab_in_fish() {
    let Some(_) = tools::debian("fish") else { return };
    let desk = Desk::new("fish", "");
    let prepare = "function fish_prompt; echo -n @@@; end; set -g fish_greeting; source ~/script";
    let run = desk.world.other("fish", &["--no-config", "-i", "-C", prepare]);
    press_tab(run.terminal(), "@@@");
}
