"""The command line: a thin user of the same core as the window. Other programs call it; its output is stable."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from chengwen import __version__
from chengwen.check.checker import Checker
from chengwen.check.finding import Finding
from chengwen.check.sections import SectionState, section_states
from chengwen.errors import ChengwenError, Unwritable
from chengwen.files import Document, docx_bytes, open_document
from chengwen.library.genres import genre_of
from chengwen.report.outline import Heading, outline, title_text
from chengwen.report.parts import addressee_text, date_text, signature_text
from chengwen.resources import sample_report
from chengwen.storage.atomic import write_file

BAD_INPUT = 2
_UNCHECKED = "内容要点尚未检查：本版本还没有这类规则"


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse, speaking Chinese. Arguments go into the groups `options` and `operands`."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Help, **settings)
        self.operands = self.add_argument_group("参数")
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示这些说明")

    def error(self, message: str) -> NoReturn:
        del message  # argparse has it in English only
        self.exit(BAD_INPUT, f"命令写法不对，请看用法：{self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0, or 2 for bad input, told in one line on stderr."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    try:
        if not arguments or (arguments[0] not in _COMMANDS and not arguments[0].startswith("-")):
            return _window(_window_parser().parse_args(arguments))
        parsed = _parser().parse_args(arguments)
        command: Callable[[argparse.Namespace], int] = parsed.command
        result = command(parsed)
        sys.stdout.flush()
    except OSError as error:
        return _output_failed(error)
    except ChengwenError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    return result


def _output_failed(error: OSError) -> int:
    """The files we write tell of themselves; what is left is our own output, to a full disk or to `| head`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that nothing is tried again at the end
    if isinstance(error, BrokenPipeError):
        return 1
    print(f"标准输出：写不进去（{error.strerror}），请换一个位置", file=sys.stderr)
    return BAD_INPUT


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="chengwen", description="成文：离线公文写作助手")
    parser.operands.add_argument("file", nargs="?", type=Path, metavar="文件")
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="chengwen",
        description="成文：离线公文写作助手",
        epilog="chengwen [文件]：打开窗口。文件可以是 .docx、.txt 或 .md。",
    )
    parser.options.add_argument("--version", action="version", version=f"chengwen {__version__}", help="显示版本号")
    commands = parser.add_subparsers(required=True, metavar="命令", title="命令")
    for name, (run, text) in _COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(command=run)
        if name in ("outline", "check", "export"):
            command.operands.add_argument("file", type=Path, metavar="文件", help="报告：.docx、.txt 或 .md")
        if name in ("outline", "check"):
            command.options.add_argument("--json", action="store_true", help="输出 JSON，供程序读取")
        if name == "export":
            command.options.add_argument(
                "-o", "--output", type=Path, required=True, metavar="结果", help="写到哪里：.docx 或 .pdf"
            )
        if name == "demo":
            command.operands.add_argument("file", type=Path, nargs="?", metavar="文件", help="报告；不写则用自带示例")
            command.options.add_argument(
                "-o", "--output", type=Path, required=True, metavar="文件夹", help="放结果的文件夹"
            )
    return parser


def _outline(arguments: argparse.Namespace) -> int:
    document = open_document(arguments.file)
    result = outline_json(document)
    if arguments.json:
        _print_json(result)
        return 0
    names = {"title": "标题", "addressee": "主送", "signature": "署名", "date": "日期", "genre": "文种"}
    for key, name in names.items():
        print(f"{name}：{result[key] or '（无）'}")
    for heading in outline(document.report.paragraphs):
        print(f"{'    ' * (heading.level - 1)}{heading.number}{heading.text}")
    return 0


def outline_json(document: Document) -> dict[str, object]:
    """What `chengwen outline --json` prints. `start` and `end` are str indices into the document's source text."""
    paragraphs = document.report.paragraphs
    genre = genre_of(document.report)
    return {
        "title": title_text(paragraphs),
        "addressee": addressee_text(paragraphs),
        "signature": signature_text(paragraphs),
        "date": date_text(paragraphs),
        "genre": genre.name if genre else None,
        "headings": [_heading_json(heading, document) for heading in outline(paragraphs)],
    }


def _heading_json(heading: Heading, document: Document) -> dict[str, object]:
    at = document.starts[heading.paragraph]
    return {
        "level": heading.level,
        "number": heading.number,
        "text": heading.text,
        "run_in": heading.run_in,
        "kind": heading.kind,
        "start": at + heading.start,
        "end": at + heading.end,
    }


def _check(arguments: argparse.Namespace) -> int:
    document = open_document(arguments.file)
    findings = Checker().check(document.report)
    if arguments.json:
        _print_json(check_json(document, findings))
        return 0
    for finding in findings:
        text = document.report.paragraphs[finding.paragraph].text
        print(f"第{finding.paragraph + 1}段“{text[finding.start : finding.end]}”：{finding.message}")
    for state in _sections(document):
        if state.state == "missing":
            print(f"缺少一节：{state.section.label}")
    print(f"共{len(findings)}处。{_UNCHECKED}")
    return 0


def check_json(document: Document, findings: Sequence[Finding]) -> dict[str, object]:
    """What `chengwen check --json` prints; offsets as in outline_json."""
    genre = genre_of(document.report)
    return {
        "genre": genre.name if genre else None,
        "issues": [
            {
                "kind": finding.kind,
                "rule": finding.rule,
                "severity": finding.severity,
                "start": document.starts[finding.paragraph] + finding.start,
                "end": document.starts[finding.paragraph] + finding.end,
                "text": document.report.paragraphs[finding.paragraph].text[finding.start : finding.end],
                "message": finding.message,
                "suggestion": finding.suggestion,
            }
            for finding in findings
        ],
        "sections": [
            {"id": one.section.id, "label": one.section.label, "state": one.state} for one in _sections(document)
        ],
        "completeness": {"state": "unchecked", "reason": _UNCHECKED, "items": []},
    }


def _sections(document: Document) -> tuple[SectionState, ...]:
    """The sections of the genre, present or not; none when the genre cannot be told."""
    report, genre = document.report, genre_of(document.report)
    if genre is None:
        return ()
    return section_states(report.paragraphs, outline(report.paragraphs), genre, report.fields.waived)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _export(arguments: argparse.Namespace) -> int:
    document = open_document(arguments.file)
    output: Path = arguments.output
    _export_to(document, output)
    print(f"已写出 {output}")
    return 0


def _export_to(document: Document, output: Path) -> None:
    suffix = output.suffix.lower()
    if suffix == ".docx":
        data = docx_bytes(document.report, document.origin)
    elif suffix == ".pdf":
        # Qt is needed for pages only; the other commands start without it.
        from chengwen.app import pdf_bytes

        data = pdf_bytes(document.report)
    else:
        raise Unwritable(output, "只能写出 .docx 或 .pdf，请改文件名")
    write_file(output, data)


def _window(arguments: argparse.Namespace) -> int:
    return _run(arguments.file)


def _sample(arguments: argparse.Namespace) -> int:
    del arguments
    return _run(sample_report())


def _run(file: Path | None) -> int:
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        raise ChengwenError("没有图形界面，打不开窗口；导出请用 chengwen export，截图请用 chengwen demo")
    from chengwen.app import run

    return run(file)


def _demo(arguments: argparse.Namespace) -> int:
    from chengwen.app import screenshot

    source: Path = arguments.file or sample_report()
    folder: Path = arguments.output
    document = open_document(source)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(folder, f"不能建立文件夹（{error.strerror}），请换一个位置") from error
    exported = folder / f"{source.stem}.docx"
    _export_to(document, exported)
    image = folder / "screenshot.png"
    screenshot(source, image)
    print(f"公文：{exported.resolve()}\n截图：{image.resolve()}")
    return 0


def _selftest(arguments: argparse.Namespace) -> int:
    del arguments
    from chengwen.selftest import selftest

    return selftest()


_COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], str]] = {
    "outline": (_outline, "列出标题、主送机关、各级标题、落款"),
    "check": (_check, "检查占位符、配对、重复、序号"),
    "export": (_export, "写成 GB/T 9704 版式的 .docx 或 .pdf"),
    "sample": (_sample, "打开窗口看自带示例"),
    "demo": (_demo, "不用显示器：打开窗口并截图，同时写出 .docx"),
    "selftest": (_selftest, "自检：窗口、检查、导出、读回"),
}
