"""The words by which a line shows what it is, read from resources/recognition/words.toml."""

from __future__ import annotations

import tomllib
from typing import NamedTuple

from chengwen.resources import resource


class Words(NamedTuple):
    """What each list is for is said in the file."""

    organs: list[str]
    persons: list[str]
    offices: list[str]
    signers: list[str]
    genres: list[str]
    title_goes_on: list[str]
    title_is_open: list[str]
    web_buttons: list[str]
    web_labels: list[str]
    surnames: list[str]


def _load() -> Words:
    with resource("recognition", "words.toml").open("rb") as file:
        return Words(**{name: str(listed).split() for name, listed in tomllib.load(file).items()})


WORDS = _load()
