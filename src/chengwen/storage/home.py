"""Where the user's own data lies: library, ledger, journal, settings, log."""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "CHENGWEN_HOME"


def user_folder() -> Path:
    """The folder named by CHENGWEN_HOME, else the platform's usual place. It is not made here."""
    if named := os.environ.get(HOME_VARIABLE):
        return Path(named)
    # Slow to import, and not needed before the window is painted.
    from platformdirs import user_data_path

    return user_data_path("Chengwen", appauthor=False)
