"""What the program says to people, in their language, through gettext.

Mark every message where it is written: `from lfnkr_i18n.messages import gettext as _`, then
`_("no such post: {post}").format(post=post)`. Nothing is formatted before it is looked up.
"""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

LANGUAGES = ("en", "ja")
"""Languages the program speaks; English is the language of the msgids."""

DOMAIN = "lfnkr_i18n"
LOCALE_FOLDER = Path(__file__).parent / "locale"

_spoken: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def use_language(language: str) -> None:
    """Speak `language` from now on (this process); an unknown one is English."""
    global _spoken, _language  # gettext's own model: one spoken language per process
    if language == _language:
        return
    _language = language
    _spoken = _gettext.translation(DOMAIN, LOCALE_FOLDER, languages=[language], fallback=True)


def spoken_language() -> str:
    """Return the language that `use_language` chose; English before it was called."""
    return _language


def gettext(message: str) -> str:
    """Return `message` in the spoken language; itself when it has no translation.

    >>> gettext("not a message of ours")
    'not a message of ours'
    """
    return _spoken.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a counted message that fits `number`, in the spoken language.

    >>> ngettext("{n} post", "{n} posts", 2).format(n=2)
    '2 posts'
    """
    return _spoken.ngettext(singular, plural, number)
