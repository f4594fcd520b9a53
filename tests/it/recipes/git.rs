//! git over HTTP: a server of files that wants the header.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use sandbox::Sandbox;

use super::readme::Recipe;
use super::{logged_in, server};
use crate::support::{World, tools};

pub fn run(recipe: &Recipe) {
    let Some(_) = tools::debian("git") else { return };
    let server = Arc::new(server());
    let world = logged_in(&server, &[]);
    publish_a_repository(&world);
    let address = serve(world.home().to_owned(), server.clone());
    let script = recipe.at(&format!("http://{address}"));

    world.other("sh", &["-c", &script]).run().passes();
    assert_eq!(std::fs::read_to_string(world.home().join("demo/hello")).unwrap(), "hello\n");

    let error = World::new().other("sh", &["-c", &script]).run().fails(4);
    assert!(error.contains("space-token: nobody is logged in"), "{error}");
}

/// `git/demo.git`, fit for a server that knows nothing of git.
fn publish_a_repository(world: &World) {
    let line = "export GIT_AUTHOR_NAME=bob GIT_AUTHOR_EMAIL=bob@example.com GIT_COMMITTER_NAME=bob \
                GIT_COMMITTER_EMAIL=bob@example.com && git init -q work && cd work && echo hello > hello && \
                git add hello && git commit -q -m hello && cd .. && mkdir git && \
                git clone -q --bare work git/demo.git && git -C git/demo.git update-server-info";
    world.other("sh", &["-c", line]).run().passes();
}

/// Serves the files of a folder to whoever has a token. The thread ends with the tests.
fn serve(folder: PathBuf, tokens: Arc<Sandbox>) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = answer(stream, &folder, &tokens);
        }
    });
    address
}

fn answer(mut stream: TcpStream, folder: &Path, tokens: &Sandbox) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.ends_with(b"\r\n\r\n") {
        let count = stream.read(&mut buffer)?;
        request.extend_from_slice(&buffer[..count]);
    }
    let request = String::from_utf8_lossy(&request);
    let (status, body) = match token(&request).is_some_and(|token| tokens.active_access_token(token)) {
        false => ("401 Unauthorized", Vec::new()),
        true => match std::fs::read(folder.join(path(&request))) {
            Ok(file) => ("200 OK", file),
            Err(_) => ("404 Not Found", Vec::new()),
        },
    };
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len())?;
    stream.write_all(&body)
}

fn token(request: &str) -> Option<&str> {
    request.lines().find_map(|line| line.strip_prefix("Authorization: Bearer "))
}

fn path(request: &str) -> &str {
    let target = request.split(' ').nth(1).unwrap_or_default();
    target.split('?').next().unwrap_or_default().trim_start_matches('/')
}
