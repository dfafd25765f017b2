"""Where the shipped knowledge lies: beside the source tree, inside a wheel, or inside a packaged program."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent
_PLACES = (
    Path(getattr(sys, "_MEIPASS", _PACKAGE)) / "resources",
    _PACKAGE.parents[1] / "resources",
)


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder; raises FileNotFoundError when the installation lacks it."""
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"安装不完整，缺少资源文件：{'/'.join(parts)}")


class IllFormedTable(ValueError):
    """A shipped table does not hold together; the text names the file and the cause."""


def tables(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The TOML files of a folder by name. What they hold is checked by the classes that are made of it."""
    for path in sorted(resource(folder).glob("*.toml")):
        with naming(path.name):
            yield path.name, tomllib.loads(path.read_text(encoding="utf-8"))


@contextmanager
def naming(file: str) -> Iterator[None]:
    """What is wrong with an entry (an unknown name, a missing or impossible value) is raised as IllFormedTable."""
    try:
        yield
    except (TypeError, ValueError, KeyError, re.error) as error:
        raise IllFormedTable(f"{file}: {error}") from error


def sample_report() -> Path:
    """The shipped sample. It is a text, so that the window asks for a new file when it is saved."""
    return resource("samples", "sample.txt")
