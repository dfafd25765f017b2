"""How long a text is, counted as Word and WPS count Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chengwen.report.paragraph import OBJECT

if TYPE_CHECKING:
    from collections.abc import Iterable

# A run of letters, digits and ASCII marks is one word; whatever else is not blank counts by itself.
_UNIT = re.compile(rf"[!-~À-ÖØ-öø-ɏͰ-ӿ]+|[^\s{OBJECT}\u200b\ufeff]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")


def word_count(text: str) -> int:
    """字数: each Han character and each Chinese mark is 1, each western word or number is 1, blanks are 0."""
    return len(_UNIT.findall(text))


@dataclass(frozen=True, slots=True)
class Statistics:
    words: int  # 字数
    han: int  # 汉字
    characters: int  # 字符数, without blanks
    paragraphs: int  # 段落数, those with text


def statistics(texts: Iterable[str]) -> Statistics:
    words = han = characters = paragraphs = 0
    for text in texts:
        words += word_count(text)
        han += len(_HAN.findall(text))
        characters += sum(map(len, text.replace(OBJECT, "").split()))
        paragraphs += bool(text.strip())
    return Statistics(words, han, characters, paragraphs)
