"""Where each paragraph stands: what the role alone cannot say, because it depends on the text or the neighbours."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chengwen.layout.facts import LayoutFacts, RoleLayout, layout_facts
from chengwen.report.outline import lead_end
from chengwen.report.paragraph import LINE_BREAK, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chengwen.report.paragraph import Paragraph

_TITLE_BLOCK = frozenset({Role.TITLE, Role.SUBTITLE, Role.DOCUMENT_NUMBER, Role.ATTACHMENT_TITLE})
_NOTE_LABEL = re.compile(r"附\s*件\s*(?:[:：]\s*(?:[0-9０-９]{1,2}\s*[.．、]\s*)?)")
_NOTE_NUMBER = re.compile(r"[0-9０-９]{1,2}\s*[.．、]\s*")
_NOTE_FIRST, _NOTE_NEXT = 2.0, 5.0  # where 附件： and the numbers under its first one begin
_RIGHT = 2.0
_SHIFT = 2.0


@dataclass(frozen=True, slots=True)
class Placement:
    """How one paragraph stands. Lengths are in characters of the body size (字), 1/28 of the line.

    `blank_before`: empty grid lines above. `left` and `right`: indents of the whole paragraph; `hanging`: how far its
    first line stands out to the left of the others. `layout.first_line` holds only where `left` and `hanging` are 0.
    `right` is the one to use, not `layout.right`. `lead`: length of the run-in heading stretch that keeps the face of
    the layout, behind which the body face follows; None when one face serves the whole paragraph.
    """

    layout: RoleLayout
    blank_before: int = 0
    right: float = 0
    left: float = 0
    hanging: float = 0
    page_break: bool = False
    lead: int | None = None


def arrange(paragraphs: Sequence[Paragraph]) -> list[Placement]:
    """One placement for each paragraph (GB/T 9704-2012, 7.3; unsealed signature: 7.3.5.2)."""
    facts = layout_facts()
    rights = _signature_rights(paragraphs)
    placed = []
    for at, paragraph in enumerate(paragraphs):
        layout = _layout(paragraph.role, facts)
        before = paragraphs[at - 1].role if at else None
        page_break = layout.page_break and before is not None
        left, hanging = _note_indent(paragraph, continued=before is paragraph.role)
        placed.append(
            Placement(
                layout=layout,
                blank_before=0 if page_break else _blank_before(paragraph.role, before, layout),
                right=rights.get(at, layout.right),
                left=left,
                hanging=hanging,
                page_break=page_break,
                lead=_lead(paragraph, layout, facts),
            )
        )
    return placed


def width(text: str) -> float:
    """The width of the text in 字: Han characters and full-width marks 1, digits and Latin letters one half.

    Of a text with line breaks, that of its longest line.
    """
    return max(sum(_char_width(char) for char in line) for line in text.split(LINE_BREAK))


def _char_width(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def _layout(role: Role, facts: LayoutFacts) -> RoleLayout:
    return facts.roles[Role.BODY if role is Role.OPAQUE else role]


def _blank_before(role: Role, before: Role | None, layout: RoleLayout) -> int:
    if before is None or before is role:
        return 0
    if before in _TITLE_BLOCK and role not in _TITLE_BLOCK:
        return max(1, layout.blank_before)
    return layout.blank_before


def _lead(paragraph: Paragraph, layout: RoleLayout, facts: LayoutFacts) -> int | None:
    if paragraph.role.heading_level is None or layout.face == facts.roles[Role.BODY].face:
        return None
    end = lead_end(paragraph)
    return end if end < len(paragraph.text) else None


def _note_indent(paragraph: Paragraph, *, continued: bool) -> tuple[float, float]:
    """Left indent and hanging of an attachment note: names stand under one another, numbers under the first number.

    Only a name that takes more than one line needs a hanging first line.
    """
    if paragraph.role is not Role.ATTACHMENT_NOTE:
        return 0, 0
    if label := _NOTE_LABEL.match(paragraph.text):
        first = _NOTE_FIRST
    elif continued and (label := _NOTE_NUMBER.match(paragraph.text)):
        first = _NOTE_NEXT
    else:
        return 0, 0
    if first + width(paragraph.text) <= layout_facts().grid.characters:
        return (0, 0) if first == _NOTE_FIRST else (first, 0)
    hanging = width(label.group())
    return first + hanging, hanging


def _signature_rights(paragraphs: Sequence[Paragraph]) -> dict[int, float]:
    """Right indents of a signature and the date under it, by paragraph.

    The name stands 2 from the right, the date begins 2 to the right of the name's beginning; when the date is the
    longer one, it stands 2 from the right and the name gives way to the left. Of several names the longest counts.
    """
    rights: dict[int, float] = {}
    names: list[int] = []
    for at, paragraph in enumerate(paragraphs):
        if paragraph.role is Role.DATE and names:
            name = max(width(paragraphs[one].text) for one in names)
            date = width(paragraph.text)
            if date > name:
                rights |= dict.fromkeys(names, date + _RIGHT + _SHIFT - name)
            elif name + _RIGHT <= layout_facts().grid.characters:
                rights[at] = name - date + _RIGHT - _SHIFT
        names = [*names, at] if paragraph.role is Role.SIGNATURE else []
    return rights
