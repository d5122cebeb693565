"""Run by mdpo's own Python: what its `md2po` and `po2md` do, for many files in one process.

python mdpo_files.py extract|reassemble POSTS CATALOGS [OUTPUT]
"""

import sys
from pathlib import Path

from mdpo import markdown_to_pofile, pofile_to_markdown

verb, posts, catalogs, *output = sys.argv[1:]
for post in sorted(Path(posts).rglob("*.md")):
    place = post.relative_to(posts)
    catalog = Path(catalogs, place).with_suffix(".po")
    catalog.parent.mkdir(parents=True, exist_ok=True)
    if verb == "extract":
        markdown_to_pofile(str(post), po_filepath=str(catalog), save=True)
    else:
        target = Path(output[0], place)
        target.parent.mkdir(parents=True, exist_ok=True)
        pofile_to_markdown(str(post), [str(catalog)], save=str(target))
