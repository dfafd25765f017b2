"""The numbers that open headings (序号): reading them as they stand, writing them as GB/T 9704-2012 wants them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

_DIGITS = "〇一二三四五六七八九"
_HAN = "一二三四五六七八九十百"
_ARABIC_OF = str.maketrans("０１２３４５６７８９", "0123456789")


class Mark(IntEnum):
    """The kinds of numbers, in the order in which they usually stand one under the other."""

    PART = 1  # 第一部分, 第一篇
    CHAPTER = 2  # 第一章
    SECTION = 3  # 第一节
    CHINESE = 4  # 一、
    CHINESE_BRACKET = 5  # （一）
    ORDINAL = 6  # 第一，
    ARABIC = 7  # 1.
    DECIMAL = 8  # 1.1, and the bare 1 that stands over it
    ARABIC_BRACKET = 9  # （1）
    CIRCLED = 10  # ①


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands: `text` is the mark with its brackets or dot, e.g. 一、 （一） 六． 1、 第一章 1.1

    `value` counts from 1; of a DECIMAL it is the last part (of 2.3: 3).
    """

    mark: Mark
    value: int
    text: str

    @property
    def depth(self) -> int:
        """How many parts a DECIMAL has (2 for 1.1); 1 for every other mark."""
        return len(re.findall(r"\d+", self.text)) if self.mark is Mark.DECIMAL else 1

    def rewritten(self, value: int) -> str:
        """The same mark in the same hand with another value: 六． becomes 七．, 2.3 becomes 2.4."""
        found = list(re.finditer(rf"[{_HAN}零]+|[0-9０-９]+|[①-⑳⑴-⒇⒈-⒛㈠-㈩]", self.text))[-1]
        return self.text[: found.start()] + _like(found.group(), value) + self.text[found.end() :]


def _like(old: str, value: int) -> str:
    for run, length in _RUNS:
        if run <= old[0] < chr(ord(run) + length):
            return chr(ord(run) + value - 1) if value <= length else str(value)
    return chinese(value) if old[0] in _HAN else str(value)


_RUNS = (("①", 20), ("⑴", 20), ("⒈", 20), ("㈠", 10))

_H = rf"(?P<han>[{_HAN}零]{{1,4}})"
_A = r"(?P<arabic>[0-9０-９]{1,2})"
_A3 = r"(?P<arabic>[0-9０-９]{1,3})"
_PATTERNS: tuple[tuple[Mark, re.Pattern[str]], ...] = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        (Mark.PART, rf"第(?:{_H}|{_A})(?:部分|篇|编)"),
        (Mark.CHAPTER, rf"第(?:{_H}|{_A})章"),
        (Mark.SECTION, rf"第(?:{_H}|{_A})节(?!课)"),
        (Mark.ORDINAL, rf"第(?:{_H}|{_A})[，,、：:]"),
        (Mark.CHINESE, rf"{_H} ?[、．.﹑､﹒·]"),
        (Mark.CHINESE_BRACKET, rf"[（(﹙〔\[［【]\s?{_H}\s?[）)﹚〕\]］】][、．.]?"),
        (Mark.CHINESE_BRACKET, r"(?P<run>[㈠-㈩])[、．.]?"),
        # 1.5 is a decimal and 2011.2. a date, but 1.2022年 is item 1 about the year 2022
        (
            Mark.ARABIC,
            (
                rf"{_A3} ?(?:[．.。﹒·](?![0-9０-９])|[．.、](?=(?:19|20)\d\d年)"
                r"|[、﹑､](?!\d+(?:[、月日号]|年级|季度)))[、．.]?"
            ),
        ),
        (Mark.ARABIC, r"(?P<run>[⒈-⒛])"),
        (Mark.ARABIC_BRACKET, rf"[（(﹙]\s?{_A}\s?[）)﹚][、．.]?|(?P<bare>[0-9０-９]{{1,2}})[）)][、．.]?"),
        (Mark.ARABIC_BRACKET, r"(?P<run>[⑴-⒇])[、．.]?"),
        (Mark.CIRCLED, r"(?P<run>[①-⑳])[、．.]?"),
    )
)
_LOOSE: tuple[tuple[Mark, re.Pattern[str]], ...] = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        (Mark.DECIMAL, r"[0-9]{1,2}(?:[.．][0-9]{1,2}){0,3}[.．]?(?=[\s\u3000])"),
        (Mark.DECIMAL, r"[0-9]{1,2}(?:[.．][0-9]{1,2}){1,3}[.．]?(?![0-9.．%％‰万亿元个倍米吨年月日－—~～-])"),
        (Mark.CHINESE, rf"{_H}(?=[\s\u3000])"),
        (Mark.CHINESE, rf"{_H}[，,：:]"),
        (Mark.CHINESE_BRACKET, rf"{_H}[）)]"),
        (Mark.ARABIC, rf"{_A}[，,：:]"),
    )
)


@lru_cache(maxsize=8192)  # numbers are read anew with each outline, and an edit changes few of them
def parse(text: str, *, loose: bool = False) -> Number | None:
    """The number at the very beginning of text, which has no leading blanks; None when there is none.

    `loose` also takes what is a number only where others like it stand: 一　总则, 一，, 1.1, 1　总则.
    """
    if not text or text[0] not in _FIRST:
        return None
    for mark, pattern in _PATTERNS + _LOOSE if loose else _PATTERNS:
        if found := pattern.match(text):
            value = _value(mark, found)
            if value and not (mark is Mark.CHINESE and _enumerates(value, text, found.end())):
                return Number(mark, value, found.group())
    return None


_FIRST = frozenset(_HAN + "第（(﹙〔[［【0123456789０１２３４５６７８９") | {
    chr(ord(run) + at) for run, length in _RUNS for at in range(length)
}


_NEXT_OF_ENUMERATION = re.compile(rf"([{_HAN}]+)(?:[、级类线批期产季月]|年(?!来|多|以来))")


def _enumerates(value: int, text: str, behind: int) -> bool:
    """Whether 二 of 二、三季度 or 一、二、三产业 stands there: a number that goes up. 一、一季度工作 is a heading."""
    found = _NEXT_OF_ENUMERATION.match(text, behind)
    if found is None:
        return False
    try:
        return chinese_value(found[1]) > value
    except ValueError:
        return True


def _value(mark: Mark, found: re.Match[str]) -> int:
    groups = found.groupdict()
    if mark is Mark.DECIMAL:
        return int(re.findall(r"\d+", found.group())[-1])
    if run := groups.get("run"):
        return next(ord(run) - ord(first) + 1 for first, length in _RUNS if 0 <= ord(run) - ord(first) < length)
    if arabic := groups.get("arabic") or groups.get("bare"):
        return int(arabic.translate(_ARABIC_OF))
    try:
        return chinese_value(groups["han"])
    except ValueError:
        return 0


def written(mark: Mark, value: int) -> str:
    """The form of the norm: 一、 （一） 1. （1） ①. Raises ValueError for DECIMAL, whose text needs its parents'."""
    if mark is Mark.DECIMAL:
        raise ValueError("a decimal number is written after its parents: use Number.rewritten")
    if mark is Mark.CIRCLED:
        return chr(ord("①") + value - 1) if value <= 20 else f"（{value}）"
    arabic = mark in (Mark.ARABIC, Mark.ARABIC_BRACKET)
    return _FORMS[mark].format(value if arabic else chinese(value))


_FORMS = {
    Mark.PART: "第{}部分",
    Mark.CHAPTER: "第{}章",
    Mark.SECTION: "第{}节",
    Mark.CHINESE: "{}、",
    Mark.CHINESE_BRACKET: "（{}）",
    Mark.ORDINAL: "第{}，",
    Mark.ARABIC: "{}.",
    Mark.ARABIC_BRACKET: "（{}）",
}


def chinese(value: int) -> str:
    """1 to 999 as in 一、 十一、 二十、 一百零一、. Raises ValueError outside."""
    if not 0 < value < 1000:
        raise ValueError(f"no heading is numbered {value}")
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def chinese_value(text: str) -> int:
    """Inverse of `chinese`; raises ValueError when text is not such a number."""
    found = _CHINESE.fullmatch(text)
    if not text or not found:
        raise ValueError(f"not a number: {text!r}")
    hundreds, tens, ones = found.group("hundreds", "tens", "ones")
    value = 100 * _DIGITS.index(hundreds) if hundreds else 0
    if tens is not None:
        value += 10 * (_DIGITS.index(tens) if tens else 1)
    return value + (_DIGITS.index(ones) if ones else 0)


_CHINESE = re.compile(
    "(?:(?P<hundreds>[一二三四五六七八九])百零?)?(?:(?P<tens>[一二三四五六七八九]?)十)?(?P<ones>[一二三四五六七八九])?"
)
