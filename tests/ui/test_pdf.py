"""The PDF: what is copied from it is the report's text, and it tells nothing about its making."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.recognise import recognise
from chengwen.report.report import Report
from chengwen.ui.paper.pdf import text_of, write_pdf

pytestmark = pytest.mark.usefixtures("qapp")
AWKWARD = "入人工户见——省略……单—间·隔“引”‘号’℃％‰10%～20%×÷①②fi ffi office Ⅲ𠮷é〇○㎡１２ＡＢ〔2022〕、Ω－-–"


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_awkward_characters_are_copied_as_they_were_written() -> None:
    report = Report([Paragraph(Role.TITLE, AWKWARD), Paragraph(Role.HEADING_1, AWKWARD), Paragraph(Role.BODY, AWKWARD)])
    assert squeezed(text_of(write_pdf(report))) == squeezed(report.text())


@pytest.mark.parametrize("number", range(5))
def test_a_real_report_is_copied_whole(seeds: list[Path], number: int) -> None:
    report = recognise(seeds[number].read_text("utf-8")).report
    assert squeezed(text_of(write_pdf(report))) == squeezed(report.text())


def test_another_program_copies_the_same_text(tmp_path: Path) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not here")
    report = Report([Paragraph(Role.TITLE, "云岭市报告"), Paragraph(Role.BODY, AWKWARD)])
    file = tmp_path / "报告.pdf"
    file.write_bytes(write_pdf(report))
    copied = subprocess.run([program, file, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    assert squeezed(copied) == squeezed(report.text()) + "—1—"


def test_the_file_names_nobody_and_no_time() -> None:
    reader = PdfReader(
        BytesIO(write_pdf(Report([Paragraph(Role.TITLE, "云岭市\u2028报告"), Paragraph(Role.BODY, "甲")])))
    )
    assert reader.metadata == {"/Title": "云岭市报告", "/Creator": "成文", "/Producer": "成文"}
    assert "/Metadata" not in reader.root_object
    assert "/ID" not in reader.trailer


def test_the_same_report_gives_the_same_bytes() -> None:
    report = Report([Paragraph(Role.TITLE, "云岭市报告"), Paragraph(Role.BODY, AWKWARD * 30)])
    assert write_pdf(report) == write_pdf(report)


def test_the_sheets_are_a4() -> None:
    page = PdfReader(BytesIO(write_pdf(Report([Paragraph(Role.BODY, "甲")])))).pages[0]
    assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 595, 842]
