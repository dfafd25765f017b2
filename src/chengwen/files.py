"""Opening a report from any file that we read, saving it as .docx, and nothing half-written at any time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chengwen.errors import Unreadable, Unwritable
from chengwen.report.decode import decode
from chengwen.report.report import Report
from chengwen.storage.atomic import Stamp, read_file, write_file

if TYPE_CHECKING:
    from types import ModuleType

    from chengwen.report.recognise import Recognised

TEXT_SUFFIXES = (".txt", ".md")
SUFFIXES = (".docx", *TEXT_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Document:
    """A report as it was opened.

    `source` is the text that offsets count in: the decoded file, or a .docx's paragraphs joined by line ends;
    `starts[i]` is the place of paragraph i's first character in it. `origin` is the .docx itself, for the parts that
    we keep without understanding them; None when the report came from a text file.
    """

    path: Path
    report: Report
    source: str
    starts: tuple[int, ...]
    stamp: Stamp
    origin: bytes | None = None


def open_document(path: Path) -> Document:
    """Raises Unreadable, naming the file and the cause."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES and not path.is_dir():
        if not path.exists():
            raise Unreadable(path, "文件不存在，请核对路径")
        raise Unreadable(path, f"不支持的文件类型，请另存为 {'、'.join(SUFFIXES)} 之一再打开")
    data, stamp = read_file(path)
    if not data:
        raise Unreadable(path, "文件是空的，没有可读的内容")
    try:
        if suffix == ".docx":
            reading = _docx().read(data)
            return Document(path, reading.report, reading.source, reading.starts, stamp, data)
        recognised = recognised_text(decode(data))
    except ValueError as error:
        raise Unreadable(path, str(error)) from error
    if not recognised.source.strip():
        raise Unreadable(path, "文件里没有文字")
    return Document(path, recognised.report, recognised.source, recognised.starts, stamp)


def save_document(report: Report, path: Path, *, expected: Stamp | None = None, origin: bytes | None = None) -> Stamp:
    """Write the report as .docx, having read it back first; what was there before stays until all is well.

    `expected` is the stamp of the file as we last saw it; ChangedOnDisk is raised when another program wrote it since.
    Raises Unwritable for everything else that fails.
    """
    if path.suffix.lower() != ".docx":
        raise Unwritable(path, "只能保存为 .docx 文件，请改文件名")
    data = docx_bytes(report, origin)
    if _docx().read(data).report != report:
        raise Unwritable(path, "写出的内容与稿件不一致，已停止保存，原文件未动；请另存为新文件")
    return write_file(path, data, expected)


def docx_bytes(report: Report, origin: bytes | None = None) -> bytes:
    return bytes(_docx().write(report, origin))


def recognised_text(text: str) -> Recognised:
    """The report that a pasted or opened text holds."""
    # Its many patterns take longer to compile than the window takes to appear, so they come with the first text.
    from chengwen.report.recognise import recognise

    return recognise(text)


def _docx() -> ModuleType:
    # lxml takes longer to import than the window takes to appear, so it comes with the first .docx.
    import chengwen.docx

    return chengwen.docx
