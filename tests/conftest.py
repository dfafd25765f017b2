"""What all tests stand on: no screen, no user's folder, the same examples every time."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

HOME = pytest.StashKey[Path]()

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("chengwen", derandomize=True, deadline=None)
settings.load_profile("chengwen")


def pytest_configure(config: pytest.Config) -> None:
    home = TemporaryDirectory(prefix="chengwen-tests-")
    config.add_cleanup(home.cleanup)
    config.stash[HOME] = Path(home.name)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What one test makes the window remember, the next does not know."""
    folder = item.config.stash[HOME] / str(len(list(item.config.stash[HOME].iterdir())))
    folder.mkdir()
    os.environ["CHENGWEN_HOME"] = str(folder)


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """Real reports, kept outside the repository."""
    found = sorted(SEEDS.glob("*.txt"))
    if not found:
        pytest.skip("the seed reports are not here")
    return found
