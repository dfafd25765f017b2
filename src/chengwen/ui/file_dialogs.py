"""Asking for files, and telling what went wrong with one."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

if TYPE_CHECKING:
    from chengwen.errors import ChengwenError

_OPEN = "报告 (*.docx *.txt *.md);;所有文件 (*)"


class Answer(Enum):
    SAVE = auto()
    DISCARD = auto()
    OVERWRITE = auto()
    SAVE_AS = auto()
    CANCEL = auto()


def ask_open(parent: QWidget, folder: Path) -> list[Path]:
    dialog = QFileDialog(parent, "打开", str(folder), _OPEN)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _chosen(dialog)


def ask_save(parent: QWidget, suggestion: Path, title: str = "另存为", suffix: str = ".docx") -> Path | None:
    """The chosen path, always with that suffix; what stands there already may be replaced, the user was asked."""
    kinds = {".docx": "Word 文档 (*.docx)", ".pdf": "PDF 文件 (*.pdf)"}
    dialog = QFileDialog(parent, title, str(suggestion.parent), kinds[suffix])
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(suggestion.with_suffix(suffix).name)
    chosen = next(iter(_chosen(dialog)), None)
    if chosen is None or chosen.suffix.lower() == suffix:
        return chosen
    path = chosen.with_name(chosen.name + suffix)
    return path if not path.exists() or _may_replace(parent, path) else None


def _chosen(dialog: QFileDialog) -> list[Path]:
    # Qt's own dialog, where there is no native one, lacks these in its Chinese translation.
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "位置：")
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, "文件类型：")
    accepted = dialog.exec()
    dialog.deleteLater()
    return [Path(name) for name in dialog.selectedFiles()] if accepted else []


def _may_replace(parent: QWidget, path: Path) -> bool:
    box = _box(parent, QMessageBox.Icon.Warning, f"{path.name} 已经存在。")
    box.setInformativeText("要用现在的稿子替换它吗？")
    replace = box.addButton("替换", QMessageBox.ButtonRole.DestructiveRole)
    box.setEscapeButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is replace


def ask_unsaved(parent: QWidget, name: str) -> Answer:
    box = _box(parent, QMessageBox.Icon.Question, f"“{name}”有改动还没有保存。")
    box.setInformativeText("要保存吗？")
    answers = {
        box.addButton("保存", QMessageBox.ButtonRole.AcceptRole): Answer.SAVE,
        box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole): Answer.DISCARD,
    }
    return _answer(box, answers)


def ask_changed_on_disk(parent: QWidget, path: Path) -> Answer:
    box = _box(parent, QMessageBox.Icon.Warning, f"{path.name} 已被其他程序改动或移走。")
    box.setInformativeText("另存为可以两份都留下；覆盖则只留下您现在的稿子。")
    answers = {
        box.addButton("另存为…", QMessageBox.ButtonRole.AcceptRole): Answer.SAVE_AS,
        box.addButton("覆盖", QMessageBox.ButtonRole.DestructiveRole): Answer.OVERWRITE,
    }
    return _answer(box, answers)


def tell_problem(parent: QWidget, error: ChengwenError, what_is_safe: str = "") -> None:
    box = _box(parent, QMessageBox.Icon.Warning, str(error))
    box.setInformativeText(what_is_safe)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def _box(parent: QWidget, icon: QMessageBox.Icon, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("成文")
    box.setIcon(icon)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a file name is not markup
    box.setText(text)
    return box


def _answer(box: QMessageBox, answers: dict[QPushButton, Answer]) -> Answer:
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(cancel)
    box.exec()
    return next((answer for button, answer in answers.items() if button is box.clickedButton()), Answer.CANCEL)
