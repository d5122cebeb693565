"""Pictures: the local images a post refers to, which go beside the published post.

A reference keeps its words: `street.jpg` stays `street.jpg`. Where the language has its own version beside the
source (`street.ja.jpg`), that file is what is copied, under the name the post refers to. So the published post needs
no other change, and a reader of either language sees the picture meant for them.

Absolute paths and URLs belong to the site and are left alone. Nothing outside `source_posts` is read, nothing outside
the folder of `publish.output` written, and no post is taken for a picture.
"""

from __future__ import annotations

import os.path
import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import msgspec

from lfnkr_i18n.filenames import escaped, safe_name
from lfnkr_i18n.files import is_file
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.reads import note_failure

SUFFIXES = frozenset(
    (".apng", ".avif", ".bmp", ".gif", ".heic", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp")
)
"""What a link, or a front-matter value, must end in to be taken for a picture; an image may have any suffix."""

_MAY_BE_PICTURE = lazy("%|" + "|".join(map(re.escape, sorted(SUFFIXES))), re.IGNORECASE)
"""What is in every path of a picture: its suffix, or what may stand for some of it."""
_SCHEME = lazy(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Picture(msgspec.Struct, frozen=True):
    """A local image that a post shows, where it lies."""

    target: str
    """As the post refers to it: decoded, without query and fragment."""
    referred: Path
    """The file that the target names; it may exist only in the language's own version."""
    file: Path
    """What is shown: the language's own version where there is one."""


class Located(msgspec.Struct, frozen=True):
    """The pictures of a post in a language; a `missing` target has no file."""

    found: tuple[Picture, ...] = ()
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Placed(msgspec.Struct, frozen=True):
    """The pictures of a post with the paths they are published at, from the project's folder, with `/`."""

    pictures: Mapping[str, Picture]
    warnings: tuple[str, ...] = ()


def referred(references: Iterable[tuple[str, str]], front_matter: Mapping[str, object]) -> list[tuple[str, bool]]:
    """Return the local pictures a post refers to, each once, in order, and whether a missing one is worth a warning.

    `references` are (kind, target) of images and links. A front-matter value that ends like a picture is one only if
    the file is there: sites also write paths of their own into front matter.
    """
    targets: dict[str, bool] = {}
    for kind, target in references:
        path = local_path(target)
        if path and (kind == "image" or _suffix(path) in SUFFIXES):
            targets[path] = True
    for value in filter(_MAY_BE_PICTURE.search, _strings(front_matter)):
        path = local_path(value)
        if path and _suffix(path) in SUFFIXES:
            targets.setdefault(path, False)
    return list(targets.items())


def located(
    targets: Iterable[tuple[str, bool]],
    *,
    post: Path,
    source_folder: Path,
    language: str,
    post_suffixes: Collection[str],
) -> Located:
    """Return where each of the `referred` targets of a source post lies.

    `post_suffixes` are suffixes of posts: what has one is no picture.
    """
    found, missing, warnings = [], [], []
    for target, expected in targets:
        path = post.parent / target
        file = None if path.suffix.lower() in post_suffixes else _shown_file(post, target, language, source_folder)
        if file is not None:
            found.append(Picture(target, path, file))
            continue
        missing.append(target)
        if expected:
            warnings.append(_("{target}: no such picture in source_posts").format(target=escaped(target)))
    return Located(tuple(found), tuple(missing), tuple(warnings))


def placed(pictures: Iterable[Picture], *, published: str, folder: str) -> Placed:
    """Return where the pictures of a post published at `published` go.

    `folder` is what everything published lies below (empty: the project); a picture that would land elsewhere is
    left out with a warning.
    """
    places: dict[str, Picture] = {}
    warnings = []
    for picture in pictures:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(published), picture.target))
        if _below(path, folder):
            places.setdefault(path, picture)
        else:
            text = _("{target}: would be published outside {folder}; not copied")
            warnings.append(text.format(target=escaped(picture.target), folder=folder))
    return Placed(places, tuple(warnings))


def local_path(target: str) -> str | None:
    """Return the decoded relative path of an image or link target; None where it is absolute, a URL or no path.

    >>> [local_path(target) for target in ("img/my%20cat.jpg?w=3#top", "/a.jpg", "https://example.org/a.jpg", "#top")]
    ['img/my cat.jpg', None, None, None]
    """
    if _SCHEME.match(target) or target.startswith("/"):
        return None
    path = unquote(re.split("[?#]", target, maxsplit=1)[0])
    if not path or path.startswith("/"):
        return None
    parts = PurePosixPath(path).parts
    return path if all(part == ".." or safe_name(part) for part in parts) and parts else None


def own_version(name: str, language: str) -> str:
    """Return the name of a picture's version for one language.

    >>> own_version("street.jpg", "ja")
    'street.ja.jpg'
    """
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{language}.{suffix}" if dot and stem else f"{name}.{language}"


def _shown_file(post: Path, target: str, language: str, source_folder: Path) -> Path | None:
    """Return the file that a target shows, the language's own version first; None where there is none.

    A Mac may have written a name as letters with separate accents (か + ゛), so both forms of it are looked for.
    """
    forms = dict.fromkeys((target, *(unicodedata.normalize(form, target) for form in ("NFC", "NFD"))))
    paths = [post.parent / form for form in forms]
    for candidate in (*(path.with_name(own_version(path.name, language)) for path in paths), *paths):
        try:
            if not is_file(candidate):
                continue
            file, top = candidate.resolve(), source_folder.resolve()
            if file != top / os.path.relpath(candidate, source_folder):
                note_failure()  # a link may be turned elsewhere
            if file.is_relative_to(top):
                return file
        except (OSError, RuntimeError, ValueError):  # too long, a loop of links, no permission
            note_failure()
    return None


def _below(path: str, folder: str) -> bool:
    parts = PurePosixPath(path).parts
    return ".." not in parts and (not folder or PurePosixPath(path).is_relative_to(folder))


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _strings(value: object) -> Iterator[str]:
    """Yield every string of front matter, however deep; the depth was capped when it was read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
