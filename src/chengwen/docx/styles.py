"""Our styles, fonts and section, written from the layout facts; put into a file's own ones where it has some."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from lxml import etree

from chengwen.docx.markup import W, parse, quoted, w
from chengwen.layout.facts import FaceName, LayoutFacts, RoleLayout, layout_facts
from chengwen.report.paragraph import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANK_LINE: Final = "Blank Line"
"""Name of the style of the empty lines that the layout wants; the report does not hold them."""

TWIPS_PER_CHARACTER: Final = 320
"""What Word writes beside a length in characters, for programs that do not read those."""

_NORMAL, _FOOTER, _DEFAULT_FONT = "Normal", "footer", "Default Paragraph Font"
_BUILT_IN = {"Normal", "Title", "Subtitle", "Body Text", "Signature", "Date", "footer", "Default Paragraph Font"}
_LEADS = (Role.HEADING_1, Role.HEADING_2)
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_OFF = ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid")
_PLAIN = "".join(f'<w:{name} w:val="0"/>' for name in _OFF)
# 28 characters of 314 twips fill 8792 of 8844; justification spreads the rest. (-5 would do by arithmetic, but then
# LibreOffice sets 27.) See `section` in parts.py for why the grid alone does not.
_TIGHTENED = -6


@dataclass(frozen=True, slots=True)
class StyleIds:
    """Under which id each of our styles, by its name in lower case, stands in the file."""

    paragraph: dict[str, str]
    character: dict[str, str]

    def of(self, name: str) -> str:
        return self.paragraph[name.lower()]

    def run_in(self, role: Role | None) -> str:
        """The character style with the face of the heading's stretch; without a role, that of the body behind it."""
        return self.character[_char_name(layout_facts().roles[role or Role.BODY].style)]


def our_ids() -> StyleIds:
    """The ids in a file of our own: the name without blanks (heading 1: Heading1)."""
    facts = layout_facts()
    names = [_NORMAL, *(layout.style for layout in facts.roles.values()), BLANK_LINE, _FOOTER]
    characters = [_DEFAULT_FONT, *(_char_name(facts.roles[role].style) for role in (*_LEADS, Role.BODY))]
    return StyleIds(
        {name.lower(): _style_id(name) for name in names}, {name.lower(): _style_id(name) for name in characters}
    )


def _char_name(style: str) -> str:
    return f"{style} Char".lower()


def _style_id(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split())


@cache
def styles_part() -> bytes:
    """The styles of a file of our own."""
    facts, ids = layout_facts(), our_ids()
    rest = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )
    own = "".join(xml for _kind, _name, xml in _styles(facts, ids, on_normal=True))
    return f'{XML_HEAD}<w:styles xmlns:w="{W}">{_defaults(facts)}{own}{rest}</w:styles>'.encode()


XML_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def merged_styles(root: etree._Element, *, keep_normal: bool) -> tuple[bytes, StyleIds]:
    """The file's styles with ours among them: one that has the name of ours becomes ours and keeps its id.

    `keep_normal`: leave the defaults alone and Normal too, but for our grid, because tables and the like, which we
    keep, hang on them; our styles then stand on their own.
    """
    facts = layout_facts()
    present = {(style.get(w("type"), "paragraph"), _name_of(style)): style for style in root.iterchildren(w("style"))}
    used = {style.get(w("styleId")) for style in present.values()}
    ids = our_ids()
    for kind, mapping in (("paragraph", ids.paragraph), ("character", ids.character)):
        for name, own in mapping.items():
            found = present.get((kind, name))
            mapping[name] = found.get(w("styleId")) if found is not None else _free(own, used)
    for kind, name, xml in _styles(facts, ids, on_normal=not keep_normal):
        if keep_normal and name == _NORMAL.lower() and (kind, name) in present:
            _take_off_grid(present[kind, name])
            continue
        _put(root, present.get((kind, name)), parse(f'<a xmlns:w="{W}">{xml}</a>'.encode())[0])
    if not keep_normal:
        _put(
            root, root.find(w("docDefaults")), parse(f'<a xmlns:w="{W}">{_defaults(facts)}</a>'.encode())[0], first=True
        )
    for rsid in list(root.iter(w("rsid"))):
        rsid.getparent().remove(rsid)
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(filter(None, root.nsmap)))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), ids


_BEHIND_SNAP_TO_GRID = {
    w(tag)
    for tag in (
        "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
        "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
}  # fmt: skip


def _take_off_grid(style: etree._Element) -> None:
    properties = style.find(w("pPr"))
    if properties is None:
        properties = style.makeelement(w("pPr"))
        runs = style.find(w("rPr"))
        style.insert(len(style) if runs is None else style.index(runs), properties)
    for old in properties.findall(w("snapToGrid")):
        properties.remove(old)
    at = next((at for at, node in enumerate(properties) if node.tag in _BEHIND_SNAP_TO_GRID), len(properties))
    properties.insert(at, style.makeelement(w("snapToGrid"), {w("val"): "0"}))


def _name_of(style: etree._Element) -> str:
    name = style.find(w("name"))
    return "" if name is None else str(name.get(w("val"), "")).lower()


def _free(own: str, used: set[str | None]) -> str:
    while own in used:
        own += "0"
    used.add(own)
    return own


def _put(root: etree._Element, old: etree._Element | None, new: etree._Element, *, first: bool = False) -> None:
    if old is not None:
        root.replace(old, new)
    elif first:
        root.insert(0, new)
    else:
        root.append(new)


# -- one style --------------------------------------------------------------------------------------------------------


def _styles(facts: LayoutFacts, ids: StyleIds, *, on_normal: bool) -> Iterator[tuple[str, str, str]]:
    """Kind, name in lower case, XML."""
    body = facts.roles[Role.BODY]
    normal = _spacing(facts)
    yield _style("paragraph", _NORMAL, ids, f"<w:qFormat/><w:pPr>{_PLAIN}{normal}</w:pPr>{_face(facts, body)}", "1")
    yield _style("character", _DEFAULT_FONT, ids, '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>', "1")
    based = f'<w:basedOn w:val="{ids.of(_NORMAL)}"/>' if on_normal else ""
    for role, layout in facts.roles.items():
        follower = role if role.heading_level is None else Role.BODY
        head = f'{based}<w:next w:val="{ids.of(facts.roles[follower].style)}"/>'
        if role in (*_LEADS, Role.BODY):
            head += f'<w:link w:val="{ids.run_in(role)}"/>'
            yield _style(
                "character",
                _char_name(layout.style),
                ids,
                f'<w:basedOn w:val="{ids.character[_DEFAULT_FONT.lower()]}"/>'
                f'<w:link w:val="{ids.of(layout.style)}"/>{_face(facts, layout)}',
            )
        paragraph = f"<w:pPr>{_PLAIN}{_paragraph_properties(facts, layout)}</w:pPr>"
        yield _style("paragraph", layout.style, ids, f"{head}<w:qFormat/>{paragraph}{_face(facts, layout)}")
    blank = f"{based}<w:pPr>{_PLAIN}{normal}</w:pPr>{_face(facts, body)}"
    yield _style("paragraph", BLANK_LINE, ids, blank)
    number = facts.page_number
    # A line of exactly 16 pt off the grid puts the middle of the dash 7 mm under the type area (footer distance 1428).
    footer = (
        f'<w:pPr>{_PLAIN}<w:spacing w:before="0" w:after="0" w:line="320" w:lineRule="exact"/>'
        f"</w:pPr>{run_properties(facts, number.face, number.size, latin=number.face)}"
    )
    yield _style("paragraph", _FOOTER, ids, based + footer)


def _style(kind: str, name: str, ids: StyleIds, content: str, default: str = "") -> tuple[str, str, str]:
    key = name.lower()
    identity = (ids.paragraph if kind == "paragraph" else ids.character)[key]
    custom = "" if name in _BUILT_IN or (name.startswith("heading ") and kind == "paragraph") else ' w:customStyle="1"'
    flag = ' w:default="1"' if default else ""
    shown = name if kind == "paragraph" or not custom else name.title()
    xml = (
        f'<w:style w:type="{kind}"{flag}{custom} w:styleId="{quoted(identity)}">'
        f'<w:name w:val="{shown}"/>{content}</w:style>'
    )
    return kind, key, xml


def _paragraph_properties(facts: LayoutFacts, layout: RoleLayout) -> str:
    outline = "" if layout.outline is None else f'<w:outlineLvl w:val="{layout.outline}"/>'
    indent = indents(first_line=layout.first_line, right=layout.right)
    return f'{_spacing(facts)}{indent}<w:jc w:val="{_ALIGN[layout.align]}"/>{outline}'


def _spacing(facts: LayoutFacts) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{facts.grid.line_pitch}" w:lineRule="exact"/>'


def indents(*, left: float = 0, right: float = 0, first_line: float = 0, hanging: float = 0) -> str:
    """`w:ind`, lengths in characters (字). Both units are written: hundredths of a character win where they are known.

    With a hanging first line, w:left counts to the lines that follow it but w:leftChars to the first line itself.
    """

    def both(name: str, value: float, characters: float) -> str:
        return f' w:{name}Chars="{round(100 * characters)}" w:{name}="{round(TWIPS_PER_CHARACTER * value)}"'

    text = both("left", left, left - hanging) + both("right", right, right)
    text += both("hanging", hanging, hanging) if hanging else both("firstLine", first_line, first_line)
    return f"<w:ind{text}/>"


def _face(facts: LayoutFacts, layout: RoleLayout) -> str:
    return run_properties(facts, layout.face, layout.size)


def run_properties(facts: LayoutFacts, face: FaceName, size: int, *, latin: FaceName = "latin") -> str:
    """`w:rPr` with all four faces by name (no theme), the East Asian one for marks that both scripts have."""
    tight = f'<w:spacing w:val="{_TIGHTENED}"/>' if size == facts.roles[Role.BODY].size else ""
    return (
        f'<w:rPr>{fonts(facts, face, latin)}<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/>'
        f'<w:snapToGrid w:val="0"/><w:color w:val="000000"/>{tight}'
        f'<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/></w:rPr>'
    )


def fonts(facts: LayoutFacts, face: FaceName, latin: FaceName = "latin") -> str:
    han, western = quoted(facts.faces[face].name), quoted(facts.faces[latin].name)
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{western}" w:eastAsia="{han}" w:hAnsi="{western}" w:cs="{western}"/>'


def _defaults(facts: LayoutFacts) -> str:
    body = facts.roles[Role.BODY]
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(facts, body.face)}"
        f'<w:sz w:val="{2 * body.size}"/><w:szCs w:val="{2 * body.size}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
