//! pass, the standard Unix password manager, with a key made for the test.

use super::readme::Recipe;
use super::{CLIENT_SECRET, PASSWORD, server};
use crate::support::{World, tools};

const KEY: &str = "bob@example.com";

pub fn run(recipe: &Recipe) {
    let (Some(_), Some(_)) = (tools::debian("pass"), tools::debian("gpg")) else { return };
    let server = server();
    let world = World::with_keyring();
    fill(&world);

    let login = world.other("sh", &["-c", &recipe.at(&server.url())]).run().silent();
    assert!(login.starts_with(&format!("Logged in to {} as bob", server.url())), "{login}");
    assert!(server.active_access_token(world.run(&["print"]).ok().trim_end()));
    let config = std::fs::read_to_string(world.config()).unwrap();
    assert!(!config.contains("pass show") && !config.contains(PASSWORD), "{config}");
    world.other("gpgconf", &["--kill", "gpg-agent"]).run().passes();
}

/// A key without a passphrase, and two secrets under it.
fn fill(world: &World) {
    let folder = world.home().join(".gnupg");
    std::fs::create_dir(&folder).unwrap();
    world.other("chmod", &["700", folder.to_str().unwrap()]).run().passes();
    let key = ["--batch", "--passphrase", "", "--quick-generate-key", KEY, "default", "default", "never"];
    world.other("gpg", &key).run().passes();
    world.other("pass", &["init", KEY]).run().passes();
    for (name, secret) in [("space/client-secret", CLIENT_SECRET), ("space/password", PASSWORD)] {
        world.other("pass", &["insert", "--echo", name]).stdin(format!("{secret}\n")).run().passes();
    }
}
