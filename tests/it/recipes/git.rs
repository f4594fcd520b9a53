//! git over HTTP: a real `git http-backend`, behind a server that wants a good token.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sandbox::Sandbox;

use super::readme::Recipe;
use super::{log_in, server};
use crate::support::{World, tools};

pub fn run(recipe: &Recipe) {
    if tools::debian("git").is_none() {
        return;
    }
    let space = Arc::new(server());
    let mut world = World::new();
    world.set("GIT_TERMINAL_PROMPT", "0").set("GIT_CONFIG_NOSYSTEM", "1");
    publish_a_repository(&world);
    let address = serve(world.home().to_owned(), space.clone());
    let url = format!("http://{address}");
    let sh = |script: &str| world.other("sh", &["-ec", script]).run();

    let error = sh(&recipe.at(&url));
    assert!(error.code != 0 && error.stderr.contains("terminal prompts disabled"), "{error:#?}");
    log_in(&world, &url, &[]);
    sh(&recipe.at(&url)).passes();
    assert_eq!(std::fs::read_to_string(world.home().join("demo/hello")).unwrap(), "hello\n");
    sh("cd demo && echo more >> hello && git -c user.name=bob -c user.email=bob@example.com commit -qam more && git push -q")
        .passes();
    sh("cd work && git pull -q ../srv/git/demo.git HEAD && grep -q more hello").passes();

    // a git that knows of passwords alone, and a login whose token has expired meanwhile
    space.set_lifetime(0);
    world.run(&["refresh"]).ok();
    let refreshes = space.refreshes();
    let old = "!f() { grep -v '^capability' | space-token git-credential \"$1\"; }; f";
    sh(&format!("git config --global credential.{url}.helper \"{}\"", old.replace('"', "\\\"").replace('$', "\\$")))
        .passes();
    space.set_lifetime(600);
    sh("cd demo && git fetch -q").passes();
    assert_eq!(space.refreshes(), refreshes + 1);

    // a server that wants it as a password
    sh(&format!("git config --global --replace-all credential.{url}.helper '!space-token git-credential'")).passes();
    std::fs::write(world.home().join("srv/basic-only"), "").unwrap();
    sh("cd demo && git fetch -q").passes();

    // nobody else's server gets it
    let request = b"protocol=http\nhost=127.0.0.1:1\npath=\xff\n\n".to_vec();
    let other = world.command(&["git-credential", "get"]).stdin(request).run();
    assert_eq!(other.ok(), "");
    for operation in ["store", "erase", "of-a-later-git"] {
        let request = format!("protocol=http\nhost={address}\nusername=bob\npassword=x\n\n");
        assert_eq!(world.command(&["git-credential", operation]).stdin(request).run().ok(), "");
    }
    world.run(&["logout"]).silent();
    let request = format!("protocol=http\nhost={address}\n\n");
    world.command(&["git-credential", "get"]).stdin(request).run().fails(4);
}

/// `git/demo.git` below `srv`, which may be pushed to.
fn publish_a_repository(world: &World) {
    let line = "export GIT_AUTHOR_NAME=bob GIT_AUTHOR_EMAIL=bob@example.com GIT_COMMITTER_NAME=bob \
                GIT_COMMITTER_EMAIL=bob@example.com && git init -q work && cd work && echo hello > hello && \
                git add hello && git commit -q -m hello && cd .. && mkdir -p srv/git && \
                git clone -q --bare work srv/git/demo.git";
    world.other("sh", &["-c", line]).run().passes();
}

/// Serves `git/` below `home`/srv to whoever has a token; all else is the sandbox's. The thread ends with the tests.
fn serve(home: PathBuf, space: Arc<Sandbox>) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = answer(stream, &home, &space);
        }
    });
    address
}

struct Request {
    head: String,
    body: Vec<u8>,
}

impl Request {
    fn read(stream: &TcpStream) -> std::io::Result<Self> {
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head)? > 0 {}
        let mut request = Self { head, body: Vec::new() };
        let length = request.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        request.body = vec![0; length];
        reader.read_exact(&mut request.body)?;
        Ok(request)
    }

    fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().filter_map(|line| line.split_once(": "));
        fields.into_iter().find_map(|(field, value)| field.eq_ignore_ascii_case(name).then_some(value))
    }

    /// The token, in a scheme that begins with `scheme`.
    fn token(&self, scheme: &str) -> Option<String> {
        let sent = self.header("authorization").filter(|sent| sent.starts_with(scheme))?;
        let (scheme, credential) = sent.split_once(' ')?;
        match scheme {
            "Bearer" => Some(credential.to_owned()),
            _ => {
                let decoded = String::from_utf8(BASE64_STANDARD.decode(credential).ok()?).ok()?;
                decoded.split_once(':').map(|(_, password)| password.to_owned())
            }
        }
    }
}

fn answer(mut stream: TcpStream, home: &Path, space: &Sandbox) -> std::io::Result<()> {
    let request = Request::read(&stream)?;
    let mut words = request.head.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if !path.starts_with("/git/") {
        return pass_on(&request, &mut stream, space);
    }
    let basic_only = home.join("srv/basic-only").exists();
    let token = request.token(if basic_only { "Basic" } else { "" });
    if !token.is_some_and(|token| space.active_access_token(&token)) {
        let bearer = if basic_only { "" } else { "\r\nWWW-Authenticate: Bearer" };
        let challenge = format!("WWW-Authenticate: Basic realm=\"git\"{bearer}");
        return write!(stream, "HTTP/1.1 401 No\r\n{challenge}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
    let mut backend = Command::new("git")
        .args(["http-backend"])
        .env_clear()
        .envs([("PATH", "/usr/local/bin:/usr/bin:/bin"), ("GIT_HTTP_EXPORT_ALL", "1"), ("REMOTE_USER", "bob")])
        .envs([("REQUEST_METHOD", method), ("PATH_INFO", path), ("QUERY_STRING", query)])
        .env("GIT_PROJECT_ROOT", home.join("srv"))
        .env("CONTENT_TYPE", request.header("content-type").unwrap_or_default())
        .env("CONTENT_LENGTH", request.body.len().to_string())
        .env("HTTP_CONTENT_ENCODING", request.header("content-encoding").unwrap_or_default())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    backend.stdin.take().unwrap().write_all(&request.body)?;
    write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n")?;
    stream.write_all(&backend.wait_with_output()?.stdout)
}

fn pass_on(request: &Request, stream: &mut TcpStream, space: &Sandbox) -> std::io::Result<()> {
    let mut upstream = TcpStream::connect((Ipv4Addr::LOCALHOST, space.port()))?;
    let head = request.head.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    upstream.write_all(head.as_bytes())?;
    upstream.write_all(&request.body)?;
    std::io::copy(&mut upstream, stream).map(drop)
}
