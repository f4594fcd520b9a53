//! HTTP/1.1 around [`State`]: nothing here knows what a token is.

use std::convert::Infallible;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::canned::Canned;
use crate::request::Request;
use crate::state::State;

/// More than any request to a token endpoint needs.
const LARGEST_BODY: usize = 1 << 20;

pub(crate) type Shared = Arc<Mutex<State>>;

/// A panic in one test's closure must not hide what another wants to see.
pub(crate) fn lock(shared: &Shared) -> MutexGuard<'_, State> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Accepts connections until it is dropped.
pub(crate) async fn serve(listener: TcpListener, shared: Shared, tls: Option<TlsAcceptor>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(connection(stream, shared.clone(), tls.clone()))),
            // Out of file descriptors, say: a moment later there may be some.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

/// Serves one connection. Its errors are the peer's to notice.
async fn connection(stream: TcpStream, shared: Shared, tls: Option<TlsAcceptor>) {
    // with Nagle's algorithm, a client's delayed acknowledgement would hold the answer back for 40 ms
    let _ = stream.set_nodelay(true);
    let _ = match tls {
        None => exchange(TokioIo::new(stream), shared).await,
        Some(tls) => match tls.accept(stream).await {
            Ok(stream) => exchange(TokioIo::new(stream), shared).await,
            Err(_) => return,
        },
    };
}

async fn exchange<S>(stream: S, shared: Shared) -> hyper::Result<()>
where
    S: hyper::rt::Read + hyper::rt::Write + Unpin,
{
    let service = service_fn(|request| respond(request, shared.clone()));
    let mut http = http1::Builder::new();
    http.title_case_headers(true);
    http.serve_connection(stream, service).await
}

async fn respond(
    request: hyper::Request<Incoming>,
    shared: Shared,
) -> Result<hyper::Response<Full<Bytes>>, Infallible> {
    let (answer, gate) = match received(request).await {
        Some(request) => {
            let mut state = lock(&shared);
            (state.answer(request), state.gate.clone())
        }
        None => (Canned::page(413, "413 Content Too Large"), None),
    };
    if let Some(mut gate) = gate {
        // nothing is ever sent through it: an error is its end
        let _ = gate.changed().await;
    }
    if !answer.after.is_zero() {
        tokio::time::sleep(answer.after).await;
    }
    let unsendable = |error| Canned::text(500, "text/plain", format!("sandbox: {error}\n"));
    let response = response(answer).or_else(|error| response(unsendable(error)));
    Ok(response.expect("a plain answer can be sent"))
}

async fn received(request: hyper::Request<Incoming>) -> Option<Request> {
    let (head, body) = request.into_parts();
    let body = Limited::new(body, LARGEST_BODY).collect().await.ok()?;
    let field = |(name, value): (&hyper::header::HeaderName, &hyper::header::HeaderValue)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        (name.to_string(), value.into_owned())
    };
    Some(Request {
        method: head.method.to_string(),
        path: head.uri.path().into(),
        query: head.uri.query().map(Into::into),
        headers: head.headers.iter().map(field).collect(),
        body: body.to_bytes().into(),
    })
}

fn response(answer: Canned) -> hyper::http::Result<hyper::Response<Full<Bytes>>> {
    let mut response = hyper::Response::builder().status(answer.status);
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    response.body(Full::new(answer.body.into()))
}

/// Makes a socket of the standard library one of the runtime's.
pub(crate) fn adopt(listener: std::net::TcpListener) -> io::Result<TcpListener> {
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}
