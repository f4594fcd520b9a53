//! A service URL as somebody types it.
#![no_main]

use fuzz::is_shown_safely;
use libfuzzer_sys::fuzz_target;
use space_token::oauth::ServiceUrl;

fuzz_target!(|typed: &str| {
    let strict = ServiceUrl::parse(typed, false);
    match ServiceUrl::parse(typed, true) {
        Ok(url) => {
            check(&url);
            assert_eq!(strict.is_ok(), !url.is_plain() || url.is_loopback(), "{url}");
        }
        Err(_) => assert!(strict.is_err(), "{typed:?} is stricter with --allow-http"),
    }
});

/// One form: it reads as itself, has nothing that could leak or be cut off, and paths go below it.
fn check(url: &ServiceUrl) {
    let written = url.to_string();
    assert_eq!(ServiceUrl::parse(&written, true).as_ref().map(ToString::to_string), Ok(written.clone()));
    assert!(written.starts_with("https://") || written.starts_with("http://"), "{written}");
    assert!(!written.ends_with('/') && !written.contains(['?', '#', ' ']) && is_shown_safely(&written), "{written}");
    assert!(!authority(&written).contains('@'), "{written}");
    let endpoint = url.endpoint("/oauth/token", true).expect("a path below a URL");
    assert_eq!(endpoint.to_string(), format!("{written}/oauth/token"));
    assert_eq!(endpoint.host_and_port(), url.host_and_port());
}

fn authority(url: &str) -> &str {
    url.split('/').nth(2).expect("what follows the scheme")
}
