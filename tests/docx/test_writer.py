"""What is in a file that we write, seen by eyes that are not ours: python-docx, the schema, the XML itself."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

import foreign
from chengwen.docx import read, write
from chengwen.report.paragraph import OBJECT, Paragraph, Role, Span, SpanKind
from chengwen.report.report import Fields, Report
from foreign import paragraph

GOLDEN = Path(__file__).parents[1] / "golden"
VALIDATOR = Path(__file__).parents[3] / "shared" / "validate_docx.py"

SMALL = Report(
    [
        Paragraph(Role.TITLE, "云岭市商务局关于2026年上半年工作情况的报告"),
        Paragraph(Role.ADDRESSEE, "市人民政府："),
        Paragraph(Role.BODY, "现将情况报告如下：", (Span(1, 3, SpanKind.BOLD),)),
        Paragraph(Role.HEADING_1, "一、主要工作", doubtful=True),
        Paragraph(Role.HEADING_2, "（一）抓学习。全年学习12次。", (Span(11, 13, SpanKind.FACT, "学习次数"),)),
        Paragraph(Role.HEADING_3, "1.抓“关键少数”"),
        Paragraph(Role.HEADING_4, "（1）领导带头"),
        Paragraph(Role.ATTACHMENT_NOTE, "附件：1.云岭市2026年上半年重点项目投资完成情况汇总统计表"),
        Paragraph(Role.ATTACHMENT_NOTE, "2.名单"),
        Paragraph(Role.SIGNATURE, "云岭市商务局"),
        Paragraph(Role.DATE, "2026年7月8日"),
        Paragraph(Role.NOTE, "（联系人：××）"),
        Paragraph(Role.ATTACHMENT_MARK, "附件1"),
        Paragraph(Role.ATTACHMENT_TITLE, "统计表"),
        Paragraph(Role.BODY, "略。"),
    ],
    Fields(genre="summary"),
)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def names(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return set(archive.namelist())


def edited(data: bytes, changes: dict[str, str | None]) -> bytes:
    """The file with parts replaced, or (None) taken out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if changes.get(name, "") is not None}
    return foreign.zipped({**parts, **{name: text for name, text in changes.items() if text is not None}})


@pytest.mark.parametrize("name", ["document", "styles"])
def test_the_xml_is_the_golden_one(name: str) -> None:
    """To renew after a change that is meant: empty the file in tests/golden, run this, look at the difference."""
    tree = etree.fromstring(part(write(SMALL), f"word/{name}.xml").encode())
    etree.indent(tree)
    found = etree.tostring(tree, encoding="unicode") + "\n"
    golden = GOLDEN / f"{name}.xml"
    if not golden.read_text("utf-8"):
        golden.write_text(found, "utf-8")
        pytest.fail(f"{golden.name} was renewed: look at it and run again")
    assert found == golden.read_text("utf-8")


def test_it_fits_the_schema(tmp_path: Path) -> None:
    if not VALIDATOR.exists():
        pytest.skip("the schema validator is not here")
    table = Report([Paragraph(Role.TITLE, "标题"), *read(rich_origin()).report.paragraphs])
    files = {"small": write(SMALL), "empty": write(Report()), "merged": write(table, rich_origin())}
    paths = [tmp_path / f"{name}.docx" for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    done = subprocess.run([sys.executable, VALIDATOR, *paths], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_another_reader_sees_page_styles_and_text() -> None:
    document = docx.Document(io.BytesIO(write(SMALL)))
    shown = [one.text for one in document.paragraphs if one.style.name != "Blank Line"]
    assert shown == [one.text for one in SMALL.paragraphs]
    section = document.sections[0]
    assert (section.page_width.twips, section.page_height.twips) == (11906, 16838)
    assert [section.top_margin.twips, section.left_margin.twips] == [2098, 1588]
    assert document.styles["Normal"].font.size == Pt(16)
    assert [one.style.name for one in document.paragraphs if one.text.startswith("一、")] == ["Heading 1"]
    assert document.core_properties.author == ""
    assert document.core_properties.last_modified_by == ""
    assert document.settings.odd_and_even_pages_header_footer


def test_the_run_in_lead_keeps_the_face_of_the_heading_and_the_rest_has_that_of_the_body() -> None:
    document = docx.Document(io.BytesIO(write(SMALL)))
    heading = next(one for one in document.paragraphs if one.text.startswith("（一）"))

    def face(run: docx.text.run.Run) -> str:
        return run.style.element.rPr.rFonts.get(qn("w:eastAsia"))

    assert [(run.text, face(run)) for run in heading.runs if face(run) == "楷体_GB2312"] == [
        ("（一）抓学习。", "楷体_GB2312")
    ]
    assert {face(run) for run in heading.runs} == {"楷体_GB2312", "仿宋_GB2312"}


def test_every_run_and_style_names_its_faces_and_no_theme() -> None:
    data = write(SMALL)
    xml = part(data, "word/document.xml")
    assert xml.count('w:hint="eastAsia"') == xml.count("<w:r>")
    assert "Theme" not in part(data, "word/styles.xml")
    for fonts in etree.fromstring(part(data, "word/styles.xml").encode()).iter(qn("w:rFonts")):
        assert len(fonts.attrib) == 5


def test_nothing_tells_who_wrote_it() -> None:
    data = write(SMALL)
    everything = "".join(part(data, name) for name in names(data))
    assert "rsid" not in everything
    assert "python-docx" not in everything
    assert "<dc:creator></dc:creator>" in part(data, "docProps/core.xml")


def test_page_numbers_stand_at_the_outer_edge() -> None:
    data = write(SMALL)
    odd, even = part(data, "word/footer1.xml"), part(data, "word/footer2.xml")
    assert '<w:jc w:val="right"/>' in odd
    assert '<w:jc w:val="left"/>' in even
    assert odd.count("\u2014") == even.count("\u2014") == 2


# -- edited elsewhere -------------------------------------------------------------------------------------------------


def test_without_our_part_only_what_lay_in_it_is_gone() -> None:
    data = write(SMALL)
    relations = part(data, "word/_rels/document.xml.rels").replace("customXml/item1.xml", "customXml/nothing.xml")
    stripped = edited(data, {"customXml/item1.xml": None, "word/_rels/document.xml.rels": relations})
    found = read(stripped).report
    assert found.fields == Fields()
    assert [(one.role, one.text) for one in found.paragraphs] == [(one.role, one.text) for one in SMALL.paragraphs]
    assert found.paragraphs[3].doubtful


def test_a_paragraph_added_in_word_is_recognised_among_ours() -> None:
    data = write(SMALL)
    xml = part(data, "word/document.xml")
    added = paragraph("二、下一步打算") + paragraph("继续抓好落实，确保全年任务完成。")
    blank = '<w:p><w:pPr><w:pStyle w:val="BlankLine"/></w:pPr></w:p>'
    at = xml.index(f'{blank}<w:p><w:pPr><w:pStyle w:val="AttachmentNote"/>')
    found = read(edited(data, {"word/document.xml": xml[:at] + added + xml[at:]})).report.paragraphs
    assert [(one.role, one.text) for one in found[7:9]] == [
        (Role.HEADING_1, "二、下一步打算"),
        (Role.BODY, "继续抓好落实，确保全年任务完成。"),
    ]
    assert [*found[:7], *found[9:]] == SMALL.paragraphs


def test_marks_that_elsewhere_lost_their_meaning_do_no_harm() -> None:
    data = write(SMALL)
    for text in ("", "{", "[1]", '{"marks": {"_cwFact1": 5}}', "[" * 100_000):
        found = read(
            edited(data, {"customXml/item1.xml": f'<report xmlns="urn:chengwen:report">{text}</report>'})
        ).report
        assert found.text() == SMALL.text()


# -- saved over a file of others --------------------------------------------------------------------------------------


def rich_origin() -> bytes:
    head = f'<w:hdr xmlns:w="{foreign.W}">{paragraph("内部资料")}</w:hdr>'
    foot = f'<w:ftr xmlns:w="{foreign.W}">{paragraph("第 1 页")}</w:ftr>'
    notes = f'<w:footnotes xmlns:w="{foreign.W}"><w:footnote w:id="2">{paragraph("脚注")}</w:footnote></w:footnotes>'
    comment = f'<w:comment w:id="0" w:author="某">{paragraph("批注")}</w:comment>'
    comments = f'<w:comments xmlns:w="{foreign.W}">{comment}</w:comments>'
    settings = (
        f'<w:settings xmlns:w="{foreign.W}" xmlns:r="{foreign.R}"><w:attachedTemplate r:id="rId1"/>'
        f'<w:footnotePr><w:footnote w:id="-1"/></w:footnotePr>'
        f'<w:rsids><w:rsid w:val="00AA11BB"/></w:rsids></w:settings>'
    )
    body = (
        paragraph("关于有关情况的报告")
        + foreign.TABLE
        + f"<w:p>{foreign.PICTURE}</w:p>"
        + '<w:p><w:r><w:t>说明</w:t><w:footnoteReference w:id="2"/></w:r>'
        + '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    section = foreign.PAGE.replace(
        "<w:sectPr>",
        '<w:sectPr><w:headerReference w:type="default" r:id="rId21"/>'
        '<w:footerReference w:type="default" r:id="rId22"/>',
    )
    related = [
        ("rId21", "header", "header1.xml", head),
        ("rId22", "footer", "footer1.xml", foot),
        ("rId23", "footnotes", "footnotes.xml", notes),
        ("rId24", "comments", "comments.xml", comments),
        ("rId25", "settings", "settings.xml", settings),
        ("rId77", "image", "media/image1.png", b"\x89PNG"),
    ]
    parts = foreign.word_parts(body, section=section, related=related, external=[("rId9", "image", "http://x/y.png")])
    parts["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{foreign.R}/attachedTemplate" Target="file:///x.dotm" TargetMode="External"/></Relationships>'
    )
    return foreign.zipped(parts)


def test_what_we_do_not_understand_is_still_there() -> None:
    origin = rich_origin()
    saved = write(read(origin).report, origin)
    for kept in ("word/header1.xml", "word/footnotes.xml", "word/comments.xml", "word/media/image1.png"):
        assert part(origin, kept) == part(saved, kept) if kept.endswith("xml") else kept in names(saved)
    xml = part(saved, "word/document.xml")
    for piece in (
        "项目",
        'r:embed="rId77"',
        "w:footnoteReference",
        "w:commentReference",
        'w:headerReference w:type="default"',
    ):
        assert piece in xml
    assert "footnotePr" in part(saved, "word/settings.xml")


def test_page_and_page_numbers_become_ours() -> None:
    saved = write(read(rich_origin()).report, rich_origin())
    document = docx.Document(io.BytesIO(saved))
    assert len(document.sections) == 1
    assert document.sections[0].top_margin.twips == 2098
    assert "PAGE" in etree.tostring(document.sections[0].footer._element, encoding="unicode")
    assert document.sections[0].header.paragraphs[0].text == "内部资料"


def test_a_first_page_with_a_header_of_its_own_keeps_it_and_has_a_number() -> None:
    head = f'<w:hdr xmlns:w="{foreign.W}">{paragraph("红头")}</w:hdr>'
    section = foreign.PAGE.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="first" r:id="rId21"/>')
    section = section.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>")
    origin = foreign.word_file(
        paragraph("正文说明情况。"), section=section, related=[("rId21", "header", "header1.xml", head)]
    )
    section = docx.Document(io.BytesIO(write(read(origin).report, origin))).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == "红头"
    assert "PAGE" in etree.tostring(section.first_page_footer._element, encoding="unicode")


def test_traces_and_links_that_load_by_themselves_are_gone() -> None:
    saved = write(read(rich_origin()).report, rich_origin())
    everything = "".join(part(saved, name) for name in names(saved) if not name.endswith(".png"))
    for trace in ("rsid", "x.dotm", "http://x/y.png", "attachedTemplate"):
        assert trace not in everything


def test_styles_of_the_file_become_ours_under_their_own_ids() -> None:
    origin = foreign.word_file(paragraph("一、情况", '<w:pStyle w:val="1"/>') + paragraph("内容在此。"))
    saved = write(read(origin).report, origin)
    document = docx.Document(io.BytesIO(saved))
    heading = document.styles["Heading 1"]
    assert heading.style_id == "1"
    assert heading.font.size == Pt(16)
    assert document.styles["Normal"].style_id == "a"
    assert document.styles["Normal"].font.size == Pt(16)
    assert document.styles["Strong"].style_id == "b"


def test_normal_stays_as_it_was_where_a_kept_table_hangs_on_it() -> None:
    saved = write(read(rich_origin()).report, rich_origin())
    document = docx.Document(io.BytesIO(saved))
    assert document.styles["Normal"].font.size is None
    assert document.styles["Body Text"].font.size == Pt(16)
    assert document.styles["Body Text"].base_style is None
    assert document.styles["Normal"].element.pPr.find(qn("w:snapToGrid")).get(qn("w:val")) == "0"


def test_saving_many_times_does_not_let_the_file_grow() -> None:
    report = read(rich_origin()).report
    once = write(report, rich_origin())
    many = once
    for _ in range(3):
        many = write(report, many)
    assert many == once


def test_a_picture_is_not_cut_off_by_the_exact_line_height() -> None:
    picture = read(foreign.word_file(f"<w:p><w:r><w:t>见图</w:t></w:r>{foreign.PICTURE}</w:p>")).report.paragraphs[0]
    related = [("rId77", "image", "media/image1.png", b"\x89PNG")]
    saved = write(Report([picture]), foreign.word_file("", related=related))
    assert picture.text == f"见图{OBJECT}"
    assert 'w:lineRule="auto"' in part(saved, "word/document.xml")


def test_two_tables_in_a_row_stay_two_tables() -> None:
    origin = foreign.word_file(foreign.TABLE + paragraph("") + foreign.TABLE)
    xml = part(write(read(origin).report, origin), "word/document.xml")
    assert "</w:tbl><w:tbl" not in xml
    assert not xml.endswith("</w:tbl><w:sectPr>")
