"""What the checks are called: for who chooses among them, and for who knows already what they find.

The checks themselves, with their patterns, take a fifth of a second to load.
"""

from __future__ import annotations

CHECK_NAMES = (
    "empty",
    "stale-edit",
    "structure",
    "urls",
    "contacts",
    "emphasis",
    "wrong-script",
    "dates",
    "times",
    "money",
    "units",
    "numbers",
    "negation",
    "glossary",
    "forbidden-terms",
    "do-not-translate",
    "front-matter",
    "titles",
    "unchanged",
    "residual",
    "bare-url",
    "line-breaks",
    "stray-characters",
    "chatter",
    "quotes",
    "end-mark",
    "length",
    "look-alikes",
    "ruby",
    "alt",
    "sentence-count",
    "doubled-words",
    "style-mix",
    "punctuation",
    "digit-width",
    "spacing",
    "ellipsis",
    "honorifics",
    "date-form",
)
"""Of the checks that look at a pair, in the order in which they are asked."""

POST_CHECK_NAMES = ("link-targets", "name-forms", "personal-data", "aliases", "pending-masks")
"""Of the checks that look at all pairs of a post together."""

UNTRANSLATED = "untranslated"
UNREVIEWED = "unreviewed"
GATES = (UNTRANSLATED, UNREVIEWED)
"""Names of what is asked of entries, not of pairs: `publish` always does, `check` with `--only`."""

MARKUP = frozenset({"structure", "urls", "emphasis"})
"""Checks of what a rendered post must keep, its text aside."""

MOVABLE = (
    MARKUP
    | {"contacts", "dates", "times", "money", "units", "numbers", "quotes", "length", "sentence-count"}
    | {"glossary", "do-not-translate"}
)
"""Checks whose objects may move from one sentence to another of the same block."""

PROTECTED = "protected-names"
"""Name of what a step says where a listed name stands in a catalog; it can be neither chosen away nor dismissed."""

PICTURES = "picture-data"
"""Name of what a step says of a picture's file that tells of people."""

QUOTING = frozenset({PROTECTED, "pending-masks", "aliases", "personal-data"})
"""Checks whose findings come with the text that people must be protected from: no cache holds them."""

PROTECTING = QUOTING | {PICTURES}
"""Checks that protect people: nobody dismisses what they find."""
