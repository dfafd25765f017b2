"""What typed marks and Enter mean for the structure of a report, so that nobody has to choose a style."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chengwen.report.numbering import Mark, parse
from chengwen.report.outline import Heading
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.renumber import renumbered
from chengwen.report.splice import Splice, splice_between

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROLES = {
    Mark.CHINESE: Role.HEADING_1,
    Mark.CHINESE_BRACKET: Role.HEADING_2,
    Mark.ARABIC: Role.HEADING_3,
    Mark.ARABIC_BRACKET: Role.HEADING_4,
}


def typed_role(before: Paragraph, after: Paragraph) -> Role | None:
    """The heading that a body paragraph is to be because 一、 （一） 1. or （1） was typed at its beginning."""
    if before.role is not Role.BODY or parse(before.text) is not None:
        return None
    number = parse(after.text)
    return _ROLES.get(number.mark) if number is not None else None


class Step(NamedTuple):
    """The splices of one Enter, and where the cursor then stands: behind the new number of the same paragraph."""

    splices: tuple[Splice, ...]
    offset: int


def stepped_up(paragraphs: Sequence[Paragraph], outline: Sequence[Heading], at: int) -> Step | None:
    """What Enter makes of an empty paragraph: the heading of the next section; of an empty heading, one a level higher.

    An empty heading of the highest level becomes body again. None where Enter only ends the paragraph.
    """
    paragraph = paragraphs[at]
    heading = next((h for h in outline if h.kind == "heading" and h.paragraph == at), None)
    if heading is not None and not heading.text and not heading.run_in:
        above = None if heading.parent is None else outline[heading.parent]
        return _made(paragraphs, at, _heading_like(paragraphs, above))
    if paragraph.role is Role.BODY and not paragraph.text:
        around = [h for h in outline if h.kind == "heading" and h.paragraph < at < h.stop]
        return _made(paragraphs, at, _heading_like(paragraphs, around[-1])) if around else None
    return None


def _heading_like(paragraphs: Sequence[Paragraph], heading: Heading | None) -> Paragraph:
    if heading is None:
        return Paragraph()
    number = parse(heading.number, loose=True)
    return Paragraph(paragraphs[heading.paragraph].role, number.rewritten(1) if number else "")


def _made(paragraphs: Sequence[Paragraph], at: int, paragraph: Paragraph) -> Step:
    after = renumbered(paragraphs, list(range(len(paragraphs))), {at: paragraph})
    splice = splice_between(paragraphs, after)
    return Step((splice,) if splice else (), len(after[at].text))
