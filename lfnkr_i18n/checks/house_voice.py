"""Check `style-mix`: sentences of Japanese body text end as the house says, です・ます or だ・である."""

from __future__ import annotations

from collections.abc import Iterator

from lfnkr_i18n.checks.characters import unquoted, wording
from lfnkr_i18n.checks.remarks import Remark
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

PROSE = frozenset({"paragraph", "list item", "text", "footnote"})
"""Kinds of text that are written in sentences; headings, cells, captions and quotations are free."""

_END = r"(?=[かねよ]{0,2}[。！？!?]|[かねよ]{0,2}$)"
_POLITE = lazy(rf"(?:です|でした|でしょう|ます|ました|ません|ませんでした|ましょう){_END}")
_PLAIN = lazy(
    r"(?:である|であった|であろう|だった|だろう|(?<=[のんい一-龠ァ-ヴー])だ|(?<![でま])した"
    r"|(?<=[っいけせてめべえれげねきちびみりぎじ来見得出寝着似])た|(?<=[ぁ-ん])ない"
    r"|[すいあれえなくきせてめべげけねびみりぎじち得見出来帰知入]る|[思言行願向戦従問使負違救]う|[続書聞働行歩導開置]く)(?=[。！？!?])"
)


def same_voice(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each sentence that ends in the other voice; silent where the house names none."""
    voice = pair.style.voice
    if voice is None or primary(pair.target_language) != "ja" or pair.kind not in PROSE:
        return
    text = unquoted(wording(pair.target, pair.markup))
    for match in (_PLAIN if voice == "desu-masu" else _POLITE).finditer(text):
        message = _("`{words}` is not how sentences end in this house ({voice}); end it so")
        shown = "です・ます" if voice == "desu-masu" else "だ・である"
        yield Remark(message.format(words=match[0], voice=shown), None, Span(*match.span()), Severity.WARNING)
