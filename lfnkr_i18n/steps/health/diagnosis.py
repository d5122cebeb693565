"""What doctor says about one thing: whether it is well, and what to do where it is not."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Health(StrEnum):
    """How a thing is."""

    OK = "ok"
    WARNING = "warning"
    """Something is missing or unsafe, and work can go on."""
    ERROR = "error"
    """Commands fail, or do harm, until it is mended."""


class Diagnosis(msgspec.Struct, frozen=True):
    """One thing that doctor looked at."""

    severity: Health
    subject: str
    """What it is, in a word or a path."""
    message: str
    advice: str = ""
    """What to do; empty where nothing is to be done."""


def well(subject: str, message: str) -> Diagnosis:
    """Return the diagnosis of a thing that is as it should be."""
    return Diagnosis(Health.OK, subject, message)


def warning(subject: str, message: str, advice: str) -> Diagnosis:
    """Return the diagnosis of a thing that should be better."""
    return Diagnosis(Health.WARNING, subject, message, advice)


def broken(subject: str, message: str, advice: str) -> Diagnosis:
    """Return the diagnosis of a thing that stops the work."""
    return Diagnosis(Health.ERROR, subject, message, advice)
