"""A line of a text on its way to become a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chengwen.report import numbering
from chengwen.report.numbering import Number
from chengwen.report.paragraph import Role, clean

_BLANKS = (
    " \t\u3000\xa0\ufeff\u200b-\u200d\u2060\u2000-\u200a\u202f\u205f\u1680\x85"  # blanks, also those of no width
    "\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff"  # what no paragraph can hold
)
_LEADING = re.compile(f"[{_BLANKS}]*")
_TRAILING = re.compile(f"[{_BLANKS}]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as it stands, blanks around included, and what its source says of it.

    `start` is its offset in the source, `outline_level` 1 to 9, `size` in points, `face` the East-Asian font. A given
    `role` is certain (our own style) and is kept.
    """

    text: str
    start: int = 0
    role: Role | None = None
    outline_level: int | None = None
    centred: bool = False
    right: bool = False
    size: float | None = None
    bold: bool = False
    face: str = ""


def indent(text: str) -> int:
    """How many characters of blanks the text begins with."""
    found = _LEADING.match(text)
    return found.end() if found else 0


class Item:
    """A line that holds text, with the role found so far. `settled`: the role is no longer open."""

    __slots__ = ("at", "doubtful", "line", "number", "role", "settled", "text")

    def __init__(self, at: int, line: Line) -> None:
        self.at = at
        self.line = line
        self.text = clean(_TRAILING.sub("", line.text[indent(line.text) :]))
        self.number: Number | None = numbering.parse(self.text)
        self.role = line.role or Role.BODY
        self.settled = line.role is not None
        self.doubtful = False

    def be(self, role: Role, *, doubtful: bool = False) -> None:
        """Settle the role, unless it is settled already."""
        if not self.settled:
            self.role, self.doubtful, self.settled = role, doubtful, True
