#!/usr/bin/env python3
"""The project's commands: set up, start, test, check, bench, soak, build. Standard library only, on every platform."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN, EXE = (VENV / "Scripts", ".exe") if os.name == "nt" else (VENV / "bin", "")
PYTHON = BIN / f"python{EXE}"
PROGRAM = BIN / f"chengwen{EXE}"
READY = VENV / "ready"
LOCK = ROOT / "installer" / "requirements.lock"
BUILD = ROOT / "build"

OLDEST, NEWEST = (3, 11), (3, 14)

# What Qt loads from the system, by the Debian package that holds it: for every window, and for one on a real screen.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
SCREEN_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

USAGE = """用法：python3 dev.py 命令
  start [文件]   打开窗口（不给文件则打开示例；没有显示器时在后台运行并导出示例）
  test [参数]    运行测试，参数交给 pytest
  setup          只准备环境；之后可直接运行 .venv 里的 chengwen
  check          代码检查：ruff、mypy、模块依赖方向
  bench          速度对比
  soak [种子 秒] 在窗口里随机操作，直到发现问题或时间到
  build          为本机平台打包，并在包内自检"""


def main(arguments: list[str]) -> int:
    commands = {one.__name__: one for one in (start, test, setup, check, bench, soak, build)}
    if not arguments or arguments[0] not in commands:
        print(USAGE)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    prepare()
    return commands[arguments[0]](arguments[1:])


def start(arguments: list[str]) -> int:
    if has_screen():
        return run(PROGRAM, *(arguments or ["sample"]))
    say("没有显示器：在后台打开窗口、导出公文、截图。")
    return run(PROGRAM, "demo", *arguments, "-o", BUILD / "demo")


def test(arguments: list[str]) -> int:
    return run(PYTHON, "-m", "pytest", *arguments, cwd=ROOT)


def setup(_arguments: list[str]) -> int:
    say(f"环境已就绪：{PROGRAM}")
    return 0


def check(_arguments: list[str]) -> int:
    steps = (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("pytest", "tests/test_architecture.py"),
    )
    failures = [step for step in steps if run(PYTHON, "-m", *step, cwd=ROOT)]
    return int(bool(failures))


def bench(_arguments: list[str]) -> int:
    failures = [script for script in sorted((ROOT / "tests" / "bench").glob("*.py")) if run(PYTHON, script)]
    return int(bool(failures))


def soak(arguments: list[str]) -> int:
    return run(PYTHON, ROOT / "tests" / "soak" / "window.py", *arguments)


def build(_arguments: list[str]) -> int:
    spec, place = ROOT / "installer" / "chengwen.spec", ("--distpath", ROOT / "dist", "--workpath", BUILD)
    made = run(PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *place, spec)
    return made or run(PYTHON, ROOT / "installer" / "verify_bundle.py", ROOT / "dist" / "chengwen")


def prepare() -> None:
    """Have a ready environment, or end the program with a word on what to do."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"需要 Python 3.{OLDEST[1]} 到 3.{NEWEST[1]}，当前是 {found}。请安装后用该版本重新运行 dev.py。")
    if sys.platform == "linux":
        provide(missing_packages())
    if not is_ready():
        make_environment()


def is_ready() -> bool:
    """Whether the environment was made to the end, from this lock, by this Python, in this place."""
    return READY.is_file() and READY.read_text() == fingerprint()


def fingerprint() -> str:
    python = ".".join(map(str, sys.version_info[:3]))
    parts = [
        LOCK.read_text(encoding="utf-8"),
        (ROOT / "pyproject.toml").read_text(encoding="utf-8"),
        python,
        sys.base_prefix,
        str(ROOT),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def make_environment() -> None:
    say("准备环境：首次约下载 120 MB，请稍候……")
    hint = "环境没有装好。请按上面的提示处理（多为网络不通），再运行一次同样的命令。"
    install = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    must(hint, sys.executable, "-m", "venv", "--clear", VENV)
    must(hint, *install, "--only-binary", ":all:", "--require-hashes", "-r", LOCK)
    must(hint, *install, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    READY.write_text(fingerprint())  # last, so that an interrupted set-up never counts


def missing_packages() -> list[str]:
    """The Debian packages of which something that we need cannot be loaded on this machine."""
    libraries = LIBRARIES | (SCREEN_LIBRARIES if has_screen() else {})
    packages = [package for library, package in libraries.items() if not is_loadable(library)]
    if not has_chinese_font():
        packages += ["fontconfig", "fonts-noto-cjk"]
    if importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python3.{sys.version_info[1]}-venv")
    return packages


def is_loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, check=False).stdout.strip())


def has_screen() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def provide(packages: list[str]) -> None:
    """Install them where that is possible without asking; otherwise say how, and on Debian stop."""
    if sys.platform == "win32" or not packages:
        return
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        say(f"本机可能缺少以下组件（Debian 包名），窗口打不开时请安装：{names}")
        return
    if os.geteuid() == 0:
        become: tuple[str, ...] = ()
    elif shutil.which("sudo") and not run("sudo", "-n", "true"):
        become = ("sudo", "-n")
    else:
        sys.exit(
            "缺少系统组件。请运行下面两行，然后重试：\n"
            f"sudo apt-get update\nsudo apt-get install -y --no-install-recommends {names}"
        )
    say(f"安装系统组件：{names}")
    apt = (*become, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0")
    run(*apt, "update")  # a single broken source must not stop what the others can give
    must("系统组件没有装好，请按上面的提示处理后重试。", *apt, "install", "-y", "--no-install-recommends", *packages)


def run(*command: str | Path, cwd: Path | None = None) -> int:
    return subprocess.run(command, cwd=cwd, check=False).returncode


def must(hint: str, *command: str | Path) -> None:
    """What succeeds has nothing to say; what fails says it on stderr, and the hint ends the program."""
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
        sys.exit(hint)


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without Chinese is no reason to stop
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
