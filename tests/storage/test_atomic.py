"""A file is read and written whole, whatever fails on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from chengwen.errors import ChangedOnDisk, Unreadable, Unwritable
from chengwen.storage.atomic import TEMPORARY_SUFFIX, Stamp, read_file, write_file

OLD, NEW = b"old content", b"new content " * 100_000
posix_only = pytest.mark.skipif(os.name != "posix", reason="permission bits and signals are those of POSIX")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "报告.docx"
    path.write_bytes(OLD)
    return path


def strays(folder: Path) -> list[str]:
    return [name.name for name in folder.iterdir() if name.name.endswith(TEMPORARY_SUFFIX)]


# -- reading ----------------------------------------------------------------------------------------------------------


def test_reading_gives_the_content_and_its_stamp(file: Path) -> None:
    data, stamp = read_file(file)
    assert data == OLD
    assert (stamp.size, stamp.mtime_ns) == (len(OLD), file.stat().st_mtime_ns)
    assert read_file(file)[1] == stamp


def unreadable(path: Path, limit: int = 100) -> str:
    with pytest.raises(Unreadable) as caught:
        read_file(path, limit)
    assert str(path) in str(caught.value)
    return caught.value.cause


def test_what_cannot_be_read_is_told_with_its_cause(tmp_path: Path, file: Path) -> None:
    assert "不存在" in unreadable(tmp_path / "没有.docx")
    assert "不存在" in unreadable(file / "下面.docx")
    assert "文件夹" in unreadable(tmp_path)
    assert "过大" in unreadable(file, len(OLD) - 1)
    assert read_file(file, len(OLD))[0] == OLD
    assert "文件名过长" in unreadable(tmp_path / ("长" * 200))
    assert "不允许的字符" in unreadable(tmp_path / "a\0b")


@posix_only
def test_devices_and_pipes_are_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "不是普通文件" in unreadable(pipe)
    assert "不是普通文件" in unreadable(Path("/dev/zero"))


@posix_only
def test_a_file_without_the_right_to_read_is_told_so(file: Path) -> None:
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    assert "没有权限" in unreadable(file)


# -- writing ----------------------------------------------------------------------------------------------------------


def test_a_new_file_is_made_and_an_old_one_replaced(tmp_path: Path, file: Path) -> None:
    for path in (tmp_path / "新.docx", file):
        stamp = write_file(path, NEW)
        assert path.read_bytes() == NEW
        assert read_file(path)[1] == stamp
    assert strays(tmp_path) == []


def test_an_empty_file_can_be_written(file: Path) -> None:
    assert write_file(file, b"").size == 0
    assert file.read_bytes() == b""


@posix_only
def test_permission_bits_stay(file: Path) -> None:
    file.chmod(0o640)
    write_file(file, NEW)
    assert file.stat().st_mode & 0o777 == 0o640


@posix_only
def test_a_symbolic_link_stays_a_link_and_its_target_is_written(tmp_path: Path, file: Path) -> None:
    link = tmp_path / "链接.docx"
    link.symlink_to(file)
    write_file(link, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW


def unwritable(path: Path, expected: Stamp | None = None) -> str:
    with pytest.raises(Unwritable) as caught:
        write_file(path, NEW, expected)
    return caught.value.cause


def test_what_cannot_be_written_is_told_with_its_cause(tmp_path: Path, file: Path) -> None:
    assert "文件夹" in unwritable(tmp_path)
    assert "所在文件夹不存在" in unwritable(tmp_path / "没有" / "报告.docx")
    assert "所在文件夹不存在" in unwritable(file / "报告.docx")
    assert "不允许的字符" in unwritable(tmp_path / "a\0b")
    assert "文件名过长" in unwritable(tmp_path / ("长" * 200))
    assert file.read_bytes() == OLD


@posix_only
def test_a_device_is_never_replaced() -> None:
    assert "不是普通文件" in unwritable(Path("/dev/full"))
    assert Path("/dev/full").is_char_device()


@posix_only
def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    loop = tmp_path / "圈.docx"
    loop.symlink_to(loop)
    assert unwritable(loop)
    assert loop.is_symlink()


def test_a_read_only_file_is_left_alone(file: Path) -> None:
    file.chmod(0o444)
    assert "只读" in unwritable(file)
    assert file.read_bytes() == OLD


@posix_only
def test_a_read_only_folder_is_told_so(tmp_path: Path, file: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("this user may write everywhere")
        assert "没有权限" in unwritable(file)
    finally:
        tmp_path.chmod(0o755)
    assert file.read_bytes() == OLD


# -- changed by others ------------------------------------------------------------------------------------------------


def changed(path: Path, stamp: Stamp) -> str:
    with pytest.raises(ChangedOnDisk) as caught:
        write_file(path, NEW, stamp)
    assert strays(path.parent) == []
    return caught.value.cause


def test_a_file_that_changed_since_is_not_overwritten(file: Path) -> None:
    stamp = read_file(file)[1]
    file.write_bytes(b"new by them")
    os.utime(file, ns=(stamp.mtime_ns, stamp.mtime_ns))
    assert "改动" in changed(file, stamp)
    assert file.read_bytes() == b"new by them"


def test_a_file_that_is_gone_is_not_made_again(file: Path) -> None:
    stamp = read_file(file)[1]
    file.unlink()
    assert "删除" in changed(file, stamp)
    file.mkdir()
    with pytest.raises(Unwritable):
        write_file(file, NEW, stamp)


def test_a_file_that_was_only_touched_counts_as_the_same(file: Path) -> None:
    stamp = read_file(file)[1]
    os.utime(file, ns=(1, 1))
    again = write_file(file, NEW, stamp)
    assert write_file(file, OLD, again).sha256 == stamp.sha256


# -- faults -----------------------------------------------------------------------------------------------------------


@posix_only
@pytest.mark.parametrize("limit", [0, 4096, 1_000_000])
def test_where_the_space_ends_the_old_file_stays(file: Path, limit: int) -> None:
    """The limit on file sizes ends a write in the middle, as a full disk does."""
    script = (
        "import resource, sys; from pathlib import Path; from chengwen.storage.atomic import write_file\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "from chengwen.errors import Unwritable\n"
        f"try: write_file(Path(sys.argv[1]), b'x' * {len(NEW)})\n"
        "except Unwritable as error: sys.exit(3)\n"
    )
    done = subprocess.run([sys.executable, "-B", "-c", script, file], check=False, env=environment())
    assert done.returncode == 3
    assert file.read_bytes() == OLD
    assert strays(file.parent) == []


@posix_only
def test_a_full_disk_is_told_and_the_old_file_stays(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=False, capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("only an administrator may mount a small disk")
    try:
        file = disk / "报告.docx"
        file.write_bytes(OLD)
        assert "磁盘已满" in unwritable(file)
        assert file.read_bytes() == OLD
        assert strays(disk) == []
    finally:
        subprocess.run(["umount", disk], check=True)


KILLER = """
import os, signal, sys
from pathlib import Path
from chengwen.storage import atomic

calls = 0
def trap(event, _arguments):
    global calls
    if event in ("open", "os.rename", "os.remove", "os.chmod", "os.scandir"):
        calls += 1
        if calls == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(trap)
atomic.write_file(Path(sys.argv[1]), b"n" * 300_000)
"""


def environment() -> dict[str, str]:
    source = Path(__file__).parents[2] / "src"
    return {**os.environ, "PYTHONPATH": str(source)}


@posix_only
def test_killed_at_any_point_the_old_or_the_new_file_is_there(file: Path) -> None:
    contents = set()
    for point in range(1, 30):
        file.write_bytes(OLD)
        done = subprocess.run([sys.executable, "-B", "-c", KILLER, file, str(point)], check=False, env=environment())
        contents.add(file.read_bytes())
        assert contents <= {OLD, b"n" * 300_000}
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
    else:
        pytest.fail("the program never came to its end")
    assert contents == {OLD, b"n" * 300_000}


def test_what_a_killed_program_left_behind_goes_once_it_is_old(tmp_path: Path, file: Path) -> None:
    old, fresh = (tmp_path / f".{name}{TEMPORARY_SUFFIX}" for name in ("1-a", "2-b"))
    for path in (old, fresh):
        path.write_bytes(b"part")
    os.utime(old, (1, 1))
    write_file(file, NEW)
    assert strays(tmp_path) == [fresh.name]


def test_many_writers_leave_one_whole_file(file: Path) -> None:
    contents = [bytes([number]) * 200_000 for number in range(8)]
    threads = [threading.Thread(target=write_file, args=(file, content)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read_bytes() in contents
    assert strays(file.parent) == []
