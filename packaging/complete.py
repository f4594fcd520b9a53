"""complete.py DIST: what a release has beside archives and packages, made from those that are in DIST.

The files of templates/ are filled: install.sh goes into DIST, what package managers want into its folder manifests.
One that names an archive which isn't there is left out, and that is said. SHA256SUMS is of all files in DIST.
"""

import hashlib
import os
import re
import shutil
import sys
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def fill(text: str, dist: Path) -> str:
    repository = os.environ["RELEASE_REPOSITORY"]
    words = {
        "VERSION": os.environ["RELEASE_VERSION"],
        "REPOSITORY": repository,
        "MAINTAINER": os.environ["RELEASE_MAINTAINER"],
        # https://HOST/PUBLISHER/space-token
        "PUBLISHER": repository.split("/")[-2],
    }
    text = re.sub("@([A-Z]+)@", lambda match: words[match[1]], text)
    return re.sub("@SHA256 (.+?)@", lambda match: sha256(dist / match[1]), text)


def fill_templates(dist: Path) -> None:
    manifests = dist / "manifests"
    shutil.rmtree(manifests, ignore_errors=True)
    for template in sorted(filter(Path.is_file, TEMPLATES.rglob("*"))):
        name = template.relative_to(TEMPLATES)
        try:
            text = fill(template.read_text(), dist)
        except FileNotFoundError as error:
            print(f"{name} is left out: there is no {Path(error.filename).name}", file=sys.stderr)
            continue
        file = (dist if name.parent == Path() else manifests) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def main() -> None:
    dist = Path(sys.argv[1])
    fill_templates(dist)
    sums = dist / "SHA256SUMS"
    files = sorted(file for file in dist.iterdir() if file.is_file() and not file.name.startswith(sums.name))
    sums.write_text("".join(f"{sha256(file)}  {file.name}\n" for file in files))


main()
