//! Requests as they were received, and the form in their body.

use crate::config::Grant;

/// A request as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The path, as it was sent.
    pub path: String,
    /// What follows the `?`, as it was sent.
    pub query: Option<String>,
    /// The header fields, in the order of the request; their names are in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header field; the first one if it is repeated.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.header_values(name).next()
    }

    /// The body as `application/x-www-form-urlencoded`, in the order of the request.
    ///
    /// # Panics
    /// If the body is no such form; [`try_form`](Self::try_form) says so instead.
    #[must_use]
    pub fn form(&self) -> Vec<(String, String)> {
        self.try_form().expect("the body is a form")
    }

    /// The body as `application/x-www-form-urlencoded`, decoded without any mercy: no empty pairs,
    /// no half escapes, nothing raw that a URL could not carry, and UTF-8 throughout.
    ///
    /// # Errors
    /// What is wrong with the form.
    pub fn try_form(&self) -> Result<Vec<(String, String)>, &'static str> {
        if self.body.is_empty() {
            return Ok(Vec::new());
        }
        self.body.split(|&byte| byte == b'&').map(pair).collect()
    }

    /// A parameter of the form; the first one if it is repeated.
    ///
    /// # Panics
    /// If the body is no form.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<String> {
        let form = self.form();
        form.into_iter().find_map(|(n, v)| (n == name).then_some(v))
    }

    pub(crate) fn header_values(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = move |(n, _): &&(String, String)| n.eq_ignore_ascii_case(name);
        self.headers.iter().filter(named).map(|(_, v)| v.as_str())
    }

    pub(crate) fn grant(&self) -> Option<Grant> {
        let form = self.try_form().ok()?;
        let (_, value) = form.iter().find(|(name, _)| name == "grant_type")?;
        Grant::named(value)
    }
}

fn pair(bytes: &[u8]) -> Result<(String, String), &'static str> {
    let mut halves = bytes.split(|&byte| byte == b'=');
    match (halves.next(), halves.next(), halves.next()) {
        (Some(name), Some(value), None) if !name.is_empty() => Ok((form_decode(name)?, form_decode(value)?)),
        _ => Err("the form has a part that is not name=value"),
    }
}

/// Decodes one name or value of a form: `+` is a space, and `%` begins an escape.
pub(crate) fn form_decode(encoded: &[u8]) -> Result<String, &'static str> {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut rest = encoded.iter();
    while let Some(&byte) = rest.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => match (rest.next().and_then(hex), rest.next().and_then(hex)) {
                (Some(high), Some(low)) => high << 4 | low,
                _ => return Err("the form has a % without two hexadecimal digits"),
            },
            _ if raw(byte) => byte,
            _ => return Err("the form has a character that must be escaped"),
        });
    }
    String::from_utf8(decoded).map_err(|_| "the form is not UTF-8")
}

/// What RFC 3986 lets a query carry as it is, less what a form gives a meaning.
fn raw(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$'()*,;:@/?".contains(&byte)
}

fn hex(byte: &u8) -> Option<u8> {
    let digit = char::from(*byte).to_digit(16)?;
    u8::try_from(digit).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(body: &[u8]) -> Result<Vec<(String, String)>, &'static str> {
        let request =
            Request { method: "POST".into(), path: "/".into(), query: None, headers: Vec::new(), body: body.into() };
        request.try_form()
    }

    #[test]
    fn decodes_what_a_form_may_hold() {
        let decoded = form(b"a=1&b=&c=%C3%BC+%26%3D%25%2B&d=**").expect("a form");
        let pairs: Vec<_> = decoded.iter().map(|(n, v)| (&n[..], &v[..])).collect();
        assert_eq!(pairs, [("a", "1"), ("b", ""), ("c", "ü &=%+"), ("d", "**")]);
        assert_eq!(form(b""), Ok(Vec::new()));
    }

    #[test]
    fn refuses_all_else() {
        let bodies: [&[u8]; 10] =
            [b"a", b"a=1&", b"&a=1", b"=1", b"a=b=c", b"a=%2", b"a=%zz", b"a=b c", b"a=%FF", "a=ü".as_bytes()];
        for body in bodies {
            assert!(form(body).is_err(), "{}", String::from_utf8_lossy(body));
        }
    }
}
