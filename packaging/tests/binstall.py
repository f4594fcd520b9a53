"""binstall.py DIST: what Cargo.toml tells cargo-binstall names archives of DIST, and the program in them."""

import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

dist = Path(sys.argv[1])
package = tomllib.loads(Path("Cargo.toml").read_text())["package"]
said = package["metadata"]["binstall"]


def filled(text: str, target: str, suffix: str) -> str:
    windows = "windows" in target
    words = {
        "repo": "REPOSITORY",
        "version": package["version"],
        "target": target,
        "bin": "space-token",
        "binary-ext": ".exe" if windows else "",
        "archive-suffix": suffix,
    }
    for name, value in words.items():
        text = text.replace("{ " + name + " }", value)
    return text


def names(archive: Path) -> list[str]:
    if archive.suffix == ".zip":
        return zipfile.ZipFile(archive).namelist()
    return tarfile.open(archive).getnames()


archives = sorted([*dist.glob("*.tar.gz"), *dist.glob("*.zip")])
for archive in archives:
    suffix = ".zip" if archive.suffix == ".zip" else ".tar.gz"
    target = archive.name.removeprefix(f"space-token-{package['version']}-").removesuffix(suffix)
    how = {**said, **said.get("overrides", {}).get(target, {})}
    url = filled(how["pkg-url"], target, suffix)
    if url != f"REPOSITORY/releases/download/v{package['version']}/{archive.name}":
        sys.exit(f"{archive.name} is looked for at {url}")
    if how["pkg-fmt"] != ("zip" if suffix == ".zip" else "tgz"):
        sys.exit(f"{archive.name} is taken for {how['pkg-fmt']}")
    if filled(how["bin-dir"], target, suffix) not in names(archive):
        sys.exit(f"{archive.name} has no {filled(how['bin-dir'], target, suffix)}")
if not archives:
    sys.exit(f"there is no archive in {dist}")
