"""PySide6 6.12.0 on Python 3.11 loses a reference to None, True or False with every call and in the end aborts."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt

CALLS = 200

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None, True and False are immortal since 3.12")


class _Silent(QAbstractListModel):
    """A model whose data() returns None, True, False into Qt."""

    def __init__(self, answer: bool | None) -> None:
        super().__init__()
        self.answer = answer

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: ARG002, B008
        return 1

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> bool | None:  # noqa: ARG002
        return self.answer


def _lost(constant: object, call: object) -> int:
    """How many references to the constant the calls cost; a few come and go by themselves."""
    call()
    before = sys.getrefcount(constant)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(constant)
