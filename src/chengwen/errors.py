"""What can go wrong with a file, said so that a person knows what to do.

ChengwenError
└── FileProblem      names the file, the cause, and what to do next
    ├── Unreadable   it could not be opened
    ├── Unwritable   it could not be saved; what was there before is still there
    └── ChangedOnDisk  another program wrote it since we opened it
"""

from __future__ import annotations

from pathlib import Path


class ChengwenError(Exception):
    """Its text is one line of Chinese for the user."""


class FileProblem(ChengwenError):
    def __init__(self, path: Path | str, cause: str) -> None:
        self.path = Path(path)
        self.cause = cause
        super().__init__(f"{self.path}：{cause}")


class Unreadable(FileProblem):
    pass


class Unwritable(FileProblem):
    pass


class ChangedOnDisk(Unwritable):
    pass
