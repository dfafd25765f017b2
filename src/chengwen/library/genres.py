"""The kinds of report (文种) of resources/genres/*.toml, and which of them a text is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from chengwen.report.outline import title_text
from chengwen.report.paragraph import Paragraph, Role
from chengwen.resources import naming, tables

_OPENING_PARAGRAPHS = 2


@dataclass(frozen=True)
class Genre:
    """`title` and `opening` are regular expressions; of several genres that fit, the lowest `priority` wins.

    `examples` are titles of this genre.
    """

    id: str
    name: str
    priority: int
    title: list[str]
    opening: list[str]
    examples: list[str]


@cache
def genres() -> tuple[Genre, ...]:
    """All shipped genres by priority; raises IllFormedTable when one does not hold together."""
    loaded = []
    for file, table in tables("genres"):
        with naming(file):
            loaded.append(Genre(**table))
    return tuple(sorted(loaded, key=lambda genre: genre.priority))


def guess_genre(paragraphs: Sequence[Paragraph]) -> Genre | None:
    """By the title where there is one, else by the first paragraphs of the body; None when neither tells."""
    title = title_text(paragraphs)
    if title is not None:
        return next((genre for genre in genres() if any(re.search(form, title) for form in genre.title)), None)
    body = [p.text for p in paragraphs if p.role in (Role.BODY, Role.ADDRESSEE)][:_OPENING_PARAGRAPHS]
    return next(
        (genre for genre in genres() if any(re.search(form, text) for form in genre.opening for text in body)), None
    )
