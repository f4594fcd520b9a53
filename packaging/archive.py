"""archive.py FOLDER ARCHIVE: packs FOLDER into ARCHIVE, a .tar.gz or .zip that is the same wherever it is made.

Names are sorted, owners are root, times are SOURCE_DATE_EPOCH, and modes are those of what can be run or not.
"""

import gzip
import os
import sys
import tarfile
import time
import zipfile
from pathlib import Path

WHEN = int(os.environ["SOURCE_DATE_EPOCH"])


def mode(path: Path) -> int:
    """What everybody may do with it, whatever the umask was."""
    return 0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644


def tar(paths: list[Path], root: Path, archive: Path) -> None:
    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.mtime = WHEN
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mode = mode(root / entry.name)
        return entry

    with (
        archive.open("wb") as raw,
        gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as out,
    ):
        for path in paths:
            out.add(path, path.relative_to(root), recursive=False, filter=plain)


def zipped(paths: list[Path], root: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in paths:
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(root).as_posix(), time.gmtime(WHEN)[:6])
                entry.create_system = 3  # Unix, whose modes these are
                entry.external_attr = (0o100000 | mode(path)) << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                out.writestr(entry, path.read_bytes())


def main() -> None:
    folder, archive = map(Path, sys.argv[1:])
    paths = [folder, *sorted(folder.rglob("*"))]
    (zipped if archive.suffix == ".zip" else tar)(paths, folder.parent, archive)


main()
