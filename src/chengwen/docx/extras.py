"""Our own fields in one custom XML part: what a .docx has no place for. A file without it opens all the same."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import msgspec

from chengwen.docx.markup import BadDocx, parse
from chengwen.docx.package import Package, Relationship
from chengwen.report.report import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE: Final = "urn:chengwen:report"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STORE_ID = "{6C3F0C7E-5C0B-4B0E-9B53-0C43E2B6A5D1}"
_NOT_IN_XML = re.compile("[\x7f-\x9f\ud800-\udfff\ufffe\uffff<>&]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'


class Extras(msgspec.Struct, frozen=True):
    """What the part holds.

    `fields` are those of the report that are one text, `waived` is the one that is not; `marks`: the values of facts
    and blanks by the names of their bookmarks.
    """

    fields: dict[str, str] = {}
    waived: dict[str, str] = {}
    marks: dict[str, str] = {}

    def report_fields(self) -> Fields:
        return Fields(self.fields.get("genre", ""), self.waived)


def read_extras(package: Package, document: str) -> Extras:
    """What our part says; nothing when there is none or it does not hold together."""
    name = _find(package, document)
    if name is None:
        return Extras()
    try:
        return msgspec.convert(json.loads(parse(package.parts[name]).text or ""), Extras)
    except (BadDocx, ValueError, RecursionError):
        return Extras()


def write_extras(package: Package, document: str, report_fields: Fields, marks: Mapping[str, str]) -> None:
    """Put our part into the package in the place of the one that may be there, and relate the document to it."""
    said = {"waived": dict(report_fields.waived)} if report_fields.waived else {}
    extras = {"fields": {"genre": report_fields.genre}, **said, "marks": dict(marks)}
    text = _NOT_IN_XML.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(extras, ensure_ascii=False))
    name = _find(package, document)
    if name is None:
        name = package.unused("customXml/item{}.xml")
        relationships = package.relationships(document)
        relationships.append(Relationship(unused_id(relationships), "customXml", name))
        package.set_relationships(document, relationships)
        properties = package.unused("customXml/itemProps{}.xml")
        package.parts[properties] = (
            f'{_HEAD}<ds:datastoreItem xmlns:ds="{_PROPERTIES}" ds:itemID="{_STORE_ID}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode()
        package.overrides[properties] = _PROPERTIES_TYPE
        package.set_relationships(name, [Relationship("rId1", "customXmlProps", properties)])
    package.parts[name] = f'{_HEAD}<report xmlns="{NAMESPACE}">{text}</report>'.encode()


def unused_id(relationships: list[Relationship]) -> str:
    """An id that none of them has."""
    taken = {one.id for one in relationships}
    number = 1
    while f"rId{number}" in taken:
        number += 1
    return f"rId{number}"


def _find(package: Package, document: str) -> str | None:
    for one in package.relationships(document):
        if one.type == "customXml" and NAMESPACE.encode() in package.parts.get(one.target, b""):
            return one.target
    return None
