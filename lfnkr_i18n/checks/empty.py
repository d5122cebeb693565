"""Check `empty`: a translation says something, or deliberately nothing where that is allowed."""

from __future__ import annotations

from collections.abc import Iterator

from lfnkr_i18n.checks.remarks import Remark, visible_text
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import EMPTY, Pair


def not_empty(pair: Pair) -> Iterator[Remark]:
    """Yield a remark where nothing of the translation shows.

    `<EMPTY>` is allowed beside another sentence of the same block: two sentences may become one.
    """
    target = pair.target.strip()
    if target == EMPTY:
        if pair.alone:
            yield Remark(_("<EMPTY> would leave the whole block empty; it may stand only beside another sentence"))
    elif not target:
        yield Remark(_("the translation is empty"))
    elif not visible_text(target, pair.markup).strip() and visible_text(pair.source, pair.markup).strip():
        yield Remark(_("nothing of the translation would show"))
