"""Which installed font families stand for the faces of the norm (小标宋, 仿宋, 楷体, 黑体, 宋体)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase

from chengwen.layout.facts import Face, FaceName, layout_facts

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


@dataclass(frozen=True, slots=True)
class Missing:
    """A face that is not installed, and the family shown in its place ("": none of those that we know)."""

    wanted: str
    used: str


@cache
def installed() -> frozenset[str]:
    """The installed families, case-folded. Needs a QGuiApplication; read once."""
    return frozenset(name.casefold() for name in QFontDatabase.families())


def resolve(face: Face, families: AbstractSet[str]) -> tuple[str, ...]:
    """The face and its substitutes as far as they are among `families` (case-folded), best first; empty if none is.

    The later ones matter too: GB2312 fonts lack rare characters, which are then taken from the next in line.
    """
    return tuple(name for name in (face.name, *face.instead) if name.casefold() in families)


@cache
def families(name: FaceName, *, latin: bool) -> tuple[str, ...]:
    """The families to set for that face, in Qt's order of preference.

    `latin`: for a run of Latin letters and digits. Qt takes every character from the first family that has it, and
    Times New Roman has the Chinese quotes, dashes and ellipses, so Chinese text must not name it before its own face.
    """
    faces = layout_facts().faces
    han = resolve(faces[name], installed()) or (faces[name].name,)
    western = resolve(faces["latin"], installed())
    return tuple(dict.fromkeys(western + han if latin else han + western))


@cache
def is_bold(name: FaceName) -> bool:
    """Whether a lighter face stands in for a heavy one and is therefore shown bold."""
    face = layout_facts().faces[name]
    return face.heavy_substitute and resolve(face, installed())[:1] != (face.name,)


def missing_faces() -> list[Missing]:
    """The faces of the norm that this machine lacks, to tell the user once."""
    found = ((face, resolve(face, installed())) for face in layout_facts().faces.values())
    return [Missing(face.name, used[0] if used else "") for face, used in found if used[:1] != (face.name,)]
