"""Questions that the other language may say as a statement, and the other way round.

English asks where Japanese requests (*Could you …?*, …ください。), agrees (*…, right?*, …ですね。) or trails off
(…のですが。); Japanese asks where English suggests (…ではどうでしょう？, *I think we could …*). The words were found in
four thousand pairs of professional dialogues, read in both directions.
"""

from __future__ import annotations

import re

from lfnkr_i18n.patterns import lazy

_JAPANESE_ASKS = lazy(
    r"(?:とは|理由|わけ|か|かな|かしら|でしょう?|だろう?|のは|っけ|って|じゃない|ではない)[ねよなぁ]*[。．」』）…！\s]*$"
)
"""How a Japanese question may end without a question mark."""
_JAPANESE_SOFT = lazy(
    r"(?:[ねな][あぁー]?|(?:くだ|下)さい(?:ませ)?|お?願い(?:し|いた|致)?(?:ます|たい)?|ちょうだい|頂戴|くれ|ほしい|欲しい|ましょう|いかが|どうぞ|すみません"
    r"|たい(?:です|と思います|と思って(?:い?ます|います))?|ことで|(?:の|ん)?です(?:が|けど|けれど)|(?:が|けど|けれど|から|だろうに))[ねよわ]?[。．」』）…！.\s]*$"
)
"""How a Japanese sentence ends that requests, agrees or trails off."""
_ENGLISH_SOFT = lazy(
    r"(?:,\s*|\b)(?:right|huh|eh|ok(?:ay)?|all ?right|please|yes|no"
    r"|(?:\w+n['’]t|is|are|was|were|do|does|did|will|can|could|should|have|has)\s+(?:I|you|he|she|it|we|they|there|that))\s*\?\W*$"
    r"|\b(?:can|could|would|will|may|might|shall|should|why\s+don['’]t|how\s+about|what\s+about|do\s+you\s+mind|any)\b[^.?!]*\?\W*$",
    re.IGNORECASE,
)
"""How an English question ends that requests or wants to hear yes."""
_POLAR = lazy(
    r"n['’]t\b|\b(?:do|does|did|is|are|am|was|were|have|has|had)\s+(?:the|this|that|these|those|any|I|you|he|she|it|we|they|there)\b",
    re.IGNORECASE,
)
"""What makes an English question one that is answered with yes or no."""
_INDIRECT = lazy(r"\W*(?:how|why|what|when|where|who|whose|which|whether|if)\b", re.IGNORECASE)
"""How an English heading may ask without a question mark."""
_JAPANESE_SUGGESTS = lazy(
    r"(?:では|ては|(?:でしょう|だろう|いかが|どう)(?:です)?か?|(?:では|じゃ)ない(?:です|でしょう|だろう)?か?|(?:くれ|もらえ)(?:る|ます|ません)?か?|のですが|んですが"
    r"|って|かな|そうなんですか|どうすればいい(?:です)?か?)[？?]\W*$"
)
"""How a Japanese question ends that suggests, wonders or is surprised."""
_ENGLISH_SUGGESTS = lazy(
    r"\b(?:think|guess|believe|suppose|wonder|may|might|maybe|perhaps|probably|could|can|would|should|let['’]?s?|how\s+about|like|afraid|please"
    r"|know|see|oh|need)\b",
    re.IGNORECASE,
)
_SHORT = {"en": 3, "ja": 6}
"""Words of English and characters of Japanese: in so few anything may stand for anything."""
_LAST = 300
"""Characters in which a question's last sentence is looked for."""
_WORD = lazy(r"[\w'’-]+")
_SENTENCES = lazy(r"(?<=[.?!。？！])[\"”’」』)）]*\s*(?=\S)")


def may_be_a_statement(question: str, statement: str, language: str) -> bool:
    """Tell whether a text in `language` that ends in a question mark may be one without in the other.

    >>> may_be_a_statement("Could you wait here?", "ここでお待ちください。", "en")
    True
    """
    english, japanese = (question, statement) if language == "en" else (statement, question)
    if len(_WORD.findall(english)) <= _SHORT["en"] and len(japanese.strip()) <= _SHORT["ja"]:
        return True
    last = _SENTENCES.split(question[-_LAST:])[-1]
    if language == "en":
        soft = _JAPANESE_SOFT.search(statement) and (_ENGLISH_SOFT.search(last) or _POLAR.search(last))
        return _JAPANESE_ASKS.search(statement) is not None or bool(soft)
    suggests = _JAPANESE_SUGGESTS.search(last) and _ENGLISH_SUGGESTS.search(statement)
    return _INDIRECT.match(statement) is not None or bool(suggests)
