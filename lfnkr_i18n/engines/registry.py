"""All engines by name: how to make one, and what to tell people of it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

import msgspec

from lfnkr_i18n.engines.engine import Engine, Make, Setup
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.transport import is_local


class Kind(msgspec.Struct, frozen=True):
    """One kind of engine."""

    module: str
    """Its module and class; loaded only where the engine is used."""
    key: str | None
    """Environment variable that holds its key; None: it needs none."""
    sends: Callable[[], str]
    """Says what leaves for it."""
    url: str | None = None
    """Where it always is; None: lfnkr.toml says it; empty: nowhere, it needs no network."""

    def is_local(self, url: str) -> bool:
        """Tell whether its texts stay on this machine."""
        place = url if self.url is None else self.url
        return not place or is_local(place)


ENGINES: dict[str, Kind] = {
    "google": Kind(
        "google:Google",
        None,
        lambda: _("the sentence, in a web address, without its links; no account"),
        url="https://translate.google.com",
    ),
    "deepl": Kind("deepl:DeepL", "DEEPL_API_KEY", lambda: _("sentences without links, title, sentences around them")),
    "libretranslate": Kind(
        "libretranslate:LibreTranslate", "LIBRETRANSLATE_API_KEY", lambda: _("sentences without links")
    ),
    "openai": Kind(
        "openai:OpenAI",
        "OPENAI_API_KEY",
        lambda: _("sentences without links, title, sentences around them, terms of the glossary"),
    ),
    "pseudo": Kind("pseudo:Pseudo", None, lambda: _("nothing; accents letters, for layout tests"), url=""),
}


def make(name: str, setup: Setup) -> Engine:
    """Return an engine. Raises EngineStopped where its key is missing, EngineError where its URL cannot be used."""
    module, made = ENGINES[name].module.split(":")
    return cast(Make, getattr(import_module(f"lfnkr_i18n.engines.{module}"), made))(setup)
