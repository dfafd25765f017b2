"""Look into a packaged program: nothing in it reaches a network, and its own self-test passes."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory

from PyInstaller.archive.readers import CArchiveReader

FORBIDDEN = (Path(__file__).parent / "network_modules.txt").read_text(encoding="utf-8").split()
LIBRARIES = ("*Qt?Network*", "libssl*", "libcrypto*", "libcups.*", "libgnutls*", "libcurl*")


def main(folder: Path) -> int:
    windows = sys.platform == "win32"
    program = folder / ("chengwen-cli.exe" if windows else "chengwen")
    size = sum(file.lstat().st_size for file in folder.rglob("*"))
    if found := network_parts(folder, program):
        print("包里有联网模块：" + "、".join(found))
        return 1
    print(f"{folder}：{size / 2**20:.0f} MB，没有联网模块", flush=True)
    if built_in := sorted(set(FORBIDDEN) & set(sys.builtin_module_names)):
        print(
            "但这个 Python 解释器自身带有 " + "、".join(built_in) + "；发布时请用 python.org 的 Python 打包。",
            flush=True,
        )
    with TemporaryDirectory(prefix="chengwen-build-") as home:
        return subprocess.run([program, "selftest"], env=os.environ | {"CHENGWEN_HOME": home}, check=False).returncode


def network_parts(folder: Path, program: Path) -> list[str]:
    """Forbidden Python modules, extension modules and libraries in the bundle, by name."""
    modules = set(CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc)
    for archive in folder.rglob("base_library.zip"):
        with zipfile.ZipFile(archive) as base:
            modules |= {name.rpartition(".")[0].replace("/", ".") for name in base.namelist()}
    binaries = [
        file.name for file in folder.rglob("*") if file.suffix in {".pyd", ".dll", ".dylib"} or ".so" in file.name
    ]
    extensions = {name.rpartition(".")[2] for name in FORBIDDEN}
    found = {module for module in modules for name in FORBIDDEN if f"{module}.".startswith(f"{name}.")}
    found |= {name for name in binaries if name.partition(".")[0] in extensions}
    found |= {name for name in binaries if any(fnmatch(name, pattern) for pattern in LIBRARIES)}
    return sorted(found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
