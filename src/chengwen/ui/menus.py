"""What stands in the menus and the tool bar of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from chengwen.report.paragraph import Role
from chengwen.ui.actions import SEPARATOR, Command, Menu

if TYPE_CHECKING:
    from chengwen.ui.main_window import MainWindow


def menus(window: MainWindow) -> tuple[Menu, ...]:
    key = QKeySequence.StandardKey
    page, tree = window.page, window.tree

    def role(number: str, text: str, role: Role, tool: str = "") -> Command:
        return Command(f"role{number}", text, lambda: page.set_role(role), f"Ctrl+{number}" if number else "", tool)

    return (
        (
            "文件(&F)",
            (
                Command("new", "新建", window.new, key.New, "新建"),
                Command("open", "打开…", window.choose_and_open, key.Open, "打开"),
                Command("save", "保存", window.save, key.Save, "保存"),
                Command("save_as", "另存为…", window.save_as, "F12"),
                SEPARATOR,
                Command("pdf", "导出 PDF…", window.export_pdf),
                Command("preview", "打印预览", window.preview, "Ctrl+F2", "打印预览"),
                Command("print", "打印…", window.print, key.Print),
                SEPARATOR,
                Command("quit", "退出", window.close, "Alt+F4"),
            ),
        ),
        (
            "编辑(&E)",
            (
                Command("undo", "撤销", lambda: window.session.undo(), key.Undo, "撤销"),
                Command("redo", "重做", lambda: window.session.redo(), "Ctrl+Y; Ctrl+Shift+Z", "重做"),
                SEPARATOR,
                Command("cut", "剪切", page.cut, key.Cut),
                Command("copy", "复制", page.copy, key.Copy),
                Command("paste", "粘贴", page.paste, key.Paste),
                Command("all", "全选", page.selectAll, key.SelectAll),
            ),
        ),
        (
            "段落(&P)",
            (
                role("1", "一级标题　一、", Role.HEADING_1, "一级"),
                role("2", "二级标题　（一）", Role.HEADING_2, "二级"),
                role("3", "三级标题　1.", Role.HEADING_3),
                role("4", "四级标题　（1）", Role.HEADING_4),
                role("0", "正文", Role.BODY, "正文"),
                SEPARATOR,
                role("", "标题", Role.TITLE),
                role("", "副标题", Role.SUBTITLE),
                role("", "主送机关", Role.ADDRESSEE),
                role("", "附件说明", Role.ATTACHMENT_NOTE),
                role("", "署名", Role.SIGNATURE),
                role("", "成文日期", Role.DATE),
            ),
        ),
        (
            "结构(&S)",
            (
                Command("rename", "改名　F2", tree.rename),
                Command("up", "上移　Alt+↑", tree.move_up),
                Command("down", "下移　Alt+↓", tree.move_down),
                Command("promote", "升级　Alt+←", tree.promote),
                Command("demote", "降级　Alt+→", tree.demote),
                Command("delete", "删除本节　Del", tree.delete),
            ),
        ),
        (
            "检查(&C)",
            (
                Command("blank", "下一处待填　Tab", window.next_blank, "", "下一处待填"),
                Command("findings", "疑错清单", window.show_findings, "F7"),
            ),
        ),
        (
            "视图(&V)",
            (
                Command("left", "结构窗格", lambda: window.toggle_pane("left"), checkable=True),
                Command("right", "词句与检查窗格", lambda: window.toggle_pane("right"), checkable=True),
                SEPARATOR,
                Command("fit", "适合宽度", page.fit_width),
                Command("real", "100%", lambda: page.set_scale(1.0)),
                Command("larger", "放大", lambda: page.set_scale(round(page.scale + 0.1, 1)), key.ZoomIn),
                Command("smaller", "缩小", lambda: page.set_scale(round(page.scale - 0.1, 1)), key.ZoomOut),
            ),
        ),
    )
