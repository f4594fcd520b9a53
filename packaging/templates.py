"""templates.py DIST: fills what is in templates/ and puts it into DIST, from the archives that are there.

install.sh goes beside them, what package managers want into the folder manifests. A file that names an archive which
isn't there is left out, and that is said.
"""

import hashlib
import os
import re
import shutil
import sys
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"


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
    return re.sub("@SHA256 (.+?)@", lambda match: hashlib.sha256((dist / match[1]).read_bytes()).hexdigest(), text)


def main() -> None:
    dist = Path(sys.argv[1])
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


main()
