//! Comments that outlive what stands below them.
//!
//! To the parser all that stands between two tables is the second one's. To a person the paragraph right
//! above a table belongs to it, and what an empty line sets apart does not: the head of the file, for one.

use toml_edit::{Decor, DocumentMut, RawString, Table};

/// Removes the root's key `name`, and keeps the comments above it: they may be the head of the file.
pub(super) fn remove_key(document: &mut DocumentMut, name: &str) {
    let above = document.key(name).map(|key| prefix(key.leaf_decor()).to_owned()).unwrap_or_default();
    let later = document.iter().skip_while(|(key, _)| *key != name).skip(1);
    let next = later.filter(|(_, item)| item.is_value()).map(|(key, _)| key.to_owned()).next();
    document.remove(name);
    match next.and_then(|next| document.key_mut(&next)) {
        Some(mut key) => prepend(key.leaf_decor_mut(), &above),
        None => put_above_table(document, isize::MIN, &above),
    }
}

/// Keeps the comments above the table `removed` that are not about it: above the next one, or at the end.
pub(super) fn keep(document: &mut DocumentMut, removed: &Table) {
    if let (Some((kept, _)), Some(position)) = (prefix(removed.decor()).rsplit_once("\n\n"), removed.position()) {
        put_above_table(document, position, &format!("{kept}\n\n"));
    }
}

fn put_above_table(document: &mut DocumentMut, after: isize, comments: &str) {
    let next = first_after(document.as_table(), after);
    match next.and_then(|position| at_mut(document.as_table_mut(), position)) {
        Some(table) => prepend(table.decor_mut(), comments),
        None if comments.trim().is_empty() => {}
        None => {
            let end = format!("{}\n{}", comments.trim_end(), document.trailing().as_str().unwrap_or_default());
            document.set_trailing(end);
        }
    }
}

fn prepend(decor: &mut Decor, comments: &str) {
    if !comments.trim().is_empty() {
        let own = prefix(decor);
        let own = if comments.ends_with("\n\n") { own.trim_start_matches('\n') } else { own };
        decor.set_prefix(format!("{comments}{own}"));
    }
}

fn prefix(decor: &Decor) -> &str {
    decor.prefix().and_then(RawString::as_str).unwrap_or_default()
}

/// The position in the file of the first table after `position`.
fn first_after(table: &Table, position: isize) -> Option<isize> {
    let inner = table.iter().filter_map(|(_, item)| item.as_table());
    let below = inner.flat_map(|inner| header(inner).into_iter().chain(first_after(inner, position)));
    below.filter(|found| *found > position).min()
}

fn at_mut(table: &mut Table, position: isize) -> Option<&mut Table> {
    let mut inner = table.iter_mut().filter_map(|(_, item)| item.as_table_mut());
    inner.find_map(|inner| match header(inner) == Some(position) {
        true => Some(inner),
        false => at_mut(inner, position),
    })
}

/// Where the table's header is, if it has one to write comments above.
fn header(table: &Table) -> Option<isize> {
    table.position().filter(|_| !table.is_implicit() && !table.is_dotted())
}
