"""Sections on the clipboard: as text for every program, as paragraphs for the trees of this one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtWidgets import QApplication

from chengwen.report.paragraph import Paragraph, Role, SpanKind
from chengwen.report.restructure import copied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chengwen.session import Session


class SectionClipboard:
    """Remembers what was cut or copied for as long as the clipboard still holds its text."""

    def __init__(self) -> None:
        self._text = ""
        self._pieces: tuple[Paragraph, ...] = ()
        self._source: ref[Session] | None = None
        self._cut = False

    def put(self, text: str, pieces: Sequence[Paragraph], source: Session, *, cut: bool) -> None:
        QApplication.clipboard().setText(text)
        self._text, self._pieces, self._source, self._cut = text, tuple(pieces), ref(source), cut

    def forget(self) -> None:
        self._text = ""

    def holds_sections(self) -> bool:
        return bool(self._text) and _lines(QApplication.clipboard().text()) == _lines(self._text)

    def pieces_for(self, session: Session) -> list[Paragraph]:
        """The paragraphs as that report can take them, empty when there are none.

        What was cut comes back whole; a second copy, or one in another report, does without what may not stand twice.
        """
        if not self.holds_sections():
            return []
        here = self._source is not None and self._source() is session
        if here and self._cut and not self._objects() & _objects(session.report.paragraphs):
            return list(self._pieces)
        return copied(self._pieces, elsewhere=not here)

    def loses_in(self, session: Session) -> bool:
        """Whether something (a table, a picture) cannot come along into that report."""
        elsewhere = self._source is None or self._source() is not session
        return elsewhere and any(p.role is Role.OPAQUE or _objects([p]) for p in self._pieces)

    def _objects(self) -> set[str]:
        return _objects(self._pieces)


def _objects(paragraphs: Sequence[Paragraph]) -> set[str]:
    return {span.value for p in paragraphs for span in p.spans if span.kind is SpanKind.OBJECT}


def _lines(text: str) -> list[str]:
    return text.splitlines()  # some systems give other line ends back


CLIPBOARD = SectionClipboard()
"""One for all trees, so that sections can be carried from one open report to another."""
