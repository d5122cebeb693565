"""A post as the program knows it: its segments, and the way back from translations to bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lfnkr_i18n.errors import PostError
from lfnkr_i18n.formats.blocks import NO_MAPPING, Format, Reference, Shape
from lfnkr_i18n.formats.front_matter import read_values, with_keys
from lfnkr_i18n.formats.render import Placed, rendered_block
from lfnkr_i18n.formats.retarget import TargetMap, retargeted
from lfnkr_i18n.formats.verify import STRUCTURE, front_matter_findings, line_of, segment_finder, structure_findings
from lfnkr_i18n.languages import joint
from lfnkr_i18n.markup.inline import visible_text
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import EMPTY, Finding, ReadingRules, Segment, Severity


@dataclass(frozen=True)
class Post:
    """One post: bytes, segments, and what rendering needs. Made by `read_post`."""

    data: bytes = field(repr=False)
    path: str
    language: str
    segments: tuple[Segment, ...] = field(repr=False)
    front_matter: Mapping[str, object] = field(repr=False)
    """Plain values of the front matter; empty where there is none."""
    has_front_matter: bool
    text: str = field(repr=False)
    """`data`, decoded; offsets count its characters."""
    body: int = field(repr=False)
    """Character where the body begins."""
    layout: tuple[Placed, ...] = field(repr=False)
    """The blocks that hold segments, in order."""
    format: Format = field(repr=False)
    rules: ReadingRules = field(repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether the file holds nothing, not even front matter."""
        return not self.text.strip("\ufeff \t\r\n")

    @cached_property
    def title(self) -> str:
        """The front matter's title, else the first heading's text as readers see it, else nothing."""
        title = self.front_matter.get("title")
        if isinstance(title, str) and title.strip():
            return title.strip()
        heading = next((segment for segment in self.segments if segment.kind.startswith("heading")), None)
        if heading is None:
            return ""
        shown = ""
        for segment in self.segments:
            if segment.block == heading.block:
                text = visible_text(segment.source, markup=segment.markup)
                shown += (joint(shown, text) if shown else "") + text
        return shown

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Targets of images and links in the order they stand."""
        return tuple(self.format.references(self.text, self.body, self.rules))

    @cached_property
    def remarks(self) -> tuple[tuple[int, str], ...]:
        """What people must know before they translate: lines from 1, each with a sentence."""
        found = self.format.remarks(self.text, self.body, self.rules)
        return tuple((line_of(self.text, place), message) for place, message in found)

    def render(
        self,
        translations: Sequence[str | None],
        *,
        language: str,
        links: Mapping[str, str] = NO_MAPPING,
        front_matter: Mapping[str, str] = NO_MAPPING,
        targets: Mapping[str, str] = NO_MAPPING,
    ) -> bytes:
        """Return the post with its segments' translations, one a segment; never judges.

        None, or a text equal to the segment's source, keeps the source's own bytes. Outer white space is ignored.
        `<EMPTY>` leaves a sentence out; where it would leave a whole block out, the source stays. `front_matter` sets
        keys where the post has front matter. `links` replaces how link targets begin, `targets` whole targets of
        links and images, both only where they are the source's. ValueError: another number of texts than segments,
        or NUL in one.
        """
        del language  # every rule so far goes by the characters themselves
        if len(translations) != len(self.segments):
            raise ValueError(f"{len(translations)} translations for {len(self.segments)} segments")
        wanted = [_wanted(text, segment) for text, segment in zip(translations, self.segments, strict=True)]
        text, body = self._rendered(wanted)
        mapping = TargetMap(links, targets)
        if mapping:
            own = frozenset(reference.target for reference in self.references)
            text = retargeted(text, body, self.format, self.rules, mapping, own)
        data = text.encode()
        return with_keys(data, front_matter, path=self.path) if front_matter else data

    def _rendered(self, wanted: Sequence[str | None]) -> tuple[str, int]:
        """Return the rendered text, and where its body begins."""
        parts: list[str] = []
        done, grown = 0, 0
        for placed in self.layout:
            own = wanted[placed.first : placed.first + len(placed.pieces)]
            # A block is never left empty: a paragraph, a cell, a heading would be gone.
            if all(text is None for text in own) or all(text == EMPTY for text in own):
                continue
            new = rendered_block(self.text, placed, own)
            if placed.start < self.body:
                grown += len(new) - (placed.end - placed.start)
            parts += (self.text[done : placed.start], new)
            done = placed.end
        parts.append(self.text[done:])
        return "".join(parts), self.body + grown

    @cached_property
    def _shapes(self) -> tuple[Shape, ...]:
        return tuple(self.format.shapes(self.text, self.body, self.rules))

    def verify(
        self,
        rendered: bytes,
        *,
        links: Mapping[str, str] = NO_MAPPING,
        front_matter: Mapping[str, str] = NO_MAPPING,
        targets: Mapping[str, str] = NO_MAPPING,
    ) -> list[Finding]:
        """Return where the structure of `rendered` differs from the source's, at most one finding a block.

        The mappings are those that `render` was given. Empty: only text differs.
        """
        try:
            text = rendered.decode()
            head = read_values(rendered, path=self.path)
        except (UnicodeDecodeError, PostError):
            message = _("the front matter cannot be read any more")
            return [Finding(STRUCTURE, Severity.ERROR, message)]
        body = len(rendered[: head.block.end].decode()) if head else int(text.startswith("\ufeff"))
        found = front_matter_findings(
            self.front_matter, head.plain if head else {}, text_keys=self.rules.text_keys, ignored=front_matter
        )
        mapping = TargetMap(links, targets)
        source = [mapping.shape(shape) for shape in self._shapes] if mapping else self._shapes
        shapes = list(self.format.shapes(text, body, self.rules))
        return found + structure_findings(source, shapes, segment_finder(self.text, self.layout))


def _wanted(text: str | None, segment: Segment) -> str | None:
    """Return a translation without outer white space; None where the source's bytes are wanted."""
    if text is None or text == segment.source:
        return None
    if "\0" in text:
        raise ValueError(_("a translation holds a NUL character; delete it"))
    text = text.strip()
    return None if text in ("", segment.source) else text
