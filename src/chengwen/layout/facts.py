"""The official layout (GB/T 9704-2012), read from resources/layout/gbt9704.toml and said nowhere else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from chengwen.report.paragraph import Role
from chengwen.resources import resource

TWIPS_PER_POINT = 20
TWIPS_PER_MM = 1440 / 25.4

FaceName = Literal["title", "body", "kai", "hei", "song", "latin"]
Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins, in twips."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int

    @property
    def body_width(self) -> int:
        """Width of the type area (版心)."""
        return self.width - self.left - self.right

    @property
    def body_height(self) -> int:
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines a page, characters a line; pitch in twips, character space in 1/4096 pt."""

    lines: int
    characters: int
    line_pitch: int
    char_space: int

    @property
    def char_pitch(self) -> float:
        """Width of one character cell (字) of the body size, in pt."""
        return 16 + self.char_space / 4096


@dataclass(frozen=True, slots=True)
class Face:
    """A face by its name in the file, and what stands in for it where it is not installed, best first."""

    name: str
    instead: list[str]
    heavy_substitute: bool = False


@dataclass(frozen=True, slots=True)
class RoleLayout:
    """How a paragraph of one role stands on the page.

    Indents in characters of the body size (字), blank_before in grid lines, size in pt, outline as in `w:outlineLvl`.
    """

    style: str
    face: FaceName
    size: int
    align: Align
    first_line: int = 0
    right: int = 0
    blank_before: int = 0
    page_break: bool = False
    outline: int | None = None


@dataclass(frozen=True, slots=True)
class PageNumber:
    face: FaceName
    size: int
    dash: str
    indent: int


@dataclass(frozen=True, slots=True)
class LayoutFacts:
    page: Page
    grid: Grid
    faces: dict[FaceName, Face]
    roles: dict[Role, RoleLayout]
    page_number: PageNumber


@cache
def layout_facts() -> LayoutFacts:
    """The table; raises TypeError or ValueError when an entry is missing or unknown."""
    with resource("layout", "gbt9704.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)
    facts = LayoutFacts(
        page=Page(**table.pop("page")),
        grid=Grid(**table.pop("grid")),
        faces={name: Face(**face) for name, face in table.pop("faces").items()},
        roles={Role(name): RoleLayout(**layout) for name, layout in table.pop("roles").items()},
        page_number=PageNumber(**table.pop("page_number")),
    )
    missing = set(Role) - {Role.OPAQUE} - facts.roles.keys()
    if missing or table:
        raise ValueError(f"no layout for {sorted(missing)}, no use for {sorted(table)}")
    return facts
