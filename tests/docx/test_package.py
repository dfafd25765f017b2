"""What is refused before it is parsed, and why; what is still read although a part is damaged."""

from __future__ import annotations

import contextlib
import io
import re
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import foreign
from chengwen.docx import BadDocx, read, write
from chengwen.docx.package import MAX_FILE
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.report import Report

GOOD = foreign.word_file(foreign.paragraph("正文。"))


def refusal(data: bytes) -> str:
    with pytest.raises(BadDocx) as caught:
        read(data)
    return str(caught.value)


def with_part(name: str, data: str | bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    return foreign.zipped({**foreign.word_parts(foreign.paragraph("正文。")), name: data}, compression)


def test_other_kinds_of_files_are_named_for_what_they_are() -> None:
    assert "不是 Word 文档" in refusal(b"")
    assert "不是 Word 文档" in refusal("纯文本".encode())
    assert "不是 Word 文档" in refusal(foreign.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}))
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert "不是 Word 文档" in refusal(foreign.word_file("", main_type=sheet))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "旧版 .doc" in refusal(ole)
    assert refusal(ole + "EncryptedPackage".encode("utf-16-le")).startswith("文件已加密，请先")


def test_macros_are_refused() -> None:
    assert "宏" in refusal(foreign.word_file("", main_type="application/vnd.ms-word.document.macroEnabled.main+xml"))
    assert "宏" in refusal(with_part("word/vbaProject.bin", b"x"))


def test_a_file_that_is_too_large_is_refused() -> None:
    assert "过大" in refusal(b"PK" + bytes(MAX_FILE))


def test_a_zip_bomb_is_refused() -> None:
    assert "过大" in refusal(with_part("word/media/zeros.bin", bytes(30_000_000)))


def test_too_many_parts_are_refused() -> None:
    many = {f"word/media/{number}.png": b"" for number in range(3001)}
    assert "部件过多" in refusal(foreign.zipped({**foreign.word_parts(""), **many}))


def test_too_many_elements_are_refused() -> None:
    assert "内容过多" in refusal(foreign.word_file("<w:p/>" * 500_001))


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "word/../../evil", "..\\evil.xml", "C:evil.xml"])
def test_names_that_lead_out_of_the_package_are_refused(name: str) -> None:
    assert "部件名" in refusal(with_part(name, b"x"))


def test_names_that_come_twice_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in foreign.word_parts("").items():
            archive.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<x/>")
    assert "部件名" in refusal(buffer.getvalue())


def test_an_encrypted_zip_is_refused() -> None:
    data = bytearray(GOOD)
    for found in re.finditer(b"PK\x03\x04|PK\x01\x02", GOOD):
        flags = found.start() + (6 if found.group() == b"PK\x03\x04" else 8)
        struct.pack_into("<H", data, flags, struct.unpack_from("<H", data, flags)[0] | 1)
    assert "已加密" in refusal(bytes(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml"])
def test_a_doctype_in_any_part_is_refused(part: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY e "x">]><w>&e;</w>'
    assert "DOCTYPE" in refusal(with_part(part, xml.encode(encoding)))


def test_deep_nesting_is_refused() -> None:
    table = "<w:tbl><w:tr><w:tc>" * 9 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 9
    assert "表格嵌套过深" in refusal(foreign.word_file(table))
    assert "损坏" in refusal(foreign.word_file("<w:sdt>" * 300 + "</w:sdt>" * 300))


def test_a_file_cut_off_anywhere_is_refused_with_a_reason() -> None:
    for end in range(1, len(GOOD), 101):
        assert re.search("损坏|不是 Word 文档", refusal(GOOD[:end]))


def test_a_missing_or_damaged_part_does_not_lose_the_text() -> None:
    parts = foreign.word_parts(foreign.paragraph("正文。"))
    for name in parts:
        rest = foreign.zipped({other: data for other, data in parts.items() if other != name})
        if name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            refusal(rest)
        else:
            assert read(rest).report.text() == "正文。"
    stored = foreign.zipped(parts, zipfile.ZIP_STORED)
    damaged = stored.replace(b'w:val="Normal"', b'w:val="Narmal"')
    assert read(damaged).report.text() == "正文。"


def test_a_damaged_picture_does_not_prevent_saving() -> None:
    image = [("rId77", "image", "media/image1.png", b"\x89PNG-picture")]
    parts = foreign.word_parts(f"<w:p>{foreign.PICTURE}</w:p>", related=image)
    damaged = foreign.zipped(parts, zipfile.ZIP_STORED).replace(b"\x89PNG-picture", b"\x89PNG-pictxre")
    report = read(damaged).report
    assert read(write(report, damaged)).report == report


RICH = foreign.word_parts(
    foreign.paragraph("一、情况", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    + foreign.TABLE
    + f"<w:p>{foreign.PICTURE}</w:p>"
    + "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>SEQ</w:instrText></w:r>"
    + "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
    related=[("rIdNum", "numbering", "numbering.xml", foreign.numbering([("decimal", "%1.")]))],
)


@given(st.data())
@settings(max_examples=300)
def test_whatever_is_changed_it_is_read_or_refused_with_a_reason(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(RICH)))
    changed = bytearray(RICH[name].encode() if isinstance(RICH[name], str) else RICH[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=3))
    file = foreign.zipped({**RICH, name: bytes(changed)})
    report = None
    with contextlib.suppress(BadDocx):
        report = read(file).report
    assert report is None or read(write(report, file)).report == report


def test_the_cause_is_one_short_line() -> None:
    for data in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        cause = refusal(data)
        assert "\n" not in cause
        assert len(cause) < 50


def test_a_report_without_the_file_it_came_from_loses_only_what_lay_in_it() -> None:
    image = [("rId77", "image", "media/image1.png", b"\x89PNG")]
    xml = f"<w:p>{foreign.PICTURE}</w:p><w:p><w:r><w:t>情况见下图。</w:t></w:r>{foreign.PICTURE}</w:p>" + foreign.TABLE
    report = read(foreign.word_file(xml, related=image)).report
    alone = read(write(report)).report
    assert [(one.role, one.text) for one in alone.paragraphs] == [
        (Role.BODY, "〔图片〕"),
        (Role.BODY, "情况见下图。"),
        (Role.OPAQUE, "〔表格 1×2〕"),
    ]
    assert read(write(Report([Paragraph(Role.OPAQUE, "〔表格〕", xml="<broken")]))).report.text() == "〔表格〕"
