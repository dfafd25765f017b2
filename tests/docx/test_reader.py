"""Files as Word, WPS and LibreOffice write them, read as what a person sees on the page."""

from __future__ import annotations

import pytest

import foreign
from chengwen.docx import read
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, Role, SpanKind
from foreign import paragraph


def texts(data: bytes) -> list[str]:
    return [one.text for one in read(data).report.paragraphs]


def body(xml: str, **options: object) -> list[Paragraph]:
    return list(read(foreign.word_file(xml, **options)).report.paragraphs)


def numbered(level: int = 0, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def numbering(levels: list[tuple[str, str]], extra: str = "") -> list[tuple[str, str, str, str]]:
    return [("rIdNum", "numbering", "numbering.xml", foreign.numbering(levels, extra))]


def numbered_texts(xml: str, levels: list[tuple[str, str]], extra: str = "") -> list[str]:
    return texts(foreign.word_file(xml, related=numbering(levels, extra)))


# -- automatic numbers ------------------------------------------------------------------------------------------------


def test_automatic_numbers_become_text() -> None:
    levels = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    xml = (
        paragraph("工作情况", numbered(0))
        + paragraph("抓学习", numbered(1))
        + paragraph("第一项", numbered(2))
        + paragraph("第二项", numbered(2))
        + paragraph("抓宣传", numbered(1))
        + paragraph("第一项", numbered(2))
        + paragraph("下步打算", numbered(0))
        + paragraph("抓落实", numbered(1))
    )
    assert numbered_texts(xml, levels) == [
        "一、工作情况",
        "（一）抓学习",
        "1.第一项",
        "2.第二项",
        "（二）抓宣传",
        "1.第一项",
        "二、下步打算",
        "（一）抓落实",
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("decimal", "3"),
        ("japaneseCounting", "三"),
        ("decimalEnclosedCircle", "③"),
        ("decimalEnclosedCircleChinese", "③"),
        ("decimalFullWidth", "３"),
        ("decimalEnclosedParen", "⑶"),
        ("decimalEnclosedFullstop", "⒊"),
        ("ideographTraditional", "丙"),
        ("ideographDigital", "三"),
        ("chineseLegalSimplified", "叁"),
        ("upperLetter", "C"),
        ("lowerRoman", "iii"),
        ("upperRoman", "III"),
        ("decimalZero", "03"),
        ("somethingNew", "3"),
    ],
)
def test_every_kind_of_number_is_written_as_it_shows(kind: str, expected: str) -> None:
    xml = "".join(paragraph("项", numbered()) for _ in range(3))
    assert numbered_texts(xml, [(kind, "%1")])[2] == f"{expected}项"


def test_a_bullet_is_no_number() -> None:
    assert numbered_texts(paragraph("项目", numbered()), [("bullet", "\uf0b7")]) == ["项目"]


def test_numbers_of_several_levels_are_joined() -> None:
    levels = [("chineseCounting", "%1"), ("decimal", "%1.%2")]
    assert numbered_texts(paragraph("甲", numbered(0)) + paragraph("乙", numbered(1)), levels) == ["一甲", "一.1乙"]


def test_a_list_goes_on_until_it_is_told_to_begin_anew() -> None:
    anew = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        '</w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    xml = "".join(paragraph("项", numbered(0, number)) for number in (1, 1, 3, 2, 2, 1))
    assert numbered_texts(xml, [("decimal", "%1.")], anew) == ["1.项", "2.项", "3.项", "1.项", "2.项", "3.项"]


def test_a_number_may_come_from_the_style_and_be_switched_off() -> None:
    styles = foreign.STYLES.replace(
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>',
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>',
    )
    style = '<w:pStyle w:val="1"/>'
    xml = paragraph("情况", style) + paragraph("前言", style + numbered(0, 0)) + paragraph("打算", style)
    data = foreign.word_file(xml, styles=styles, related=numbering([("chineseCounting", "%1、")]))
    assert texts(data) == ["一、情况", "前言", "二、打算"]


def test_numbers_that_lead_nowhere_are_left_out() -> None:
    assert texts(foreign.word_file(paragraph("项", numbered(0, 99)))) == ["项"]
    assert numbered_texts(paragraph("项", numbered(7)), [("decimal", "%1.")]) == ["项"]


# -- what stands inside a paragraph -----------------------------------------------------------------------------------


def test_wrappers_are_unwrapped_and_deleted_text_is_gone() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    xml = (
        f'<w:p><w:hyperlink r:id="rId5">{run.format("链接")}</w:hyperlink>'
        f'<w:ins w:author="某">{run.format("新增")}</w:ins>'
        f'<w:del w:author="某"><w:r><w:delText>删去</w:delText></w:r></w:del>'
        f"<w:smartTag>{run.format('标记')}</w:smartTag>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run.format('控件')}</w:sdtContent></w:sdt>"
        f"<w:bookmarkStart w:id='1' w:name='x'/>"
        f"<w:proofErr w:type='spellStart'/>{run.format('末尾')}<w:bookmarkEnd w:id='1'/></w:p>"
    )
    (only,) = body(xml)
    assert only.text == "链接新增标记控件末尾"
    assert only.spans == ()


def test_breaks_and_tabs_are_characters() -> None:
    (only,) = body(
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:br w:type='column'/></w:r></w:p>"
    )
    assert only.text == f"甲{LINE_BREAK}乙\t丙"


def test_line_breaks_that_stand_for_ends_of_paragraphs_are_taken_as_such() -> None:
    lines = ["关于检查情况的报告", "　　现将情况报告如下。", "一、检查情况", "　　全年检查12次。"]
    xml = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    reading = read(foreign.word_file(f"<w:p><w:r>{xml}</w:r></w:p>"))
    assert [one.text for one in reading.report.paragraphs] == [line.strip() for line in lines]
    assert reading.source == LINE_BREAK.join(lines)
    for one, start in zip(reading.report.paragraphs, reading.starts, strict=True):
        assert reading.source[start:].startswith(one.text)
    signed = body(
        paragraph("特此报告。")
        + "<w:p><w:pPr><w:jc w:val='right'/></w:pPr>"
        + "<w:r><w:t>云岭市商务局</w:t><w:br/><w:t>2026年7月8日</w:t></w:r></w:p>"
    )
    assert [one.role for one in signed[1:]] == [Role.SIGNATURE, Role.DATE]
    (title,) = body("<w:p><w:r><w:t>云岭市商务局</w:t><w:br/><w:t>关于检查情况的报告</w:t></w:r></w:p>")
    assert title.text == f"云岭市商务局{LINE_BREAK}关于检查情况的报告"


def test_page_breaks_stand_alone_but_for_those_before_an_attachment() -> None:
    page_break = "<w:r><w:br w:type='page'/></w:r>"
    xml = (
        paragraph("封面上的话是这些。")
        + f"<w:p>{page_break}</w:p>"
        + f"<w:p><w:r><w:t>正文第一段说明情况。</w:t></w:r>{page_break}</w:p>"
        + paragraph("正文第二段说明问题。")
        + paragraph("附件：名单")
        + f"<w:p>{page_break}<w:r><w:t>附件</w:t></w:r></w:p>"
        + paragraph("名单")
    )
    assert [one.text for one in body(xml)] == [
        "封面上的话是这些。",
        "〔分页符〕",
        "正文第一段说明情况。",
        "〔分页符〕",
        "正文第二段说明问题。",
        "附件：名单",
        "附件",
        "名单",
    ]


def test_blanks_count_only_where_the_file_says_so() -> None:
    (only,) = body(
        '<w:p><w:r><w:t>\n  甲  </w:t></w:r><w:r><w:t xml:space="preserve">乙 </w:t><w:t>丙</w:t></w:r></w:p>'
    )
    assert only.text == "甲乙 丙"


def test_bold_stretches_are_marked_directly_or_by_character_style() -> None:
    xml = (
        "<w:p><w:r><w:t>各位同志，</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>务必</w:t></w:r>"
        '<w:r><w:rPr><w:rStyle w:val="b"/></w:rPr><w:t>抓紧</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="b"/><w:b w:val="0"/></w:rPr><w:t>落实有关工作。</w:t></w:r></w:p>'
    )
    (only,) = body(xml)
    assert [(only.text[span.start : span.end], span.kind) for span in only.spans] == [("务必抓紧", SpanKind.BOLD)]


def test_the_result_of_a_link_field_is_text_and_other_fields_are_kept() -> None:
    def field(instruction: str, result: str) -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
            f'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    (only,) = body(
        f"<w:p>{field('HYPERLINK x', '网址')}{field('DDEAUTO cmd', '数')}{field('SEQ 表', '1')}"
        "<w:r><w:t>说明</w:t></w:r></w:p>"
    )
    assert only.text == f"网址数{OBJECT}说明"
    assert "SEQ" in only.spans[0].value
    (open_ended,) = body('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>没有结束</w:t></w:r></w:p>')
    assert open_ended.text == "没有结束"


def test_fields_without_an_end_are_no_burden() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    assert texts(foreign.word_file(f"<w:p>{begin * 30_000}<w:r><w:t>正文。</w:t></w:r></w:p>")) == ["正文。"]
    assert texts(foreign.word_file(f"<w:p>{begin}</w:p>" * 30_000 + paragraph("正文。"))) == ["正文。"]


def test_notes_and_comments_stay_where_they_were() -> None:
    xml = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>一、情况</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:t>说明</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    (only,) = body(xml)
    assert only.text == f"一、情况{OBJECT}说明{OBJECT}"
    assert [span.kind for span in only.spans] == [SpanKind.OBJECT, SpanKind.OBJECT]


def test_what_floats_at_the_beginning_does_not_hide_the_number() -> None:
    box = "<w:r><w:pict/></w:r>"
    (only,) = body(f"<w:p>{box}<w:r><w:rPr><w:b/></w:rPr><w:t>一、</w:t></w:r><w:r><w:t>总体情况</w:t></w:r></w:p>")
    assert only.text == f"一、总体情况{OBJECT}"
    assert only.role is Role.HEADING_1


# -- blocks -----------------------------------------------------------------------------------------------------------


def test_a_table_is_kept_and_shown_by_its_size() -> None:
    before, table, after = body(paragraph("前言。") + foreign.TABLE + paragraph("后语。"))
    assert (table.role, table.text) == (Role.OPAQUE, "〔表格 1×2〕")
    assert "项目" in table.xml
    assert (before.text, after.text) == ("前言。", "后语。")


def test_a_paragraph_of_nothing_but_a_picture_is_kept_whole() -> None:
    (only,) = body(f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr>{foreign.PICTURE}</w:p>")
    assert (only.role, only.text) == (Role.OPAQUE, "〔图片〕")
    assert 'w:val="center"' in only.xml


def test_a_table_of_contents_is_one_kept_block() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    xml = (
        f"<w:p>{field.format('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>{field.format('separate')}"
        f"<w:r><w:t>一、情况 1</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>二、打算 2</w:t></w:r></w:p><w:p>{field.format('end')}</w:p>"
    )
    contents, heading = body(xml + paragraph("一、情况"))
    assert (contents.role, contents.text) == (Role.OPAQUE, "〔目录〕")
    assert heading.role is Role.HEADING_1


def test_block_level_controls_are_unwrapped() -> None:
    assert [one.text for one in body(f"<w:sdt><w:sdtContent>{paragraph('内容。')}</w:sdtContent></w:sdt>")] == [
        "内容。"
    ]


def test_source_holds_every_paragraph_and_no_table() -> None:
    xml = paragraph("　　标题是这个") + paragraph("") + foreign.TABLE + paragraph("正文在这里。")
    reading = read(foreign.word_file(xml))
    assert reading.source == "　　标题是这个\n\n正文在这里。"
    assert reading.starts == (2, 9, 9)


def test_section_breaks_count_only_where_pages_lie_across() -> None:
    upright = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    across = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    assert [one.text for one in body(paragraph("甲。", upright) + paragraph("乙。"))] == ["甲。", "乙。"]
    mixed = body(paragraph("甲。", upright) + paragraph("乙。", across) + paragraph("丙。"))
    assert [one.text for one in mixed] == ["甲。", "〔分节符〕", "乙。", "〔分节符〕", "丙。"]
    assert 'w:top="2098"' in mixed[1].xml
    assert "landscape" in mixed[3].xml


# -- roles ------------------------------------------------------------------------------------------------------------


def test_styles_and_patterns_give_the_roles() -> None:
    xml = (
        paragraph("关于开展专项检查工作情况的报告", '<w:pStyle w:val="20"/>')
        + paragraph("市人民政府：")
        + paragraph("根据要求，现将有关情况报告如下。")
        + paragraph("一、检查情况", '<w:pStyle w:val="1"/>')
        + paragraph("全年检查12次，发现问题30个，全部整改到位。")
        + paragraph("云岭市商务局", '<w:jc w:val="right"/>')
        + paragraph("2026年7月8日", '<w:jc w:val="right"/>')
    )
    assert [one.role for one in body(xml)] == [
        Role.TITLE,
        Role.ADDRESSEE,
        Role.BODY,
        Role.HEADING_1,
        Role.BODY,
        Role.SIGNATURE,
        Role.DATE,
    ]


def test_styles_may_be_missing_or_broken_or_go_round_in_circles() -> None:
    circle = (
        f'<w:styles xmlns:w="{foreign.W}"><w:style w:styleId="x"><w:name w:val="X"/><w:basedOn w:val="y"/></w:style>'
        f'<w:style w:styleId="y"><w:name w:val="Y"/><w:basedOn w:val="x"/></w:style></w:styles>'
    )
    for styles in (None, "<w:styles", circle):
        assert texts(foreign.word_file(paragraph("正文。", '<w:pStyle w:val="x"/>'), styles=styles)) == ["正文。"]


def test_strict_files_are_read_like_the_others() -> None:
    parts = foreign.word_parts(paragraph("正文。") + foreign.TABLE)
    strict = {
        name: data.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/", "http://purl.oclc.org/ooxml/wordprocessingml/"
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
        )
        for name, data in parts.items()
        if isinstance(data, str)
    }
    assert read(foreign.zipped(strict)).report == read(foreign.zipped(parts)).report
