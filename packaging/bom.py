"""bom.py TARGET BOM LICENCES: what the program for TARGET is made of.

BOM is written as CycloneDX 1.6: what is compiled in is required, what the build alone runs is excluded.
LICENCES has the licences' texts of what is compiled in, as they demand of who passes it on.
"""

import json
import os
import re
import subprocess
import sys
import tomllib
import uuid
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

TEXTS = re.compile(r"(un)?licen[cs]e|copying|notice|copyright", re.IGNORECASE)


def cargo(*arguments: str) -> str:
    return subprocess.run([os.environ.get("CARGO", "cargo"), *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def crates(target: str, edges: str) -> set[tuple[str, str]]:
    """Name and version of what cargo resolves along these edges, this package's own among them."""
    tree = cargo("tree", "--locked", "--package=space-token", f"--target={target}", f"--edges={edges}", "--prefix=none")
    return {(name, version[1:]) for name, version, *_ in map(str.split, filter(None, tree.splitlines()))}


def checksums() -> dict[tuple[str, str], str]:
    lock = tomllib.loads(Path("Cargo.lock").read_text())
    return {(each["name"], each["version"]): each["checksum"] for each in lock["package"] if "checksum" in each}


def bill(target: str, packages: dict, edges: list[dict], required: set) -> Bom:
    sums = checksums()
    components = {}
    for key, package in packages.items():
        name, version = key
        components[package["id"]] = Component(
            type=ComponentType.APPLICATION if name == "space-token" else ComponentType.LIBRARY,
            name=name,
            version=version,
            description=package["description"],
            scope=ComponentScope.REQUIRED if key in required else ComponentScope.EXCLUDED,
            licenses=[LicenseFactory().make_from_string(package["license"].replace("/", " OR "))],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sums[key])] if key in sums else None,
            purl=PackageURL("cargo", name=name, version=version),
            bom_ref=f"{name}@{version}",
        )
    bom = Bom(components=[each for each in components.values() if each.type == ComponentType.LIBRARY])
    (bom.metadata.component,) = (each for each in components.values() if each.type == ComponentType.APPLICATION)
    bom.metadata.timestamp = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    for node in edges:
        if node["id"] in components:
            uses = [components[each] for each in node["dependencies"] if each in components]
            bom.register_dependency(components[node["id"]], uses)
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"{bom.metadata.component.purl}?target={target}")
    return bom


def beyond_crates(target: str) -> dict[str, list[str]]:
    """What else is in the program: Rust's standard library, and on musl its libc. Text to names."""
    ours = ["The standard library of Rust (MIT OR Apache-2.0), © The Rust Project contributors"]
    found = {Path("LICENSE-APACHE").read_text(): ours}
    if target.endswith("-musl"):
        import ziglang  # on the machine that built with it

        found[(Path(ziglang.__file__).parent / "lib/libc/musl/COPYRIGHT").read_text()] = ["musl (MIT)"]
    return found


def licences(target: str, packages: dict, required: set) -> str:
    names_of = defaultdict(list, beyond_crates(target))
    for (name, version), package in sorted(packages.items()):
        if (name, version) in required and name != "space-token":
            said = f"{name} {version} ({package['license']})"
            folder = Path(package["manifest_path"]).parent
            texts = sorted(path for path in folder.iterdir() if TEXTS.match(path.name) and path.is_file())
            if any("apache" in path.name.lower() for path in texts):
                texts = [path for path in texts if "mit" not in path.name.lower()]  # one of the two will do
            # where the package has none, its authors' word for it is all there is
            for text in [path.read_text(errors="replace") for path in texts] or [", ".join(package["authors"])]:
                names_of[text].append(said)
    by_content = defaultdict(lambda: ([], ""))
    for text, names in names_of.items():
        key = " ".join(text.split())
        by_content[key] = (by_content[key][0] + names, text.strip("\r\n"))
    rule = "\n\n" + "-" * 80 + "\n\n"
    parts = sorted((sorted(names), text) for names, text in by_content.values())
    head = "space-token contains the following software, under the licences that follow each list."
    return rule.join([head, *("\n".join(names) + "\n\n" + text for names, text in parts)]) + "\n"


def main() -> None:
    target, bom, texts = sys.argv[1:]
    required = crates(target, "normal,no-proc-macro")
    listed = required | crates(target, "normal,build")
    metadata = json.loads(cargo("metadata", "--locked", "--format-version=1", f"--filter-platform={target}"))
    packages = {(each["name"], each["version"]): each for each in metadata["packages"]}
    packages = {key: packages[key] for key in sorted(listed)}
    made = bill(target, packages, metadata["resolve"]["nodes"], required)
    Path(bom).write_text(JsonV1Dot6(made).output_as_string(indent=2) + "\n")
    Path(texts).write_text(licences(target, packages, required))


main()
