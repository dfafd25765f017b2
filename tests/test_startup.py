"""Nothing heavy is imported before the window is first painted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "resources" / "samples" / "sample.txt"
HEAVY = {"docx", "lxml", "jieba", "rjieba", "pypinyin", "rapidfuzz", "openpyxl", "pypdf", "PySide6.QtNetwork"}


def loaded_at_first_paint(module: str, *file: Path, path: Path = ROOT / "src") -> set[str]:
    """The modules that are loaded when the window of that module is painted for the first time."""
    probe = ROOT / "tests" / "support" / "first_paint.py"
    places = os.pathsep.join(map(str, (path, ROOT / "src")))
    done = subprocess.run(
        [sys.executable, probe, module, *file],
        env=os.environ | {"PYTHONPATH": places, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1])["modules"])


@pytest.mark.parametrize("file", [(), (SAMPLE,)], ids=["empty", "with a file"])
def test_the_first_paint_needs_nothing_heavy(file: tuple[Path, ...]) -> None:
    loaded = loaded_at_first_paint("chengwen.app", *file)
    assert "PySide6.QtWidgets" in loaded
    assert not loaded & HEAVY


def test_a_window_that_imports_something_heavy_is_caught(tmp_path: Path) -> None:
    (tmp_path / "heavy_window.py").write_text("import lxml.etree\nfrom bare_window import build_window\n")
    assert loaded_at_first_paint("heavy_window", path=tmp_path) & HEAVY == {"lxml"}
