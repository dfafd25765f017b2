"""The program tries itself out where it is installed: every step that a user relies on, a line each."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chengwen.check.checker import Checker
from chengwen.files import Document, docx_bytes, open_document, save_document
from chengwen.library.pinyin import matches
from chengwen.report.find import Query, find
from chengwen.report.outline import outline
from chengwen.resources import sample_report


@dataclass
class _Trial:
    """What the steps hand on to one another."""

    folder: Path
    document: Document


def selftest() -> int:
    """Runs the steps off-screen, prints a line each, and returns 0 when all are well, 1 otherwise."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="chengwen-selftest-") as folder:
        document = open_document(sample_report())
        trial = _Trial(Path(folder), document)
        for name, step in _STEPS.items():
            try:
                result = step(trial)
            except Exception as error:  # a step that fails must not hide those behind it
                failed += 1
                result = f"失败：{type(error).__name__}：{error}"
            print(f"{name}：{result}")
    print("自检通过" if not failed else f"自检发现 {failed} 处问题")
    return 1 if failed else 0


def _reads(trial: _Trial) -> str:
    headings = [h for h in outline(trial.document.report.paragraphs) if h.kind == "heading"]
    _expect(len(headings) > 0, "示例里没有读出标题")
    return f"{len(trial.document.report.paragraphs)} 段，{len(headings)} 个标题"


def _checks(trial: _Trial) -> str:
    findings = Checker().check(trial.document.report)
    _expect(any(finding.kind == "placeholder" for finding in findings), "示例里的待填处没有查出来")
    return f"{len(findings)} 处"


def _finds(trial: _Trial) -> str:
    _expect(matches("困难", "kn"), "拼音首字母查不到字")
    hits = find(trial.document.report.paragraphs, Query("工作(?=情况)", regex=True))
    _expect(len(hits) > 0, "示例里查不到“工作情况”")
    return f"{len(hits)} 处，拼音可用"


def _saves(trial: _Trial) -> str:
    path = trial.folder / "示例.docx"
    save_document(trial.document.report, path)
    _expect(open_document(path).report == trial.document.report, "读回的内容与写出的不一致")
    return f"{len(docx_bytes(trial.document.report))} 字节，读回一致"


def _prints(trial: _Trial) -> str:
    from chengwen.app import pdf_bytes
    from chengwen.ui.paper.pdf import text_of

    data = pdf_bytes(trial.document.report)
    copied = "".join(text_of(data).split())
    for paragraph in trial.document.report.paragraphs:
        _expect("".join(paragraph.text.split()) in copied, f"PDF 里复制不出“{paragraph.text[:10]}”")
    return f"{len(data)} 字节，文字可复制"


def _opens_window(trial: _Trial) -> str:
    from chengwen.app import screenshot

    image = trial.folder / "window.png"
    screenshot(sample_report(), image)
    _expect(image.stat().st_size > 0, "窗口没有画出来")
    return f"截图 {image.stat().st_size} 字节"


def _expect(condition: bool, otherwise: str) -> None:
    if not condition:
        raise AssertionError(otherwise)


_STEPS: dict[str, Callable[[_Trial], str]] = {
    "读入示例": _reads,
    "检查": _checks,
    "查找": _finds,
    "保存并读回": _saves,
    "导出 PDF": _prints,
    "打开窗口": _opens_window,
}
