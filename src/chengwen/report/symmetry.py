"""The symmetry of headings (对仗): the shape of each, and which one limps among its siblings."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from chengwen.report import numbering
from chengwen.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chengwen.report.outline import Heading

# What stands in quotation marks or brackets is one piece. Possessive: linear on any text.
_CLAUSE = re.compile(r"(?>《[^《》]{0,60}》|“[^“”]{0,40}”|（[^（）]{0,60}）|[^，、；,;])++")
_MARKS = re.compile(r"[\W_]+")
_FEWEST = 3  # siblings among which a pattern can be seen


@dataclass(frozen=True, slots=True)
class Shape:
    """The characters of each clause, blanks and marks not counted, and how the clauses are built.

    `kind`: 动宾 when each clause opens with a verb, 名称 when the heading only names a section (工作开展情况), else "".
    """

    lengths: tuple[int, ...]
    kind: Literal["动宾", "名称", ""]

    @property
    def label(self) -> str:
        """As shown to the user: 6+6 动宾."""
        return "+".join(map(str, self.lengths)) + (" 动宾" if self.kind == "动宾" else "")

    @property
    def is_telling(self) -> bool:
        """Whether somebody built it, as against the plain name of a section."""
        return len(self.lengths) > 1 or self.kind == "动宾"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The shape of a heading or point; `limp` tells how it differs from its siblings, "" when it does not."""

    shape: Shape
    limp: str = ""


class _Verbs(NamedTuple):
    verbs: tuple[str, ...]
    also_nouns: tuple[str, ...]
    adverbs: tuple[str, ...]
    short: frozenset[str]
    not_short: frozenset[str]
    names: tuple[str, ...]


@cache
def _verbs() -> _Verbs:
    with resource("recognition", "verbs.toml").open("rb") as file:
        table = tomllib.load(file)
    verbs, also_nouns, adverbs, short, not_short, names = (tuple(table[name].split()) for name in _Verbs._fields)
    longest_first = tuple(sorted(adverbs, key=len, reverse=True))
    return _Verbs(verbs, also_nouns, longest_first, frozenset(short), frozenset(not_short), names)


@lru_cache(maxsize=8192)
def shape(text: str) -> Shape:
    """The shape of a heading's words, its number not among them."""
    clauses = [bare for clause in _CLAUSE.findall(text) if (bare := _MARKS.sub("", clause))]
    kind: Literal["动宾", "名称", ""] = ""
    if clauses and clauses[-1].endswith(_verbs().names):
        kind = "动宾" if _is_object(clauses) else "名称"
    elif clauses and all(map(_opens_with_verb, clauses)):
        kind = "动宾"
    return Shape(tuple(map(len, clauses)), kind)


def _is_object(clauses: Sequence[str]) -> bool:
    """Whether the last word is what a verb is about: 补齐短板不足."""
    return clauses[-1].endswith(("不足", "差距")) and all(map(_opens_with_verb, clauses))


def _opens_with_verb(clause: str) -> bool:
    words = _verbs()
    if clause.startswith(words.verbs):
        return True
    if 3 <= len(clause) <= 5 and clause[0] in words.short and clause[:2] not in words.not_short:
        return True
    adverb = next((adverb for adverb in words.adverbs if clause.startswith(adverb)), None)
    if adverb is None:
        return False
    rest = clause.removeprefix(adverb)
    return rest.startswith(words.also_nouns) or _opens_with_verb(rest)


def siblings_shapes(outline: Sequence[Heading]) -> tuple[Verdict, ...]:
    """A verdict for each heading and point of the outline, in its order.

    Nobody limps where there are fewer than three siblings, no two thirds of them agree, or what they agree in may be
    chance: one clause that is not 动宾, or is so in two headings only. The name of a section on the first level has no
    shape to keep.
    """
    verdicts = [Verdict(shape(heading.text)) for heading in outline]
    for group in _siblings(outline):
        free = [at for at in group if outline[at].level == 1 and verdicts[at].shape.kind == "名称"]
        bound = [at for at in group if at not in free]
        pattern = _pattern([verdicts[at].shape for at in bound])
        if pattern is None:
            continue
        alone = sum(_differs(verdicts[at].shape, pattern) for at in bound) == 1
        for at in bound:
            own = verdicts[at].shape
            # A point is cut at its first comma when it is long, so what it lacks of the pattern is not known.
            cut = outline[at].kind == "point" and len(own.lengths) != len(pattern.lengths)
            if _differs(own, pattern) and not cut:
                verdicts[at] = Verdict(own, _told(own, pattern, alone=alone))
    return tuple(verdicts)


def _siblings(outline: Sequence[Heading]) -> list[list[int]]:
    """Indices of those that count on from one another."""
    groups: list[list[int]] = []
    last: dict[tuple[str, int | None, str], list[int]] = {}
    for at, heading in enumerate(outline):
        mark, is_first = _counted(heading.number, is_point=heading.kind == "point")
        key = (heading.kind, heading.parent, mark)
        if is_first or key not in last:
            last[key] = []
            groups.append(last[key])
        last[key].append(at)
    return groups


@lru_cache(maxsize=2048)
def _counted(number: str, *, is_point: bool) -> tuple[str, bool]:
    """What the numbers of one list have in common, and whether this is the first of them."""
    if is_point:
        return number[-1:], number.startswith(("一", "第一"))
    found = numbering.parse(number, loose=True)
    return (found.mark.name, found.value == 1) if found else ("", False)


def _pattern(shapes: Sequence[Shape]) -> Shape | None:
    """What most of them have in common, if that is no chance."""
    named = [shape for shape in shapes if shape.kind != "名称"]
    if len(shapes) < _FEWEST or not named:
        return None
    [(lengths, count)] = Counter(shape.lengths for shape in named).most_common(1)
    agreeing = [shape for shape in named if shape.lengths == lengths]
    is_verbal = all(shape.kind == "动宾" for shape in agreeing)
    by_chance = len(lengths) == 1 and not (is_verbal and count >= _FEWEST)
    if by_chance or 3 * count < 2 * len(shapes):
        return None
    return Shape(lengths, "动宾" if is_verbal else "")


def _differs(own: Shape, pattern: Shape) -> bool:
    return own.lengths != pattern.lengths or (own.kind == "名称" and pattern.kind == "动宾")


def _told(own: Shape, pattern: Shape, *, alone: bool) -> str:
    others = "其他各条" if alone else "多数各条"
    this = f"是 {own.label}" if own.lengths != pattern.lengths else "不是动宾"
    return f"{others}是 {pattern.label}，这条{this}"
