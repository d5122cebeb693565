"""What each check looks for and what to do about its findings, for lists and reports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import spoken_language


def described(name: str) -> str:
    """Return what a check looks for and what to do, as one or two sentences; nothing for a name that is none.

    >>> described("empty")
    'Nothing of the translation shows. Translate it, or write <EMPTY> beside another sentence of its paragraph.'
    """
    return _descriptions(spoken_language()).get(name, "")


@cache
def _descriptions(language: str) -> Mapping[str, str]:
    del language  # what is said depends on it, so that it is part of the cache's key
    return {**_markup(), **_values(), **_text(), **_terms(), **_style(), **_posts(), **_gates()}


def _markup() -> dict[str, str]:
    return {
        "empty": _(
            "Nothing of the translation shows. Translate it, or write <EMPTY> beside another sentence of its paragraph."
        ),
        "structure": _(
            "A link, image, code, tag, footnote or template is missing or too many. Copy it from the source."
        ),
        "urls": _("The translation leads elsewhere than the source. Copy the address from the source."),
        "emphasis": _("Bold or italic passages show more or less often than in the source. Set them as there."),
        "bare-url": _("An address runs into the text after it. Put a space or < > around it."),
        "ruby": _("A reading (furigana) is broken or partly left out. Keep each pair, or leave all out."),
        "line-breaks": _("Lines are broken elsewhere than in the source. Break them at the same places."),
    }


def _values() -> dict[str, str]:
    return {
        "numbers": _("A number differs from the source's. Correct it; 12, twelve and its kanji are equal."),
        "dates": _("A date is another day, month or year, counted by eras or not. Correct it."),
        "times": _("A time of day or its zone differs from the source's. Correct it."),
        "money": _("An amount of money or its currency differs from the source's. Correct it."),
        "units": _("A measure or its unit differs from the source's. Correct it."),
        "contacts": _("A mail address or telephone number differs from the source's. Copy it."),
        "negation": _("One text denies what the other says. Read both again."),
        "stale-edit": _("The source changed, and the translation still has the old value. Bring it up to date."),
    }


def _text() -> dict[str, str]:
    return {
        "wrong-script": _("The translation is not in the script of its language. Translate it."),
        "unchanged": _("The translation is the source's own text. Translate it."),
        "residual": _("A piece of the source's text was left in the translation. Translate it."),
        "quotes": _("A quotation mark or bracket is not closed, or of another kind. Pair them as in the source."),
        "end-mark": _("The last mark is of another kind than the source's. End as the source does."),
        "length": _("The translation is much shorter or longer than usual. See whether something is missing."),
        "stray-characters": _("Characters that no keyboard writes stand in the text. Delete them."),
        "look-alikes": _("A letter of another alphabet looks like the right one. Type it again."),
        "chatter": _("A machine's remark stands beside the translation. Delete it."),
    }


def _terms() -> dict[str, str]:
    return {
        "glossary": _("A term is not called what the glossary calls it. Use its word, or dismiss the finding."),
        "forbidden-terms": _("A word that the glossary forbids stands in the translation. Replace it."),
        "do-not-translate": _("A name that stays as it is was changed or left out. Write it as in the source."),
    }


def _style() -> dict[str, str]:
    return {
        "sentence-count": _("The translation has many more or fewer sentences than the source. Compare them."),
        "doubled-words": _("A word stands twice in a row. Delete one."),
        "style-mix": _("Sentences end in another style than the house's. Change the verb's form."),
        "punctuation": _("A mark is not the house's, or not of this language. Replace it."),
        "digit-width": _("Digits are not as wide as the house writes them. Replace them."),
        "spacing": _("A space is missing or too many by the house's rule. Add or delete it."),
        "ellipsis": _("An ellipsis or dash is not the house's. Replace it."),
        "honorifics": _("A person's name has another honorific than the house's. Replace it."),
        "date-form": _("A year is not counted as the house does. Write it so, or both ways."),
    }


def _posts() -> dict[str, str]:
    return {
        "alt": _("The text for those who cannot see an image is missing or a file's name. Say what it shows."),
        "link-targets": _(
            "A link leads to a heading whose anchor changes with its translation. Lead there, or give it an id."
        ),
        "front-matter": _("A date, number, switch or address in the front matter became something else. Copy it."),
        "titles": _(
            "A title, a description or a slug does not fit where it is shown. Shorten it, or use plain letters."
        ),
        "inconsistent": _("The same text is translated differently elsewhere in the project. Choose one."),
        "name-forms": _("A person or a place is written in two ways, in a post or in two of them. Choose one."),
        "slugs": _("Two posts of a language have one slug, so that one address would have two pages. Change one."),
        "blocks": _(
            "A WordPress block has text in another post or in an attribute that is not known, or only an end. "
            "Translate it there too, or mend the block."
        ),
        "personal-data": _("Something that identifies a person is only in the translation. Take it out."),
        "picture-data": _(
            "A picture's file tells where or when it was taken, by whom, or who is in it. Take that out of the file: "
            "`exiftool -all= -tagsFromFile @ -Orientation -ICC_Profile FILE` does, and leaves the picture as it is."
        ),
        "aliases": _(
            "A person at risk is not called as in public, or it is not said that the name is not the real one. "
            "Write the public form of the names register."
        ),
        "pending-masks": _("What messages write for a listed name was copied here. Write the person's public form."),
        "catalog": _("The catalog is not the post's of today, or names another language. Run `lfnkr extract`."),
        "protected-names": _(
            "A listed name of a person at risk stands in the catalog. Take it out of every text and comment. "
            "Nothing else is said about that catalog until then, and nothing is published from it."
        ),
        "dismissal": _("A dismissal lacks a reason or a name, or dismisses nothing any more. Complete or delete it."),
    }


def _gates() -> dict[str, str]:
    return {
        "untranslated": _("The text is not translated yet."),
        "unreviewed": _("A draft or a stale translation waits for a reviewer."),
    }
