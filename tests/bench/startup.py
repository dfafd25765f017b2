"""How long until our window is first painted, against a window with nothing in it, started in turn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
ROUNDS = 7
GOAL = 1.6


def seconds_to_first_paint(module: str) -> float:
    """From the start of a fresh Python, off-screen."""
    begin = time.time()
    done = subprocess.run(
        [sys.executable, ROOT / "tests" / "support" / "first_paint.py", module],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        check=True,
    )
    return float(json.loads(done.stdout.splitlines()[-1])["time"]) - begin


def main() -> None:
    times: dict[str, list[float]] = {"bare_window": [], "chengwen.app": []}
    for _ in range(ROUNDS + 1):
        for module, measured in times.items():
            measured.append(seconds_to_first_paint(module))
    bare, ours = (median(measured[1:]) for measured in times.values())  # the first round only warms the disk up
    print(
        f"启动到首次绘制：空窗口 {bare * 1000:.0f} ms，成文 {ours * 1000:.0f} ms，{ours / bare:.2f} 倍（目标 ≤ {GOAL}）"
    )


if __name__ == "__main__":
    main()
