//! The parameters of a request to the token endpoint.

use crate::refusal::Refusal;
use crate::request::Request;

/// What must never be in a URL, where logs and histories keep it.
const BODY_ONLY: [&str; 6] = ["client_secret", "grant_type", "password", "refresh_token", "token", "username"];

/// The parameters, each given once.
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    pub(super) fn of(request: &Request) -> Result<Self, Refusal> {
        content_type(request)?;
        query(request)?;
        let pairs = request.try_form().map_err(Refusal::invalid_request)?;
        let repeated =
            |(i, (name, _)): (usize, &(String, String))| pairs[..i].iter().any(|(earlier, _)| earlier == name);
        if pairs.iter().enumerate().any(repeated) {
            return Err(Refusal::invalid_request("A parameter is repeated"));
        }
        Ok(Self(pairs))
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A parameter that must be there, and not be empty.
    pub(super) fn required(&self, name: &str, missing: &'static str) -> Result<&str, Refusal> {
        let value = self.get(name).filter(|value| !value.is_empty());
        value.ok_or_else(|| Refusal::invalid_request(missing))
    }
}

fn content_type(request: &Request) -> Result<(), Refusal> {
    let values: Vec<_> = request.header_values("content-type").collect();
    match values[..] {
        [value] if is_form(value) => Ok(()),
        _ => Err(Refusal::invalid_request("The content type must be application/x-www-form-urlencoded in UTF-8")),
    }
}

fn is_form(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    let form = "application/x-www-form-urlencoded";
    let utf8 = |part: &str| {
        let part = part.to_ascii_lowercase();
        part == "charset=utf-8" || part == "charset=\"utf-8\""
    };
    parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case(form)) && parts.all(utf8)
}

fn query(request: &Request) -> Result<(), Refusal> {
    let query = request.query.as_deref().unwrap_or_default();
    let mut names = query.split('&').filter_map(|pair| pair.split('=').next());
    if names.any(|name| BODY_ONLY.contains(&name)) {
        return Err(Refusal::invalid_request("A parameter of the body is in the URL"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_form;

    #[test]
    fn the_charset_may_be_said_if_it_is_utf8() {
        assert!(is_form("application/x-www-form-urlencoded"));
        assert!(is_form("application/x-www-form-urlencoded; charset=UTF-8"));
        assert!(is_form("Application/X-WWW-Form-Urlencoded;charset=\"utf-8\""));
        assert!(!is_form("application/x-www-form-urlencoded; charset=latin1"));
        assert!(!is_form("application/json"));
    }
}
