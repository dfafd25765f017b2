"""The command line as other programs call it: its JSON, its exit codes, its one line of Chinese for bad input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from chengwen.cli import BAD_INPUT, main
from chengwen.files import open_document

REPORT = """\
某局党组关于2023年意识形态工作情况的报告

市委：
　　2023年，局党组认真落实责任。现将有关情况报告如下：
一、工作情况
（一）加强领导。全年专题研究**次。
（二）强化学习。集体学习12次。
二、存在问题
一是学习不够深入。二是创新不够多。

某局党组
2023年12月20日
"""


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    result = json.loads(captured.out)
    assert isinstance(result, dict)
    return result


def test_outline_gives_the_parts_and_the_headings(report_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = run_json(capsys, "outline", str(report_file), "--json")
    headings = result.pop("headings")
    assert result == {
        "title": "某局党组关于2023年意识形态工作情况的报告",
        "addressee": "市委",
        "signature": "某局党组",
        "date": "2023年12月20日",
        "genre": "意识形态工作情况报告",
    }
    assert isinstance(headings, list)
    assert [(h["level"], h["number"], h["text"], h["run_in"], h["kind"]) for h in headings] == [
        (1, "一、", "工作情况", False, "heading"),
        (2, "（一）", "加强领导", True, "heading"),
        (2, "（二）", "强化学习", True, "heading"),
        (1, "二、", "存在问题", False, "heading"),
        (2, "一是", "学习不够深入", True, "point"),
        (2, "二是", "创新不够多", True, "point"),
    ]
    for heading in headings:
        assert REPORT[heading["start"] : heading["end"]] == heading["number"] + heading["text"]


def test_absent_parts_are_null(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("今年以来，各项工作都按照计划稳步推进，取得了比较好的成效。\n", encoding="utf-8")
    result = run_json(capsys, "outline", str(path), "--json")
    assert result == dict.fromkeys(("title", "addressee", "signature", "date", "genre")) | {"headings": []}


def test_check_says_where_and_what(report_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = run_json(capsys, "check", str(report_file), "--json")
    issues = result["issues"]
    assert isinstance(issues, list)
    assert [(i["kind"], i["rule"], i["severity"], i["text"]) for i in issues] == [
        ("placeholder", "placeholder-asterisk", "error", "**")
    ]
    assert REPORT[issues[0]["start"] : issues[0]["end"]] == "**"
    completeness = result["completeness"]
    assert isinstance(completeness, dict)
    assert completeness["state"] == "unchecked"
    assert completeness["reason"]


@pytest.mark.parametrize("encode", ["utf-8-sig", "gb18030", "utf-16"])
def test_offsets_count_in_the_decoded_text(encode: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode(encode))
    headings = run_json(capsys, "outline", str(path), "--json")["headings"]
    assert isinstance(headings, list)
    assert REPORT[headings[0]["start"] : headings[0]["end"]] == "一、工作情况"


def test_an_exported_docx_has_the_same_outline(report_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exported = report_file.with_suffix(".docx")
    assert main(["export", str(report_file), "-o", str(exported)]) == 0
    assert str(exported) in capsys.readouterr().out
    result = run_json(capsys, "outline", str(exported), "--json")
    source = open_document(exported).source
    headings = result["headings"]
    assert isinstance(headings, list)
    assert len(headings) == 6
    for heading in headings:
        assert source[heading["start"] : heading["end"]] == heading["number"] + heading["text"]


def test_people_get_plain_lines(report_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outline", str(report_file)]) == 0
    assert "    （一）加强领导" in capsys.readouterr().out.splitlines()
    assert main(["check", str(report_file)]) == 0
    assert "第5段“**”：星号处还没有填写" in capsys.readouterr().out.splitlines()


def write_encrypted(path: Path) -> None:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2048))


def write_broken(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")


BAD_FILES = {
    "缺失.docx": None,
    "缺失.txt": None,
    "空.txt": lambda path: path.write_bytes(b""),
    "空.docx": lambda path: path.write_bytes(b""),
    "空白.txt": lambda path: path.write_text(" \n\u3000\n", encoding="utf-8"),
    "二进制.txt": lambda path: path.write_bytes(bytes(range(256)) * 8),
    "文件夹.docx": lambda path: path.mkdir(),
    "文件夹": lambda path: path.mkdir(),
    "加密.docx": write_encrypted,
    "损坏.docx": write_broken,
    "假的.docx": lambda path: path.write_text("只是文字", encoding="utf-8"),
    "图片.png": lambda path: path.write_bytes(b"\x89PNG"),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["outline", "check", "export"])
def test_bad_input_is_one_chinese_line(
    name: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if make := BAD_FILES[name]:
        make(path)
    output = tmp_path / "结果.docx"
    extra = ["-o", str(output)] if command == "export" else ["--json"]
    assert main([command, str(path), *extra]) == BAD_INPUT
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert str(path) in captured.err
    assert any("\u4e00" <= character <= "\u9fff" for character in captured.err.replace(str(path), ""))
    assert not output.exists()


@pytest.mark.parametrize("name", ["结果.odt", "没有的文件夹/结果.docx", "文件夹.docx"])
def test_an_export_that_cannot_be_written_says_so(
    name: str, report_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "文件夹.docx").mkdir()
    before = sorted(tmp_path.iterdir())
    assert main(["export", str(report_file), "-o", str(tmp_path / name)]) == BAD_INPUT
    assert name in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_output_is_told(report_file: Path) -> None:
    command = [sys.executable, "-m", "chengwen", "outline", report_file, "--json"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    assert done.returncode == BAD_INPUT
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("标准输出：")


def test_a_wrong_command_line_is_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["outline"])
    assert stopped.value.code == BAD_INPUT
    assert "命令写法不对" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["outline", "--help"], ["export", "-h"], ["demo", "-h"]])
def test_the_help_is_in_chinese(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法：chengwen")
    assert not {"usage", "options", "positional", "show"} & set(re.findall("[a-z]+", shown))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    assert main([]) == BAD_INPUT
    assert "没有图形界面" in capsys.readouterr().err


def test_version_and_module_agree() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "chengwen", "--version"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert done.stdout.startswith("chengwen ")


def test_selftest_and_demo_work_off_screen(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "chengwen"]
    done = subprocess.run([*command, "selftest"], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "自检通过"
    subprocess.run([*command, "demo", "-o", str(tmp_path)], check=True, capture_output=True)
    assert {path.name for path in tmp_path.iterdir()} == {"sample.docx", "screenshot.png"}


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "screenshot.png").mkdir()
    command = [sys.executable, "-m", "chengwen", "demo", "-o", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == BAD_INPUT
    assert "screenshot.png：截图写不进去" in done.stderr
    assert done.stderr.count("\n") == 1


def test_seeds_go_the_whole_way(seeds: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for seed in seeds:
        source = open_document(seed).source
        for heading in run_json(capsys, "outline", str(seed), "--json")["headings"]:  # type: ignore[attr-defined]
            found = source[heading["start"] : heading["end"]]
            assert found.startswith(heading["number"])
            assert found.endswith(heading["text"])
        exported = tmp_path / f"{seed.stem}.docx"
        assert main(["export", str(seed), "-o", str(exported)]) == 0
        capsys.readouterr()
        assert open_document(exported).report == open_document(seed).report


def test_check_tells_which_sections_are_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("某局2023年意识形态工作情况报告\n市委：\n现将情况报告如下：\n一、工作开展情况\n正文。\n", "utf-8")
    assert main(["check", str(path)]) == 0
    assert "缺少一节：存在问题" in capsys.readouterr().out
    assert main(["check", str(path), "--json"]) == 0
    states = {one["label"]: one["state"] for one in json.loads(capsys.readouterr().out)["sections"]}
    assert states["存在问题"] == "missing"
    assert "present" in states.values()
