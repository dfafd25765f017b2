"""What stands in the menus and the tool bar of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from chengwen.report.paragraph import Role
from chengwen.ui.actions import SEPARATOR, Command, Menu

if TYPE_CHECKING:
    from chengwen.ui.main_window import MainWindow


_KEY = QKeySequence.StandardKey


def menus(window: MainWindow) -> tuple[Menu, ...]:
    """From left to right, as in Word and WPS."""
    return tuple(menu(window) for menu in (_file, _edit, _paragraph, _structure, _check, _view))


def _file(window: MainWindow) -> Menu:
    return (
        "文件(&F)",
        (
            Command("new", "新建", window.new, _KEY.New, "新建"),
            Command("open", "打开…", window.choose_and_open, _KEY.Open, "打开"),
            Command("save", "保存", window.save, _KEY.Save, "保存"),
            Command("save_as", "另存为…", window.save_as, "F12"),
            SEPARATOR,
            Command("pdf", "导出 PDF…", window.export_pdf),
            Command("preview", "打印预览", window.preview, "Ctrl+F2", "打印预览"),
            Command("print", "打印…", window.print, _KEY.Print),
            SEPARATOR,
            Command("quit", "退出", window.close, "Alt+F4"),
        ),
    )


def _edit(window: MainWindow) -> Menu:
    return (
        "编辑(&E)",
        (
            Command("undo", "撤销", lambda: window.session.undo(), _KEY.Undo, "撤销"),
            Command("redo", "重做", lambda: window.session.redo(), "Ctrl+Y; Ctrl+Shift+Z", "重做"),
            SEPARATOR,
            Command("cut", "剪切", window.page.cut, _KEY.Cut),
            Command("copy", "复制", window.page.copy, _KEY.Copy),
            Command("paste", "粘贴", window.page.paste, _KEY.Paste),
            Command("all", "全选", window.page.selectAll, _KEY.SelectAll),
        ),
    )


def _paragraph(window: MainWindow) -> Menu:
    def make(key: str, text: str, role: Role, tool: str = "") -> Command:
        return Command(role, text, lambda: window.page.set_role(role), key, tool)

    return (
        "段落(&P)",
        (
            make("Ctrl+1", "一级标题　一、", Role.HEADING_1, "一级"),
            make("Ctrl+2", "二级标题　（一）", Role.HEADING_2, "二级"),
            make("Ctrl+3", "三级标题　1.", Role.HEADING_3),
            make("Ctrl+4", "四级标题　（1）", Role.HEADING_4),
            make("Ctrl+0", "正文", Role.BODY, "正文"),
            SEPARATOR,
            make("", "标题", Role.TITLE),
            make("", "副标题", Role.SUBTITLE),
            make("", "主送机关", Role.ADDRESSEE),
            make("", "附件说明", Role.ATTACHMENT_NOTE),
            make("", "署名", Role.SIGNATURE),
            make("", "成文日期", Role.DATE),
        ),
    )


def _structure(window: MainWindow) -> Menu:
    return (
        "结构(&S)",
        (
            Command("rename", "改名　F2", window.tree.rename),
            Command("up", "上移　Alt+↑", window.tree.move_up),
            Command("down", "下移　Alt+↓", window.tree.move_down),
            Command("promote", "升级　Alt+←", window.tree.promote),
            Command("demote", "降级　Alt+→", window.tree.demote),
            Command("delete", "删除本节　Del", window.tree.delete),
        ),
    )


def _check(window: MainWindow) -> Menu:
    return (
        "检查(&C)",
        (
            Command("blank", "下一处待填　Tab", window.next_blank, "", "下一处待填"),
            Command("findings", "疑错清单", window.show_findings, "F7"),
        ),
    )


def _view(window: MainWindow) -> Menu:
    return (
        "视图(&V)",
        (
            Command("left", "结构窗格", lambda: window.toggle_pane("left"), checkable=True),
            Command("right", "词句与检查窗格", lambda: window.toggle_pane("right"), checkable=True),
            SEPARATOR,
            Command("fit", "适合宽度", window.page.fit_width),
            Command("real", "100%", lambda: window.page.set_scale(1.0)),
            Command("larger", "放大", lambda: window.page.set_scale(round(window.page.scale + 0.1, 1)), _KEY.ZoomIn),
            Command("smaller", "缩小", lambda: window.page.set_scale(round(window.page.scale - 0.1, 1)), _KEY.ZoomOut),
        ),
    )
