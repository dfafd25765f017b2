"""Where the shipped knowledge lies: beside the source tree, inside a wheel, or inside a packaged program."""

from __future__ import annotations

import sys
from pathlib import Path

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


def sample_report() -> Path:
    """The shipped sample. It is a text, so that the window asks for a new file when it is saved."""
    return resource("samples", "sample.txt")
