"""Reading any .docx: paragraphs in the model, roles from our styles or from what the page shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from chengwen.docx.blocks import PAGE_BREAK, blocks, contents_ranges, has_landscape, section_break, shown
from chengwen.docx.body import KIND_NAMES
from chengwen.docx.extras import Extras, read_extras
from chengwen.docx.inline import Inline, read_inline, shown_text
from chengwen.docx.markup import DOUBT, BadDocx, kept, parse, w
from chengwen.docx.numbering import Numbering
from chengwen.docx.package import Package, open_package
from chengwen.docx.styles import BLANK_LINE
from chengwen.docx.stylesheet import Look, StyleSheet, paragraph_properties, run_look
from chengwen.layout.facts import layout_facts
from chengwen.report.numbering import parse as parse_number
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, Role, Span, SpanKind
from chengwen.report.recognise import Line, recognise_lines
from chengwen.report.report import Report

if TYPE_CHECKING:
    from lxml import etree

_P, _TBL, _SDT, _PPR, _RPR, _RSTYLE, _VAL = (w(tag) for tag in ("p", "tbl", "sdt", "pPr", "rPr", "rStyle", "val"))
_BOOKMARKS = {w("bookmarkStart"), w("bookmarkEnd")}
_IGNORED = {w(tag) for tag in ("sectPr", "proofErr", "permStart", "permEnd", "customXmlPr", "commentRangeStart")}
_IGNORED |= {w(tag) for tag in ("commentRangeEnd", "del", "moveFrom", "moveToRangeStart", "moveToRangeEnd")}
_MAX_TABLE_DEPTH = 8
_MAX_LINES = 5_000  # of one paragraph; no person wrote more
_BLANKS = " \t\u3000\xa0\ufeff\u200b\u2060" + LINE_BREAK
_SENTENCE_ENDS = tuple("。；：！？;:!?")
_PAGE_BREAK_RUN = re.compile(r'<\w+:br\b[^>]*:type="page"')
_DATE = re.compile(r"[0-9〇○零一二三四五六七八九]{4}\s*年[^，。；]{1,8}日\s*$")
_OWN_PAGE = {role for role, layout in layout_facts().roles.items() if layout.page_break}
_HEADED = {Role.TITLE, Role.SUBTITLE, Role.ATTACHMENT_TITLE, *map(Role.heading, range(1, 5))}


@dataclass(frozen=True, slots=True)
class Reading:
    """A report made of a .docx.

    `source`: the texts of the body's paragraphs (blank ones and automatic numbers included, tables not) joined by line
    ends; `starts[i]`: the offset in it of the first character of the report's paragraph i (of an opaque one: where it
    stands).
    """

    report: Report
    source: str
    starts: tuple[int, ...]


def read(data: bytes) -> Reading:
    """Raises BadDocx with the cause in Chinese: no Word document, encrypted, damaged, too large, with macros."""
    package = open_package(data)
    document = package.main_part()
    data = package.parts[document]
    body = parse(data).find(w("body"))
    if body is None:
        raise BadDocx("文件已损坏，请用 Word 或 WPS 修复并另存后再打开")
    if any(sum(1 for _ in table.iterancestors(_TBL)) >= _MAX_TABLE_DEPTH for table in body.iter(_TBL)):
        raise BadDocx("表格嵌套过深，可能不安全，已停止打开")
    styles = _styles(package, document)
    extras = read_extras(package, document)
    numbering = Numbering(_part(package, document, "numbering"), styles)
    reader = _BodyReader(styles, numbering, extras, has_fields=b"fldChar" in data)
    reader.read(body)
    report, starts = reader.report(extras)
    return Reading(report, "\n".join(reader.source), starts)


def _part(package: Package, document: str, kind: str) -> bytes | None:
    name = package.target(document, kind)
    return package.parts[name] if name else None


def _styles(package: Package, document: str) -> StyleSheet:
    try:
        return StyleSheet(_part(package, document, "styles"))
    except BadDocx:
        return StyleSheet()


@dataclass(slots=True)
class _Item:
    """One paragraph to be. `line` is None when the role is certain; `start` is that of its text in the source.

    `breaks_page`: by an attribute of its own.
    """

    paragraph: Paragraph
    start: int
    line: Line | None = None
    breaks_page: bool = False

    def settle(self, seen: Paragraph) -> None:
        """Take the role from what was recognised; the text goes without the blanks around it."""
        text = self.paragraph.text
        start = len(text) - len(text.lstrip(_BLANKS))
        part = self.paragraph.part(start, len(text.rstrip(_BLANKS)))
        spans = part.spans
        if seen.role in _HEADED:
            # Bold from the beginning is the look of a heading there; here the style gives it its look.
            spans = tuple(span for span in spans if span.kind is not SpanKind.BOLD or span.start > 0)
        self.paragraph = Paragraph(seen.role, part.text, spans, seen.doubtful or part.doubtful)
        self.start += start


class _BodyReader:
    def __init__(self, styles: StyleSheet, numbering: Numbering, extras: Extras, *, has_fields: bool) -> None:
        self._has_fields = has_fields
        self._styles = styles
        self._numbering = numbering
        self._marks = extras.marks
        self._roles = _our_roles(styles)
        self._items: list[_Item] = []
        self._doubtful_next = False
        self._keeps_sections = False
        self.source: list[str] = []
        self._length = 0

    def read(self, body: etree._Element) -> None:
        self._keeps_sections = has_landscape(body)
        nodes = list(blocks(body))
        contents = contents_ranges(nodes) if self._has_fields else {}
        at = 0
        while at < len(nodes):
            node = nodes[at]
            if stop := contents.get(at):
                self._opaque("".join(kept(one) for one in nodes[at:stop]), "〔目录〕")
                for one in nodes[at:stop]:
                    self._advance(shown_text(one))
                at = stop
                continue
            at += 1
            if node.tag == _P:
                self._paragraph(node)
            elif node.tag in _BOOKMARKS:
                self._doubtful_next = self._doubtful_next or node.get(w("name"), "").startswith(DOUBT)
            elif node.tag not in _IGNORED:
                self._opaque(kept(node), shown(node))
                for one in node.iter(_P) if node.tag == _SDT else ():
                    self._advance(shown_text(one))

    def _advance(self, text: str) -> None:
        self.source.append(text)
        self._length += len(text) + 1

    def _opaque(self, xml: str, text: str, start: int | None = None) -> None:
        paragraph = Paragraph(Role.OPAQUE, text, xml=xml, doubtful=self._doubtful_next)
        self._items.append(_Item(paragraph, self._length if start is None else start))
        self._doubtful_next = False

    def _paragraph(self, node: etree._Element) -> None:
        style, look, breaks_page, section = paragraph_properties(node.find(_PPR))
        number = self._numbering.next(look, style)
        inline = read_inline(node, self._styles, number, has_fields=self._has_fields)
        start, name = self._length, self._styles.name(style)
        self._advance(inline.text)
        if name == BLANK_LINE.lower() and not inline.text:
            return
        if inline.has_only_objects and not inline.is_ours:
            self._opaque(kept(node), shown(node), start)
            return
        role = self._roles.get(name)
        paragraph = self._made(inline, role)
        line = self._line(inline, look, style, name) if role is None else None
        item = _Item(paragraph, start, line, breaks_page)
        if role is None or (inline.objects and not inline.is_ours):
            self._without_breaks(item)
        else:
            self._items.append(item)
        if section is not None and self._keeps_sections:
            self._opaque(section_break(section), "〔分节符〕")
        self._doubtful_next = False

    def _without_breaks(self, item: _Item) -> None:
        """Page breaks around a paragraph stand alone; its line breaks may be ends of paragraphs."""
        paragraph = item.paragraph
        before, first, last, after = _page_breaks_around(paragraph)
        for _ in range(before):
            self._opaque(PAGE_BREAK, "〔分页符〕", item.start)
        if item.line is None:
            first, last = (first if before else 0), (last if after else len(paragraph.text))
        for begin, end in [(first, last)] if item.line is None else _lines(paragraph.text, first, last):
            part = paragraph.part(begin, end)
            line = item.line and replace(item.line, text=part.text.replace(OBJECT, "").strip(_BLANKS))
            if line is None or line.text:
                self._items.append(replace(item, paragraph=part, start=item.start + begin, line=line))
        for _ in range(after):
            self._opaque(PAGE_BREAK, "〔分页符〕")

    def _made(self, inline: Inline, role: Role | None) -> Paragraph:
        doubtful = False
        spans = [Span(at, at + 1, SpanKind.OBJECT, xml) for at, xml in inline.objects.items()]
        exact: list[Span] = []
        for name, start, end in inline.marks:
            doubtful = doubtful or name.startswith(DOUBT)
            kind = next((kind for kind, prefix in KIND_NAMES.items() if name.startswith(prefix)), None)
            if kind is None or start >= end or (kind is SpanKind.FACT and name not in self._marks):
                continue
            span = Span(start, end, kind, self._marks.get(name, ""))
            (exact if kind is SpanKind.BOLD else spans).append(span)
        spans += _bold_spans(inline, exact)
        return Paragraph(role or Role.BODY, inline.text, _without_overlaps(spans), doubtful)

    def _line(self, inline: Inline, direct: Look, style: str | None, name: str) -> Line:
        look = direct.over(self._styles.look(style)).over(self._styles.defaults)
        run = inline.first_run
        properties = run.find(_RPR) if run is not None else None
        if properties is not None:
            named = properties.find(_RSTYLE)
            of_style = self._styles.look(named.get(_VAL)) if named is not None else Look()
            look = run_look(properties).over(of_style).over(look)
        level = look.outline if look.outline is not None else _heading_level(name)
        return Line(
            "",
            role={"title": Role.TITLE, "subtitle": Role.SUBTITLE}.get(name),
            outline_level=level + 1 if level is not None and 0 <= level < 9 else None,
            centred=look.align == "center",
            right=look.align in ("right", "end"),
            size=look.size,
            bold=bool(look.bold),
            face=look.face or "",
        )

    def report(self, extras: Extras) -> tuple[Report, tuple[int, ...]]:
        self._recognise()
        # The layout begins a page for an attachment; with the break that stood there it would be two.
        self._items = [
            item
            for item, after in zip_longest(self._items, self._items[1:])
            if not (item.paragraph.xml == PAGE_BREAK and after and after.paragraph.role in _OWN_PAGE)
            or after.breaks_page
        ]
        paragraphs = [item.paragraph for item in self._items]
        starts = tuple(item.start for item in self._items)
        return Report(paragraphs, extras.report_fields()), starts or (0,)

    def _recognise(self) -> None:
        """Roles for the paragraphs that no style of ours settles; the others are there to be seen."""
        seen = [item for item in self._items if item.paragraph.role is not Role.OPAQUE]
        if all(item.line is None for item in seen):
            return
        lines = [item.line or Line(item.paragraph.text, role=item.paragraph.role) for item in seen]
        found = {at: paragraph for paragraph, at in recognise_lines(lines)}
        for at, item in enumerate(seen):
            if item.line is not None:
                item.settle(found.get(at, Paragraph()))


def _our_roles(styles: StyleSheet) -> dict[str, Role]:
    """Roles by the names of styles, when the file has ours; names that others use as well say nothing by themselves."""
    roles = {layout.style.lower(): role for role, layout in layout_facts().roles.items()}
    roles[_LIBREOFFICE_ADDRESSEE] = Role.ADDRESSEE
    ours = {BLANK_LINE.lower(), layout_facts().roles[Role.ATTACHMENT_MARK].style.lower()}
    return roles if ours <= styles.names() else {}


# It has a style of its own called Addressee, and gives the one of a file that it saves the name of Word's for it.
_LIBREOFFICE_ADDRESSEE = "envelope address"


def _heading_level(name: str) -> int | None:
    level = name.removeprefix("heading ")
    return int(level) - 1 if level != name and level in "123456789" and level else None


def _page_breaks_around(paragraph: Paragraph) -> tuple[int, int, int, int]:
    """How many page breaks open the paragraph, where what is between begins and ends, how many close it."""
    breaks = {
        span.start for span in paragraph.spans if span.kind is SpanKind.OBJECT and _PAGE_BREAK_RUN.search(span.value)
    }
    text = paragraph.text
    first, last, before, after = 0, len(text), 0, 0
    while first < last and (first in breaks or text[first] in _BLANKS):
        before += first in breaks
        first += 1
    while first < last and (last - 1 in breaks or text[last - 1] in _BLANKS):
        after += last - 1 in breaks
        last -= 1
    return before, first, last, after


def _lines(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """The stretch as one line, or as several where its line breaks stand for ends of paragraphs."""
    edges = [first, *(at for at in range(first, last) if text[at] == LINE_BREAK), last]
    pieces = [(begin + (begin > first), end) for begin, end in pairwise(edges)]
    ends = any(text[begin:end].rstrip(_BLANKS).endswith(_SENTENCE_ENDS) for begin, end in pieces[:-1])
    opens = any(_opens_paragraph(text[begin:end]) for begin, end in pieces[1:])
    return pieces if (ends or opens) and len(pieces) <= _MAX_LINES else [(first, last)]


def _opens_paragraph(text: str) -> bool:
    """Whether it is indented, numbered, or the date under a signature."""
    return not text[:2].strip(_BLANKS) or parse_number(text) is not None or _DATE.match(text) is not None


def _bold_spans(inline: Inline, exact: list[Span]) -> list[Span]:
    """Bold stretches; those that a bookmark delimits exactly are cut out of the others, as far as still bold."""
    bold = {at for start, end in inline.bold for at in range(start, end)} if exact else set()
    exact = [span for span in exact if all(at in bold or at in inline.objects for at in range(span.start, span.end))]
    spans = list(exact)
    for start, end in inline.bold:
        at = start
        for span in sorted(exact):
            if at < span.start < end:
                spans.append(Span(at, span.start, SpanKind.BOLD))
            if start < span.end and span.start < end:
                at = max(at, span.end)
        if at < end:
            spans.append(Span(at, end, SpanKind.BOLD))
    return spans


def _without_overlaps(spans: list[Span]) -> tuple[Span, ...]:
    if len(spans) < 2:
        return tuple(spans)
    reached: dict[SpanKind, int] = {}
    kept_spans = []
    for span in sorted(spans):
        if span.start >= reached.get(span.kind, 0):
            reached[span.kind] = span.end
            kept_spans.append(span)
    return tuple(kept_spans)
