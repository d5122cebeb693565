"""DeepL's glossaries (API v3) as a service keeps them: what is wrong with a request is refused as DeepL refuses it."""

from __future__ import annotations

import itertools
import unicodedata
from typing import Any
from urllib.parse import parse_qs, urlsplit

Pair = tuple[str, str]


class Refused(Exception):  # noqa: N818 - what the service did
    """A request is answered with a status and a message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Glossaries:
    """Glossaries of one account: at most `most` of them, between `languages`."""

    def __init__(self) -> None:
        self.most = 1000
        self.languages: tuple[str, ...] = ("en", "ja", "de", "fr", "ko", "zh")
        self.kept: dict[str, tuple[str, dict[Pair, dict[str, str]]]] = {}
        """Id → name and dictionaries."""
        self._numbers = itertools.count(1)

    def answer(self, method: str, path: str, asked: Any) -> tuple[int, Any]:
        """Return status and JSON of an answer; None: no content."""
        place = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(place.query).items()}
        words = place.path.strip("/").split("/")[1:]
        if words == ["languages"] and method == "GET":
            return 200, self._languages(query)
        if words[0] != "glossaries":
            raise Refused(404, "Not found")
        if len(words) == 1:
            return (
                (201, self._made(asked))
                if method == "POST"
                else (200, {"glossaries": list(map(self._told, self.kept))})
            )
        id_, rest = words[1], words[2:]
        if id_ not in self.kept:
            raise Refused(404, "Glossary not found")
        return self._one(method, id_, rest, query, asked)

    def _one(self, method: str, id_: str, rest: list[str], query: dict[str, str], asked: Any) -> tuple[int, Any]:
        name, dictionaries = self.kept[id_]
        match method, rest:
            case "GET", []:
                return 200, self._told(id_)
            case "GET", ["entries"]:
                pair = self._pair(query)
                rows = "\n".join(f"{form}\t{to}" for form, to in self._dictionary(dictionaries, pair).items())
                told = {"source_lang": pair[0], "target_lang": pair[1], "entries": rows, "entries_format": "tsv"}
                return 200, {"dictionaries": [told]}
            case "PATCH", []:
                self.kept[id_] = asked.get("name") or name, dictionaries
                return 200, self._told(id_)
            case "DELETE", []:
                del self.kept[id_]
                return 204, None
            case "PUT", ["dictionaries"]:
                pair, entries = self._read(asked)
                dictionaries[pair] = entries
                return 200, {"source_lang": pair[0], "target_lang": pair[1], "entry_count": len(entries)}
            case "DELETE", ["dictionaries"]:
                self._dictionary(dictionaries, self._pair(query))
                del dictionaries[self._pair(query)]
                return 204, None
        raise Refused(404, "Not found")

    def _languages(self, query: dict[str, str]) -> list[dict[str, Any]]:
        if query.get("resource") != "glossary":
            raise Refused(400, "Missing or invalid argument: resource")
        both = {"usable_as_source": True, "usable_as_target": True, "features": {}, "status": "stable"}
        return [{"lang": language, "name": language, **both} for language in self.languages]

    def _made(self, asked: Any) -> dict[str, Any]:
        if not asked.get("name") or not asked.get("dictionaries"):
            raise Refused(400, "Missing or invalid argument: name, dictionaries")
        if len(self.kept) >= self.most:
            raise Refused(456, "Quota exceeded")
        dictionaries = dict(map(self._read, asked["dictionaries"]))
        id_ = f"def3a26b-3e84-45b3-84ae-{next(self._numbers):012}"
        self.kept[id_] = asked["name"], dictionaries
        return self._told(id_)

    def _told(self, id_: str) -> dict[str, Any]:
        name, dictionaries = self.kept[id_]
        told = [
            {"source_lang": source, "target_lang": target, "entry_count": len(entries)}
            for (source, target), entries in dictionaries.items()
        ]
        return {"glossary_id": id_, "name": name, "dictionaries": told, "creation_time": "2026-11-01T10:00:00.000Z"}

    def _read(self, asked: Any) -> tuple[Pair, dict[str, str]]:
        if asked.get("entries_format") != "tsv":
            raise Refused(400, "Value for entries_format not supported.")
        entries: dict[str, str] = {}
        for row in asked["entries"].split("\n"):
            form, tab, to = row.partition("\t")
            if not tab or not form.strip() or not to.strip() or "\t" in to:
                raise Refused(400, "Invalid glossary entries provided")
            if form in entries:
                raise Refused(400, "Invalid glossary entries provided: duplicates key")
            if any(unicodedata.category(one) in ("Cc", "Zl", "Zp") for one in form + to):
                raise Refused(400, "Invalid glossary entries provided: control character")
            entries[form] = to
        return self._pair(asked), entries

    def _pair(self, asked: Any) -> Pair:
        pair = asked["source_lang"].lower(), asked["target_lang"].lower()
        if pair[0] == pair[1] or not set(pair) <= set(self.languages):
            raise Refused(400, "Unsupported glossary source and target language pair")
        return pair

    @staticmethod
    def _dictionary(dictionaries: dict[Pair, dict[str, str]], pair: Pair) -> dict[str, str]:
        if pair not in dictionaries:
            raise Refused(404, "Dictionary not found")
        return dictionaries[pair]

    def entries_for(self, asked: dict[str, Any]) -> dict[str, str]:
        """Return the entries that a translation is asked to hold to."""
        if "source_lang" not in asked:
            raise Refused(400, "Use of a glossary requires the source_lang parameter to be specified")
        if asked["glossary_id"] not in self.kept:
            raise Refused(404, "Glossary not found")
        pair = asked["source_lang"].lower().split("-")[0], asked["target_lang"].lower().split("-")[0]
        return self._dictionary(self.kept[asked["glossary_id"]][1], pair)
