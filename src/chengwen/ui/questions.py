"""What the user is asked in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def ask_reason(parent: QWidget, section: str) -> str | None:
    """Why a section does not apply; None when it does after all."""
    reason, is_given = QInputDialog.getText(parent, "不适用", f"“{section}”为什么不适用？理由随稿保存。")
    return reason.strip() or "未说明" if is_given else None
