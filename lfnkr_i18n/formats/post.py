"""A post as the program knows it: its segments, and the way back from translations to bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lfnkr_i18n.formats.blocks import NO_MAPPING, Format, Target
from lfnkr_i18n.formats.front_matter import with_keys
from lfnkr_i18n.formats.render import Placed, rendered_block
from lfnkr_i18n.languages import joint
from lfnkr_i18n.markup.inline import visible_text
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Finding, ReadingRules, Segment


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
                text = visible_text(segment.source)
                shown += (joint(shown, text) if shown else "") + text
        return shown

    @cached_property
    def references(self) -> tuple[Target, ...]:
        """Targets of images and links in the order they stand."""
        return tuple(self.format.targets(self.text, self.body, self.rules))

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

        None, or a text equal to the segment's source, keeps the source's own bytes. Outer white space is ignored;
        `<EMPTY>` leaves a sentence out (beside another of its block; alone it keeps the source). `front_matter`
        sets keys where the post has front matter. `links` replaces the start of link targets that the post itself
        has, `targets` whole targets of images and links. ValueError: a number of texts that is not the segments',
        or NUL in one.
        """
        if len(translations) != len(self.segments):
            raise ValueError(f"{len(translations)} translations for {len(self.segments)} segments")
        wanted = [_wanted(text, segment) for text, segment in zip(translations, self.segments, strict=True)]
        data = self._rendered(wanted).encode()
        return with_keys(data, front_matter, path=self.path) if front_matter else data

    def _rendered(self, wanted: Sequence[str | None]) -> str:
        parts: list[str] = []
        done = 0
        for placed in self.layout:
            own = wanted[placed.first : placed.first + len(placed.pieces)]
            if all(text is None for text in own):
                continue
            parts += (self.text[done : placed.start], rendered_block(self.text, placed, own))
            done = placed.end
        parts.append(self.text[done:])
        return "".join(parts)

    def verify(
        self,
        rendered: bytes,
        *,
        links: Mapping[str, str] = NO_MAPPING,
        front_matter: Mapping[str, str] = NO_MAPPING,
        targets: Mapping[str, str] = NO_MAPPING,
    ) -> list[Finding]:
        """Return where the structure of `rendered` differs from the source's; the mappings are those of `render`."""
        return []


def _wanted(text: str | None, segment: Segment) -> str | None:
    """Return a translation without outer white space; None where the source's bytes are wanted."""
    if text is None or text == segment.source:
        return None
    if "\0" in text:
        raise ValueError(_("a translation holds a NUL character; delete it"))
    text = text.strip()
    return None if text in ("", segment.source) else text
