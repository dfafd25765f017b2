"""The shipped phrases (词句) of resources/phrases/*.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from chengwen.resources import naming, tables


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, its category, and the genres (ids) and sections it fits; none named: it fits everywhere."""

    text: str
    category: str
    genres: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@cache
def load_phrases() -> tuple[Phrase, ...]:
    """All shipped phrases in the order of the files; raises IllFormedTable when one does not hold together.

    In the files they stand in groups: what is said of a group holds for each of its `texts`.
    """
    phrases = []
    for file, table in tables("phrases"):
        with naming(file):
            for group in table["group"]:
                texts = group.pop("texts")
                genres, sections = (tuple(group.pop(name, ())) for name in ("genres", "sections"))
                phrases += [Phrase(text, genres=genres, sections=sections, **group) for text in texts]
    return tuple(phrases)
