"""How long it takes to move one of 1,000 sections: the change itself, the tree, and the whole window."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from statistics import median
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from chengwen.app import pdf_bytes
from chengwen.report.numbering import chinese
from chengwen.report.outline import Heading
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.restructure import move
from chengwen.report.splice import Splice
from chengwen.session import Session
from chengwen.ui.main_window import MainWindow
from chengwen.ui.tally import Tally
from chengwen.ui.tree.view import TreeView

ROUNDS = 9
OUTER, INNER = 20, 49  # sections of the first level, and in each of them


def opened() -> Session:
    paragraphs = [Paragraph(Role.TITLE, "某局工作报告")]
    for outer in range(1, OUTER + 1):
        paragraphs.append(Paragraph(Role.HEADING_1, f"{chinese(outer)}、第{outer}方面工作情况"))
        paragraphs += [Paragraph(text=f"全年开展第{outer}方面工作{at}次，一是抓学习。二是抓落实。") for at in (1, 2)]
        for inner in range(1, INNER + 1):
            words = f"（{chinese(inner)}）抓好第{outer}方面之{inner}。全年专题研究{inner}次，逐级落实责任。"
            paragraphs.append(Paragraph(Role.HEADING_2, words))
            paragraphs += [Paragraph(text=f"开展活动{inner}场，覆盖群众**人，第{at}轮。") for at in (1, 2)]
    session = Session()
    session.apply([Splice(0, tuple(session.report.paragraphs), tuple(paragraphs))], "粘贴")
    return session


def milliseconds(run: Callable[[], object]) -> float:
    """Of this thread alone: what else the machine does is not counted."""
    begin = time.thread_time()
    run()
    return (time.thread_time() - begin) * 1000


def sections(session: Session) -> list[Heading]:
    return [heading for heading in session.outline if heading.kind == "heading"]


def to_and_fro(session: Session) -> tuple[Splice, ...]:
    """Another section of the middle each time, in front of the one before it."""
    there = sections(session)
    at = next(at for at in range(len(there) // 2, len(there)) if there[at].level == there[at - 1].level == 2)
    return move(session.report.paragraphs, there[at], there[at - 1].paragraph, known=session.outline)


def bare_tree() -> tuple[list[float], list[float], list[float]]:
    """The change, the tree after it, and the tree after a character was typed. The outline, which all share, apart."""
    session = opened()
    tree = TreeView(session, Tally())
    tree.resize(310, 800)
    tree.show()
    QApplication.processEvents()
    moves, refreshes, keys = [], [], []
    for _ in range(ROUNDS):
        splices: list[tuple[Splice, ...]] = []
        moves.append(milliseconds(lambda done=splices: done.append(to_and_fro(session))))
        session.apply(splices[0], "移动本节")
        assert session.outline
        refreshes.append(milliseconds(tree.refresh))
        at = len(session.report.paragraphs) // 2
        old = session.report.paragraphs[at]
        session.apply([Splice(at, (old,), (old.with_text(len(old.text), len(old.text), "字"),))], "键入", typing=True)
        assert session.outline
        keys.append(milliseconds(tree.refresh))
        QApplication.processEvents()
    return moves, refreshes, keys


def whole_window() -> list[float]:
    session = opened()
    window = MainWindow(session, pdf_bytes)
    window.show()
    QApplication.processEvents()
    measured = []
    for _ in range(ROUNDS):
        there = sections(session)
        at = next(at for at in range(len(there) // 2, len(there)) if there[at].level == there[at - 1].level == 2)
        window.tree.show_place(there[at].paragraph, 0)
        measured.append(milliseconds(window.tree.move_up))
        QApplication.processEvents()
    session.history.mark_clean()
    window.close()
    return measured


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as home:
        os.environ["CHENGWEN_HOME"] = home
        application = QApplication([])
        moves, refreshes, keys = bare_tree()
        for what, measured, goal in (
            ("改动本身", moves, 10),
            ("结构树跟上移动", refreshes, 10),
            ("结构树跟上一个字", keys, 3),
            ("整个窗口", whole_window(), 50),
        ):
            print(f"一千节里移动一节，{what}：{median(measured):.1f} ms（目标 ≤ {goal}）")
        application.quit()


if __name__ == "__main__":
    main()
