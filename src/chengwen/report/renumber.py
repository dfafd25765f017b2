"""The numbers of headings, kept right when sections come, go, or change places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chengwen.report.numbering import Mark, Number, parse
from chengwen.report.outline import TREE_BREAKS, outline
from chengwen.report.paragraph import Paragraph


@dataclass(slots=True, eq=False)
class _List:
    """Headings that count on from one another: the paragraphs they stand in, and the first number.

    `behind` is the list after whose end this one begins anew, in the same section.
    """

    first: int
    behind: _List | None
    members: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Numbered:
    paragraph: int
    start: int
    number: Number
    tree: int  # an attachment, or a new title, begins another
    parent: int | None


def renumbered(before: Sequence[Paragraph], order: Sequence[int], changed: Mapping[int, Paragraph]) -> list[Paragraph]:
    """The paragraphs in a new order, some of them changed, with every number that this made wrong put right.

    `order` holds indices into `before`, and so does `changed`. A list of headings whose members are the same as before
    is left alone, right or wrong. Numbers that counted straight through the report (1.–16. across the sections) still
    do. A wrong number keeps its form and gets another value.
    """
    after = [changed.get(at, before[at]) for at in order]
    straight = _straight_marks(before)
    lists = _lists(before, straight)
    known = {tuple(one.members) for one in lists}
    kept = set(order) - changed.keys()
    of = {member: one for one in lists for member in one.members if member in kept}
    result = list(after)
    for heads in _groups(after, straight, order, of):
        origins = tuple(order[head.paragraph] for head in heads)
        if origins in known and not changed.keys() & set(origins):
            continue
        homes = Counter(of[origin] for origin in origins if origin in of).most_common(1)
        first = homes[0][0].first if homes else 1
        for value, head in enumerate(heads, first):
            if head.number.value != value:
                end = head.start + len(head.number.text)
                old = result[head.paragraph]
                result[head.paragraph] = old.with_text(head.start, end, head.number.rewritten(value))
    return result


def _numbered(paragraphs: Sequence[Paragraph]) -> Iterator[_Numbered]:
    breaks = iter([at for at, paragraph in enumerate(paragraphs) if paragraph.role in TREE_BREAKS])
    tree, next_break = 0, next(breaks, len(paragraphs))
    for heading in outline(paragraphs):
        while next_break < heading.paragraph:
            tree, next_break = tree + 1, next(breaks, len(paragraphs))
        number = parse(heading.number)
        if heading.kind == "heading" and number is not None:
            yield _Numbered(heading.paragraph, heading.start, number, tree, heading.parent)


def _key(head: _Numbered, straight: frozenset[Mark]) -> tuple[object, ...]:
    return head.tree, None if head.number.mark in straight else head.parent, head.number.mark


def _lists(paragraphs: Sequence[Paragraph], straight: frozenset[Mark]) -> list[_List]:
    """The lists as they stand. One begins anew where a number is 1 again."""
    found: list[_List] = []
    last: dict[tuple[object, ...], _List] = {}
    for head in _numbered(paragraphs):
        key = _key(head, straight)
        if key not in last or head.number.value == 1:
            last[key] = _List(head.number.value, last.get(key))
            found.append(last[key])
        last[key].members.append(head.paragraph)
    return found


def _groups(
    paragraphs: Sequence[Paragraph], straight: frozenset[Mark], order: Sequence[int], of: Mapping[int, _List]
) -> list[list[_Numbered]]:
    """The lists that there should be: one begins anew behind another only where it did so before."""
    found: list[list[_Numbered]] = []
    last: dict[tuple[object, ...], list[_Numbered]] = {}
    for head in _numbered(paragraphs):
        key, home = _key(head, straight), of.get(order[head.paragraph])
        group = last.get(key)
        homes = [of.get(order[other.paragraph]) for other in group or ()]
        begins_anew = home is not None and home.behind is not None and home.behind in homes and home not in homes
        if group is None or begins_anew:
            last[key] = group = []
            found.append(group)
        group.append(head)
    return found


def _straight_marks(paragraphs: Sequence[Paragraph]) -> frozenset[Mark]:
    """The marks whose numbers count on from one parent to the next, as some work plans do."""
    last: dict[tuple[int, Mark], _Numbered] = {}
    through: set[Mark] = set()
    anew: set[Mark] = set()
    for head in _numbered(paragraphs):
        mark = head.number.mark
        before = last.get((head.tree, mark))
        if before is not None and before.parent != head.parent:
            (through if head.number.value == before.number.value + 1 else anew).add(mark)
        last[head.tree, mark] = head
    return frozenset(through - anew)
