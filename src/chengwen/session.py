"""The open report: every change passes here, is undone here, and is told to those who listen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from chengwen.files import Document, open_document, save_document
from chengwen.report.history import History
from chengwen.report.outline import Heading, outline, title_text
from chengwen.report.report import Report
from chengwen.report.splice import Splice
from chengwen.resources import sample_report
from chengwen.storage.atomic import Stamp, write_file


@dataclass(frozen=True, slots=True)
class Change:
    """What just happened to the report. `origin` is who did it, so that a face can ignore its own echo.

    Without splices only the path or the saved state changed.
    """

    splices: tuple[Splice, ...] = ()
    origin: object = None
    replayed: bool = False  # by undo or redo: the cursor should follow


Listener = Callable[[Change], None]


class Session:
    """One report, where it is saved, its history, and its listeners."""

    def __init__(self, document: Document | None = None) -> None:
        self.report = document.report if document else Report()
        self.history = History(self.report)
        self.source_path = document.path if document else None
        self._stamp: Stamp | None = document.stamp if document else None
        self._origin = document.origin if document else None
        self._listeners: list[Listener] = []
        self._outline: tuple[Heading, ...] | None = None

    @classmethod
    def open(cls, path: Path) -> Session:
        """Raises Unreadable. The shipped sample opens as a new report, so that it is never written over."""
        session = cls(open_document(path))
        if path == sample_report():
            session.source_path = session._stamp = None
        return session

    @property
    def path(self) -> Path | None:
        """Where saving goes; None when it must be asked, as for a report that came from a text file."""
        saved = self.source_path
        return saved if saved is not None and saved.suffix.lower() == ".docx" else None

    @property
    def name(self) -> str:
        """What the window calls the report: its file, or its title before it has one."""
        return self.source_path.name if self.source_path else title_text(self.report.paragraphs) or "未命名"

    @property
    def outline(self) -> tuple[Heading, ...]:
        if self._outline is None:
            self._outline = outline(self.report.paragraphs)
        return self._outline

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call it after every change, in the order of listening; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def apply(self, splices: Iterable[Splice], label: str, *, typing: bool = False, origin: object = None) -> None:
        """One step of the history, whatever the number of splices."""
        applied = self.history.apply(splices, label, typing=typing)
        if applied:
            self._tell(Change(applied, origin))

    def undo(self) -> None:
        self._replayed(self.history.undo())

    def redo(self) -> None:
        self._replayed(self.history.redo())

    def _replayed(self, splices: tuple[Splice, ...]) -> None:
        if splices:
            self._tell(Change(splices, replayed=True))

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> None:
        """Save to `path`, or where it was last saved.

        Raises ChangedOnDisk when the file was changed by another program since, unless `overwrite`; Unwritable when it
        cannot be written; ValueError when no path is known.
        """
        target = path or self.path
        if target is None:
            raise ValueError("no path to save to")
        same_file = target == self.source_path
        expected = self._stamp if same_file and not overwrite else None
        self._stamp = save_document(self.report, target, expected=expected, origin=self._origin)
        self.source_path = target
        self.history.mark_clean()
        self._tell(Change())

    def export(self, path: Path, data: bytes) -> None:
        """Write what was made of the report (a PDF); the report's own file and saved state are not touched."""
        write_file(path, data)

    @property
    def is_clean(self) -> bool:
        return self.history.is_clean

    def _tell(self, change: Change) -> None:
        if change.splices:
            self._outline = None
        for listener in tuple(self._listeners):
            listener(change)
