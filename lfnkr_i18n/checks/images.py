"""Check `alt`: who cannot see an image is told in the translation too what it shows."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from html import unescape

from lfnkr_i18n.checks.remarks import Remark, constructs_in, is_blank, quoted
from lfnkr_i18n.markup.inline import Construct, Kind
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity
from lfnkr_i18n.patterns import lazy

_SUFFIX = r"\.(?:apng|avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)"
_FILE_NAME = lazy(rf"[^\s/]{{1,200}}{_SUFFIX}|(?:IMG|DSCN?|PXL|MVIMG|image|photo)[-_ ]?\d[\w-]{{0,60}}", re.IGNORECASE)
_HTML_ALT = lazy(r"""\salt\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def says_what_images_show(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each image whose source says what it shows and whose translation does not."""
    if is_blank(pair.target):
        return
    if pair.kind == "image alt":
        if _is_file_name(pair.target) and not _is_file_name(pair.source):
            yield _remark(pair.target, None)
        return
    if not (_may_hold_images(pair.source) and _may_hold_images(pair.target)):
        return
    sources: dict[str, deque[Construct]] = defaultdict(deque)
    for image in filter(_is_image, constructs_in(pair.source, pair.markup)):
        sources[image.detail].append(image)
    for image in filter(_is_image, constructs_in(pair.target, pair.markup)):
        same = sources[image.detail]
        if not same:
            continue
        told, telling = _alt(same.popleft(), pair.source), _alt(image, pair.target)
        if told.strip() and not _is_file_name(told) and (not telling.strip() or _is_file_name(telling)):
            yield _remark(telling, image)


def _may_hold_images(text: str) -> bool:
    return "![" in text or "<img" in text.lower()


def _is_image(construct: Construct) -> bool:
    tag = construct.kind is Kind.TAG and construct.detail.partition(" ")[0] == "img"
    return construct.kind is Kind.IMAGE or tag


def _alt(image: Construct, text: str) -> str:
    """Return an image's alt text as written, entities decoded."""
    written = text[image.span.start : image.span.end]
    if image.kind is Kind.IMAGE:
        cut = max(written.rfind("]("), written.rfind("]["))
        return unescape(written[2 : cut if cut > 0 else -1])
    found = _HTML_ALT.search(written)
    return unescape(next((group for group in found.groups() if group), "")) if found else ""


def _is_file_name(text: str) -> bool:
    return _FILE_NAME.fullmatch(text.strip()) is not None


def _remark(alt: str, image: Construct | None) -> Remark:
    message = _("the image's alt text is missing; say what it shows")
    if alt.strip():
        message = _("the image's alt text `{name}` is a file's name; say what it shows").format(name=quoted(alt))
    return Remark(message, target_span=image.span if image else None, severity=Severity.WARNING)
