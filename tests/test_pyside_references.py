"""PySide6 6.12.0 on Python 3.11 loses a reference to None, True or False with every call and in the end aborts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = 200
A_FEW = 20  # references come and go by themselves meanwhile

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None, True and False are immortal since 3.12")


class SilentModel(QAbstractListModel):
    """Gives Qt None whatever it asks for."""

    def rowCount(self, _parent: QModelIndex) -> int:
        return 1

    def data(self, _index: QModelIndex, _role: int = Qt.ItemDataRole.DisplayRole) -> None:
        return None


class Lamp(QObject):
    switched = Signal(bool)


def lost_references(constant: object, call: Callable[[], object]) -> int:
    call()
    before = sys.getrefcount(constant)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(constant)


def test_a_qt_method_without_a_result_costs_no_reference_to_none() -> None:
    thing = QObject()
    assert lost_references(None, lambda: thing.setObjectName("")) < A_FEW


def test_a_python_method_that_gives_qt_none_costs_no_reference_to_none() -> None:
    model = SilentModel()
    index = model.index(0)
    assert index.isValid()
    assert lost_references(None, lambda: index.data()) < A_FEW


@pytest.mark.parametrize("value", [True, False])
def test_a_signal_that_carries_yes_or_no_costs_no_reference_to_it(value: bool) -> None:
    lamp = Lamp()
    heard: set[bool] = set()
    lamp.switched.connect(heard.add)
    assert lost_references(value, lambda: lamp.switched.emit(value)) < A_FEW
    assert heard == {value}
