"""Files read and written whole: at every moment the old file or the new one is there, never a part of one."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from chengwen.errors import ChangedOnDisk, Unreadable, Unwritable

MAX_SIZE: Final = 50_000_000
TEMPORARY_SUFFIX: Final = ".chengwen-tmp"

_RETRIES = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)  # seconds; a virus scanner or a sync tool lets go within this
_HELD_BY_ANOTHER = (5, 32)  # Windows: access denied, sharing violation
_STALE = 24 * 3600  # seconds; no save lasts a day

_CAUSES: Final = {
    errno.ENOENT: "文件或所在文件夹不存在，请核对路径",
    errno.ENOTDIR: "所在文件夹不存在，请核对路径",
    errno.EISDIR: "这是文件夹，请选择文件",
    errno.EACCES: "没有权限，请换个位置或联系管理员",
    errno.EPERM: "没有权限，请换个位置或联系管理员",
    errno.EROFS: "所在磁盘是只读的，请换个位置保存",
    errno.ENOSPC: "磁盘已满，请清理磁盘或换个位置保存",
    errno.EDQUOT: "磁盘配额已用完，请清理磁盘或换个位置保存",
    errno.EFBIG: "超过了允许的文件大小，请换个位置保存",
    errno.ENAMETOOLONG: "文件名过长，请改短",
    errno.EINVAL: "文件名含有不允许的字符，请改名",
    errno.EILSEQ: "文件名含有不允许的字符，请改名",
    errno.ELOOP: "链接指向了自己，请核对路径",
    errno.EIO: "磁盘读写出错，请检查磁盘或换个位置",
    errno.ENODEV: "磁盘已拔出，请重新插好",
    errno.ENXIO: "磁盘已拔出，请重新插好",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file was when we read or wrote it: its size in bytes, its time, and the SHA-256 of its content."""

    size: int
    mtime_ns: int
    sha256: str


def read_file(path: Path, limit: int = MAX_SIZE) -> tuple[bytes, Stamp]:
    """The whole content. Raises Unreadable, also for a folder, a device, and a file of more than `limit` bytes."""
    try:
        # A named pipe would let the opening wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable(path, _CAUSES[errno.EISDIR] if path.is_dir() else "不是普通文件，请选择文件")
        with path.open("rb") as file:
            data = file.read(limit + 1)
            status = os.fstat(file.fileno())
    except (OSError, ValueError) as error:
        raise Unreadable(path, _cause(error)) from error
    if len(data) > limit:
        raise Unreadable(path, f"文件过大（超过 {limit // 1_000_000} MB），请拆分后再打开")
    return data, Stamp(len(data), status.st_mtime_ns, hashlib.sha256(data).hexdigest())


def write_file(path: Path, data: bytes, expected: Stamp | None = None) -> Stamp:
    """Put `data` in the place of the file, or make it; a symbolic link stays, its target is written.

    With `expected`, ChangedOnDisk is raised when the file's content is no longer that one, or the file is gone. Raises
    Unwritable for everything else that fails; what was there before is then still there.
    """
    try:
        target = path.resolve()
        mode = _writable_mode(path, target)
        _remove_stale(target.parent)
        _refuse_changed(path, target, expected)
        temporary = target.with_name(f".{os.getpid()}-{os.urandom(4).hex()}{TEMPORARY_SUFFIX}")
        try:
            _write_whole(temporary, data, mode)
            if temporary.read_bytes() != data:
                raise Unwritable(path, "写入后读回的内容不一致，请检查磁盘或换个位置保存")
            _refuse_changed(path, target, expected)
            _replace(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        return Stamp(len(data), target.stat().st_mtime_ns, hashlib.sha256(data).hexdigest())
    except (OSError, ValueError, RuntimeError) as error:
        raise Unwritable(path, _cause(error)) from error


def _writable_mode(path: Path, target: Path) -> int | None:
    """The permission bits of the file that is there, None when there is none; raises Unwritable."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        if not target.parent.is_dir():
            raise Unwritable(path, "所在文件夹不存在，请核对路径") from None
        return None
    if stat.S_ISDIR(mode):
        raise Unwritable(path, _CAUSES[errno.EISDIR])
    if not stat.S_ISREG(mode):
        raise Unwritable(path, "不是普通文件，请换个文件名")
    # Replacing would succeed in many folders, against the will of whoever protected the file.
    if not mode & stat.S_IWUSR or not os.access(target, os.W_OK):
        raise Unwritable(path, "文件是只读的，请另存为新文件")
    return stat.S_IMODE(mode)


def _refuse_changed(path: Path, target: Path, expected: Stamp | None) -> None:
    if expected is None:
        return
    try:
        _data, stamp = read_file(target, max(MAX_SIZE, expected.size))
    except Unreadable as error:
        if target.exists():
            raise ChangedOnDisk(path, f"打开之后被其他程序改动（{error.cause}），请另存为新文件") from error
        raise ChangedOnDisk(path, "打开之后被删除或移走，请另存为新文件") from error
    if stamp.sha256 != expected.sha256:
        raise ChangedOnDisk(path, "打开之后被其他程序改动，请选择覆盖或另存为新文件")


def _write_whole(temporary: Path, data: bytes, mode: int | None) -> None:
    with temporary.open("xb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            written = file.write(rest)
            if not written:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            rest = rest[written:]
        if mode is not None:
            temporary.chmod(mode)
        os.fsync(file.fileno())


def _replace(temporary: Path, target: Path) -> None:
    for pause in _RETRIES:
        try:
            temporary.replace(target)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_BY_ANOTHER:
                raise
            time.sleep(pause)
    temporary.replace(target)


def _remove_stale(folder: Path) -> None:
    """What a killed program left behind, once no running one can be at it."""
    now = time.time()
    for path in folder.glob(f".*{TEMPORARY_SUFFIX}"):
        with contextlib.suppress(OSError):
            if now - path.stat().st_mtime > _STALE:
                path.unlink()


def _cause(error: OSError | ValueError | RuntimeError) -> str:
    if not isinstance(error, OSError):
        return _CAUSES[errno.EINVAL] if isinstance(error, ValueError) else _CAUSES[errno.ELOOP]
    if getattr(error, "winerror", None) in (*_HELD_BY_ANOTHER, 33):
        return "文件正被其他程序（如 Word 或 WPS）打开，请关闭后再试"
    return _CAUSES.get(error.errno or 0, f"读写出错（{error.strerror or error}），请换个位置再试")
