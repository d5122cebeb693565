"""Invented sentences, English and Japanese, and the ways people edit them: what benchmarks and tests of memory search.

Three sentences in ten are one of a few templates with other fillings, as the yearly reports of an organisation are; the
rest are free. The same seed gives the same sentences on every machine.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_name("memory_words.toml").read_text(encoding="utf-8"))
_TEMPLATES = {
    "en": (
        "In {year}, your donations paid the school fees of {n} students in {name}.",
        "We helped {n} families cross the {noun} near {name} {time}.",
        "On {month} {day}, {year}, {n} people gathered in front of the embassy in {name}.",
        "The {quality} {noun} of {name} {verb} the {noun} {time}.",
        "Thank you for your {noun}: {n} members have signed since {month}.",
        "Please send your {noun} to our office in {name} before {month} {day}.",
    ),
    "ja": (
        "{year}年、皆さまのご寄付で{name}の{n}人の学費を支払うことができました。",
        "{time}、{name}の近くで{n}家族が{noun}を越えるのを手伝いました。",
        "{year}年{m}月{day}日、{n}人が{name}の大使館前に集まりました。",
        "{name}の{quality}{noun}は{time}{noun}を{verb}。",
        "{noun}をありがとうございます。{m}月以来、{n}人が署名しました。",
        "{m}月{day}日までに{name}の事務所へ{noun}をお送りください。",
    ),
}


def _divided(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")] if "|" in text else text.split()


class Writer:
    """Writes sentences of one language, each its own seed's."""

    def __init__(self, language: str, seed: int) -> None:
        self.language = language
        self.random = random.Random(f"{language} {seed}")
        self.words = {kind: _divided(text) for kind, text in _WORDS[language].items()}
        self.syllables, self.months = _divided(_WORDS["syllables"]), _divided(_WORDS["months"])

    def sentences(self, count: int) -> Iterator[str]:
        """Yield `count` sentences, no two alike."""
        seen: set[int] = set()
        while len(seen) < count:
            text = self.sentence()
            key = hash(text)
            if key not in seen:
                seen.add(key)
                yield text

    def sentence(self) -> str:
        """Return a sentence: of a template, or free."""
        if self.random.random() < 0.3:
            return self._of_template(self.random.choice(_TEMPLATES[self.language]))
        return self._free_english() if self.language == "en" else self._free_japanese()

    def name(self) -> str:
        """Return an invented name."""
        several = self.random.choices(self.syllables, k=self.random.choice((2, 3, 3, 4)))
        if self.language == "en":
            return "".join(several).capitalize()
        start = self.random.randrange(0x30A2, 0x30ED)
        return "".join(chr(0x30A2 + (start + ord(part[0]) * 7 + len(part)) % 75) for part in several)

    def _pick(self, kind: str) -> str:
        return self.random.choice(self.words[kind])

    def _of_template(self, template: str) -> str:
        pick, number = self._pick, self.random.randrange
        return template.format(
            year=number(1996, 2027),
            n=number(2, 2000),
            name=self.name(),
            noun=pick("noun"),
            quality=pick("quality"),
            verb=pick("verb"),
            time=pick("time"),
            month=self.random.choice(self.months),
            m=number(1, 13),
            day=number(1, 29),
        )

    def _free_english(self) -> str:
        clauses = [self._english_clause() for _ in range(self.random.choice((1, 1, 2, 2, 3)))]
        text = clauses[0]
        for clause in clauses[1:]:
            text += f", {self._pick('link')} {clause}"
        return text[0].upper() + text[1:] + self.random.choice("....?!")

    def _english_clause(self) -> str:
        pick, chance = self._pick, self.random.random
        who = self.name() if chance() < 0.4 else f"the {pick('quality')} {pick('noun')}"
        what = f"the {pick('noun')} of {self.name()}" if chance() < 0.4 else f"a {pick('quality')} {pick('noun')}"
        rest = f" {pick('place')}" if chance() < 0.5 else ""
        return f"{who} {pick('verb')} {what}{rest}" + (f" {pick('time')}" if chance() < 0.5 else "")

    def _free_japanese(self) -> str:
        clauses = [self._japanese_clause() for _ in range(self.random.choice((1, 1, 2, 2, 3)))]
        text = clauses[0]
        for clause in clauses[1:]:
            text += self._pick("link") + clause
        return text + "。"

    def _japanese_clause(self) -> str:
        pick, chance = self._pick, self.random.random
        who = f"{self.name()}さん" if chance() < 0.4 else pick("quality") + pick("noun")
        what = f"{self.name()}の{pick('noun')}" if chance() < 0.4 else pick("noun") + pick("noun")
        rest = (pick("place") if chance() < 0.5 else "") + (pick("time") if chance() < 0.5 else "")
        return f"{who}は{rest}{what}を{pick('verb')}"


def edited(text: str, writer: Writer, *, kind: str, part: float) -> str:
    """Return `text` with about `part` of its `words`, its `characters`, or `both` changed, left out or put in."""
    if kind == "both":
        half = edited(text, writer, kind="words", part=part / 2)
        return edited(half, writer, kind="characters", part=part / 2)
    spaced = kind == "words" and " " in text
    units = text.split(" ") if spaced else list(text) if kind == "characters" else _chunks(text)
    pick = writer.random
    for _ in range(max(1, round(len(units) * part))):
        place = pick.randrange(len(units))
        new = writer.words["noun"][pick.randrange(len(writer.words["noun"]))]
        new = new[pick.randrange(len(new))] if kind == "characters" else new
        how = pick.random()
        if how < 0.5:
            units[place] = new
        elif how < 0.75 and len(units) > 1:
            del units[place]
        else:
            units.insert(place, new)
    return (" " if spaced else "").join(units)


def _chunks(text: str) -> list[str]:
    return [text[start : start + 2] for start in range(0, len(text), 2)]
