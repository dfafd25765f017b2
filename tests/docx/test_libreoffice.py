"""Files through LibreOffice, a program that is not ours: those it writes are read, those we write it shows as meant."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from chengwen.docx import read, write
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.report import Report

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

FONTS = (
    """<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{}</fontconfig>"""
)
ALIAS = '<alias binding="same"><family>{}</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>'

WORD = "docx:MS Word 2007 XML"
HTML = """<html><head><meta charset="utf-8"></head><body><h1 align="center">关于开展专项检查情况的报告</h1>
<p>市人民政府：</p><p>现将有关情况报告如下。</p><h2>一、检查情况</h2><p>全年检查12次，<b>发现问题30个</b>，全部整改。</p>
<ol><li>安全生产检查工作。</li><li>消防安全检查工作。</li></ol>
<table border="1"><tr><td>项目</td><td>数量</td></tr></table><p align="right">云岭市商务局</p>
<p align="right">2026年7月8日</p></body></html>"""


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("libreoffice")
    fonts = folder / "fonts.conf"
    # Without a stand-in by name, LibreOffice searches for the official faces for a long time.
    fonts.write_text(FONTS.format("".join(map(ALIAS.format, ["方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"]))))

    def converted(name: str, data: bytes, to: str, *options: str) -> Path:
        source = folder / name
        source.write_bytes(data)
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *options,
             "--convert-to", to, "--outdir", folder / "out", source],
            check=True, capture_output=True, timeout=100, env={"PATH": "/usr/bin:/bin", "FONTCONFIG_FILE": str(fonts)},
        )  # fmt: skip
        return next((folder / "out").glob(f"{source.stem}.{to.partition(':')[0]}"))

    return converted


def test_a_file_that_it_made_is_read_and_saved(convert) -> None:
    data = convert("seen.html", HTML.encode(), WORD, "--infilter=HTML (StarWriter)").read_bytes()
    reading = read(data)
    found = [(one.role, one.text) for one in reading.report.paragraphs]
    assert found[:4] == [
        (Role.TITLE, "关于开展专项检查情况的报告"),
        (Role.ADDRESSEE, "市人民政府："),
        (Role.BODY, "现将有关情况报告如下。"),
        (Role.HEADING_1, "一、检查情况"),
    ]
    assert [text for _role, text in found[5:7]] == ["1.安全生产检查工作。", "2.消防安全检查工作。"]
    assert found[7:] == [
        (Role.OPAQUE, "〔表格 1×2〕"),
        (Role.SIGNATURE, "云岭市商务局"),
        (Role.DATE, "2026年7月8日"),
    ]
    bold = reading.report.paragraphs[4]
    assert [bold.text[span.start : span.end] for span in bold.spans] == ["发现问题30个"]
    assert read(write(reading.report, data)).report == reading.report


def test_a_report_that_it_saved_again_keeps_its_roles(convert) -> None:
    report = Report([Paragraph(role, f"{role.value}的文字。后面的话。") for role in Role if role is not Role.OPAQUE])
    again = read(convert("again.docx", write(report), WORD).read_bytes()).report
    assert [(one.role, one.text) for one in again.paragraphs] == [(one.role, one.text) for one in report.paragraphs]


def test_it_sets_28_characters_on_22_lines(convert) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    report = Report([Paragraph(Role.BODY, "汉" * 28 * 30)])
    pdf = convert("grid.docx", write(report), "pdf")
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    first, second = text.split("\f")[:2]
    lines = [line.strip() for line in first.splitlines() if "汉" in line]
    assert [len(line) for line in lines] == [26, *[28] * 21]
    assert [page.split()[-1] for page in (first.replace(" ", ""), second.replace(" ", ""))] == ["—1—", "—2—"]
