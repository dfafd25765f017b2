"""Which stretches of a pasted text are bold, learnt from the HTML beside it; nothing else is read of it or loaded."""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from chengwen.report.bold import with_bold_only
from chengwen.report.outline import lead_end
from chengwen.report.paragraph import Paragraph, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_SIZE = 4_000_000  # characters
_MAX_DEPTH = 200
_MAX_PIECES = 200_000  # tags and texts; a long report has some ten thousand
_FORESIGHT = 3000  # characters in which a paragraph is looked for behind the one before
_NUMBER = 8  # characters that the text may have before a paragraph and the HTML not: the number of a list

_HIDDEN = frozenset({"head", "script", "style", "template", "title", "noscript", "textarea", "select", "object"})
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_CLOSED_BY_ITS_LIKE = frozenset({"dd", "dt", "li", "option", "p", "td", "th", "tr"})
_WEIGHT = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(bold|bolder|normal|lighter|\d{1,4}\b)", re.IGNORECASE)
_BLANK = re.compile("[\\s\x00-\x1f\x7f\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffc]+")


def with_bold_of(html: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs with what the HTML of the same text shows bold.

    Only body text takes it over, and what follows the heading in a heading's paragraph. A paragraph that the HTML does
    not hold character for character, blanks apart, gets no bold. Never raises; HTML that is too long, too deep or
    broken is read as far as it can be.
    """
    marked, marks = _read(html)
    found, reached = [], 0
    for paragraph in paragraphs:
        text = _without_blanks(paragraph.text)
        stop = reached + len(text) + (_FORESIGHT if len(text) > _NUMBER else 0)
        for skipped in range(max(1, min(_NUMBER, len(text) - _NUMBER))):
            if (at := marked.find(text[skipped:], reached, stop)) >= 0:
                reached = at + len(text) - skipped
                paragraph = _marked_bold(paragraph, "0" * skipped + marks[at:reached])
                break
        found.append(paragraph)
    return tuple(found)


def _marked_bold(paragraph: Paragraph, marks: str) -> Paragraph:
    """`marks`: "1" or "0" for each character that is not blank."""
    if "1" not in marks or not (paragraph.role is Role.BODY or paragraph.role.heading_level):
        return paragraph
    first = lead_end(paragraph) if paragraph.role.heading_level else 0
    places = [at for at, char in enumerate(paragraph.text) if _without_blanks(char)]
    runs = ((places[found.start()], places[found.end() - 1] + 1) for found in re.finditer("1+", marks))
    return with_bold_only(paragraph, [(max(start, first), end) for start, end in runs if first < end])


def _without_blanks(text: str) -> str:
    return _BLANK.sub("", text)


def _read(html: str) -> tuple[str, str]:
    """The characters that the HTML shows, blanks apart, and for each "1" when it is bold and "0" when it is not."""
    reader = _Reader()
    if len(html) <= _MAX_SIZE:
        # Not closed: an end that is missing would make the parser look for it again from every later place.
        with suppress(_TooMuch, AssertionError):  # it asserts that a marked section is of a kind that it knows
            reader.feed(html)
    return "".join(reader.texts), "".join(reader.marks)


class _TooMuch(Exception):
    pass


class _Element(NamedTuple):
    tag: str
    bold: bool
    hidden: bool


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.marks: list[str] = []
        self._open = [_Element("", bold=False, hidden=False)]
        self._pieces = 0

    def _count(self) -> None:
        self._pieces += 1
        if self._pieces > _MAX_PIECES or len(self._open) > _MAX_DEPTH:
            raise _TooMuch

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count()
        if tag in _EMPTY:
            return
        if tag in _CLOSED_BY_ITS_LIKE and self._open[-1].tag == tag:
            self._open.pop()
        around = self._open[-1]
        bold = around.bold or tag in ("b", "strong")
        if weight := _WEIGHT.search(dict(attrs).get("style") or ""):
            named = weight[1].lower()
            bold = int(named) >= 600 if named.isdecimal() else named in ("bold", "bolder")
        self._open.append(_Element(tag, bold, around.hidden or tag in _HIDDEN))

    def handle_endtag(self, tag: str) -> None:
        self._count()
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        self._count()
        if not self._open[-1].hidden and (text := _without_blanks(data)):
            self.texts.append(text)
            self.marks.append("01"[self._open[-1].bold] * len(text))
