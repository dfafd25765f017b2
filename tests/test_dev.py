"""The commands of dev.py, on copies of it, in made-up places."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that has dev.py, pyproject.toml and the lock, and no environment."""
    folder = tmp_path / "project"
    (folder / "installer").mkdir(parents=True)
    for name in ("dev.py", "pyproject.toml", "installer/requirements.lock"):
        shutil.copyfile(ROOT / name, folder / name)
    return folder


def load(project: Path) -> Any:
    spec = importlib.util.spec_from_file_location("dev_copy", project / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def finished(project: Path) -> Any:
    """The module of a project whose environment was made to the end."""
    dev = load(project)
    dev.VENV.mkdir()
    dev.READY.write_text(dev.fingerprint())
    return dev


def test_an_environment_made_to_the_end_counts_as_ready(project: Path) -> None:
    assert finished(project).is_ready()


def test_an_interrupted_environment_does_not_count(project: Path) -> None:
    dev = load(project)
    dev.BIN.mkdir(parents=True)
    dev.PYTHON.touch()
    assert not dev.is_ready()


def test_a_stamp_cut_short_does_not_count(project: Path) -> None:
    dev = finished(project)
    dev.READY.write_text(dev.fingerprint()[:20])
    assert not dev.is_ready()


@pytest.mark.parametrize("name", ["pyproject.toml", "installer/requirements.lock"])
def test_an_environment_of_another_lock_or_project_does_not_count(project: Path, name: str) -> None:
    dev = finished(project)
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert not dev.is_ready()


def test_an_environment_that_was_moved_does_not_count(project: Path) -> None:
    finished(project)
    moved = project.rename(project.with_name("elsewhere"))
    assert not load(moved).is_ready()


def test_an_unknown_command_shows_the_commands_and_changes_nothing(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, project / "dev.py", "stat"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "start [文件]" in done.stdout
    assert not (project / ".venv").exists()


def test_a_library_that_cannot_be_loaded_is_asked_for_by_its_package(project: Path) -> None:
    dev = load(project)
    dev.LIBRARIES = {"libnowhere.so.9": "libnowhere9"}
    assert "libnowhere9" in dev.missing_packages()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Debian packages are for Linux")
def test_without_rights_the_exact_command_is_printed_and_the_run_stops(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("sudo", "apt-get"):
        (programs / name).write_text("#!/bin/sh\nexit 1\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="sudo apt-get install -y --no-install-recommends libegl1 libgl1"):
        load(project).provide(["libegl1", "libgl1"])


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Debian packages are for Linux")
def test_where_there_is_no_apt_the_run_goes_on(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    load(project).provide(["libegl1"])
    assert "libegl1" in capsys.readouterr().out


def test_the_lock_names_no_host_and_gives_every_package_a_hash() -> None:
    lines = (ROOT / "installer" / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "://" in line]
    packages = [at for at, line in enumerate(lines) if "==" in line]
    assert packages
    assert all(lines[at + 1].strip().startswith("--hash=sha256:") for at in packages)
