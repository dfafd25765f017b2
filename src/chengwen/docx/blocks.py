"""The blocks of a document's body: what they are, which belong together, and what stands for those that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chengwen.docx.markup import W, kept, parse, quoted, w
from chengwen.docx.parts import section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_P, _TBL, _TR, _GRID_COL, _SDT, _SDT_CONTENT = (w(tag) for tag in ("p", "tbl", "tr", "gridCol", "sdt", "sdtContent"))
_PPR, _SECTPR, _VAL = w("pPr"), w("sectPr"), w("val")
_FLD_CHAR, _FLD_TYPE, _INSTR = w("fldChar"), w("fldCharType"), w("instrText")
_UNWRAPPED = {w("customXml"), w("ins"), w("moveTo")}
_SHOWN = {
    "txbxContent": "〔文本框〕",
    "oMath": "〔公式〕",
    "pic": "〔图片〕",
    "imagedata": "〔图片〕",
    "drawing": "〔图形〕",
    "pict": "〔图形〕",
    "object": "〔嵌入对象〕",
    "br": "〔分页符〕",
}
PAGE_BREAK: Final = f'<w:p xmlns:w="{W}"><w:r><w:br w:type="page"/></w:r></w:p>'


def blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """What stands in the body, content controls and the like unwrapped; a table of contents stays one block."""
    for node in parent:
        if node.tag in _UNWRAPPED:
            yield from blocks(node)
        elif node.tag == _SDT and not _is_contents(node):
            content = node.find(_SDT_CONTENT)
            if content is not None:
                yield from blocks(content)
        else:
            yield node


def _is_contents(node: etree._Element) -> bool:
    return any((mark.text or "").lstrip().startswith("TOC") for mark in node.iter(_INSTR))


def contents_ranges(body: list[etree._Element]) -> dict[int, int]:
    """Where a table of contents (a field over several paragraphs) begins, and the index behind its end."""
    found: dict[int, int] = {}
    at = 0
    while at < len(body):
        if body[at].tag == _P and _is_contents(body[at]) and (depth := _field_depth(body[at])) > 0:
            for stop in range(at + 1, len(body)):
                depth += _field_depth(body[stop])
                if depth <= 0:
                    found[at] = stop + 1
                    at = stop
                    break
            else:
                break  # it has no end, so none that begins behind it counts
        at += 1
    return found


def _field_depth(node: etree._Element) -> int:
    return sum({"begin": 1, "end": -1}.get(mark.get(_FLD_TYPE), 0) for mark in node.iter(_FLD_CHAR))


def shown(node: etree._Element) -> str:
    """What stands for a kept block in the text."""
    if node.tag == _TBL:
        rows = sum(1 for _ in node.iterchildren(_TR))
        columns = sum(1 for _ in node.iterfind(f"{w('tblGrid')}/{_GRID_COL}"))
        return f"〔表格 {rows}×{columns}〕"
    if node.tag == _SDT:
        return "〔目录〕"
    names = {one.tag.rpartition("}")[2] for one in node.iter() if isinstance(one.tag, str)}
    return next((text for tag, text in _SHOWN.items() if tag in names), "〔对象〕")


def sections(body: etree._Element) -> list[etree._Element]:
    """All `w:sectPr`, in document order; the last one is that of the body."""
    return [*body.iterfind(f"{_P}/{_PPR}/{_SECTPR}"), *body.iterchildren(_SECTPR)]


def has_landscape(body: etree._Element) -> bool:
    """Whether one of its sections lies across; then the section breaks are kept, otherwise all becomes one section."""
    return any(size.get(w("orient")) == "landscape" for size in body.iter(w("pgSz")))


def section_break(node: etree._Element) -> str:
    """A paragraph that ends a section: upright ones get our page, those that lie across keep theirs.

    Headers and footers are not in it: the writer relates all sections to the same ones.
    """
    size, kind = node.find(w("pgSz")), node.find(w("type"))
    if size is not None and size.get(w("orient")) == "landscape":
        alone = parse(kept(node).encode())
        for reference in [*alone.iterchildren(w("headerReference"), w("footerReference"))]:
            alone.remove(reference)
        xml = kept(alone)
    else:
        xml = section("" if kind is None else f'<w:type w:val="{quoted(kind.get(_VAL, "nextPage"))}"/>')
    return kept(parse(f'<w:p xmlns:w="{W}"><w:pPr>{xml}</w:pPr></w:p>'.encode()))
