"""Finding Chinese text by what is typed on a Latin keyboard: 拼音 and 拼音首字母."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

_LATIN = re.compile("[a-z]")
_TONES = str.maketrans("", "", "\u0300\u0301\u0302\u0304\u030c")
_LONGEST = 100  # characters of a query that are looked at


def matches(text: str, query: str) -> bool:
    """Whether the text holds the query as it stands, or what its letters spell.

    A letter stands for a character whose 拼音 begins with it, whichever of its readings; a syllable written out stands
    for the character too, and the last one may be unfinished: kn, kunnan, kunn and 困n all find 困难. ü is typed as v.
    Case does not matter; letters, digits and marks in the text stand for themselves. An empty query is everywhere.
    """
    query = query.casefold()[:_LONGEST]
    folded = text.casefold()
    return query in folded or (_LATIN.search(query) is not None and _spells(folded, query))


def _spells(text: str, query: str) -> bool:
    """Bit i of `reached`: query[:i] is spelled by the characters that end here."""
    steps_of, found, reached = _steps_of(query), 1 << len(query), 1
    for char in text:
        following = 1
        steps = steps_of.get(char)
        if steps is None:
            steps = steps_of[char] = tuple(_steps(char, query))
        for length, places in steps:
            following |= (reached & places) << length
        if following & found:
            return True
        reached = following
    return False


@lru_cache(maxsize=8)
def _steps_of(query: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """For each character met so far, what it can stand for in the query; filled by those who ask."""
    del query
    return {}


def _steps(char: str, query: str) -> Iterator[tuple[int, int]]:
    """How many letters of the query the character can stand for, and, as bits, at which places."""
    lengths: dict[int, int] = {}
    for at in range(len(query)):
        rest = len(query) - at
        for spelling in _spellings(char):
            for length in {1, len(spelling), min(rest, len(spelling))}:
                if query.startswith(spelling[:length], at):
                    lengths[length] = lengths.get(length, 0) | 1 << at
    yield from lengths.items()


@lru_cache(maxsize=8192)
def _spellings(char: str) -> frozenset[str]:
    """The syllables without tones that the character is read as, and the character itself."""
    toned = _readings().get(str(ord(char)), "")
    plain = normalize("NFC", normalize("NFD", toned).translate(_TONES)).replace("ü", "v")
    return frozenset(plain.split(",") + plain.replace("ve", "ue").split(",")) - {""} | {char}


@cache
def _readings() -> dict[str, str]:
    """Code point -> readings with tones, parted by commas.

    Read from pypinyin's file: importing the package itself would build tables of words for which we have no use.
    """
    package = find_spec("pypinyin")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("安装不完整，缺少拼音表 pypinyin")
    table: dict[str, str] = json.loads(Path(package.origin).with_name("pinyin_dict.json").read_bytes())
    return table
