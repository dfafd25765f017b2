"""What the tree shows of a report: title, addressee, lead-in, sections, points, signature, attachments, what lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chengwen.report.numbering import Mark, parse, written
from chengwen.report.outline import title_text
from chengwen.report.paragraph import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chengwen.check.sections import SectionState
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
NAMED = frozenset({*_NAMES, Role.TITLE})
"""What has a row of its own beside the sections."""


class Node(NamedTuple):
    """A row of the tree. It stands at `start` of paragraph `paragraph` and holds the paragraphs up to `stop`.

    By `name` a row is known again when its number has changed. `parent` is an index into the nodes. `heading` is None
    for what is no section or point. `own_stop`: behind the paragraphs that are in no section inside this one.
    `ghost`: the row stands for a section that the report lacks or need not have.
    """

    label: str
    name: str
    paragraph: int
    start: int
    stop: int
    own_stop: int
    parent: int | None = None
    heading: Heading | None = None
    ghost: SectionState | None = None

    @property
    def is_point(self) -> bool:
        return self.heading is not None and self.heading.kind == "point"

    @property
    def section(self) -> Heading | None:
        """The heading of a section; None for points and all other rows."""
        return self.heading if self.heading is not None and self.heading.kind == "heading" else None


def nodes(
    paragraphs: Sequence[Paragraph],
    outline: Sequence[Heading],
    lacking: Sequence[SectionState] = (),
    *,
    points: bool = True,
) -> list[Node]:
    """The rows in the order of the report, parents before their children. `lacking`: sections missing or waived."""
    found: list[Node] = []
    seats: dict[int, int] = {}
    bounds = [h.paragraph for h in outline if h.kind == "heading"]
    bounds.append(len(paragraphs))
    passed = 0
    beside: list[tuple[int, Node | SectionState]] = [(state.before, state) for state in lacking]
    beside += [(part.paragraph, part) for part in _parts(paragraphs, bounds[0])]
    beside.reverse()  # the next one is the last; a section that lacks stands above what is at its place
    beside.sort(key=lambda one: one[0], reverse=True)
    for at, heading in enumerate(outline):
        while beside and beside[-1][0] <= heading.paragraph:
            found.append(_row(beside.pop()[1], found))
        if heading.kind == "heading":
            passed += 1
        elif not points:
            continue
        seats[at] = len(found)
        parent = None if heading.parent is None else seats[heading.parent]
        stop = heading.stop
        label = heading.number + heading.text
        found.append(
            Node(
                label, heading.text, heading.paragraph, heading.start, stop, min(stop, bounds[passed]), parent, heading
            )
        )
    while beside:
        found.append(_row(beside.pop()[1], found))
    return found


def _row(one: Node | SectionState, found: Sequence[Node]) -> Node:
    return one if isinstance(one, Node) else _ghost(one, found)


def _parts(paragraphs: Sequence[Paragraph], first_heading: int) -> list[Node]:
    """The rows that are not headings: one for each run of paragraphs of a kind, and one for the lead-in (导语)."""
    found: list[Node] = []
    for at, paragraph in enumerate(paragraphs):
        if paragraph.role in NAMED:
            is_title = paragraph.role is Role.TITLE
            name, text = ("标题", title_text(paragraphs)) if is_title else (_NAMES[paragraph.role], paragraph.text)
            label = f"{name}　{text}"
        elif at < first_heading and paragraph.role is Role.BODY and paragraph.text:
            label = name = "导语"
        else:
            continue
        if found and found[-1].name == name and found[-1].stop == at:
            found[-1] = found[-1]._replace(stop=at + 1, own_stop=at + 1)
        else:
            found.append(Node(label, name, at, 0, at + 1, at + 1))
    return found


def _ghost(state: SectionState, found: Sequence[Node]) -> Node:
    """The row for a section that lacks, behind those that were found before it."""
    level, parent = state.level, None
    if level > 1:
        above = (at for at in range(len(found) - 1, -1, -1) if (section := found[at].section) and section.level < level)
        parent = next(above, None)
    words = state.section.heading
    label = f"补写：{_next_number(found, parent)}{words}" if state.state == "missing" else f"不适用：{words}"
    return Node(label, state.section.id, state.before, 0, state.before, state.before, parent, ghost=state)


def _next_number(found: Sequence[Node], parent: int | None) -> str:
    """The number that follows those of the sections beside it; of missing ones too, for all may come to be written."""
    skipped = 1
    for node in reversed(found):
        if node.parent == parent and node.ghost is not None:
            skipped += node.ghost.state == "missing"
        elif node.parent == parent and node.section is not None:
            number = parse(node.section.number) if node.section.number else None
            return number.rewritten(number.value + skipped) if number else ""
    return written(Mark.CHINESE if parent is None else Mark.CHINESE_BRACKET, skipped)


def node_at(rows: Sequence[Node], paragraph: int, offset: int) -> int | None:
    """The innermost row in which that place stands."""
    found = None
    for at, node in enumerate(rows):
        if node.paragraph <= paragraph < node.stop and (node.paragraph < paragraph or node.start <= offset):
            found = at
    return found
