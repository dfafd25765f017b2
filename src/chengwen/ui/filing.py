"""Saving, exporting and leaving a report, with the questions that go with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from chengwen.errors import ChangedOnDisk, ChengwenError
from chengwen.ui import file_dialogs
from chengwen.ui.file_dialogs import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from chengwen.report.report import Report
    from chengwen.session import Session


def save(parent: QWidget, session: Session) -> bool:
    """Save, asking where when that is not known; False when the report was not saved."""
    return save_as(parent, session) if session.path is None else _save_to(parent, session, session.path)


def save_as(parent: QWidget, session: Session) -> bool:
    path = file_dialogs.ask_save(parent, suggestion(session))
    return path is not None and _save_to(parent, session, path)


def export_pdf(parent: QWidget, session: Session, write_pdf: Callable[[Report], bytes]) -> Path | None:
    """The file written; None when there is none."""
    path = file_dialogs.ask_save(parent, suggestion(session), "导出 PDF", ".pdf")
    if path is None:
        return None
    try:
        session.export(path, write_pdf(session.report))
    except ChengwenError as error:
        file_dialogs.tell_problem(parent, error)
        return None
    return path


def may_leave(parent: QWidget, session: Session) -> bool:
    """Ask about unsaved work, if there is any; False when the user would rather stay."""
    if session.is_clean:
        return True
    answer = file_dialogs.ask_unsaved(parent, session.name)
    return answer is Answer.DISCARD or (answer is Answer.SAVE and save(parent, session))


def suggestion(session: Session) -> Path:
    """Where to save a report that has not been saved yet: under its title."""
    if session.source_path is not None:
        return session.source_path
    return Path.home() / (re.sub(r'[\\/:*?"<>|]', "", session.name) + ".docx")


def _save_to(parent: QWidget, session: Session, path: Path, *, overwrite: bool = False) -> bool:
    try:
        session.save(path, overwrite=overwrite)
    except ChangedOnDisk:
        answer = file_dialogs.ask_changed_on_disk(parent, path)
        if answer is Answer.OVERWRITE:
            return _save_to(parent, session, path, overwrite=True)
        return answer is Answer.SAVE_AS and save_as(parent, session)
    except ChengwenError as error:
        file_dialogs.tell_problem(parent, error, "稿子还在窗口里，没有丢失。可以另存到别处。")
        return False
    return True
