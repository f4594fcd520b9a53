"""bom.py BOM PROGRAM LICENCES: the bill of materials is valid, and agrees with the list that the program carries."""

import json
import sys
import zlib
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator


def carried(program: bytes) -> set[str]:
    """What cargo-auditable wrote into the program, in a section of its own: JSON in zlib's form."""
    start = -1
    while (start := program.find(b"\x78", start + 1)) >= 0:
        try:
            text = zlib.decompressobj().decompress(program[start:])
            packages = json.loads(text)["packages"]
        except (zlib.error, ValueError, KeyError, TypeError):
            continue
        return {f"{each['name']}@{each['version']}" for each in packages if each.get("kind") != "build"}
    sys.exit("the program does not say what it is made of")


def main() -> None:
    bom, program, licences = map(Path, sys.argv[1:])
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(bom.read_text()):
        sys.exit(f"{bom}: {error}")
    listed = json.loads(bom.read_text())
    required = {each["bom-ref"] for each in listed["components"] if each["scope"] == "required"}
    missing = required - carried(program.read_bytes())
    if missing:
        sys.exit(f"the program does not carry what the bill of materials requires: {sorted(missing)}")
    unlicensed = [each for each in required if each.replace("@", " ") + " (" not in licences.read_text()]
    if unlicensed:
        sys.exit(f"third-party.txt does not name {sorted(unlicensed)}")


main()
