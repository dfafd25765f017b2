"""Automatic numbers (`w:numPr`) as the text that a reader of the page sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chengwen.docx.markup import BadDocx, parse, w
from chengwen.docx.stylesheet import Look, StyleSheet, integer
from chengwen.report.numbering import chinese

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

_VAL = w("val")
_LEVELS = 9
_MAX = 32_767
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("零一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰")


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A `w:num`: its levels, the abstract list whose counters it shares, where it begins anew."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Ask for every paragraph in document order: the counters go on with each answer."""

    def __init__(self, data: bytes | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._level_of_style: dict[tuple[str, str], int] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        try:
            root = parse(data) if data else None
        except BadDocx:
            root = None
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        abstracts = {node.get(w("abstractNumId"), ""): node for node in root.iterchildren(w("abstractNum"))}
        linked = {_val(node, "styleLink"): node for node in abstracts.values() if _val(node, "styleLink")}
        for node in root.iterchildren(w("num")):
            identity, abstract_id = node.get(w("numId"), ""), _val(node, "abstractNumId") or ""
            abstract = abstracts.get(abstract_id)
            if abstract is None:
                continue
            abstract = linked.get(_val(abstract, "numStyleLink"), abstract)
            levels = {}
            for level in abstract.iterchildren(w("lvl")):
                at = integer(level.get(w("ilvl"))) or 0
                levels[at] = _level(level)
                if style := _val(level, "pStyle"):
                    self._level_of_style[identity, style] = at
            one = _List(abstract.get(w("abstractNumId"), abstract_id), levels)
            for override in node.iterchildren(w("lvlOverride")):
                at = integer(override.get(w("ilvl"))) or 0
                if (changed := override.find(w("lvl"))) is not None:
                    levels[at] = _level(changed)
                if (start := integer(_val(override, "startOverride"))) is not None:
                    one.starts[at] = start
            self._lists[identity] = one

    def next(self, direct: Look, style: str | None) -> str:
        """The number of a paragraph of that style with that direct formatting, "" when it has none.

        What parts it from the text (a tab, a blank) is not in it.
        """
        if not self._lists:
            return ""
        identity, level = direct.number_id, direct.number_level
        if identity is None:
            look = self._styles.look(style)
            identity, level = look.number_id, look.number_level if level is None else level
            bringing = self._styles.level_in_list(style)
            level = self._level_of_style.get((identity or "", style or ""), level)
            level = self._level_of_style.get((identity or "", bringing or ""), level) if level is None else level
        one = self._lists.get(identity or "")
        level = level or 0
        if one is None or not 0 <= level < _LEVELS or level not in one.levels:
            return ""
        counters = self._count(identity or "", one, level)
        return _written(one, level, counters)

    def _count(self, identity: str, one: _List, level: int) -> list[int | None]:
        counters = self._counters.setdefault(one.abstract, [None] * _LEVELS)
        for above in range(level + 1):
            if above in one.starts and (identity, above) not in self._begun:
                self._begun.add((identity, above))
                counters[above] = None
        for above in range(level):
            if counters[above] is None:
                counters[above] = _start(one, above)
        here = counters[level]
        counters[level] = _start(one, level) if here is None else min(here + 1, _MAX)
        for below in range(level + 1, _LEVELS):
            restart = one.levels[below].restart if below in one.levels else None
            if restart is None or (restart > 0 and level < restart):
                counters[below] = None
        return counters


def _start(one: _List, level: int) -> int:
    return one.starts.get(level, one.levels[level].start if level in one.levels else 1)


def _level(node: etree._Element) -> _Level:
    start = integer(_val(node, "start"))
    legal = node.find(w("isLgl"))
    return _Level(
        start=min(max(1 if start is None else start, 0), _MAX),
        format=_val(node, "numFmt") or "decimal",
        text=_val(node, "lvlText") or "",
        restart=integer(_val(node, "lvlRestart")),
        legal=legal is not None and legal.get(_VAL, "1") not in ("0", "false", "off"),
    )


def _val(node: etree._Element, tag: str) -> str | None:
    child = node.find(w(tag))
    return None if child is None else child.get(_VAL)


def _written(one: _List, level: int, counters: list[int | None]) -> str:
    here = one.levels[level]
    if here.format == "bullet":  # a mark, not a number
        return ""

    def number(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        value = counters[at]
        if value is None:
            return ""
        kind = one.levels[at].format if at in one.levels else "decimal"
        return formatted(value, "decimal" if here.legal and at < level else kind)

    return re.sub("%([1-9])", number, here.text).strip()


def formatted(value: int, kind: str) -> str:
    """The value in the format of `w:numFmt`; in Arabic digits where the format does not reach."""
    write = _FORMATS.get(kind)
    text = write(value) if write else None
    return str(value) if text is None else text


def _han(value: int) -> str | None:
    return chinese(value) if 0 < value < 1000 else None


def _digits(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _letters(value: int, first: str) -> str | None:
    """Of a: a to z, then aa, bb …"""
    return chr(ord(first) + (value - 1) % 26) * min((value - 1) // 26 + 1, 20) if value > 0 else None


_ROMAN = {
    "m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90,
    "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1,
}  # fmt: skip


def _roman(value: int) -> str | None:
    text = ""
    for letters, worth in _ROMAN.items():
        text += letters * (value // worth)
        value %= worth
    return text or None


def _row(first: str, length: int) -> Callable[[int], str | None]:
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= length else None


def _cycle(letters: str) -> Callable[[int], str | None]:
    return lambda value: letters[(value - 1) % len(letters)] if value > 0 else None


def _full_width(value: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))


def _upper_roman(value: int) -> str | None:
    text = _roman(value)
    return text.upper() if text else None


def _legal_han(value: int) -> str | None:
    text = _han(value)
    return text.translate(_LEGAL) if text else None


_FORMATS: dict[str, Callable[[int], str | None]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "koreanDigital2",
        ),
        _han,
    ),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _digits),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal_han),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _row("①", 20)),
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "ideographEnclosedCircle": _row("㊀", 10),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalZero": lambda value: f"{value:02}",
    "upperLetter": lambda value: _letters(value, "A"),
    "lowerLetter": lambda value: _letters(value, "a"),
    "upperRoman": _upper_roman,
    "lowerRoman": _roman,
    "none": lambda _value: "",
}
