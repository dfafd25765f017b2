"""The .docx as a package (a zip of parts): opened within limits, relationships and content types read and written."""

from __future__ import annotations

import contextlib
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from zlib import error as zlib_error

from chengwen.docx.markup import BadDocx, R, has_doctype, parse, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

MAX_FILE: Final = 50_000_000
MAX_PARTS: Final = 3_000
MAX_UNPACKED: Final = 200_000_000
MAX_RATIO: Final = 200
RATIO_FREE: Final = 20_000_000

MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAMAGED = "文件已损坏，请用 Word 或 WPS 修复并另存后再打开"
_NOT_WORD = "不是 Word 文档（.docx），请用 Word 或 WPS 另存为 .docx 再打开"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


@dataclass(frozen=True, slots=True)
class Relationship:
    """`target`: the name of the part, or where an external one points to. `type`: only what follows the last /."""

    id: str
    type: str
    target: str
    external: bool = False
    full_type: str = ""


@dataclass(slots=True)
class Package:
    """Parts by name (without a leading /), in their order; content types by part, and by ending for the rest."""

    parts: dict[str, bytes] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)

    def relationships(self, source: str = "") -> list[Relationship]:
        """Those of the part, or of the package itself; what is damaged or leads to no part is left out."""
        found = []
        for node in self.parsed(_rels_name(source)):
            target, kind = node.get("Target", ""), node.get("Type", "")
            external = node.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
            if external or target in self.parts:
                name = kind.rpartition("/")[2]
                found.append(Relationship(node.get("Id", ""), name, target, external, kind))
        return found

    def parsed(self, name: str | None) -> Iterable[etree._Element]:
        """The elements of the part's root; none when there is no such part or it is damaged."""
        root: Iterable[etree._Element] = ()
        with contextlib.suppress(KeyError, BadDocx):
            root = parse(self.parts[name or ""])
        return root

    def disarm(self) -> None:
        """Links stay, for a person to click; what a program would fetch by itself leads nowhere (as Word writes it)."""
        for rels in [name for name in self.parts if name.endswith(".rels")]:
            folder, _, name = rels.rpartition("_rels/")
            source = folder + name.removesuffix(".rels")
            relationships = self.relationships(source)
            if any(one.external and one.type != "hyperlink" for one in relationships):
                disarmed = [
                    replace(one, target="NULL") if one.external and one.type != "hyperlink" else one
                    for one in relationships
                ]
                self.set_relationships(source, disarmed)

    def set_relationships(self, source: str, relationships: list[Relationship]) -> None:
        """Replace those of the part; without any, it has none."""
        if not relationships:
            self.parts.pop(_rels_name(source), None)
            return
        lines = []
        for one in sorted(relationships, key=lambda one: one.id):
            folder = posixpath.dirname(source)
            target = one.target if one.external else posixpath.relpath(one.target, folder or ".")
            mode = ' TargetMode="External"' if one.external else ""
            kind = one.full_type or f"{R}/{one.type}"
            lines.append(f'<Relationship Id="{quoted(one.id)}" Type="{quoted(kind)}" Target="{quoted(target)}"{mode}/>')
        xml = f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{"".join(lines)}</Relationships>'
        self.parts[_rels_name(source)] = xml.encode()

    def target(self, source: str, kind: str) -> str | None:
        """The part that the first relationship of that type leads to."""
        return next((one.target for one in self.relationships(source) if one.type == kind and not one.external), None)

    def main_part(self) -> str:
        """The name of the document itself; raises BadDocx when this is no Word document, or one with macros."""
        name = self.target("", "officeDocument")
        kind = self.overrides.get(name or "", "")
        if name is None or ("wordprocessingml" not in kind and "ms-word" not in kind):
            raise BadDocx(_NOT_WORD)
        if "macroEnabled" in kind or any(part.endswith("vbaProject.bin") for part in self.parts):
            raise BadDocx("文件含有宏，请用 Word 或 WPS 另存为不含宏的 .docx 再打开")
        return name

    def drop(self, name: str) -> None:
        """Take the part out, with its own relationships."""
        self.parts.pop(name, None)
        self.parts.pop(_rels_name(name), None)
        self.overrides.pop(name, None)

    def unused(self, pattern: str) -> str:
        """The first name, {} standing for 1, 2, 3 …, that no part has."""
        number = 1
        while pattern.format(number) in self.parts:
            number += 1
        return pattern.format(number)

    def to_bytes(self) -> bytes:
        """The zip: same parts, same bytes (sorted, without dates)."""
        buffer = io.BytesIO()
        parts = {"[Content_Types].xml": self._content_types(), **dict(sorted(self.parts.items()))}
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                archive.writestr(info, data)
        return buffer.getvalue()

    def _content_types(self) -> bytes:
        lines = [
            f'<Default Extension="{quoted(ending)}" ContentType="{quoted(kind)}"/>'
            for ending, kind in self.defaults.items()
        ]
        lines += [
            f'<Override PartName="/{quoted(name)}" ContentType="{quoted(kind)}"/>'
            for name, kind in sorted(self.overrides.items())
            if name in self.parts
        ]
        return f'{_DECLARATION}<Types xmlns="{_CONTENT_TYPES}">{"".join(lines)}</Types>'.encode()


def open_package(data: bytes) -> Package:
    """Raises BadDocx, saying why, for what is not a package or goes beyond the limits.

    A part that is damaged is left out when it is XML and empty when it is not: the others can still be read.
    """
    _refuse_foreign(data)
    package = Package()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in _checked(archive):
                content = _content(archive, info)
                if content is not None:
                    package.parts[info.filename] = content
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        raise BadDocx(_DAMAGED) from error
    types = package.parts.pop("[Content_Types].xml", None)
    if types is None:
        raise BadDocx(_NOT_WORD if package.parts else _DAMAGED)
    for node in parse(types):
        if node.tag == f"{{{_CONTENT_TYPES}}}Override":
            package.overrides[node.get("PartName", "").lstrip("/")] = node.get("ContentType", "")
        else:
            package.defaults[node.get("Extension", "")] = node.get("ContentType", "")
    return package


def _refuse_foreign(data: bytes) -> None:
    if len(data) > MAX_FILE:
        raise BadDocx(f"文件过大（超过 {MAX_FILE // 1_000_000} MB），请压缩其中的图片后再打开")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise BadDocx("文件已加密，请先在 Word 或 WPS 中取消密码再打开")
        raise BadDocx("文件已加密或是旧版 .doc，请用 Word 或 WPS 另存为 .docx 再打开")
    if not data.startswith(b"PK"):
        raise BadDocx(_NOT_WORD)


def _checked(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    if len(infos) > MAX_PARTS:
        raise BadDocx("文件内部的部件过多，可能不安全，已停止打开")
    if any(info.flag_bits & 1 for info in infos):
        raise BadDocx("文件已加密，请先取消密码再打开")
    names = [info.filename for info in infos]
    if len(set(names)) < len(names) or any(_is_unsafe(name) for name in names):
        raise BadDocx("文件内部的部件名不合规范，可能不安全，已停止打开")
    packed, unpacked = sum(info.compress_size for info in infos), sum(info.file_size for info in infos)
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FREE and unpacked > MAX_RATIO * max(packed, 1)):
        raise BadDocx("文件解压后过大，可能不安全，已停止打开")
    return infos


def _is_unsafe(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    is_xml = info.filename.endswith((".xml", ".rels"))
    try:
        data = archive.read(info)
    except (zipfile.BadZipFile, EOFError, OSError, zlib_error):
        return None if is_xml else b""
    if is_xml and has_doctype(data):
        raise BadDocx("文件含有 DOCTYPE 声明，可能不安全，已停止打开")
    # Files saved as "Strict Open XML" differ from the others in the names of their namespaces only.
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data) if is_xml else data


def _rels_name(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")
