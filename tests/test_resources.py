from __future__ import annotations

import pytest

from chengwen.resources import IllFormedTable, naming, resource, sample_report


def test_what_is_shipped_is_found_and_what_is_not_is_named() -> None:
    assert sample_report().is_file()
    with pytest.raises(FileNotFoundError, match="安装不完整，缺少资源文件：没有的/文件"):
        resource("没有的", "文件")


@pytest.mark.parametrize("error", [TypeError("x"), ValueError("x"), KeyError("x")])
def test_an_ill_formed_table_is_told_with_its_file(error: Exception) -> None:
    with pytest.raises(IllFormedTable, match=r"a\.toml: "), naming("a.toml"):
        raise error
