"""All checks by the name that people type, and the way to run them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType

from lfnkr_i18n.checks.aliases import no_pending_masks, same_aliases
from lfnkr_i18n.checks.anchors import anchors_lead_somewhere
from lfnkr_i18n.checks.bare_url import bare_url_ends
from lfnkr_i18n.checks.brackets import balanced_quotes
from lfnkr_i18n.checks.chatter import no_chatter
from lfnkr_i18n.checks.contacts import same_contacts
from lfnkr_i18n.checks.dates import same_dates
from lfnkr_i18n.checks.emphasis import same_emphasis
from lfnkr_i18n.checks.empty import not_empty
from lfnkr_i18n.checks.end_mark import same_end_mark
from lfnkr_i18n.checks.front_matter import fits_where_it_is_shown, same_kind_of_value
from lfnkr_i18n.checks.house_dots import house_dots
from lfnkr_i18n.checks.house_marks import house_punctuation
from lfnkr_i18n.checks.house_names import house_dates, house_honorifics
from lfnkr_i18n.checks.house_spacing import house_digits, house_spacing
from lfnkr_i18n.checks.house_voice import same_voice
from lfnkr_i18n.checks.images import says_what_images_show
from lfnkr_i18n.checks.length import like_length
from lfnkr_i18n.checks.lines import same_line_breaks
from lfnkr_i18n.checks.look_alikes import no_look_alikes
from lfnkr_i18n.checks.money import same_money
from lfnkr_i18n.checks.name_forms import one_form_of_each_name
from lfnkr_i18n.checks.negation import same_negation
from lfnkr_i18n.checks.numbers import same_numbers
from lfnkr_i18n.checks.personal import no_personal_data_added
from lfnkr_i18n.checks.remarks import TEXTS, Check, PlacedPair, PostCheck, Remark
from lfnkr_i18n.checks.ruby import whole_ruby
from lfnkr_i18n.checks.script import right_script
from lfnkr_i18n.checks.sentences import no_doubled_words, same_sentences
from lfnkr_i18n.checks.stale_edit import follows_edit
from lfnkr_i18n.checks.stray import no_stray_characters
from lfnkr_i18n.checks.structure import same_structure
from lfnkr_i18n.checks.terms import follows_glossary, keeps_names, no_forbidden_terms
from lfnkr_i18n.checks.times import same_times
from lfnkr_i18n.checks.units import same_units
from lfnkr_i18n.checks.untranslated import no_residue, not_unchanged
from lfnkr_i18n.checks.urls import same_urls
from lfnkr_i18n.house import NO_STYLE, HouseStyle
from lfnkr_i18n.model import NO_TERMS, Finding, Markup, Pair, Span, Terms

CHECKS: dict[str, Check] = {
    "empty": not_empty,
    "stale-edit": follows_edit,
    "structure": same_structure,
    "urls": same_urls,
    "contacts": same_contacts,
    "emphasis": same_emphasis,
    "wrong-script": right_script,
    "dates": same_dates,
    "times": same_times,
    "money": same_money,
    "units": same_units,
    "numbers": same_numbers,
    "negation": same_negation,
    "glossary": follows_glossary,
    "forbidden-terms": no_forbidden_terms,
    "do-not-translate": keeps_names,
    "front-matter": same_kind_of_value,
    "titles": fits_where_it_is_shown,
    "unchanged": not_unchanged,
    "residual": no_residue,
    "bare-url": bare_url_ends,
    "line-breaks": same_line_breaks,
    "stray-characters": no_stray_characters,
    "chatter": no_chatter,
    "quotes": balanced_quotes,
    "end-mark": same_end_mark,
    "length": like_length,
    "look-alikes": no_look_alikes,
    "ruby": whole_ruby,
    "alt": says_what_images_show,
    "sentence-count": same_sentences,
    "doubled-words": no_doubled_words,
    "style-mix": same_voice,
    "punctuation": house_punctuation,
    "digit-width": house_digits,
    "spacing": house_spacing,
    "ellipsis": house_dots,
    "honorifics": house_honorifics,
    "date-form": house_dates,
}

POST_CHECKS: dict[str, PostCheck] = {
    "link-targets": anchors_lead_somewhere,
    "name-forms": one_form_of_each_name,
    "personal-data": no_personal_data_added,
    "aliases": same_aliases,
    "pending-masks": no_pending_masks,
}
"""Checks that look at all pairs of a post together."""

_SAME_OBJECTS = (
    frozenset({"stale-edit", "contacts", "dates", "times", "money", "units", "numbers"}),
    frozenset({"structure", "urls"}),
)
"""Checks that read the same digits, or links: what one of them speaks of, those after it do not report again."""
_TOGETHER = TEXTS // 8
"""Pairs that one check looks at before the next one does; their texts stay read."""
_OBJECTS_OF = {name: number for number, group in enumerate(_SAME_OBJECTS) for name in group}


def findings(pair: Pair, checks: Mapping[str, Check] = CHECKS) -> list[Finding]:
    """Return what each check has to say about a pair, in the order of `checks`."""
    return findings_in([pair], checks)[0]


def findings_in(pairs: Sequence[Pair], checks: Mapping[str, Check] = CHECKS) -> list[list[Finding]]:
    """Return what each check has to say about each pair, in the order of `checks`.

    A check goes over several pairs before the next one does: its code and patterns stay at hand, which saves a fifth of
    the time.
    """
    together = (pairs[first : first + _TOGETHER] for first in range(0, len(pairs), _TOGETHER))
    return [found for some in together for found in _checked(some, checks)]


def _checked(pairs: Sequence[Pair], checks: Mapping[str, Check]) -> list[list[Finding]]:
    found: list[list[Finding]] = [[] for _pair in pairs]
    told: list[dict[int, list[Remark]]] = [{} for _pair in pairs]
    for name, check in checks.items():
        for place, remarks in enumerate(map(list, map(check, pairs))):
            if not remarks:
                continue
            if name in _OBJECTS_OF:
                earlier = told[place].setdefault(_OBJECTS_OF[name], [])
                if earlier:
                    remarks = list(_unsaid(remarks, earlier))
                earlier += remarks
            found[place] += [_finding(name, remark) for remark in remarks]
    return found


def _unsaid(remarks: Iterable[Remark], earlier: Sequence[Remark]) -> Iterator[Remark]:
    """Yield the remarks that speak of a place which earlier ones do not speak of."""
    source = _Places(remark.source_span for remark in earlier)
    target = _Places(remark.target_span for remark in earlier)
    for remark in remarks:
        if not (source.meet(remark.source_span) and target.meet(remark.target_span)):
            yield remark


class _Places:
    """Spans of a text, asked many times whether one of them overlaps another span."""

    def __init__(self, spans: Iterable[Span | None]) -> None:
        known = sorted((span.start, span.end) for span in spans if span is not None)
        self._starts = [start for start, _end in known]
        self._reach = list(accumulate((end for _start, end in known), max))
        """Where the spans up to each one end at last."""

    def meet(self, span: Span | None) -> bool:
        """Tell whether a span overlaps one of them; what is no place is met anyway."""
        if span is None:
            return True
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start


def post_findings(pairs: Sequence[PlacedPair], checks: Mapping[str, PostCheck] = POST_CHECKS) -> Iterator[Finding]:
    """Yield what each check has to say about the pairs of a post, in the order of `checks`."""
    for name, check in checks.items():
        for segment, remark in check(pairs):
            yield _finding(name, remark, segment)


def _finding(name: str, remark: Remark, segment: int | None = None) -> Finding:
    return Finding(
        check=name,
        severity=remark.severity,
        message=remark.message,
        source_span=remark.source_span,
        target_span=remark.target_span,
        segment=segment,
        replacement=remark.replacement,
    )


def check_pair(
    source: str,
    target: str,
    *,
    source_language: str,
    target_language: str,
    kind: str = "paragraph",
    alone: bool = True,
    links: Mapping[str, str] = MappingProxyType({}),
    style: HouseStyle = NO_STYLE,
    markup: Markup = Markup.MARKDOWN,
    terms: Terms = NO_TERMS,
) -> list[Finding]:
    """Return what all checks find in a translation of `source`; nothing for a good one.

    `kind` is what the text is (`paragraph`, `heading 2`, …), `alone` whether it is its block's only sentence, `links`
    the link prefixes that differ between the two languages, `style` how the house writes, `markup` what the texts are
    written in, `terms` what the glossary says. Spans are characters of `source` and `target`.

    >>> [finding.check for finding in check_pair("See `a`.", "aを参照。", source_language="en", target_language="ja")]
    ['structure']
    """
    pair = Pair(source, target, source_language, target_language, kind, alone, links, style, terms=terms, markup=markup)
    return findings(pair)
