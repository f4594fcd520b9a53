//! One JSON object, with the same keys whatever is known. `schemas/token.json` describes it.

use jiff::Timestamp;
use serde_json::json;

use crate::secret::Secret;
use crate::store::Record;

/// The object on one line; what is not known is `null`.
pub(super) fn render(record: &Record, profile: &str, now: Timestamp) -> String {
    let token = &record.token;
    let object = json!({
        "access_token": token.access_token.expose(),
        "token_type": token.token_type,
        "expires_in": token.expires_in(now),
        "expires_at": token.expires_at().map(|end| end.to_string()),
        "refresh_token": token.refresh_token.as_ref().map(Secret::expose),
        "scope": Some(record.scope()).filter(|scope| !scope.is_empty()),
        "url": record.obtained_for.url,
        "username": record.obtained_for.username,
        "profile": profile,
    });
    format!("{object}\n")
}
