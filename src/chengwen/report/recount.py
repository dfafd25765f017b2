"""Numbers counted anew (重排序号), and whether they count straight through the report or anew under each parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chengwen.report.outline import outline
from chengwen.report.points import recounted_points
from chengwen.report.renumber import Numbered, count_from, list_key, numbered, single_splices, straight_marks

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from chengwen.report.numbering import Mark
    from chengwen.report.outline import Heading
    from chengwen.report.paragraph import Paragraph
    from chengwen.report.splice import Splice


def renumber_all(paragraphs: Sequence[Paragraph]) -> tuple[Splice, ...]:
    """Count every list of headings, and every list of points (一是…), 1, 2, 3 … without gap or repeat.

    Lists that go straight through the report still do; one that begins anew under another heading, or behind a
    paragraph that announces it (…：), still begins there. Numbers in a form that only neighbours make one (1.1) stay.
    """
    heads = numbered(paragraphs)
    result = _counted(paragraphs, heads, straight_marks(heads, mostly=True))
    return single_splices(paragraphs, recounted_points(result, outline(result)))


def is_straight(paragraphs: Sequence[Paragraph], section: Heading) -> bool | None:
    """Whether the numbers that stand as this section's does count on from one parent to the next (1.–16.).

    None when that cannot be told: they stand under one parent only, or the section has no number.
    """
    heads = numbered(paragraphs)
    alike = _alike(heads, section)
    if len({head.parent for head in alike}) < 2:
        return None
    return alike[0].number.mark in straight_marks(alike, mostly=True)


def set_straight(paragraphs: Sequence[Paragraph], section: Heading, on: bool) -> tuple[Splice, ...]:
    """Let the numbers that stand as this section's does count on through the report, or anew under each parent."""
    alike = _alike(numbered(paragraphs), section)
    if len({head.parent for head in alike}) < 2:
        return ()
    return single_splices(paragraphs, _counted(paragraphs, alike, {alike[0].number.mark} if on else ()))


def _alike(heads: Sequence[Numbered], section: Heading) -> list[Numbered]:
    """The headings with the section's mark, in the report itself or in the attachment in which it stands."""
    own = next((head for head in heads if head.paragraph == section.paragraph), None)
    return [h for h in heads if own and h.tree == own.tree and h.number.mark is own.number.mark]


def _counted(paragraphs: Sequence[Paragraph], heads: Sequence[Numbered], straight: Collection[Mark]) -> list[Paragraph]:
    lists: dict[object, list[Numbered]] = {}
    result = list(paragraphs)
    for head in heads:
        key = list_key(head, straight)
        growing = lists.setdefault(key, [])
        if growing and growing[-1].parent == head.parent and _begins_anew(paragraphs, head):
            count_from(1, growing, result)
            lists[key] = growing = []
        growing.append(head)
    for growing in lists.values():
        count_from(1, growing, result)
    return result


def _begins_anew(paragraphs: Sequence[Paragraph], head: Numbered) -> bool:
    announced = paragraphs[head.paragraph - 1].text.rstrip().endswith(("：", ":")) if head.paragraph else False
    return announced and head.number.value == 1
