"""What a check says about a place in the report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PLACEHOLDER = "placeholder"
    BLANK = "blank"
    WRONG_WORD = "wrong_word"
    PUNCTUATION = "punctuation"
    PAIRING = "pairing"
    DOUBLED = "doubled"
    NUMBERING = "numbering"
    NAMING = "naming"
    ARITHMETIC = "arithmetic"
    STALE_YEAR = "stale_year"
    USAGE = "usage"
    FORMAT = "format"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Finding:
    """`start` and `end` are str indices into the text of paragraph `paragraph`.

    `suggestion` is what to put in the place of [start, end), None when only a person can know.
    """

    kind: Kind
    rule: str
    severity: Severity
    paragraph: int
    start: int
    end: int
    message: str
    suggestion: str | None = None
