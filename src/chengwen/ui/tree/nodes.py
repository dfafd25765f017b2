"""What the tree shows of a report: title, addressee, lead-in, sections, points, signature, attachments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chengwen.report.outline import title_text
from chengwen.report.paragraph import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chengwen.report.outline import Heading
    from chengwen.report.paragraph import Paragraph

_NAMES = {
    Role.ADDRESSEE: "主送机关",
    Role.SIGNATURE: "落款",
    Role.DATE: "落款",
    Role.ATTACHMENT_NOTE: "附件说明",
    Role.ATTACHMENT_MARK: "附件",
    Role.ATTACHMENT_TITLE: "附件",
    Role.NOTE: "附注",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the tree. It stands at `start` of paragraph `paragraph` and holds the paragraphs up to `stop`.

    `parent` is an index into the nodes. `heading` is None for what is no section or point.
    """

    label: str
    paragraph: int
    start: int
    stop: int
    parent: int | None = None
    heading: Heading | None = None

    @property
    def is_point(self) -> bool:
        return self.heading is not None and self.heading.kind == "point"


def nodes(paragraphs: Sequence[Paragraph], outline: Sequence[Heading]) -> list[Node]:
    """The rows in the order of the report, parents before their children."""
    found: list[Node] = []
    seats: dict[int, int] = {}
    pending = list(_parts(paragraphs, outline))
    for at, heading in enumerate(outline):
        while pending and pending[0].paragraph <= heading.paragraph:
            found.append(pending.pop(0))
        seats[at] = len(found)
        parent = None if heading.parent is None else seats[heading.parent]
        label = heading.number + heading.text
        found.append(Node(label, heading.paragraph, heading.start, heading.stop, parent, heading))
    return found + pending


def _parts(paragraphs: Sequence[Paragraph], outline: Sequence[Heading]) -> list[Node]:
    """The rows that are not headings: one for each run of paragraphs of a kind, and one for the lead-in (导语)."""
    first_heading = min((h.paragraph for h in outline if h.kind == "heading"), default=len(paragraphs))
    found: list[Node] = []
    for at, paragraph in enumerate(paragraphs):
        name = _name(paragraph, paragraphs, before_headings=at < first_heading)
        if name is None:
            continue
        if found and found[-1].label.split("　")[0] == name.split("　")[0] and found[-1].stop == at:
            found[-1] = Node(found[-1].label, found[-1].paragraph, 0, at + 1)
        else:
            found.append(Node(name, at, 0, at + 1))
    return found


def _name(paragraph: Paragraph, paragraphs: Sequence[Paragraph], *, before_headings: bool) -> str | None:
    if paragraph.role is Role.TITLE:
        return f"标题　{title_text(paragraphs)}"
    if paragraph.role is Role.BODY:
        return "导语" if before_headings and paragraph.text else None
    name = _NAMES.get(paragraph.role)
    return f"{name}　{paragraph.text}" if name else None


def node_at(rows: Sequence[Node], paragraph: int, offset: int) -> int | None:
    """The innermost row in which that place stands."""
    found = None
    for at, node in enumerate(rows):
        if (node.paragraph, node.start) <= (paragraph, offset) and paragraph < node.stop:
            found = at
    return found
