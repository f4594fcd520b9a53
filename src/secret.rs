//! Secrets: no `Display`, no `Deref`, no `Serialize`, a redacted `Debug`, one way to look (`expose`), and
//! memory that is zeroed when dropped. `grep expose src` is the audit.

use std::fmt;
use std::io::{self, ErrorKind, Read};
use std::ops::Deref;

use zeroize::{Zeroize, Zeroizing};

/// How long a secret that is read may be (bytes): whatever is longer is a mistake, and may have no end.
const LONGEST: u64 = 1024 * 1024;

/// A secret text: a password, a client secret, an access or refresh token.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret<T: Zeroize = String>(Zeroizing<T>);

/// Secret bytes: a record on its way to or from a store, a password before it is known to be text.
pub type SecretBytes = Secret<Vec<u8>>;

impl<T: Zeroize + Deref> Secret<T> {
    /// Takes the text or the bytes over; the caller keeps no copy.
    pub fn new(content: T) -> Self {
        Self(Zeroizing::new(content))
    }

    /// The text or the bytes themselves, for the request, the store and the asked-for output.
    pub fn expose(&self) -> &T::Target {
        &self.0
    }
}

impl Secret {
    /// Whether the text has no characters, which tells nothing of a secret.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl SecretBytes {
    /// All of `source`. There's room for a secret from the start: with none, the standard library reads the first bytes
    /// into the stack, where nothing zeroes them.
    ///
    /// # Errors
    /// As reading it, and that it is longer than 1 MiB.
    pub fn read(source: impl Read) -> io::Result<Self> {
        let mut bytes = Vec::with_capacity(4_096);
        if source.take(LONGEST + 1).read_to_end(&mut bytes)? as u64 > LONGEST {
            return Err(io::Error::new(ErrorKind::FileTooLarge, "it is longer than 1 MiB"));
        }
        Ok(Self::new(bytes))
    }

    /// Without the line ending that Enter, an editor or a command made.
    #[must_use]
    pub fn into_line(mut self) -> Self {
        if self.0.pop_if(|last| *last == b'\n').is_some() {
            self.0.pop_if(|last| *last == b'\r');
        }
        self
    }

    /// The secret as text, or `None` where the bytes are not UTF-8; then the program's allocator zeroes them.
    pub fn into_text(mut self) -> Option<Secret> {
        String::from_utf8(std::mem::take(&mut *self.0)).ok().map(Secret::new)
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Secret::new("hunter2".to_owned())), "Secret(…)");
        assert_eq!(format!("{:?}", SecretBytes::new(b"hunter2".to_vec())), "Secret(…)");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(SecretBytes::new(vec![0xff]).into_text().is_none());
        assert_eq!(SecretBytes::new("é".into()).into_text(), Some(Secret::new("é".into())));
    }
}
