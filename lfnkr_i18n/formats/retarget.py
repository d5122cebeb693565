"""Targets of links and pictures, replaced in a rendered post where they still are the source's."""

from __future__ import annotations

from collections.abc import Mapping

from lfnkr_i18n.formats.blocks import Format, Shape
from lfnkr_i18n.model import ReadingRules
from lfnkr_i18n.patterns import lazy

_ADDRESS = lazy(r'(?<= )(href|src)="([^"]*)"')
_TITLED = " with a title"


class TargetMap:
    """What becomes of a target: `targets` says it of whole ones, `links` of how they begin (the longest wins)."""

    def __init__(self, links: Mapping[str, str], targets: Mapping[str, str]) -> None:
        self._targets = targets
        self._links = sorted(links.items(), key=lambda link: -len(link[0]))

    def __bool__(self) -> bool:
        return bool(self._targets or self._links)

    def of(self, target: str) -> str:
        """Return the new target; the same where nothing is said of it."""
        if target in self._targets:
            return self._targets[target]
        for start, new in self._links:
            if start and target.startswith(start):
                return new + target[len(start) :]
        return target

    def shape(self, shape: Shape) -> Shape:
        """Return a shape as it must look with the targets replaced."""
        if not shape.constructs:
            return shape
        return shape._replace(
            constructs=tuple(sorted((kind, self._detail(kind, detail)) for kind, detail in shape.constructs))
        )

    def _detail(self, kind: str, detail: str) -> str:
        if kind in _TARGETED:
            bare = detail.removesuffix(_TITLED)
            return self.of(bare) + detail[len(bare) :]
        if kind == "tag":
            return _ADDRESS.sub(lambda match: f'{match[1]}="{self.of(match[2])}"', detail)
        return detail


_TARGETED = frozenset({"link", "image", "autolink"})


def retargeted(text: str, body: int, form: Format, rules: ReadingRules, mapping: TargetMap, own: frozenset[str]) -> str:
    """Return a post with its targets replaced as `mapping` says, where they are among the source's `own`."""
    parts: list[str] = []
    done = 0
    for target in form.references(text, body, rules):
        new = mapping.of(target.target)
        if new == target.target or target.target not in own or target.start < done:
            continue
        parts += (text[done : target.start], form.written_target(new, target, text))
        done = target.end
    return "".join([*parts, text[done:]])
