"""XML that came from outside: parsed within limits, and kept in one form that survives any number of round trips."""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OUR_BOOKMARK = "_cw"
"""Opens the names of our bookmarks; the leading _ hides them in Word's list."""

DOUBT = f"{OUR_BOOKMARK}Doubt"
"""The role of the paragraph was guessed."""

INLINE = f"{OUR_BOOKMARK}Inline"
"""The paragraph is one of ours, with objects where we want them, also when it holds nothing else."""

MAX_ELEMENTS = 500_000

_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_PREFIX_LISTS = {"Requires", f"{{{MC}}}Ignorable", f"{{{MC}}}ProcessContent", f"{{{MC}}}MustUnderstand"}


class BadDocx(ValueError):
    """The file cannot be opened as a .docx; its text is the cause in one short line of Chinese."""


def w(tag: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{tag}"


def parse(data: bytes) -> etree._Element:
    """The root. Raises BadDocx for a DOCTYPE, too many or too deeply nested elements, and what is not XML."""
    if has_doctype(data):
        raise BadDocx("文件含有 DOCTYPE 声明，可能不安全，已停止打开")
    if data.count(b"<") - data.count(b"</") > MAX_ELEMENTS:
        raise BadDocx("文件内容过多，请拆分后再打开")
    # No huge_tree: lxml's own limits on depth and node size stand behind ours.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadDocx("文件已损坏，请用 Word 或 WPS 修复并另存后再打开") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadDocx("文件含有 DOCTYPE 声明，可能不安全，已停止打开")
    return root


def has_doctype(data: bytes) -> bool:
    return any(mark in data for mark in _DOCTYPES)


def kept(element: etree._Element) -> str:
    """The element as XML that stands on its own: its namespaces declared, no revision ids, no bookmarks of ours.

    Parsed again, wherever it stands, it gives the same string.
    """
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    prefixes: set[str] = set()
    ours: set[str] = set()
    for node in list(copy.iter(etree.Element)):
        for name in list(node.attrib):
            if name.startswith(_RSID):
                del node.attrib[name]
            elif name in _PREFIX_LISTS:
                prefixes.update(part.split(":")[0] for part in node.attrib[name].split())
        if node.tag == _BOOKMARK_START and node.get(_NAME, "").startswith(OUR_BOOKMARK):
            ours.add(node.get(_ID))
            _remove(node)
        elif node.tag == _BOOKMARK_END and node.get(_ID) in ours:
            _remove(node)
    etree.cleanup_namespaces(copy, keep_ns_prefixes=sorted(prefixes))
    return str(etree.tostring(copy, encoding="unicode"))


_RSID = w("rsid")
_BOOKMARK_START, _BOOKMARK_END, _NAME, _ID = w("bookmarkStart"), w("bookmarkEnd"), w("name"), w("id")


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def fragment(xml: str) -> etree._Element | None:
    """The kept XML under one root of no meaning, or None when it is not XML."""
    try:
        return parse(f"<kept>{xml}</kept>".encode())
    except (BadDocx, UnicodeEncodeError):
        return None


def relations(root: etree._Element) -> set[str]:
    """The ids of the relationships that the elements refer to (pictures, links, headers, embedded objects)."""
    prefix = f"{{{R}}}"
    return {
        value for node in root.iter(etree.Element) for name, value in node.attrib.items() if name.startswith(prefix)
    }


def escaped(text: str) -> str:
    """For the content of an element. (The standard library's function for it brings in the network modules.)"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """For an attribute value in double quotes."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
