"""Writing the report: a package of our own, or the one it was opened from with our text, styles and page in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from chengwen.docx import parts
from chengwen.docx.blocks import sections
from chengwen.docx.body import Body
from chengwen.docx.extras import unused_id, write_extras
from chengwen.docx.markup import MC, R, W, parse, quoted, w
from chengwen.docx.package import MAIN_TYPE, Package, Relationship, open_package
from chengwen.docx.styles import XML_HEAD, StyleIds, merged_styles, our_ids, styles_part
from chengwen.docx.stylesheet import is_on
from chengwen.report.paragraph import Role, SpanKind

if TYPE_CHECKING:
    from chengwen.report.report import Report

_CORE_RELATION: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_DROPPED_OF_PACKAGE = {"core-properties", "extended-properties", "custom-properties", "thumbnail"}
_HEADER = w("headerReference")
_DOCUMENT: Final = "word/document.xml"


def write(report: Report, origin: bytes | None = None) -> bytes:
    """The report as a .docx; the same report gives the same bytes.

    `origin` is the file that the report was opened from: its tables, pictures, notes, comments and headers stay in it.
    Without it, what refers to other parts of that file (a picture) is left out. Raises BadDocx when it is not readable.
    """
    package = open_package(origin) if origin is not None else Package()
    document = package.main_part() if origin is not None else _DOCUMENT
    old = parse(package.parts[document]) if origin is not None else None
    package.defaults |= {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    package.overrides[document] = MAIN_TYPE
    package.parts.setdefault(document, b"")
    keeps = any(
        one.role is Role.OPAQUE or any(span.kind is SpanKind.OBJECT for span in one.spans) for one in report.paragraphs
    )
    ids = _put_styles(package, document, keep_normal=keeps and old is not None)
    settings = parts.settings_part(package.parsed(package.target(document, "settings")))
    package.set_relationships(_put(package, document, "settings", parts.SETTINGS_TYPE, settings), [])
    fonts = parts.fonts_part(package.parsed(package.target(document, "fontTable")))
    _put(package, document, "fontTable", parts.FONTS_TYPE, fonts)
    title_page = _has_title_page(old)
    references = _headers(old) + _put_footers(package, document, ids, title_page=title_page)
    package.disarm()
    body = Body(ids, references, frozenset() if old is None else None)
    xml = body.xml(report.paragraphs)
    end = parts.section(references, title_page=title_page)
    root = f"<w:document{_namespaces(old)}><w:body>{xml}{end}</w:body></w:document>"
    package.parts[document] = (XML_HEAD + root).encode()
    write_extras(package, document, report.fields, body.marks)
    _put_properties(package, document)
    return package.to_bytes()


def _put(package: Package, document: str, kind: str, content_type: str, data: bytes) -> str:
    """Put the part of that kind in the place of the one that is there; returns its name."""
    name = package.target(document, kind)
    if name is None:
        folder = document.rpartition("/")[0]
        name = f"{folder}/{kind}.xml" if folder else f"{kind}.xml"
        relationships = package.relationships(document)
        relationships.append(Relationship(unused_id(relationships), kind, name))
        package.parts[name] = data
        package.set_relationships(document, relationships)
    package.parts[name] = data
    package.overrides[name] = content_type
    return name


def _put_styles(package: Package, document: str, *, keep_normal: bool) -> StyleIds:
    old = package.parsed(package.target(document, "styles"))
    if not isinstance(old, etree._Element):
        _put(package, document, "styles", parts.STYLES_TYPE, styles_part())
        return our_ids()
    data, ids = merged_styles(old, keep_normal=keep_normal)
    _put(package, document, "styles", parts.STYLES_TYPE, data)
    return ids


def _headers(old: etree._Element | None) -> str:
    """The headers that the last section shows; even pages get that of the odd ones where they have none."""
    found: dict[str, str] = {}
    for one in sections(old.find(w("body"))) if old is not None else ():
        for reference in one.iterchildren(_HEADER):
            found[reference.get(w("type"), "default")] = reference.get(f"{{{R}}}id", "")
    if "default" in found:
        found.setdefault("even", found["default"])
    return "".join(
        f'<w:headerReference w:type="{quoted(kind)}" r:id="{quoted(identity)}"/>' for kind, identity in found.items()
    )


def _has_title_page(old: etree._Element | None) -> bool:
    last = sections(old.find(w("body")))[-1:] if old is not None else []
    return any(is_on(mark) for one in last for mark in one.iterchildren(w("titlePg")))


def _put_footers(package: Package, document: str, ids: StyleIds, *, title_page: bool) -> str:
    """Our footers in the place of all others; returns the references to them."""
    for one in package.relationships(document):
        if one.type == "footer":
            package.drop(one.target)
    references = []
    folder = document.rpartition("/")[0]
    for kind in ("default", "even", "first") if title_page else ("default", "even"):
        name = package.unused(f"{folder}/footer{{}}.xml".lstrip("/"))
        relationships = package.relationships(document)
        identity = unused_id(relationships)
        package.parts[name] = parts.footer_part(ids, even=kind == "even")
        package.overrides[name] = parts.FOOTER_TYPE
        package.set_relationships(document, [*relationships, Relationship(identity, "footer", name)])
        references.append(f'<w:footerReference w:type="{kind}" r:id="{identity}"/>')
    return "".join(references)


def _namespaces(old: etree._Element | None) -> str:
    """The namespaces of the old root, of which kept XML may name some that it does not use, and ours."""
    spaces: dict[str | None, str] = dict(old.nsmap) if old is not None else {}
    spaces |= {"w": W, "r": R}
    ignorable = old.get(f"{{{MC}}}Ignorable", "") if old is not None else ""
    if ignorable:
        spaces["mc"] = MC
    text = "".join(f' xmlns{f":{prefix}" if prefix else ""}="{quoted(uri)}"' for prefix, uri in spaces.items())
    return f'{text} mc:Ignorable="{quoted(ignorable)}"' if ignorable else text


def _put_properties(package: Package, document: str) -> None:
    """Properties without author; what else the file said of its maker is dropped."""
    kept_ones = []
    for one in package.relationships():
        if one.type in _DROPPED_OF_PACKAGE and not one.external:
            package.drop(one.target)
        elif one.type != "officeDocument":
            kept_ones.append(one)
    name = "docProps/core.xml"
    package.parts[name] = parts.core_part()
    package.overrides[name] = parts.CORE_TYPE
    kept_ones = [
        Relationship("rId1", "officeDocument", document),
        Relationship("rId2", "core-properties", name, full_type=_CORE_RELATION),
        *(
            Relationship(f"rId{at}", one.type, one.target, one.external, one.full_type)
            for at, one in enumerate(kept_ones, 3)
        ),
    ]
    package.set_relationships("", kept_ones)
