"""Pictures: the local images a post refers to, which go beside the published post.

A reference keeps its words: `street.jpg` stays `street.jpg`. Where the language has its own version beside the
source (`street.ja.jpg`), that file is what is copied, under the name the post refers to. So the published post needs
no other change, and a reader of either language sees the picture meant for them.

Absolute paths and URLs belong to the site and are left alone. Nothing outside `source_posts` is read, nothing outside
the folder of `publish.output` written, and no post is taken for a picture.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.publishing.paths import safe_name

SUFFIXES = frozenset(
    (".apng", ".avif", ".bmp", ".gif", ".heic", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp")
)
"""What a link, or a front-matter value, must end in to be taken for a picture; an image may have any suffix."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # CommonMark 2.4: a backslash before ASCII punctuation


@dataclass(frozen=True, slots=True)
class Picture:
    """A local image that a post shows."""

    target: str
    """As the post refers to it, without query and fragment."""
    file: Path
    """What is copied: the language's own version where there is one."""
    path: str
    """Where it is published, from the project's folder, with `/`."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a post in a language, and what is wrong with the others."""

    found: tuple[Picture, ...] = ()
    missing: tuple[str, ...] = ()
    """Targets for which there is no file."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands and where it goes, for resolving its relative paths."""

    source_folder: Path
    """`source_posts`."""
    post: Path
    """The source post's file."""
    published: str
    """The published post's path, from the project's folder, with `/`."""
    output_folder: str
    """The folder everything published lies below, from the project's folder; empty: the project's folder."""
    language: str
    post_suffixes: Collection[str]
    """Suffixes of posts, which are no pictures."""


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
    for value in _strings(front_matter):
        path = local_path(value)
        if path and _suffix(path) in SUFFIXES:
            targets.setdefault(path, False)
    return list(targets.items())


def pictures(targets: Iterable[tuple[str, bool]], place: Place) -> Pictures:
    """Return where each of the `referred` targets lies and goes."""
    found: dict[str, Picture] = {}
    missing, warnings = [], []
    for target, expected in targets:
        file = _file_of(target, place)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(place.published), target))
        if file is None:
            missing.append(target)
            if expected:
                warnings.append(_("{target}: no such picture in source_posts").format(target=_printable(target)))
        elif not _below(path, place.output_folder):
            text = _("{target}: would be published outside {folder}; not copied")
            warnings.append(text.format(target=_printable(target), folder=place.output_folder))
        else:
            found.setdefault(path, Picture(target, file, path))
    return Pictures(tuple(found.values()), tuple(missing), tuple(warnings))


def local_path(target: str) -> str | None:
    """Return the decoded relative path of an image or link target; None where it is absolute, a URL or no path.

    >>> [local_path(target) for target in ("img/my%20cat.jpg?w=3#top", "/a.jpg", "https://example.org/a.jpg", "#top")]
    ['img/my cat.jpg', None, None, None]
    """
    text = html.unescape(_ESCAPED.sub(r"\1", target.strip().removeprefix("<").removesuffix(">")))
    if _SCHEME.match(text) or text.startswith(("/", "\\")):
        return None
    path = unquote(re.split("[?#]", text, maxsplit=1)[0])
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


def _file_of(target: str, place: Place) -> Path | None:
    """Return the file a target shows, the language's own version first; None where there is none to copy."""
    path = place.post.parent / target
    if path.suffix.lower() in place.post_suffixes:
        return None
    for candidate in (path.with_name(own_version(path.name, place.language)), path):
        try:
            file = candidate.resolve()
            if file.is_file() and file.is_relative_to(place.source_folder.resolve()):
                return file
        except (OSError, RuntimeError):  # too long, a loop of links, no permission
            continue
    return None


def _below(path: str, folder: str) -> bool:
    parts = PurePosixPath(path).parts
    return ".." not in parts and (not folder or PurePosixPath(path).is_relative_to(folder))


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _printable(target: str) -> str:
    return target if target.isprintable() else ascii(target)[1:-1]


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
