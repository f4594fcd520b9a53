//! One JSON object, with the same keys whatever is known. `schemas/token.json` describes it.

use serde::Serialize;

use super::Payload;
use crate::secret::Secret;

#[derive(Serialize)]
struct Object<'a> {
    access_token: &'a str,
    token_type: &'a str,
    expires_in: Option<u64>,
    expires_at: Option<String>,
    refresh_token: Option<&'a str>,
    scope: Option<&'a str>,
    url: &'a str,
    username: Option<&'a str>,
    profile: &'a str,
}

/// The object on one line; what is not known is `null`.
pub(super) fn render(payload: &Payload<'_>) -> String {
    let Payload { record, profile, now, .. } = *payload;
    let token = &record.token;
    let object = Object {
        access_token: token.access_token.expose(),
        token_type: &token.token_type,
        expires_in: token.expires_in(now),
        expires_at: token.expires_at().map(|end| end.to_string()),
        refresh_token: payload.refresh_token().map(Secret::expose),
        scope: Some(record.scope()).filter(|scope| !scope.is_empty()),
        url: &record.obtained_for.url,
        username: record.obtained_for.username.as_deref(),
        profile,
    };
    // strings and numbers always have a JSON form
    serde_json::to_string(&object).map(|json| json + "\n").unwrap_or_default()
}
