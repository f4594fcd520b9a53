//! `scopes list`, `scopes check`, and the same warnings at `login`.

use sandbox::{Canned, Config, Kind, Sandbox};
use serde_json::{Value, json};

use crate::support::World;

fn list(arguments: &[&str]) -> String {
    World::new().run(&[&["scopes", "list"], arguments].concat()).ok()
}

fn check(scope: &str) -> String {
    World::new().run(&["scopes", "check", scope]).ok()
}

#[test]
fn the_list_has_all_names_by_entity() {
    let listed = list(&[]);
    assert!(
        listed.starts_with("Absences\n  Absences.EditTypes\n  Absences.ViewTypes\n\nApplicationState\n"),
        "{listed}"
    );
    assert_eq!(listed.lines().filter(|line| line.starts_with("  ")).count(), 228 + 5);
    assert!(listed.ends_with("\n\nTeam (servers of 2020)\n  EditTeam\n"), "{listed}");
    assert!(listed.contains("\n  PackageRepository.Write  (obsolete: replaced by PackageRepository.Write2)\n"));
    assert!(listed.contains("\n\nSuperadmin\n  Superadmin\n\n"), "{listed}");
}

#[test]
fn a_word_finds_names_in_either_case() {
    assert_eq!(list(&["TIMETRACK"]), {
        "Project\n  Project.TimeTracking.EditOthers\n  Project.TimeTracking.EditOwn\n  Project.TimeTracking.View\n"
    });
    assert_eq!(list(&["team.h"]), "Team\n  Team.History.Edit\n");
    assert_eq!(list(&[""]), list(&[]));
    let nothing = World::new().run(&["scopes", "list", "no\u{1b}[31msuch"]);
    assert_eq!(nothing.silent(), "No known name contains 'no [31msuch'.\n");
    assert_eq!(World::new().run(&["scopes", "list", "nosuch", "--json", "-q"]).ok(), "[]\n");
}

#[test]
fn the_list_as_json() {
    let listed: Vec<Value> = serde_json::from_str(&list(&["--json"])).unwrap();
    assert_eq!(listed.len(), 228 + 5);
    let expected =
        json!({"name": "Absences.EditTypes", "entity": "Absences", "grammar": "later", "superseded_by": null});
    assert_eq!(listed[0], expected);
    let expected = json!({"name": "EditTeam", "entity": "Team", "grammar": "2020", "superseded_by": null});
    assert_eq!(listed.last(), Some(&expected));
    let found: Value = serde_json::from_str(&list(&["--json", "repository.write"])).unwrap();
    assert_eq!(found[0]["superseded_by"], "PackageRepository.Write2");
}

#[test]
fn a_scope_of_2020_is_explained() {
    let unknown = "a right as servers of 2020 name them; few of those names are known";
    assert_eq!(
        check("AddNewProfile,Superadmin,Login Team:EditTeem Project:*"),
        format!(
            "AddNewProfile,Superadmin,Login  global rights (grammar: 2020)\n  \
               AddNewProfile  known\n  \
               Superadmin     known\n  \
               Login          {unknown}\n\n\
             Team:EditTeem  rights to teams (grammar: 2020)\n  \
               EditTeem  unknown; the nearest known name is EditTeam\n\n\
             Project:*  rights to projects (grammar: 2020)\n  \
               *  all of them\n"
        )
    );
    assert_eq!(check("**"), "**  everything the client was granted\n");
}

#[test]
fn a_later_scope_is_explained_and_its_names_compared() {
    assert_eq!(
        check("global:Profile.Veiw project:key:MY-APP:PackageRepository.Write channel:2N8:Channel.ViewMessages"),
        "global:Profile.Veiw  in the global context (grammar: later)\n  \
           Profile.Veiw  unknown; the nearest known name is Profile.View\n\n\
         project:key:MY-APP:PackageRepository.Write  in the project with the key MY-APP (grammar: later)\n  \
           PackageRepository.Write  obsolete: replaced by PackageRepository.Write2\n\n\
         channel:2N8:Channel.ViewMessages  in the channel with the id 2N8 (grammar: later)\n  \
           Channel.ViewMessages  known\n"
    );
    assert!(check("Team.View").ends_with(
        "\nNote: names with dots belong to later servers, which want a context before each, such as global:Profile.View.\n"
    ));
    assert!(
        check("A global:Profile.View")
            .contains("\nNote: A uses the grammar of 2020, global:Profile.View the later one")
    );
}

#[test]
fn a_scope_explained_as_json() {
    let run = |scope: &str| {
        let json = World::new().run(&["scopes", "check", "--json", scope]).ok();
        assert_eq!(json.lines().count(), 1);
        serde_json::from_str::<Value>(&json).unwrap()
    };
    let later = json!({
        "element": "global:Profile.Veiw",
        "grammar": "later",
        "meaning": "in the global context",
        "all": false,
        "permissions": [{"name": "Profile.Veiw", "standing": "unknown", "instead": "Profile.View"}],
    });
    let expected = json!({"scope": "global:Profile.Veiw", "everything": false, "elements": [later], "notes": []});
    assert_eq!(run("global:Profile.Veiw"), expected);
    assert_eq!(run("**"), json!({"scope": "**", "everything": true, "elements": [], "notes": []}));
    assert_eq!(run("Project:*")["elements"][0]["all"], true);
    let standings = run("Superadmin,Login global:PackageRepository.Write global:Hello.World");
    assert_eq!(
        standings["elements"][0]["permissions"][0],
        json!({"name": "Superadmin", "standing": "known", "instead": null})
    );
    assert_eq!(standings["elements"][0]["permissions"][1]["standing"], "of_2020");
    assert_eq!(standings["elements"][1]["permissions"][0]["standing"], "obsolete");
    assert_eq!(standings["elements"][2]["permissions"][0]["instead"], Value::Null);
}

#[test]
fn a_scope_malformed_in_both_grammars_is_a_wrong_argument() {
    let hint = "hint: write 'Team:EditTeam Project:*', for example, on servers of 2020; 'global:Profile.View' on later ones; '**' for everything\n";
    for (scope, why) in [
        ("", "it is empty"),
        ("a  b", "put one space between elements, and none at the ends"),
        ("** A", "'** A': '**' is everything already, and must stand alone"),
        ("global:A,B", "'global:A,B': a context takes one permission per element: global:A global:B"),
        (
            "a\u{1b}[31m\u{202e}b",
            "'a [31m b': 'a [31m b' isn't a permission: use a letter, then letters and digits, perhaps in parts joined by dots",
        ),
    ] {
        let error = format!("space-token: the scope is malformed: {why}\n{hint}");
        World::new().run(&["scopes", "check", scope]).fails_with(2, &error);
    }
    let long = World::new().run(&["scopes", "check", &";".repeat(100_000)]).fails(2);
    assert!(long.len() < 1_200, "{long}");
}

#[cfg(unix)]
#[test]
fn long_scopes_are_explained_too() {
    let scope = vec!["project:key:MY-APP:Project.Isues.View"; 1_000].join(" ");
    assert_eq!(check(&scope).matches("the nearest known name is Project.Issues.View").count(), 1_000);
    check(&format!("global:A.{}", "b".repeat(100_000)));
}

#[test]
fn without_a_subcommand_the_help_is_shown() {
    let help = World::new().run(&["scopes"]).fails(2);
    assert!(help.contains("list") && help.contains("check"), "{help}");
}

#[test]
fn login_warns_about_unknown_names_and_goes_on() {
    let server = Sandbox::start();
    let world = World::new();
    let scope = "global:Profile.Veiw global:PackageRepository.Write global:Profile.View global:Login";
    let said = world.log_in(&server, &["--store", "file", "--scope", scope]).silent();
    let (warnings, done) = said.split_once("Logged in to").unwrap();
    assert_eq!(
        warnings,
        "space-token: warning: the permission Profile.Veiw is unknown; the nearest known name is Profile.View\n\
         space-token: warning: the permission PackageRepository.Write is obsolete: replaced by PackageRepository.Write2\n"
    );
    assert_eq!(done.lines().count(), 1, "{done}");
    assert_eq!(server.grants(), 1);
}

#[test]
fn login_warns_of_a_few_names_and_of_none_that_it_cannot_judge() {
    let server = Sandbox::start();
    let world = World::new();
    let scope: Vec<String> = (0..9).map(|i| format!("global:Profile.Veiw{i}")).collect();
    let said = world.log_in(&server, &["--store", "file", "--scope", &scope.join(" ")]).silent();
    assert_eq!(said.matches("warning: the permission").count(), 5, "{said}");
    assert!(said.contains("warning: and 4 more: 'space-token scopes check' lists them all\n"), "{said}");
    for scope in ["**", "AddNewProfile Team:EditTeam Project:*", "global:Profile.View"] {
        let said = world.log_in(&server, &["--store", "file", "--scope", scope]).silent();
        assert!(said.starts_with("Logged in to"), "{said}");
    }
}

#[test]
fn other_servers_have_names_of_their_own() {
    let server = Sandbox::with(Config::of(Kind::Hub));
    let said = World::new().log_in(&server, &["--server", "hub", "--store", "file", "--scope", "My.Service"]).silent();
    assert!(said.starts_with("Logged in to"), "{said}");
}

#[test]
fn the_flags_write_the_help_pages_grammar_alone() {
    let server = Sandbox::start();
    for (flag, right, scope) in [
        ("--project-right", "Project.Issues.View", "project:key:KEY:Project.Issues.View"),
        ("--team-right", "Team.View", "global:Team.View"),
    ] {
        let error = World::new().log_in(&server, &["--store", "none", flag, right]).fails(2);
        assert!(error.contains(&format!("--scope {scope}")), "{error}");
    }
    for blank in ["", " ", "\t"] {
        let error = World::new().log_in(&server, &["--store", "none", "--scope", blank]).fails(2);
        assert!(error.contains("--scope is wrong: it is empty"), "{error}");
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn login_tells_what_was_not_granted() {
    let server = Sandbox::start();
    let world = World::new();
    let token = |scope: &str| Canned::json(200, json!({"access_token": "a", "expires_in": 600, "scope": scope}));
    server.answer_next(token("Project:* Team:EditTeam"));
    let said = world.log_in(&server, &["--store", "none", "--scope", "Team:EditTeam,Rename Project:View"]).silent();
    assert!(said.contains("warning: the server granted less than you asked for; missing: Team:Rename\n"), "{said}");
    for (asked, granted) in [("**", "Project:*"), ("Team:EditTeam Project:*", "Project:* Team:EditTeam")] {
        server.answer_next(token(granted));
        let said = world.log_in(&server, &["--store", "none", "--scope", asked]).silent();
        assert!(!said.contains("granted less"), "{said}");
    }
}
