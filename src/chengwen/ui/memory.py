"""What the window remembers from day to day: its place, panes and zoom, recent files, the last place in each."""

from __future__ import annotations

import json
import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from chengwen.storage.home import HOME_VARIABLE
from chengwen.ui.theme import Appearance

_RECENT = 12
_PLACES = 200


class Memory:
    """Kept as settings.ini beside the user's own data, or in another folder. What cannot be read is not remembered."""

    def __init__(self, place: Path | None = None) -> None:
        self._settings = QSettings(str((place or folder()) / "settings.ini"), QSettings.Format.IniFormat)

    # -- the window ----------------------------------------------------------------------------------------------------

    @property
    def geometry(self) -> QByteArray:
        found = self._settings.value("window/geometry")
        return found if isinstance(found, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("window/geometry", geometry)

    @property
    def panes(self) -> QByteArray:
        """The state of the splitter."""
        found = self._settings.value("window/panes")
        return found if isinstance(found, QByteArray) else QByteArray()

    @panes.setter
    def panes(self, state: QByteArray) -> None:
        self._settings.setValue("window/panes", state)

    @property
    def zoom(self) -> float | None:
        try:
            return float(str(self._settings.value("window/zoom")))
        except ValueError:
            return None

    @zoom.setter
    def zoom(self, scale: float) -> None:
        self._settings.setValue("window/zoom", scale)

    @property
    def appearance(self) -> Appearance:
        name = self._text("window/appearance")
        return Appearance(name) if name in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._settings.setValue("window/appearance", str(appearance))

    @property
    def told_faces(self) -> str:
        """The missing faces that the user was told of last."""
        return self._text("told/faces")

    @told_faces.setter
    def told_faces(self, names: str) -> None:
        self._settings.setValue("told/faces", names)

    # -- files ---------------------------------------------------------------------------------------------------------

    @property
    def recent(self) -> tuple[Path, ...]:
        """Files opened or saved, the last one first."""
        return tuple(map(Path, self._list("files/recent")))

    def add_recent(self, path: Path) -> None:
        others = [one for one in self._list("files/recent") if one != str(path)]
        self._settings.setValue("files/recent", json.dumps([str(path), *others][:_RECENT], ensure_ascii=False))

    def forget(self, path: Path) -> None:
        others = [one for one in self._list("files/recent") if one != str(path)]
        self._settings.setValue("files/recent", json.dumps(others, ensure_ascii=False))

    def place(self, path: Path) -> tuple[int, int]:
        """Paragraph and offset of the cursor when the file was last closed; the beginning when that is not known."""
        for entry in self._list("files/places"):
            head, _, name = entry.partition(" ")
            numbers = head.split(":")
            if name == str(path) and len(numbers) == 2 and all(map(str.isdecimal, numbers)):
                return int(numbers[0]), int(numbers[1])
        return 0, 0

    def set_place(self, path: Path, paragraph: int, offset: int) -> None:
        others = [entry for entry in self._list("files/places") if entry.partition(" ")[2] != str(path)]
        places = [f"{paragraph}:{offset} {path}", *others][:_PLACES]
        self._settings.setValue("files/places", json.dumps(places, ensure_ascii=False))

    def _text(self, key: str) -> str:
        found = self._settings.value(key)
        return found if isinstance(found, str) else ""

    def _list(self, key: str) -> list[str]:
        try:
            found = json.loads(self._text(key))
        except ValueError:
            return []
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def folder() -> Path:
    """That of storage.home, found without platformdirs, whose import would delay the first paint."""
    if named := os.environ.get(HOME_VARIABLE):
        return Path(named)
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(base) / "Chengwen"
