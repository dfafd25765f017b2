"""The open report: every change passes here, is undone here, and is told to those who listen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from chengwen.check.sections import SectionState, section_states
from chengwen.files import Document, open_document, save_document
from chengwen.library.genres import Genre, genre_of
from chengwen.report.history import History, Step
from chengwen.report.outline import Heading, outline, title_text
from chengwen.report.report import Fields, Report
from chengwen.report.splice import Splice
from chengwen.resources import sample_report
from chengwen.storage.atomic import Stamp, write_file


@dataclass(frozen=True, slots=True)
class Change:
    """What just happened to the report. `origin` is who did it, so that a face can ignore its own echo.

    Without splices the text is as it was: the fields changed, or only the path or the saved state.
    """

    splices: tuple[Splice, ...] = ()
    origin: object = None
    replayed: bool = False  # by undo or redo: the cursor should follow
    fields: bool = False  # the genre or what is waived


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

    @property
    def genre(self) -> Genre | None:
        """The one that was chosen, else what the text looks like; None when that cannot be told."""
        return genre_of(self.report)

    def section_states(self) -> tuple[SectionState, ...]:
        """Which sections of its genre the report has, lacks, or need not have; none when the genre cannot be told."""
        genre = self.genre
        if genre is None:
            return ()
        return section_states(self.report.paragraphs, self.outline, genre, self.report.fields.waived)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call it after every change, in the order of listening; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def apply(self, splices: Iterable[Splice], label: str, *, typing: bool = False, origin: object = None) -> None:
        """One step of the history, whatever the number of splices."""
        applied = self.history.apply(splices, label, typing=typing)
        if applied:
            self._tell(Change(applied, origin))

    def set_fields(self, fields: Fields, label: str, *, origin: object = None) -> None:
        """One step of the history; none when the report has these fields already."""
        if self.history.apply_fields(fields, label):
            self._tell(Change(origin=origin, fields=True))

    def undo(self) -> None:
        self._replayed(self.history.undo())

    def redo(self) -> None:
        self._replayed(self.history.redo())

    def _replayed(self, step: Step | None) -> None:
        if step is not None:
            self._tell(Change(step.splices, replayed=True, fields=step.fields is not None))

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
