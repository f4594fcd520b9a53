use std::sync::LazyLock;

use proptest::prelude::{any, prop_assert, prop_assert_eq};

use super::*;

static URL: LazyLock<ServiceUrl> = LazyLock::new(|| ServiceUrl::parse("https://space.example.com", false).unwrap());

fn client(auth: ClientAuthMethod, secret: Option<&str>) -> ClientCredentials {
    ClientCredentials {
        id: "valid-service-id".into(),
        secret: secret.map(|s| Secret::new(s.into())),
        auth,
        parameters: Vec::new(),
    }
}

fn password_grant(username: &str, password: &str) -> Grant {
    Grant::Password {
        username: username.into(),
        password: Secret::new(password.into()),
        access_type: AccessType::Offline,
        otp: None,
    }
}

fn form_of<'a>(sent: &'a Request<'_>) -> &'a str {
    sent.form.as_ref().unwrap().expose()
}

#[test]
fn the_help_pages_own_request() {
    let sent = Request::token(
        &URL,
        &client(ClientAuthMethod::Basic, Some("valid-service-secret")),
        &Grant::ClientCredentials,
        "**",
    );
    assert_eq!(
        sent.authorization.as_ref().unwrap().expose(),
        "Basic dmFsaWQtc2VydmljZS1pZDp2YWxpZC1zZXJ2aWNlLXNlY3JldA=="
    );
    assert_eq!(form_of(&sent), "grant_type=client_credentials&scope=**");
}

#[test]
fn the_password_grant_is_sent_as_space_wants_it() {
    let sent = Request::token(
        &URL,
        &client(ClientAuthMethod::Basic, Some("s")),
        &password_grant("bób+tag@example.com", "p&ss=w%20rd+ ü\"'$ "),
        "A,B Team:*",
    );
    assert_eq!(
        form_of(&sent),
        "grant_type=password&username=b%C3%B3b%2Btag%40example.com&password=p%26ss%3Dw%2520rd%2B+%C3%BC%22%27%24+\
         &scope=A%2CB+Team%3A*&access_type=offline"
    );
}

#[test]
fn each_way_of_client_authentication() {
    let secret = Some("a b+%ü");
    let sent = |auth, secret| Request::token(&URL, &client(auth, secret), &Grant::ClientCredentials, "");
    let decoded = |sent: &Request<'_>| {
        let header = sent.authorization.clone().unwrap();
        let encoded = header.expose().strip_prefix("Basic ").unwrap().to_owned();
        String::from_utf8(BASE64_STANDARD.decode(encoded).unwrap()).unwrap()
    };
    assert_eq!(decoded(&sent(ClientAuthMethod::Basic, secret)), "valid-service-id:a b+%ü");
    assert_eq!(decoded(&sent(ClientAuthMethod::BasicEncoded, secret)), "valid-service-id:a%20b%2B%25%C3%BC");
    let post = sent(ClientAuthMethod::Post, secret);
    assert!(post.authorization.is_none());
    assert_eq!(
        form_of(&post),
        "grant_type=client_credentials&client_id=valid-service-id&client_secret=a+b%2B%25%C3%BC"
    );
    for public in
        [sent(ClientAuthMethod::None, secret), sent(ClientAuthMethod::Basic, None), sent(ClientAuthMethod::Post, None)]
    {
        assert!(public.authorization.is_none());
        assert_eq!(form_of(&public), "grant_type=client_credentials&client_id=valid-service-id");
    }
}

#[test]
fn a_revocation_is_authenticated_like_any_request_of_the_client() {
    let token = Secret::new("a+b".into());
    let basic = Request::revocation(
        &URL,
        &client(ClientAuthMethod::Basic, Some("valid-service-secret")),
        &token,
        "refresh_token",
    );
    assert_eq!(
        basic.authorization.as_ref().unwrap().expose(),
        "Basic dmFsaWQtc2VydmljZS1pZDp2YWxpZC1zZXJ2aWNlLXNlY3JldA=="
    );
    assert_eq!(form_of(&basic), "token=a%2Bb&token_type_hint=refresh_token");
    let public = Request::revocation(&URL, &client(ClientAuthMethod::None, None), &token, "access_token");
    assert_eq!(form_of(&public), "token=a%2Bb&token_type_hint=access_token&client_id=valid-service-id");
}

#[test]
fn a_refresh_sends_the_scope_only_if_it_is_known() {
    let refresh = Grant::RefreshToken(Secret::new("r".into()));
    let with = Request::token(&URL, &client(ClientAuthMethod::Basic, Some("s")), &refresh, "**");
    assert_eq!(form_of(&with), "grant_type=refresh_token&refresh_token=r&scope=**");
    let without = Request::token(&URL, &client(ClientAuthMethod::Basic, Some("s")), &refresh, "");
    assert_eq!(form_of(&without), "grant_type=refresh_token&refresh_token=r");
}

proptest::proptest! {
    #[test]
    fn what_is_sent_decodes_to_what_was_typed(
        id in "[^:\\pC]{1,12}", secret in "\\PC{1,24}", username in "\\PC{0,24}", password in any::<String>(), scope in "\\PC{1,24}"
    ) {
        for auth in [ClientAuthMethod::Basic, ClientAuthMethod::BasicEncoded, ClientAuthMethod::Post, ClientAuthMethod::None] {
            let client =
                ClientCredentials { id: id.clone(), secret: Some(Secret::new(secret.clone())), auth, parameters: Vec::new() };
            let sent = Request::token(&URL, &client, &password_grant(&username, &password), &scope);
            let form: Vec<(String, String)> =
                url::form_urlencoded::parse(form_of(&sent).as_bytes()).into_owned().collect();
            let value = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
            prop_assert_eq!(value("username"), Some(username.as_str()));
            prop_assert_eq!(value("password"), Some(password.as_str()));
            prop_assert_eq!(value("scope"), Some(scope.as_str()));
            prop_assert!(form_of(&sent).is_ascii());
            match auth {
                ClientAuthMethod::Basic | ClientAuthMethod::BasicEncoded => {
                    let pair = decoded(&sent);
                    let (sent_id, sent_secret) = pair.split_once(':').unwrap();
                    let read = |half: &str| if auth == ClientAuthMethod::Basic { half.to_owned() } else { percent_decoded(half) };
                    prop_assert_eq!((read(sent_id), read(sent_secret)), (id.clone(), secret.clone()));
                    prop_assert_eq!((value("client_id"), value("client_secret")), (None, None));
                }
                ClientAuthMethod::Post => {
                    prop_assert_eq!((value("client_id"), value("client_secret")), (Some(id.as_str()), Some(secret.as_str())));
                }
                ClientAuthMethod::None => {
                    prop_assert_eq!((value("client_id"), value("client_secret")), (Some(id.as_str()), None));
                }
            }
        }
    }
}

fn decoded(sent: &Request<'_>) -> String {
    let header = sent.authorization.clone().unwrap();
    let encoded = header.expose().strip_prefix("Basic ").unwrap().to_owned();
    String::from_utf8(BASE64_STANDARD.decode(encoded).unwrap()).unwrap()
}

/// RFC 3986 §2.1, and nothing of forms: a `+` is a `+`.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let (byte, tail) = match first {
            b'%' => (u8::from_str_radix(std::str::from_utf8(&tail[..2]).unwrap(), 16).unwrap(), &tail[2..]),
            _ => (first, tail),
        };
        bytes.push(byte);
        rest = tail;
    }
    String::from_utf8(bytes).unwrap()
}
