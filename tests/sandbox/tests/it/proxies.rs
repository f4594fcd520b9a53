//! The recording proxy.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use sandbox::Sandbox;
use sandbox::proxy::{Conduct, Proxy};

fn talk(proxy: &Proxy, request: &str) -> String {
    let mut stream = TcpStream::connect(proxy.url().replace("http://", "")).expect("it listens");
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

#[test]
fn plain_requests_are_forwarded() {
    let (server, proxy) = (Sandbox::start(), Proxy::forwarding());
    let target = format!("{}/a?b=c", server.url());
    let request = format!(
        "POST {target} HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic eA==\r\nX-Kept: 1\r\nContent-Length: 2\r\n\r\nhi"
    );
    assert!(talk(&proxy, &request).starts_with("HTTP/1.1 404"));
    let asked = &proxy.asked()[0];
    assert_eq!((asked.method.as_str(), &asked.target), ("POST", &target));
    assert_eq!(asked.header("Proxy-Authorization"), Some("Basic eA=="));
    let received = &server.requests()[0];
    assert_eq!((&received.path[..], received.query.as_deref()), ("/a", Some("b=c")));
    assert_eq!((received.header("x-kept"), &received.body[..]), (Some("1"), &b"hi"[..]));
    assert_eq!(received.header("proxy-authorization"), None);
}

#[test]
fn tunnels_are_opened() {
    let (server, proxy) = (Sandbox::start(), Proxy::forwarding());
    let request = format!(
        "CONNECT 127.0.0.1:{} HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        server.port()
    );
    // The second request must wait for the tunnel, as a client would.
    let (connect, get) = request.split_at(request.find("GET").expect("two requests"));
    let mut stream = TcpStream::connect(proxy.url().replace("http://", "")).expect("it listens");
    stream.write_all(connect.as_bytes()).expect("it reads");
    let mut established = [0; 39];
    stream.read_exact(&mut established).expect("a tunnel");
    assert_eq!(&established[..], b"HTTP/1.1 200 Connection established\r\n\r\n");
    stream.write_all(get.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 404"));
    assert_eq!(proxy.asked()[0].method, "CONNECT");
}

#[test]
fn any_name_can_lead_to_the_server() {
    let server = Sandbox::start();
    let address = ([127, 0, 0, 1], server.port()).into();
    let proxy = Proxy::start(Conduct::ForwardTo(address));
    let request = "GET http://space.example HTTP/1.1\r\nHost: space.example\r\n\r\n";
    assert!(talk(&proxy, request).starts_with("HTTP/1.1 404"));
    assert_eq!(server.requests()[0].path, "/");
    assert_eq!(server.requests()[0].header("host"), Some("space.example"));
}

#[test]
fn requests_are_refused() {
    let connect = "CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n";
    let answer = talk(&Proxy::refusing(407), connect);
    assert!(answer.starts_with("HTTP/1.1 407 "));
    assert!(answer.contains("\r\nProxy-Authenticate: Basic "));
    assert!(talk(&Proxy::refusing(403), connect).starts_with("HTTP/1.1 403 "));
    assert!(talk(&Proxy::forwarding(), connect).starts_with("HTTP/1.1 502 "));
    let abroad = "GET http://192.0.2.1/ HTTP/1.1\r\n\r\n";
    assert!(talk(&Proxy::forwarding(), abroad).starts_with("HTTP/1.1 502 "));
}
