use super::*;

#[test]
fn names_that_differ_stay_different_everywhere() {
    assert_eq!(safe_name("work"), "profile-work");
    assert_eq!(safe_name("Work"), "profile-%57ork");
    assert_eq!(safe_name("a@b"), "profile-a%40b");
}

#[cfg(unix)]
#[test]
fn a_replaced_file_is_whole_private_and_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state").join("x.json");
    replace(&path, b"one").unwrap();
    replace(&path, b"two").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(open_to_others(&path, 0o077).unwrap(), None);
    assert_eq!(open_to_others(path.parent().unwrap(), 0o077).unwrap(), None);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn what_a_killed_process_left_is_removed_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let goes = format!("a.json.{}.tmp", nonce());
    let others = ["a.json", "a.json.7.tmp", "a.tmp", "tmp"].map(str::to_owned);
    let kept =
        others.into_iter().chain(["b.a.json", "a", "a.toml", "a.json.x"].map(|it| format!("{it}.{}.tmp", nonce())));
    let mut kept: Vec<_> = kept.collect();
    kept.iter().chain([&goes]).for_each(|name| fs::write(path(name), "x").unwrap());
    remove_leftovers(&path("a.json"));
    let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut left: Vec<_> = left.collect();
    kept.sort();
    left.sort();
    assert_eq!(left, kept);
}

#[test]
fn a_file_has_one_name_before_it_is_there_and_after() {
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().canonicalize().unwrap();
    fs::create_dir(real.join("a")).unwrap();
    for path in ["x.toml", "./x.toml", "a/../x.toml", "new/../x.toml", "a/../new/./../x.toml"] {
        assert_eq!(real_path(&folder.path().join(path)), real.join("x.toml"), "{path}");
    }
    for (path, expected) in [("new/x", "new/x"), ("a/../new/x", "new/x"), ("a/x/y", "a/x/y"), ("a", "a")] {
        assert_eq!(real_path(&folder.path().join(path)), real.join(expected), "{path}");
    }
    assert_eq!(real_path(Path::new("")), Path::new(""));
}

#[cfg(unix)]
#[test]
fn links_are_followed_wherever_they_lead() {
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().canonicalize().unwrap();
    let link = |target: &str, name: &str| std::os::unix::fs::symlink(target, real.join(name)).unwrap();
    link("there/x", "one");
    link("./one", "two");
    link("new", "there");
    for name in ["one", "two", "there/x"] {
        assert_eq!(real_path(&real.join(name)), real.join("new/x"), "{name}");
    }
    replace(&real.join("two"), b"x").unwrap();
    assert_eq!(fs::read(real.join("new/x")).unwrap(), b"x");
    assert!(real.join("one").is_symlink() && real.join("two").is_symlink() && real.join("there").is_symlink());
    link("loop/x", "loop");
    link("circle", "circle");
    assert!(real_path(&real.join("loop")).starts_with(&real));
    assert!(replace(&real.join("circle"), b"x").is_err() && real.join("circle").is_symlink());
}

#[cfg(unix)]
#[test]
fn a_link_goes_with_what_it_leads_to() {
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real"), folder.path().join("link"));
    fs::write(&real, b"one").unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    remove(&link).unwrap();
    assert!(!real.exists() && !link.is_symlink());
    std::os::unix::fs::symlink("nowhere", &link).unwrap();
    remove(&link).unwrap();
    assert!(!link.is_symlink());
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real"), folder.path().join("link"));
    fs::write(&real, b"one").unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    replace(&link, b"two").unwrap();
    assert_eq!(fs::read(&real).unwrap(), b"two");
    assert!(link.is_symlink());
}
