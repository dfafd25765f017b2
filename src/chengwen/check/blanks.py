"""Open blanks: the places where something is still to be filled in."""

from __future__ import annotations

import re
from functools import cache

from chengwen.check.finding import Kind
from chengwen.check.rulebook import rulebook


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.find})" for rule in rulebook() if rule.kind is Kind.PLACEHOLDER))


def blanks(text: str) -> list[tuple[int, int]]:
    """The visible blanks (`**`, XX, ____, （ ） …) of a paragraph's text, as [start, end) in their order."""
    return [match.span() for match in _pattern().finditer(text)] if text else []
