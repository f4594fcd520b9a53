//! Comments that outlive what stands below them.
//!
//! To the parser all that stands between two tables is the second one's. To a person the paragraph right
//! above a table belongs to it, and what an empty line sets apart does not: the head of the file, for one.

use toml_edit::{Decor, DocumentMut, Item, RawString, Table};

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

/// Keeps the comments above `removed` that are not about it: above the next table, or at the end.
pub(super) fn keep(document: &mut DocumentMut, removed: &Item) {
    let mut headers = Vec::new();
    collect_headers(removed, &mut headers);
    headers.sort_unstable_by_key(|(position, _)| *position);
    for (position, above) in headers.into_iter().rev() {
        if let Some((kept, _)) = above.rsplit_once("\n\n") {
            put_above_table(document, position, &format!("{kept}\n\n"));
        }
    }
}

/// What stands above each header in `item`, with the header's position.
fn collect_headers<'a>(item: &'a Item, found: &mut Vec<(isize, &'a str)>) {
    match item {
        Item::Table(table) => collect_headers_of(table, found),
        Item::ArrayOfTables(tables) => tables.iter().for_each(|table| collect_headers_of(table, found)),
        Item::None | Item::Value(_) => {}
    }
}

fn collect_headers_of<'a>(table: &'a Table, found: &mut Vec<(isize, &'a str)>) {
    found.extend(header(table).map(|position| (position, prefix(table.decor()))));
    table.iter().for_each(|(_, item)| collect_headers(item, found));
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
