"""What the styles of a file say of its paragraphs and runs: names, outline level, alignment, face, numbering."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from chengwen.docx.markup import parse, w

if TYPE_CHECKING:
    from lxml import etree

_OFF = {"0", "false", "off", "none"}
_VAL = w("val")
_PPR, _RPR, _JC, _OUTLINE = w("pPr"), w("rPr"), w("jc"), w("outlineLvl")
_PSTYLE, _BREAK, _SECTPR = w("pStyle"), w("pageBreakBefore"), w("sectPr")
_NUM_PR, _NUM_ID, _ILVL = w("numPr"), w("numId"), w("ilvl")
_SZ, _B, _FONTS, _EAST_ASIA = w("sz"), w("b"), w("rFonts"), w("eastAsia")


@dataclass(frozen=True, slots=True)
class Look:
    """Formatting as far as it is said; None: not said. `outline` counts from 0, 9 is body; `size` in pt."""

    align: str | None = None
    outline: int | None = None
    number_id: str | None = None
    number_level: int | None = None
    size: float | None = None
    bold: bool | None = None
    face: str | None = None

    def over(self, below: Look) -> Look:
        """This one where it says something, the one below elsewhere."""
        return Look(
            align=below.align if self.align is None else self.align,
            outline=below.outline if self.outline is None else self.outline,
            number_id=below.number_id if self.number_id is None else self.number_id,
            number_level=below.number_level if self.number_level is None else self.number_level,
            size=below.size if self.size is None else self.size,
            bold=below.bold if self.bold is None else self.bold,
            face=below.face if self.face is None else self.face,
        )


NOTHING = Look()


class Properties(NamedTuple):
    """What a `w:pPr` says: the style's id, the direct formatting, a page break before, the section that ends here."""

    style: str | None = None
    look: Look = NOTHING
    breaks_page: bool = False
    section: etree._Element | None = None


PLAIN = Properties()


def paragraph_properties(properties: etree._Element | None) -> Properties:
    found = PLAIN
    look = NOTHING
    for node in () if properties is None else properties:
        if node.tag == _PSTYLE:
            found = found._replace(style=node.get(_VAL))
        elif node.tag == _JC:
            look = replace(look, align=node.get(_VAL))
        elif node.tag == _OUTLINE:
            look = replace(look, outline=integer(node.get(_VAL)))
        elif node.tag == _NUM_PR:
            look = replace(look, number_id=_child(node, _NUM_ID), number_level=integer(_child(node, _ILVL)))
        elif node.tag == _BREAK:
            found = found._replace(breaks_page=is_on(node))
        elif node.tag == _SECTPR:
            found = found._replace(section=node)
    return found if look is NOTHING else found._replace(look=look)


def run_look(properties: etree._Element | None) -> Look:
    """What a `w:rPr` says directly."""
    look = NOTHING
    for node in () if properties is None else properties:
        if node.tag == _SZ:
            half_points = integer(node.get(_VAL))
            look = replace(look, size=None if half_points is None else half_points / 2)
        elif node.tag == _B:
            look = replace(look, bold=is_on(node))
        elif node.tag == _FONTS:
            look = replace(look, face=node.get(_EAST_ASIA))
    return look


def is_on(toggle: etree._Element) -> bool:
    return toggle.get(_VAL, "1").lower() not in _OFF


def integer(text: str | None) -> int | None:
    """None for what is no whole number of a size that can be meant."""
    try:
        return int(text) if text is not None and len(text) < 10 else None
    except ValueError:
        return None


def _child(node: etree._Element, tag: str) -> str | None:
    child = node.find(tag)
    return None if child is None else child.get(_VAL)


class _Style:
    """Reads of its element what is asked for: of the styles of a file most are never used."""

    def __init__(self, node: etree._Element, name: str) -> None:
        self.name = name
        self._node = node

    @cached_property
    def based_on(self) -> str:
        return _child(self._node, w("basedOn")) or ""

    @cached_property
    def look(self) -> Look:
        return run_look(self._node.find(_RPR)).over(paragraph_properties(self._node.find(_PPR)).look)


class StyleSheet:
    """Styles by id; their looks with everything that they are based on."""

    def __init__(self, data: bytes | None = None) -> None:
        self._styles: dict[str, _Style] = {}
        self._looks: dict[str, Look] = {}
        self.default_paragraph: str | None = None
        self._defaults = NOTHING
        root = parse(data) if data else ()
        for node in root:
            if node.tag == w("style"):
                self._add(node)
            elif node.tag == w("docDefaults"):
                self._defaults = run_look(node.find(f"{w('rPrDefault')}/{_RPR}"))

    def _add(self, node: etree._Element) -> None:
        identity = node.get(w("styleId"))
        if identity is None:
            return
        kind = node.get(w("type"), "paragraph")
        if kind == "paragraph" and node.get(w("default"), "0").lower() not in _OFF:
            self.default_paragraph = identity
        self._styles[identity] = _Style(node, (_child(node, w("name")) or "").lower())

    def name(self, identity: str | None) -> str:
        """In lower case; "" for a style that is not there."""
        style = self._styles.get(identity or "")
        return style.name if style else ""

    def names(self) -> set[str]:
        return {style.name for style in self._styles.values()}

    def look(self, identity: str | None) -> Look:
        """Of a paragraph of that style (None: the default one), or of a run of that character style."""
        identity = identity or self.default_paragraph or ""
        if identity not in self._looks:
            look, seen, at = NOTHING, set[str](), identity
            while at in self._styles and at not in seen:
                seen.add(at)
                look = look.over(self._styles[at].look)
                at = self._styles[at].based_on
            self._looks[identity] = look
        return self._looks[identity]

    @property
    def defaults(self) -> Look:
        return self._defaults

    def level_in_list(self, identity: str | None) -> str | None:
        """The id of the style itself or the one it is based on that brings in the numbering, None without."""
        seen: set[str] = set()
        at = identity or self.default_paragraph or ""
        while at in self._styles and at not in seen:
            seen.add(at)
            if self._styles[at].look.number_id is not None:
                return at
            at = self._styles[at].based_on
        return None
