"""The least that a window can be: what ours is measured against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from pathlib import Path


def build_window(_path: Path | None) -> QMainWindow:
    return QMainWindow()
