"""The kinds of report (文种) of resources/genres/*.toml, which of them a text is, and the sections each consists of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from chengwen.report.outline import title_text
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.report import Report
from chengwen.resources import naming, tables

_OPENING_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class Section:
    """A section (部分) that reports of a genre usually have, and must have when it is `required`.

    `id` is stable: a file keeps it with the reason why the section is not needed. `heading` are the words to write when
    it is missing. `forms` are regular expressions: a heading is this section's when one of them finds something in its
    words, number and blanks apart; `examples` are such headings, `counter` are others. `level` is how deep it usually
    stands, and what is required stands at the top. `spread`: instead of one section, several with headings of their own
    may hold its matter. `target` is how many words (字数) it usually has, 0 when that cannot be said.
    """

    id: str
    label: str
    heading: str
    forms: tuple[str, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    level: int = 1
    required: bool = False
    spread: bool = False
    target: int = 0

    def __post_init__(self) -> None:
        if self.level != 1 and (self.required or self.level != 2):
            raise ValueError(f"section {self.id} cannot stand at level {self.level}")
        if not self.label or not self.examples or not self.counter:
            raise ValueError(f"section {self.id} has no label or no examples")
        try:
            for form in self.forms:
                re.compile(form)
        except re.error as error:
            raise ValueError(f"section {self.id}: {error}") from error
        if not self.fits(self.heading):
            raise ValueError(f"section {self.id} does not recognise its own heading")

    def fits(self, heading: str) -> bool:
        """Whether a heading with these words (without its number) is this section's."""
        return _fits(self.forms, heading)


@lru_cache(maxsize=8192)  # asked anew after each pause of typing, when few headings have changed
def _fits(forms: tuple[str, ...], heading: str) -> bool:
    words = "".join(heading.split())
    return any(re.search(form, words) for form in forms)


@dataclass(frozen=True)
class Genre:
    """`title` and `opening` are regular expressions; of several genres that fit, the lowest `priority` wins.

    `examples` are titles of this genre. `sections` stand in their usual order.
    """

    id: str
    name: str
    priority: int
    title: list[str]
    opening: list[str]
    examples: list[str]
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        ids = [section.id for section in self.sections]
        if len(set(ids)) < len(ids) or not all(one.startswith(f"{self.id}.") for one in ids):
            raise ValueError(f"genre {self.id}: its sections need ids of their own that begin with {self.id}.")


@cache
def genres() -> tuple[Genre, ...]:
    """All shipped genres by priority; raises IllFormedTable when one does not hold together."""
    loaded = []
    files = list(tables("genres"))
    entries = {entry["id"]: entry for _file, table in files for entry in table.get("section", ())}
    for file, table in files:
        with naming(file):
            sections = tuple(_section(entry, entries) for entry in table.pop("section", ()))
            loaded.append(Genre(**table, sections=sections))
    return tuple(sorted(loaded, key=lambda genre: genre.priority))


def _section(entry: dict[str, Any], entries: Mapping[str, dict[str, Any]]) -> Section:
    """What an entry does not say of itself is as in the section that it names with `like`."""
    values = {**entries[entry["like"]], **entry} if "like" in entry else dict(entry)
    values.pop("like", None)
    values |= {name: tuple(values[name]) for name in ("forms", "examples", "counter")}
    return Section(**values)


def genre_of(report: Report) -> Genre | None:
    """The one that was chosen for the report, else what its text looks like."""
    named = report.fields.genre  # mostly not, and then the tables need not be read
    chosen = next((genre for genre in genres() if genre.id == named), None) if named else None
    return chosen or guess_genre(report.paragraphs)


def guess_genre(paragraphs: Sequence[Paragraph]) -> Genre | None:
    """By the title where there is one, else by the first paragraphs of the body; None when neither tells."""
    title = title_text(paragraphs)
    if title is not None:
        return next((genre for genre in genres() if any(re.search(form, title) for form in genre.title)), None)
    body = [p.text for p in paragraphs if p.role in (Role.BODY, Role.ADDRESSEE) and p.text][:_OPENING_PARAGRAPHS]
    if not body:
        return None
    return next(
        (genre for genre in genres() if any(re.search(form, text) for form in genre.opening for text in body)), None
    )
