"""What stands inside one `w:p`: its text, and the marks, bold stretches and objects in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chengwen.docx.markup import INLINE, OUR_BOOKMARK, XML_SPACE, kept, w
from chengwen.docx.stylesheet import StyleSheet, is_on
from chengwen.report.paragraph import LINE_BREAK, OBJECT, clean

if TYPE_CHECKING:
    from lxml import etree

_P, _R, _T, _RPR, _B, _RSTYLE, _VAL = w("p"), w("r"), w("t"), w("rPr"), w("b"), w("rStyle"), w("val")
_SDT, _SDT_CONTENT, _FLD_SIMPLE = w("sdt"), w("sdtContent"), w("fldSimple")
_BR, _TYPE, _FLD_CHAR, _FLD_TYPE, _INSTR, _ID, _NAME = (
    w("br"), w("type"), w("fldChar"), w("fldCharType"), w("instrText"), w("id"), w("name"),
)  # fmt: skip
_BOOKMARK_START, _BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")

_UNWRAPPED = {w(tag) for tag in ("hyperlink", "smartTag", "ins", "moveTo", "customXml", "dir", "bdo")}
_IGNORED = {
    w(tag)
    for tag in (
        "pPr", "proofErr", "del", "moveFrom", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "smartTagPr", "customXmlPr",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
    )
}  # fmt: skip
_IGNORED_IN_RUN = {
    w(tag)
    for tag in (
        "lastRenderedPageBreak", "softHyphen", "annotationRef", "delText", "delInstrText", "footnoteRef",
        "endnoteRef", "separator", "continuationSeparator", "fldChar", "instrText",
    )
}  # fmt: skip
_AS_TEXT = {w("tab"): "\t", w("ptab"): "\t", w("cr"): LINE_BREAK, w("noBreakHyphen"): "\u2011"}

# Fields whose result is plain text to us: links, and those that fetch from elsewhere or change by themselves.
_PLAIN_FIELD = re.compile(r"\s*(?:HYPERLINK|DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|DATE|TIME|LINK)\b", re.IGNORECASE)
_FLOATING = re.compile(r"<\w+:anchor\b|<w:pict\b|position:absolute")


@dataclass(slots=True)
class Inline:
    """`text` holds OBJECT for each of `objects` (by place); `bold` are [start, end) stretches, in order.

    `marks` are our bookmarks: (name, start, end). `first_run` is the first run that shows text.
    """

    text: str = ""
    objects: dict[int, str] = field(default_factory=dict)
    bold: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[str, int, int]] = field(default_factory=list)
    first_run: etree._Element | None = None

    @property
    def is_ours(self) -> bool:
        """Whether we wrote it with its objects where they stand."""
        return any(name.startswith(INLINE) for name, _start, _end in self.marks)

    @property
    def has_only_objects(self) -> bool:
        return bool(self.objects) and not self.text.replace(OBJECT, "").strip()


def read_inline(paragraph: etree._Element, styles: StyleSheet, number: str = "", *, has_fields: bool = True) -> Inline:
    """The content of a `w:p`, with the automatic number before it as text.

    `has_fields`: False spares the search for them where the document has none.
    """
    reader = _Reader(styles, number, has_fields=has_fields)
    reader.walk(paragraph)
    return reader.finished()


def shown_text(element: etree._Element) -> str:
    """The text of the runs, field results and hidden parts included, without any markup."""
    return clean("".join(node.text or "" for node in element.iter(_T)))


class _Reader:
    def __init__(self, styles: StyleSheet, number: str, *, has_fields: bool) -> None:
        self._styles = styles
        self._has_fields = has_fields
        self._chunks = [number] if number else []
        self._length = len(number)
        self._open: dict[str, tuple[str, int]] = {}
        self._found = Inline()

    def finished(self) -> Inline:
        found = self._found
        found.text = "".join(self._chunks)
        found.marks += [(name, start, self._length) for name, start in self._open.values()]
        if not found.is_ours:
            _floating_last(found)
        return found

    def walk(self, parent: etree._Element) -> None:
        children = list(parent)
        at = 0
        while at < len(children):
            node = children[at]
            at += 1
            if node.tag == _R:
                if self._has_fields and node.find(_FLD_CHAR) is not None:
                    at = self._field(children, at - 1)
                else:
                    self._run(node)
            elif node.tag in _UNWRAPPED:
                self.walk(node)
            elif node.tag == _BOOKMARK_START:
                if (name := node.get(_NAME, "")).startswith(OUR_BOOKMARK):
                    self._open[node.get(_ID, "")] = (name, self._length)
            elif node.tag == _BOOKMARK_END:
                if opened := self._open.pop(node.get(_ID, ""), None):
                    self._found.marks.append((*opened, self._length))
            elif node.tag == _SDT:
                if (content := node.find(_SDT_CONTENT)) is not None:
                    self.walk(content)
            elif node.tag == _FLD_SIMPLE:
                if _PLAIN_FIELD.match(node.get(w("instr"), "")):
                    self.walk(node)
                else:
                    self._object(kept(node))
            elif node.tag not in _IGNORED:
                self._object(kept(node))

    def _field(self, nodes: list[etree._Element], first: int) -> int:
        """Read the field that begins with nodes[first]; returns the index behind it."""
        depth, instruction, in_result = 0, "", False
        result: list[etree._Element] = []
        for at in range(first, len(nodes)):
            node = nodes[at]
            for mark in node.iter(_FLD_CHAR, _INSTR):
                if mark.tag == _INSTR:
                    instruction += (mark.text or "") if depth == 1 and not in_result else ""
                    continue
                kind = mark.get(_FLD_TYPE)
                depth += {"begin": 1, "end": -1}.get(kind, 0)
                in_result = in_result or (kind == "separate" and depth == 1)
            if in_result:
                result.append(node)
            if depth <= 0:
                self._field_content(nodes[first : at + 1], result, instruction)
                return at + 1
        self._has_fields = False  # it has no end in this paragraph: only its result counts
        self._run(nodes[first])
        return first + 1

    def _field_content(self, nodes: list[etree._Element], result: list[etree._Element], instruction: str) -> None:
        if not _PLAIN_FIELD.match(instruction):
            self._object("".join(kept(node) for node in nodes if node.tag not in _IGNORED))
            return
        for node in result:
            if node.tag == _R:
                self._run(node)
            elif node.tag in _UNWRAPPED:
                self.walk(node)

    def _run(self, run: etree._Element) -> None:
        properties, bold = None, False
        for node in run:
            tag = node.tag
            if tag == _T:
                text = _text(node)
            elif tag == _RPR:
                properties, bold = node, self._is_bold(node)
                continue
            elif tag in _AS_TEXT:
                text = _AS_TEXT[tag]
            elif tag == _BR:
                if (kind := node.get(_TYPE)) == "page":
                    self._object(_object_run(run, node, properties))
                text = LINE_BREAK if kind in (None, "textWrapping") else ""
            elif tag in _IGNORED_IN_RUN:
                continue
            else:
                self._object(_object_run(run, node, properties))
                continue
            if text:
                self._add(text, run, bold=bold)

    def _is_bold(self, properties: etree._Element) -> bool:
        by_style = False
        for node in properties:
            if node.tag == _B:
                return is_on(node)
            if node.tag == _RSTYLE:
                by_style = bool(self._styles.look(node.get(_VAL)).bold)
        return by_style

    def _add(self, text: str, run: etree._Element, *, bold: bool) -> None:
        start, self._length = self._length, self._length + len(text)
        self._chunks.append(text)
        found = self._found
        if found.first_run is None and text.strip():
            found.first_run = run
        if not bold:
            return
        if found.bold and found.bold[-1][1] == start:
            start = found.bold.pop()[0]
        found.bold.append((start, self._length))

    def _object(self, xml: str) -> None:
        if xml:
            self._found.objects[self._length] = xml
            self._chunks.append(OBJECT)
            self._length += 1


def _text(node: etree._Element) -> str:
    text = node.text or ""
    if text and (text[0] in _XML_BLANKS or text[-1] in _XML_BLANKS) and node.get(XML_SPACE) != "preserve":
        text = text.strip(_XML_BLANKS)
    return clean(text.replace("\n", " "))


_XML_BLANKS = " \t\r\n"


def _object_run(run: etree._Element, node: etree._Element, properties: etree._Element | None) -> str:
    """The object in a run of its own."""
    if all(child is node or child is properties for child in run):
        return kept(run)
    alone = run.makeelement(_R)
    run.addprevious(alone)  # where it stands the namespaces are known
    for child in (properties, node):
        if child is not None:
            alone.append(_copied(child))
    xml = kept(alone)
    run.getparent().remove(alone)
    return xml


def _copied(node: etree._Element) -> etree._Element:
    copy: etree._Element = node.__copy__()
    return copy


def _floating_last(found: Inline) -> None:
    """Move what floats and opens the paragraph behind its text, where it does not hide the number of a heading."""
    count = 0
    while count in found.objects and _FLOATING.search(found.objects[count]):
        count += 1
    if count == 0 or found.has_only_objects:
        return
    last = len(found.text)
    found.text = found.text[count:] + OBJECT * count
    found.objects = {at - count if at >= count else last - count + at: xml for at, xml in sorted(found.objects.items())}
    found.bold = [(start - count, end - count) for start, end in found.bold]
    found.marks = [(name, max(start - count, 0), max(end - count, 0)) for name, start, end in found.marks]
