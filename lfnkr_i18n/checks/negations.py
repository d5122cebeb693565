"""What denies in English and Japanese: for certain, or perhaps."""

from __future__ import annotations

import re
from itertools import islice

from lfnkr_i18n.patterns import lazy

DENIES = {
    "en": lazy(
        r"(?:\b|(?<=_))(?:not|never|nobody|no\s+one|nothing|cannot|without|(?:ca|wo|do|does|did|is|are|was|were|has|have|had|would"
        r"|could|should|must|ai)n['’]t)(?:\b|(?=_))|\bno(?=\s(?-i:[a-z]))",
        re.IGNORECASE,
    ),
    "ja": lazy(
        r"(?:ません(?:でした)?|(?<![少危切汚拙幼儚])ない(?:です)?|なかった(?:です)?)(?:のです|んです|のだ|という|そうです|とのことです)?"
        r"(?=[。」』）)*_]|\s*$)"
    ),
}
"""Words that deny for certain; in Japanese where they end a sentence."""

_ENGLISH_IDIOMS = lazy(
    r"\b(?:not\s+(?:sure|right|trivial|only|just|merely|simply|to\s+mention|least|until|uncommon|unlike|surprisingly|at\s+all|a\s+few|too\b|yet)"
    r"|(?:if|or|but|why|than|whether\s+or)\s+not|no\s+(?:worries|later|sooner|earlier|doubt|wonder|matter|less|fewer|more|longer"
    r"|problem|exception|better)|nothing\s+(?:but|more)|without\s+(?:a\s+)?(?:doubt|fail|exception|delay|question|further)"
    r"|(?:can(?:not|['’]t))\s+(?:help|wait)|(?:do\s+not|don['’]t)\s+(?:hesitate|forget|worry|miss|mind|be\s+afraid)"
    r"|n['’]t\s+(?:matter|sure|right|want\s+to\s+(?:always|have\s+to))|in\s+no\s+time|maybe\s+not|why\s+(?:don|isn|aren|didn)['’]t|never(?:theless|\s+before)|nonetheless)\b",
    re.IGNORECASE,
)
_JAPANESE_IDIOMS = lazy(
    "(?:なければ|なくては|なくちゃ|ねば|ないと)(?:な|いけ|ダメ|だめ)|かもしれ|かも知れ|に違い(?:な|あり)|に(?:過|す)ぎ(?:な|ませ)|(?:ほか|他)な(?:ら|り)"
    "|ざるを(?:得|え)|(?:ない|ません|なかった)(?:です|でしょう)?か|やむを(?:得|え)|(?:間|ま)も(?:な|無)く|少なく(?:な|あり)|とんでも|申し訳|すみません|すいません|たまら(?:な|ず)|たまりませ"
    "|くだらな|つまらな|もったいな|限ら(?:な|ず|れ)|問題(?:な|あり|は)|差し支え|仕方|しょうがな|欠かせ|忘れ(?:られ|え|な|ませ)|一筋縄|避けられ|言うまでも|までも(?:な|あり)|わけに|ずに(?:は)?い"
    "|かけがえ|数(?:え)?(?:きれ|知れ)|計り知|思いがけ|絶え(?:間|ず)|だけで(?:な|は)|のみなら|ばかり(?:か|で)|しか|はずが|ものでは|とは限|きれな|きれま|切れ(?:な|ま)|ありがた|遠く"
    "|構(?:い|わ)|かま(?:い|わ)|いけま|いけな|なりませ|ならな|おぼつか|違いありませ|相違|変わりありませ|変わりな|かかわら|関わら|知らな|知りませ|わから|分から|わかりませ|分かりませ"
)
_MAY_DENY = {
    "en": lazy(
        r"n['’]t\b|_(?:not?|never)_|\b(?:no|nope|not|never\w*|none|nobody|nothing|nowhere|neither|nor|cannot|without|unable|fail\w*|refus\w*"
        r"|reject\w*|den(?:y|ied|ies)|lack\w*|miss\w*|absen\w*|few\w*|little|hardly|barely|scarcely|rarely|seldom|only|just"
        r"|but|do(?:es)?\s+more|is\s+more|except\w*|unless|until|too|stop\w*|prevent\w*|avoid\w*|forb\w+|ban\w*|prohibit\w*|los[est]\w*"
        r"|against|instead|rather|otherwise|other\s+than|else|despite|although|though|however|un\w{3,}|im[mp]\w{3,}|in\w{4,}"
        r"|ir[r]\w+|il[l]\w+|dis\w{3,}|mis\w{3,}|non\w*|\w+less|free|hard\w*|difficult\w*|(?<!so\s)far|wonder\w*|sorry"
        r"|regret\w*|clos(?:e|es)|empty|still|yet|different\w*|remain\w*|ignor\w*|neglect\w*|exclud\w*|beyond|agnostic|independent\w*|remember\w*|anyway|limit\w*"
        r"|restrict\w*|refrain\w*|wrong|bad\w*|poor\w*|drop\w*|remov\w*|skip\w*|block\w*|broke\w*|zero|doubt\w*|obsolete"
        r"|deprecat\w*|longer|omit\w*|hidden|secret\w*|silen\w*|quit\w*|cancel\w*|same|merely|nearly|almost|gone|dead"
        r"|die[ds]?|end(?:ed|s)?(?!\sof))\b|\?",
        re.IGNORECASE,
    ),
    "ja": lazy(
        "な[いかくけしきさ]|大丈夫|駄目|だめ|ダメ|やだ|ヤバ|心細|大変|早かった|初耳|のも[ね。]|いいです|良いです|構い|無|不|未|非|否|ず|ぬ|ませ|ざ[るれ]|まい|ねば|ん(?:$|[。」])|以外|除|禁|避|拒|断|欠|失|難|違|異|別|反|逆|困|誤|やめ|止|廃|外|遠慮|控|まで|前"
        "|しか|だけ|のみ|より|まれ|滅多|めった|わずか|代わ|免|絶|苦手|嫌|惜|限|足り|残|いや|いえ|ノー|うち|ゼロ|まま|過ぎ|疑|か[。？?]|だろう|でしょう|危|空|離|逃|隠|抜|切|亡|死|負|消"
        "|省|怠|減|辞|閉|超|越|もの[のを]|とはいえ|むしろ|気軽|安心|全て|すべて|同じ|相変わらず|当然|いつでも|誰でも|うっかり|まだ|途中|防|たとえ|せよ|にく|づら|かねる|かねま|希薄|ばかり|乏|煩|おかしい|迷[いうっわ]|関係|問わ"
    ),
}
"""What may deny, or stand for something that does: a text with any of it is not judged."""


_TRACE = lazy("[Nn](?:[oO]|ever|EVER|['’][tT])|[Ww](?:ithout|ITHOUT)")
"""Something of this stands in every English text that denies; it is quicker to find."""
_SEVERAL = {"en": lazy(r"[.!?][\"”’)]*\s+\S|\n|;"), "ja": lazy(r"[。！!]\s*[^」』）)\s*_]|\n")}
"""More than one sentence."""
_KANA = lazy("[\u3041-\u30fa]")
_LONG = 120
"""Characters from which an English sentence is not judged: translators leave its lesser clauses out."""


def denies(text: str, language: str) -> re.Match[str] | None:
    """Return where a text denies something, once and for certain; None where anything makes that doubtful."""
    if language == "en" and not _TRACE.search(text):
        return None
    found = list(islice(DENIES[language].finditer(text), 2))
    if len(found) != 1 or "?" in text or "？" in text:
        return None
    idioms = _ENGLISH_IDIOMS if language == "en" else _JAPANESE_IDIOMS
    return None if idioms.search(text) else found[0]


def is_plain(text: str, language: str) -> bool:
    """Tell whether a text is one sentence, not a long one, in the language."""
    if _SEVERAL[language].search(text):
        return False
    return len(text) <= _LONG if language == "en" else _KANA.search(text) is not None


def may_deny(text: str, language: str) -> bool:
    """Tell whether anything in a text may deny, an English word in a Japanese text too."""
    return _MAY_DENY[language].search(text) is not None or DENIES["en"].search(text) is not None
