"""The small parts of the package beside document and styles: settings, fonts, page numbers, properties, section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from chengwen.docx.markup import R, W, kept, parse, quoted, w
from chengwen.docx.styles import XML_HEAD, StyleIds, fonts
from chengwen.layout.facts import layout_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

SETTINGS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
STYLES_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
FONTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
FOOTER_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_WORD_2013 = "http://schemas.microsoft.com/office/word"


def settings_part(old: Iterable[etree._Element] = ()) -> bytes:
    """Our settings; of the old ones only what the notes of the document need. No template, no protection, no rsids."""
    notes = "".join(kept(one) for one in old if one.tag in (w("footnotePr"), w("endnotePr")))
    # Without adjustLineHeightInTable the lines of the grid leave tables alone, and they keep their height.
    compat = (
        "<w:compat><w:spaceForUL/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/>"
        f'<w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="{_WORD_2013}" w:val="15"/></w:compat>'
    )
    return (
        f'{XML_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        f'<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{notes}{compat}</w:settings>'
    ).encode()


def fonts_part(old: Iterable[etree._Element] = ()) -> bytes:
    """Our faces, each with the name that stands in for it, added to those the file has."""
    root = parse(f'<w:fonts xmlns:w="{W}" xmlns:r="{R}"/>'.encode())
    root.extend(old)
    present = {font.get(w("name")) for font in root}
    for key, face in layout_facts().faces.items():
        if face.name in present:
            continue
        latin = key == "latin"
        charset, pitch = ("00", "variable") if latin else ("86", "default")
        instead = "" if latin else f'<w:altName w:val="{quoted(face.instead[0])}"/>'
        family = "roman" if key in ("latin", "title", "song") else "modern"
        root.append(
            parse(
                f'<w:font xmlns:w="{W}" w:name="{quoted(face.name)}">{instead}<w:charset w:val="{charset}"/>'
                f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'.encode()
            )
        )
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def footer_part(ids: StyleIds, *, even: bool) -> bytes:
    """The page number at the outer edge: odd pages right, even pages left."""
    facts = layout_facts()
    number = facts.page_number
    side = "left" if even else "right"
    edge = f'<w:ind w:{side}Chars="{100 * number.indent}" w:{side}="{20 * number.size * number.indent}"/>'
    size = f'<w:sz w:val="{2 * number.size}"/><w:szCs w:val="{2 * number.size}"/>'
    look = f"<w:rPr>{fonts(facts, number.face, number.face)}{size}</w:rPr>"

    def run(content: str) -> str:
        return f"<w:r>{look}{content}</w:r>"

    runs = (
        run(f'<w:t xml:space="preserve">{number.dash} </w:t>')
        + run('<w:fldChar w:fldCharType="begin"/>')
        + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>1</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
        + run(f'<w:t xml:space="preserve"> {number.dash}</w:t>')
    )
    paragraph = (
        f'<w:p><w:pPr><w:pStyle w:val="{quoted(ids.of("footer"))}"/>{edge}<w:jc w:val="{side}"/></w:pPr>{runs}</w:p>'
    )
    return f'{XML_HEAD}<w:ftr xmlns:w="{W}">{paragraph}</w:ftr>'.encode()


def core_part() -> bytes:
    """Properties without author and dates; left out, some programs would put their own name in."""
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy></cp:coreProperties>"
    ).encode()


def section(references: str, *, title_page: bool = False) -> str:
    """The page, its margins and the grid; `references`: the headers and footers as XML.

    `title_page`: the first page has a header of its own.

    The grid is that of 22 lines of 28 characters, as Word's own dialog writes it (指定行和字符网格). Our styles do not
    lean on it: LibreOffice gives a character of 16 pt two cells of 15.79 pt (14 a line), and in Word the cell hangs on
    the size of Normal, which in a file from elsewhere is not ours to change. They say the same by themselves, with an
    exact line height and characters set a little closer, so that every program gives 28 × 22.
    """
    facts = layout_facts()
    page, grid = facts.page, facts.grid
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{page.width}" w:h="{page.height}"/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
        f'w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/><w:cols w:space="425"/>'
        f"{'<w:titlePg/>' if title_page else ''}"
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{grid.line_pitch}" w:charSpace="{grid.char_space}"/>'
        "</w:sectPr>"
    )
