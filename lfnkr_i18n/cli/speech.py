"""Which language the program speaks: `--ui-language`, else the locale's, else English."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from lfnkr_i18n.messages import LANGUAGES

OPTION = "--ui-language"


def chosen_language(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language for people that a command line and its environment ask for.

    An unknown value of the option is left for the option itself to refuse.

    >>> chosen_language(["status", "--ui-language", "ja"], {"LANG": "en_US.UTF-8"})
    'ja'
    >>> chosen_language(["status"], {"LC_ALL": "", "LANG": "ja_JP.UTF-8"})
    'ja'
    >>> chosen_language([], {"LC_ALL": "C", "LANG": "ja_JP.UTF-8"})
    'en'
    """
    wish = _asked(words) or _locale(environment)
    language = wish.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return language if language in LANGUAGES else "en"


def _asked(words: Sequence[str]) -> str:
    for place, word in enumerate(words):
        if word == "--":
            break
        if word == OPTION:
            return words[place + 1] if place + 1 < len(words) else ""
        if word.startswith(f"{OPTION}="):
            return word.removeprefix(f"{OPTION}=")
    return ""


def _locale(environment: Mapping[str, str]) -> str:
    """Return the locale for messages: the first of its variables that is set, as POSIX says (XBD 8.2)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return environment[variable]
    return _windows_language()


def _windows_language() -> str:
    """Return the language of Windows' own texts, which sets none of the variables; elsewhere nothing."""
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""
