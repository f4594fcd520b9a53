//! A client that sends what it is told, and hides nothing of the answer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sandbox::Sandbox;
use serde_json::Value;
use ureq::Agent;

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("the body is JSON")
    }

    pub(crate) fn text(&self, key: &str) -> String {
        self.json()[key].as_str().unwrap_or_default().into()
    }

    pub(crate) fn error(&self) -> String {
        self.text("error")
    }

    pub(crate) fn access(&self) -> String {
        self.text("access_token")
    }

    pub(crate) fn refresh(&self) -> String {
        self.text("refresh_token")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut named = self.headers.iter().filter(|(n, _)| n == name);
        named.next().map(|(_, value)| value.as_str())
    }
}

pub(crate) fn agent() -> Agent {
    Agent::config_builder().proxy(None).http_status_as_error(false).build().into()
}

pub(crate) fn send(
    agent: &Agent,
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Result<Answer, ureq::Error> {
    let mut request = ureq::http::Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut response = agent.run(request.body(body)?)?;
    let field = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    Ok(Answer {
        status: response.status().as_u16(),
        headers: response.headers().iter().map(field).collect(),
        body: response.body_mut().read_to_string()?,
    })
}

pub(crate) fn get(url: &str, token: Option<&str>) -> Answer {
    call("GET", url, token)
}

pub(crate) fn call(method: &str, url: &str, token: Option<&str>) -> Answer {
    let bearer = token.map(|token| format!("Bearer {token}"));
    let headers: Vec<_> = bearer.iter().map(|value| ("Authorization", value.as_str())).collect();
    send(&agent(), method, url, &headers, b"").expect("the server answers")
}

pub(crate) fn post(url: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    send(&agent(), "POST", url, headers, body.as_bytes()).expect("the server answers")
}

pub(crate) fn basic(id: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
}

pub(crate) fn encode(pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value)));
    pairs.collect::<Vec<_>>().join("&")
}

pub(crate) fn escape(text: &str) -> String {
    let escaped = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => char::from(byte).to_string(),
        b' ' => "+".into(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(escaped).collect()
}

/// Asks the token endpoint of a Space, or of one by the book, as the client with all rights.
pub(crate) fn ask(server: &Sandbox, pairs: &[(&str, &str)]) -> Answer {
    ask_as(server, &basic("valid-service-id", "valid-service-secret"), pairs)
}

pub(crate) fn ask_as(server: &Sandbox, authorization: &str, pairs: &[(&str, &str)]) -> Answer {
    let headers = [("Authorization", authorization), ("Content-Type", FORM)];
    post(&format!("{}/oauth/token", server.url()), &headers, &encode(pairs))
}

pub(crate) fn login(server: &Sandbox) -> Answer {
    let answer = ask(server, &BOB);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer
}

pub(crate) fn refresh(server: &Sandbox, token: &str) -> Answer {
    ask(server, &[("grant_type", "refresh_token"), ("refresh_token", token)])
}

/// A good request.
pub(crate) const BOB: [(&str, &str); 5] = [
    ("grant_type", "password"),
    ("username", "bob"),
    ("password", "correct horse"),
    ("scope", "**"),
    ("access_type", "offline"),
];

/// A good request, with other values for some of its parameters; `None` leaves one out.
pub(crate) fn bob_but<'a>(changes: &[(&'a str, Option<&'a str>)]) -> Vec<(&'a str, &'a str)> {
    let changed = |(name, value)| match changes.iter().find(|(n, _)| *n == name) {
        Some((_, change)) => change.map(|value| (name, value)),
        None => Some((name, value)),
    };
    BOB.into_iter().filter_map(changed).collect()
}
