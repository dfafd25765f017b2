"""What is written is read again as it was: any report of ours, and any file of others once it has been read."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import foreign
from chengwen.docx import read, write
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, Role, Span, SpanKind
from chengwen.report.recognise import recognise
from chengwen.report.report import Fields, Report
from strategies import editable_roles, spans

NOTE_MARK = f'<w:r xmlns:w="{foreign.W}"><w:footnoteReference w:id="2"/></w:r>'
FLOATING = f'<w:r xmlns:w="{foreign.W}"><w:pict/></w:r>'
PAGE_BREAK = f'<w:r xmlns:w="{foreign.W}"><w:br w:type="page"/></w:r>'
TABLE = f'<w:tbl xmlns:w="{foreign.W}"><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
ALONE = f'<w:p xmlns:w="{foreign.W}"><w:r><w:br w:type="page"/></w:r></w:p>'
NOTE = f'<w:p xmlns:w="{foreign.W}"><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'

any_text = st.text(
    st.one_of(
        st.sampled_from("一、（一）1.。，“”—…\t  \u3000\u2028\xa0\ufffc<&>]\x85\ufeff"),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    ),
    max_size=20,
)


@st.composite
def any_paragraph(draw: st.DrawFn) -> Paragraph:
    if draw(st.integers(0, 9)) == 0:
        text, xml = draw(st.sampled_from([("〔表格 1×0〕", TABLE), ("〔分页符〕", ALONE), ("〔对象〕", NOTE)]))
        return Paragraph(Role.OPAQUE, text, xml=xml, doubtful=draw(st.booleans()))
    text = draw(any_text)
    found = list(draw(spans(text)))
    for at in draw(st.lists(st.integers(0, len(text) - 1), max_size=2, unique=True)) if text else ():
        text = text[:at] + OBJECT + text[at + 1 :]
        xml = draw(st.sampled_from([NOTE_MARK, FLOATING, PAGE_BREAK]))
        found.append(Span(at, at + 1, SpanKind.OBJECT, xml))
    return Paragraph(draw(editable_roles), text, tuple(sorted(found)), draw(st.booleans()))


odd_text = st.text(st.one_of(st.characters(), st.sampled_from("\ud83d\ude00\x85\u2028\r\n\t&<]>")), max_size=5)
any_fields = st.builds(Fields, odd_text, st.dictionaries(odd_text, odd_text, max_size=3))
any_report = st.builds(Report, st.lists(any_paragraph(), min_size=1, max_size=6), any_fields)


@given(any_report)
@settings(max_examples=300)
@example(Report([Paragraph()]))
@example(Report([Paragraph()], Fields("\ud83d\ude00", {"summary.problems": "\ud83d\ude00"})))
@example(Report([Paragraph()], Fields(waived={str(at): "长" * 1_000 for at in range(1_000)})))
@example(Report([Paragraph(Role.BODY, "甲乙丙", (Span(0, 2, SpanKind.BOLD), Span(2, 3, SpanKind.BOLD)))]))
@example(Report([Paragraph(Role.BODY, OBJECT, (Span(0, 1, SpanKind.OBJECT, NOTE_MARK),))]))
def test_any_report_is_read_as_it_was_written(report: Report) -> None:
    assert read(write(report)).report == report


@given(any_report)
@settings(max_examples=50)
def test_saving_again_over_the_own_file_changes_nothing(report: Report) -> None:
    first = write(report)
    again = write(report, first)
    assert read(again).report == report
    assert write(report, again) == again


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ('{"fields": {"genre": "summary"}, "marks": {}}', Fields("summary")),  # as it was before sections were waived
        ('{"fields": {"genre": "summary", "unknown": "x"}, "more": [1]}', Fields("summary")),
        ('{"waived": {"summary.plan": "无"}}', Fields(waived={"summary.plan": "无"})),
        ('{"waived": {"": "无"}}', Fields()),
        ('{"waived": ["summary.plan"]}', Fields()),
        ('{"waived": {"summary.plan": {"a": 1}}}', Fields()),
        ('{"fields": "summary"}', Fields()),
        ('"summary"', Fields()),
        ("[" * 100_000, Fields()),
        ('{"waived": {"甲": "' + "长" * 1_000_000 + '"}}', Fields(waived={"甲": "长" * Fields.LONGEST})),
    ],
    ids=range(10),
)
def test_whatever_our_part_says_the_file_opens(said: str, fields: Fields) -> None:
    with zipfile.ZipFile(io.BytesIO(write(Report([Paragraph(text="正文。")])))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    parts["customXml/item1.xml"] = f'<report xmlns="urn:chengwen:report">{said}</report>'
    assert read(foreign.zipped(parts)).report == Report([Paragraph(text="正文。")], fields)


def test_the_same_report_gives_the_same_bytes() -> None:
    report = recognise("关于工作的报告\n一、做法\n（一）抓学习。全年学习12次。\n云岭市商务局\n2026年7月8日").report
    assert write(report) == write(Report(report.paragraphs, report.fields))


def test_offsets_point_at_the_text() -> None:
    report = Report(
        [
            Paragraph(Role.TITLE, "标题"),
            Paragraph(Role.BODY, "  前有空格"),
            Paragraph(Role.BODY, ""),
            Paragraph(Role.OPAQUE, "〔表格 1×0〕", xml=TABLE),
            Paragraph(Role.SIGNATURE, "某市" + LINE_BREAK + "某局"),
        ]
    )
    reading = read(write(report))
    for paragraph, start in zip(reading.report.paragraphs, reading.starts, strict=True):
        if paragraph.role is not Role.OPAQUE:
            assert reading.source[start : start + len(paragraph.text)] == paragraph.text
    assert "表格" not in reading.source


def test_seed_reports_survive(seeds: list) -> None:
    for path in seeds:
        report = recognise(path.read_text("utf-8")).report
        assert read(write(report)).report == report


FOREIGN_BODIES = {
    "plain": foreign.paragraph("关于开展检查的报告")
    + foreign.paragraph("　　一、检查情况　")
    + foreign.paragraph("正文。"),
    "table": foreign.paragraph("前") + foreign.TABLE + foreign.TABLE + foreign.paragraph("后"),
    "picture": f"<w:p>{foreign.PICTURE}</w:p><w:p><w:r><w:t>见图</w:t></w:r>{foreign.PICTURE}</w:p>",
    "bold": "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>重点</w:t></w:r><w:r><w:t>是落实，共有三项工作。</w:t></w:r></w:p>",
    "landscape": foreign.paragraph("前", '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>')
    + foreign.paragraph("后"),
    "math": "<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:r><w:t>为总数</w:t></w:r></w:p>",
    "text box": '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice>'
    "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>一、总体情况</w:t></w:r></w:p>",
    "contents": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>一、情况1</w:t></w:r></w:p>'
    '<w:p><w:r><w:t>二、打算2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    + foreign.paragraph("一、情况"),
    "breaks": "<w:p><w:r><w:br w:type='page'/><w:t>前</w:t><w:br w:type='page'/><w:t>后。</w:t><w:br/>"
    "<w:t>又</w:t></w:r></w:p><w:p><w:r><w:br w:type='page'/></w:r></w:p>",
    "empty": "",
    "rsids": '<w:tbl w:rsidR="00112233"><w:tr w14:paraId="1" w:rsidTr="00112233"><w:tc><w:p/></w:tc></w:tr></w:tbl>',
}


@pytest.mark.parametrize("name", FOREIGN_BODIES)
def test_a_file_of_others_is_the_same_report_after_saving(name: str) -> None:
    image = [("rId77", "image", "media/image1.png", b"\x89PNG")]
    data = foreign.word_file(FOREIGN_BODIES[name], related=image)
    first = read(data)
    saved = write(first.report, data)
    assert read(saved).report == first.report
    assert read(write(first.report, saved)).report == first.report
