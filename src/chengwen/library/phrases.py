"""The shipped phrases (词句) of resources/phrases/*.toml."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from chengwen.resources import resource


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase, its category, and the genres (ids) and sections it fits; none named: it fits everywhere."""

    text: str
    category: str
    genres: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


class _Group(msgspec.Struct, forbid_unknown_fields=True):
    category: str
    texts: tuple[str, ...]
    genres: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


class _PhraseFile(msgspec.Struct, forbid_unknown_fields=True):
    group: tuple[_Group, ...]


@cache
def load_phrases() -> tuple[Phrase, ...]:
    """All shipped phrases in the order of the files; raises msgspec.ValidationError for an ill-formed file."""
    phrases = []
    for path in sorted(resource("phrases").glob("*.toml")):
        try:
            groups = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _PhraseFile).group
        except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            raise msgspec.ValidationError(f"{path.name}: {error}") from error
        phrases += [
            Phrase(text, group.category, group.genres, group.sections) for group in groups for text in group.texts
        ]
    return tuple(phrases)
