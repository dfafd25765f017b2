"""The body of the document: paragraphs of the report as `w:p`, written as text, since that is many times faster."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from chengwen.docx.markup import DOUBT, INLINE, OUR_BOOKMARK, escaped, fragment, quoted, relations
from chengwen.docx.styles import BLANK_LINE, StyleIds, indents
from chengwen.layout.arrange import Placement, arrange
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, Role, Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND_NAMES: Final = {
    SpanKind.FACT: f"{OUR_BOOKMARK}Fact",
    SpanKind.BLANK: f"{OUR_BOOKMARK}Blank",
    SpanKind.BOLD: f"{OUR_BOOKMARK}Bold",
}

_FIRST_ID = 1_000_000  # far from the ids of bookmarks inside kept tables
_RUN = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
_SPECIAL = re.compile(f"([\t{LINE_BREAK}])")
_EDGE_BLANK = re.compile(r"^\s|\s$|\s\s")
_ONE_LINE_HEIGHT = '<w:spacing w:line="240" w:lineRule="auto"/>'  # an exact height would cut a picture off


@dataclass(slots=True)
class Body:
    """Builds the content of `w:body`.

    `related`: the ids of the relationships that kept XML may refer to; None: whatever it refers to was there before.
    `references`: the headers and footers, which the first section break, if there is one, must name.
    `marks` collects the values of facts and blanks by the names of their bookmarks.
    """

    ids: StyleIds
    references: str = ""
    related: frozenset[str] | None = None
    marks: dict[str, str] = field(default_factory=dict)
    _bookmarks: int = 0
    _names: dict[str, int] = field(default_factory=dict)

    def xml(self, paragraphs: Sequence[Paragraph]) -> str:
        blank = f'<w:p><w:pPr><w:pStyle w:val="{quoted(self.ids.of(BLANK_LINE))}"/></w:pPr></w:p>'
        chunks: list[str] = []
        after_kept = False
        for paragraph, placement in zip(paragraphs, arrange(paragraphs), strict=True):
            opaque = paragraph.role is Role.OPAQUE
            # Between two tables there must be a paragraph, or Word makes one table of them.
            lines = max(placement.blank_before, 1 if opaque and after_kept else 0)
            if lines:
                chunks.append(blank * lines)
            chunks.append(self._opaque(paragraph, placement) if opaque else self._paragraph(paragraph, placement))
            after_kept = opaque
        if after_kept:
            chunks.append(blank)
        return "".join(chunks)

    def _opaque(self, paragraph: Paragraph, placement: Placement) -> str:
        xml = self._usable(paragraph.xml)
        if not xml:
            return self._paragraph(Paragraph(Role.BODY, paragraph.text), placement)
        if "<w:sectPr>" in xml:
            xml = xml.replace("<w:sectPr>", f"<w:sectPr>{self.references}", 1)
            self.references = ""
        return (self._bookmark(DOUBT) if paragraph.doubtful else "") + xml

    def _paragraph(self, paragraph: Paragraph, placement: Placement) -> str:
        objects = {
            span.start: self._usable(span.value)
            for span in paragraph.spans
            if span.kind is SpanKind.OBJECT and paragraph.text[span.start : span.end] == OBJECT
        }
        chunks = [f'<w:p><w:pPr><w:pStyle w:val="{quoted(self.ids.of(placement.layout.style))}"/>']
        if placement.page_break:
            chunks.append("<w:pageBreakBefore/>")
        if any("<w:drawing" in xml or "<w:pict" in xml or "<w:object" in xml for xml in objects.values()):
            chunks.append(_ONE_LINE_HEIGHT)
        if placement.left or placement.hanging:
            chunks.append(indents(left=placement.left, hanging=placement.hanging))
        elif placement.right != placement.layout.right:
            chunks.append(indents(right=placement.right))
        chunks.append("</w:pPr>")
        if paragraph.doubtful:
            chunks.append(self._bookmark(DOUBT))
        if objects:
            chunks.append(self._bookmark(INLINE))
        if not paragraph.spans and placement.lead is None:
            chunks.append(_run(paragraph.text, _RUN))
        else:
            chunks += self._pieces(paragraph, placement, objects)
        chunks.append("</w:p>")
        return "".join(chunks)

    def _pieces(self, paragraph: Paragraph, placement: Placement, objects: dict[int, str]) -> list[str]:
        opening, closing = self._span_bookmarks(paragraph, objects)
        bold = [span for span in paragraph.spans if span.kind is SpanKind.BOLD]
        edges = {0, len(paragraph.text), *(edge for span in paragraph.spans for edge in (span.start, span.end))}
        if placement.lead is not None:
            edges.add(placement.lead)
        chunks: list[str] = []
        ordered = sorted(edges)
        for start, end in zip(ordered, [*ordered[1:], None], strict=True):
            chunks += closing.get(start, ())
            chunks += opening.get(start, ())
            if end is None:
                break
            if start in objects:
                chunks.append(objects[start])
                continue
            style = ""
            if placement.lead is not None:
                style = self.ids.run_in(paragraph.role if start < placement.lead else None)
            is_bold = any(span.start <= start < span.end for span in bold)
            chunks.append(_run(paragraph.text[start:end], _run_head(style, bold=is_bold)))
        return chunks

    def _span_bookmarks(
        self, paragraph: Paragraph, objects: dict[int, str]
    ) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
        """What stands at which place of the text: bookmarks that open, and that close."""
        opening: dict[int, list[str]] = {}
        closing: dict[int, list[str]] = {}
        bold_before = -1
        for span in paragraph.spans:
            if span.kind is SpanKind.OBJECT:
                continue
            if span.kind is SpanKind.BOLD:
                plain = not span.value and span.start != bold_before and objects.keys().isdisjoint(_places(span))
                bold_before = span.end
                if plain:  # w:b says it all
                    continue
            name, identity = self._name(KIND_NAMES[span.kind])
            self.marks[name] = span.value
            opening.setdefault(span.start, []).append(f'<w:bookmarkStart w:id="{identity}" w:name="{name}"/>')
            closing.setdefault(span.end, []).append(f'<w:bookmarkEnd w:id="{identity}"/>')
        return opening, closing

    def _bookmark(self, kind: str) -> str:
        name, identity = self._name(kind)
        return f'<w:bookmarkStart w:id="{identity}" w:name="{name}"/><w:bookmarkEnd w:id="{identity}"/>'

    def _name(self, kind: str) -> tuple[str, int]:
        self._names[kind] = self._names.get(kind, 0) + 1
        self._bookmarks += 1
        return f"{kind}{self._names[kind]}", _FIRST_ID + self._bookmarks

    def _usable(self, xml: str) -> str:
        """The kept XML, or nothing when it would break the file: it is not XML, or what it refers to is not there."""
        root = fragment(xml) if xml else None
        if root is None or (self.related is not None and not relations(root) <= self.related):
            return ""
        return xml


def _places(span: Span) -> range:
    return range(span.start, span.end)


def _run_head(style: str, *, bold: bool) -> str:
    if not style and not bold:
        return _RUN
    first = f'<w:rStyle w:val="{quoted(style)}"/>' if style else ""
    return f'<w:r><w:rPr>{first}<w:rFonts w:hint="eastAsia"/>{"<w:b/><w:bCs/>" if bold else ""}</w:rPr>'


def _run(text: str, head: str) -> str:
    if not text:
        return ""
    if not _SPECIAL.search(text):
        return f"{head}{_text(text)}</w:r>"
    parts = (_MARKS.get(part) or _text(part) for part in _SPECIAL.split(text) if part)
    return f"{head}{''.join(parts)}</w:r>"


_MARKS = {"\t": "<w:tab/>", LINE_BREAK: "<w:br/>"}


def _text(text: str) -> str:
    space = ' xml:space="preserve"' if _EDGE_BLANK.search(text) else ""
    return f"<w:t{space}>{escaped(text)}</w:t>"
