//! Imports run one way: the order of the layers, and no circle within a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn no_module_imports_what_is_above_it() {
    let layers = layers();
    let layer = |name: &str| layers.iter().position(|layer| layer == name);
    for file in sources(&src()).into_iter().filter(|file| !file.ends_with("main.rs") && !file.ends_with("lib.rs")) {
        let path = file.strip_prefix(src()).unwrap().display().to_string();
        let own = path.split(['/', '\\', '.']).next().unwrap();
        let own_layer = layer(own).unwrap_or_else(|| panic!("src/{path} is in no layer"));
        for name in named_after(&code(&file), "crate::") {
            let other = layer(&name).unwrap_or_else(|| panic!("src/{path} imports {name}, which is in no layer"));
            assert!(other <= own_layer, "src/{path} imports {name}, which is above it");
        }
    }
}

#[test]
fn no_files_of_a_folder_import_each_other_in_a_circle() {
    let folders: BTreeSet<PathBuf> = sources(&src()).iter().map(|file| file.parent().unwrap().to_owned()).collect();
    for folder in folders.iter().filter(|folder| **folder != src()) {
        let files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        let mut imports: BTreeMap<String, BTreeSet<String>> = files
            .iter()
            .filter(|file| file.is_file() && !file.ends_with("mod.rs"))
            .map(|file| (stem(file), neighbours(file)))
            .collect();
        let names: BTreeSet<String> = imports.keys().cloned().collect();
        // whoever imports nothing that is left goes, until nobody is left, or each of those that are waits for another
        while let Some(free) = imports.iter().find(|(name, others)| {
            others.iter().all(|other| other == *name || !names.contains(other) || !imports.contains_key(other))
        }) {
            let free = free.0.clone();
            imports.remove(&free);
        }
        assert!(imports.is_empty(), "{}: a circle among {:?}", folder.display(), imports.keys());
    }
}

/// The files of its own folder that `file` imports, in either way of naming them.
fn neighbours(file: &Path) -> BTreeSet<String> {
    let code = code(file);
    let folder = file.parent().unwrap().strip_prefix(src()).unwrap();
    let path: String = folder.iter().map(|name| format!("{}::", name.to_str().unwrap())).collect();
    let mut names = named_after(&code, "super::");
    names.extend(named_after(&code, &format!("crate::{path}")));
    names
}

/// The modules of src in the order of ARCHITECTURE.md's table: each imports none but those before it.
fn layers() -> Vec<String> {
    let map = fs::read_to_string(src().with_file_name("ARCHITECTURE.md")).unwrap();
    let (_, table) = map.split_once("| module | is |\n|---|---|\n").unwrap();
    let rows = table.lines().map_while(|line| line.strip_prefix("| ")?.split(" | ").next());
    rows.flat_map(|row| row.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let files = files.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    files.chain(folders.iter().flat_map(|folder| sources(folder))).collect()
}

/// What is neither a comment nor a test.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let product = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
    product.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The names right after `path`, such as `crate::`, braces opened: `super::{a::X, b}` names `a` and `b`.
fn named_after(code: &str, path: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(path) {
        if code[..at].ends_with("super::") || code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + path.len()..];
        let listed = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap().split(',').collect(),
            None => vec![rest],
        };
        let name =
            |item: &str| item.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned();
        names.extend(listed.into_iter().map(name).filter(|name| name.starts_with(|c: char| c.is_lowercase())));
    }
    names
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap().to_string_lossy().into_owned()
}
