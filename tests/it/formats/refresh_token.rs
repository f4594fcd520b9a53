//! Who gets the refresh token, and who never does.

use sandbox::{Canned, Sandbox};
use serde_json::json;

use crate::support::World;

const WITH_IT: [&str; 7] = ["json", "sh", "fish", "powershell", "cmd", "nu", "dotenv"];
const WITHOUT_IT: [&str; 4] = ["token", "header", "curl", "github"];

fn logged_in() -> (Sandbox, World) {
    let server = Sandbox::start();
    let mut world = World::new();
    server.answer_always(Some(Canned::json(
        200,
        json!({"access_token": "an-access-token", "refresh_token": "a-refresh-token", "expires_in": 600}),
    )));
    let file = world.home().join("github");
    world.set_credentials(&server).set("SPACE_TOKEN_STORE", "file").set("GITHUB_ENV", file);
    world.run(&["login"]).silent();
    (server, world)
}

#[test]
fn some_formats_have_it_unless_it_is_left_out() {
    let (_server, world) = logged_in();
    for format in WITH_IT {
        let printed = world.run(&["print", "--format", format]).ok();
        assert!(printed.contains("an-access-token") && printed.contains("a-refresh-token"), "{printed}");
        let printed = world.run(&["print", "--format", format, "--no-refresh-token"]).ok();
        assert!(printed.contains("an-access-token") && !printed.contains("a-refresh-token"), "{printed}");
        assert!(!printed.contains("SPACE_REFRESH_TOKEN"), "{printed}");
    }
}

#[test]
fn the_others_never_have_it() {
    let (_server, world) = logged_in();
    for format in WITHOUT_IT {
        for arguments in [&["print", "--format", format][..], &["print", "--format", format, "--no-refresh-token"]] {
            let printed = world.run(arguments).ok();
            assert!(printed.contains("an-access-token") && !printed.contains("a-refresh-token"), "{printed}");
        }
    }
    let set = std::fs::read_to_string(world.home().join("github")).unwrap();
    assert!(set.contains("an-access-token") && !set.contains("a-refresh-token"), "{set}");
}

#[test]
fn login_prints_a_token_only_when_asked() {
    let (_server, world) = logged_in();
    assert_eq!(world.run(&["login", "--format", "token"]).stdout, "an-access-token\n");
    let exports = world.run(&["login", "--format", "sh", "--no-refresh-token"]).stdout;
    assert!(exports.starts_with("export SPACE_ACCESS_TOKEN='an-access-token'\nexport SPACE_TOKEN_TYPE="), "{exports}");
}
