"""Japanese words that carry a sentence on after a quotation or a quoted exclamation.

`「行く。」と言った` goes on, `「行く。」とても寒い` does not. A particle before kanji, katakana or a comma is one;
before hiragana it may be the head of another word, so each has the heads listed that it is not.
"""

from __future__ import annotations

import re

from lfnkr_i18n.patterns import lazy

_QUOTING = r"""
    と(?!ても|っても|にかく|ころ|はいえ|はいっ|もかく|りあえず|りわけ|きどき|きに|きは|うとう|うとい|んでも|ある|もに|もだち
        |なり|おく|おり|お[いくり]|し|く[にべ]|ま[らりるれ]|び|け|どけ|たん|つぜん|ど[くけま]|い[えうっ]ても|うぜん|うじ|うきょ)
  | って | っと | なんて | という | といっ | との
"""

AFTER_EXCLAMATION = lazy(
    rf"(?:{_QUOTING} | [、，,] | を | の(?=[一-鿿ァ-ヺ]) | など(?=[一-鿿、とのはがを]))", re.VERBOSE
)
"""Directly after ！ or ？: the exclamation was quoted (`万歳！と誰かが叫んだ`)."""

_SAID = "[思言述叫書話語答聞訴考感呟尋記説告伝綴結自嘆願]"

AFTER_FULL_STOP = lazy(rf"[、，] | と、 | と(?={_SAID}) | との(?=[一-鿿]) | という | といっ(?=[たて])", re.VERBOSE)
"""Directly after 。 only what cannot begin a sentence."""

AFTER_BLANK = lazy(rf"と(?={_SAID}) | という(?=[一-鿿])", re.VERBOSE)
"""Behind any mark and a blank, which Markdown's `_…？_ と思う` needs."""

AFTER_QUOTATION = lazy(
    rf"""(?:{_QUOTING} | [、，,・。．！？!?…] | を
      | の(?!ち|んび|どか|ど[がをはに]|りこ|りも|こ[りるっさ]|べ|ぼ[りるっ]|び|ぞ[みむいき])
      | が(?!っ|んば|くせ|くし|ま[んし]|い[こし])
      | に(?!ほん|ぎや|ぎわ|わ[かにとの]|お[いう]|く[いむらし]|げ[るた]|っぽん|んげ|んじ|ぶ[いく]|や[りけ])
      | は(?!い[っりる、。！]|じ[めま]|や[くいみ]|な[しすせびみ]|る|っき|し[るっご]|たら[いくけ]|ず[かす])
      | も(?!う|し|ち[ろ]|っと|の[がをすはのご]|と[もはよ]|り[がのを]|ら[いうっ]|たら|ど[るりっ]|んだい|は[や])
      | や(?!が|は[りっ]|っと|っぱ|くそ|す[いみむ]|ま[のがはをし]|め[るた]|さし|れやれ|ら[なれ])
      | で(?!も(?![、ある])|き[るたな]|かけ|んわ|んき|ぐち)
      | だ(?=っ|と|が|、|。|ろう|け)
      | から(?!だ[がをのはに]) | まで | より | など | なんか | ばかり | だけ | くらい | ぐらい | ほど
      | へ(?=[のと、一-鿿])
      | か(?=[、。らも]|どうか)
      | 調(?=の) | 風(?=[のに])
    )""",
    re.VERBOSE,
)
"""Directly after 」: the sentence goes on (`「助けて。」という声`)."""
