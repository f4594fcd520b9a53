"""apk.py PACKAGE: Alpine's package is whole: its control part has the sum of its data part.

The file is two or three gzip members one after the other: a signature if there is one, control, data.
"""

import gzip
import hashlib
import io
import re
import sys
import tarfile
import zlib
from pathlib import Path


def members(package: bytes) -> list[bytes]:
    found = []
    while package:
        member = zlib.decompressobj(wbits=31)
        member.decompress(package)
        found.append(package[: len(package) - len(member.unused_data)])
        package = member.unused_data
    return found


*_, control, data = members(Path(sys.argv[1]).read_bytes())
with tarfile.open(fileobj=io.BytesIO(gzip.decompress(control) + bytes(1024))) as archive:
    about = archive.extractfile(".PKGINFO").read().decode()
said = re.search(r"^datahash = (\w+)$", about, re.MULTILINE)[1]
if said != hashlib.sha256(data).hexdigest():
    sys.exit(f"{sys.argv[1]}: datahash is {said}, and its data's is another")
