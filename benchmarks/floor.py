"""What no program can do without, in a Python of its own: `floor.py scan POSTS`, `floor.py copy POSTS TARGET`."""

import os
import sys
from pathlib import Path

verb, posts, *target = sys.argv[1:]


def entries(folder: str) -> list[os.DirEntry[str]]:
    found = []
    with os.scandir(folder) as scan:
        for entry in scan:
            found += entries(entry.path) if entry.is_dir() else [entry]
    return found


for entry in entries(posts):
    if verb == "scan":
        entry.stat()
    else:
        place = Path(target[0] + entry.path.removeprefix(posts))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(Path(entry.path).read_bytes())
