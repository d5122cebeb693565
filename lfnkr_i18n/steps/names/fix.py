"""Fix: listed names in posts give way to their public forms; the difference first, then the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lfnkr_i18n.config import PostFile, Project, post_data
from lfnkr_i18n.errors import LfnkrError, PostError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.steps.names.gates import register_of, register_place
from lfnkr_i18n.steps.names.rewriting import Rewrite, public_forms, rewrite, what_is_left
from lfnkr_i18n.steps.posts import parsed
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from lfnkr_i18n.formats import Post
    from lfnkr_i18n.privacy import Hit, Matcher, Register

_OWN_PLACE = lazy(
    r"^\s*[\"']?(?:slug|url|uri|permalink|alias(?:es)?|link|image|img|src|file|id|guid|path|cover|thumbnail)\b",
    re.IGNORECASE,
)
"""Keys of the front matter whose values are places: another file or page is called so too."""


def plan_fixes(project: Project, selection: Selection, *, reveal: bool = False) -> Iterator[Rewrite]:
    """Yield, for each selected post in which a listed name stands, what would be written; nothing is.

    Only the names themselves change, with what stands between their parts; every other byte stays. Raises
    RegisterMissing, RegisterError, SettingsError where there is no register. With `reveal` the difference shows the
    names.
    """
    register_place(project)
    register = register_of(project)
    for file in selection.files:
        plan = post_rewrite(project, file, register, register.matcher, reveal=reveal)
        if plan is not None:
            yield plan


def post_rewrite(
    project: Project, file: PostFile, register: Register, matcher: Matcher, *, reveal: bool = False
) -> Rewrite | None:
    """Return what taking the names that `matcher` finds out of a post would change; None where it finds none."""
    people = matcher.terms_in(file.shown)
    try:
        data = post_data(file) or b""
        if not people and not matcher.terms_in(data.decode(errors="replace")):
            return None
        return _rewrite(project, file, data, register, matcher, reveal=reveal)
    except LfnkrError as error:
        shown = register.matcher.masked(file.shown)
        problem = register.matcher.masked(str(error)).removeprefix(f"{shown}: ")
        return Rewrite(shown, problem=problem, names=tuple(sorted(people)), post=register.matcher.masked(file.id))


def _rewrite(
    project: Project, file: PostFile, data: bytes, register: Register, matcher: Matcher, *, reveal: bool
) -> Rewrite:
    from lfnkr_i18n.privacy.replacing import replaced  # most posts hold no name

    post = parsed(project, file, data)
    old = data.decode()
    public = public_forms(register, post.language)
    found = replaced(old, matcher, public, spare=lambda hit: _is_place(post, hit))
    _check(project, file, post, found.text)
    left = what_is_left(found.text, found.left, public, post.language)
    in_path = matcher.terms_in(file.shown)
    if in_path:
        advice = _("its path holds a listed name: {people}; rename the file, and its catalogs with it")
        left.append(advice.format(people=", ".join(sorted(in_path))))
    return rewrite(
        file.path,
        file.shown,
        old,
        found.text,
        matcher=register.matcher,
        places=found.count,
        left=left,
        names={*in_path, *(hit.person for hit in found.left)},
        post=file.id,
        reveal=reveal,
    )


def _is_place(post: Post, hit: Hit) -> bool:
    """Tell whether a name stands in a value of the front matter that is a place."""
    if hit.span.start >= post.body:
        return False
    line = post.text[post.text.rfind("\n", 0, hit.span.start) + 1 :]
    return _OWN_PLACE.match(line) is not None


def _check(project: Project, file: PostFile, post: Post, text: str) -> None:
    """Raise PostError where a post would not be the same post any more: its front matter would say something else."""
    new = parsed(project, file, text.encode())
    if set(new.front_matter) != set(post.front_matter) or new.language != post.language:
        problem = _("its front matter would not be read as before; change it by hand")
        raise PostError(problem, path=file.shown)
