"""What stands in the menus and the tool bar of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from chengwen.library.genres import genres
from chengwen.report.paragraph import Role
from chengwen.ui.actions import SEPARATOR, Command, Menu, Submenu
from chengwen.ui.page.marks import MARKS, today
from chengwen.ui.theme import Appearance

if TYPE_CHECKING:
    from pathlib import Path

    from chengwen.ui.main_window import MainWindow


_KEY = QKeySequence.StandardKey


def menus(window: MainWindow) -> tuple[Menu, ...]:
    """From left to right, as in Word and WPS."""
    return tuple(menu(window) for menu in (_file, _edit, _insert, _paragraph, _structure, _check, _view, _help))


def _file(window: MainWindow) -> Menu:
    return (
        "文件(&F)",
        (
            Command("new", "新建", window.new, _KEY.New, "新建"),
            Command("open", "打开…", window.choose_and_open, _KEY.Open, "打开"),
            Submenu("recent", "最近打开", lambda: _recent(window)),
            Command("close", "关闭", window.close_report, "Ctrl+W; Ctrl+F4"),
            SEPARATOR,
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


def _recent(window: MainWindow) -> list[Command]:
    def entry(number: int, path: Path) -> Command:
        shown = f"{path.name}　{path.parent}".replace("&", "&&")
        return Command(f"recent_{number}", f"&{number}　{shown}", lambda: window.open(path))

    found = [entry(number, path) for number, path in enumerate(window.recent(), 1)]
    return found or [Command("no_recent", "（还没有打开过文件）", lambda: None)]


def _edit(window: MainWindow) -> Menu:
    return (
        "编辑(&E)",
        (
            Command("undo", "撤销", lambda: window.session.undo(), _KEY.Undo, "撤销"),
            Command("redo", "重做", lambda: window.session.redo(), "Ctrl+Y; Ctrl+Shift+Z", "重做"),
            SEPARATOR,
            Command("cut", "剪切", lambda: window.view.text_in_hand.cut(), _KEY.Cut),
            Command("copy", "复制", lambda: window.view.text_in_hand.copy(), _KEY.Copy),
            Command("paste", "粘贴", lambda: window.view.text_in_hand.paste(), _KEY.Paste),
            Command("paste_text", "只粘贴文字", lambda: window.page.paste_plain(), "Ctrl+Shift+V"),
            Command("all", "全选", lambda: window.view.text_in_hand.selectAll(), _KEY.SelectAll),
            SEPARATOR,
            Command("find", "查找…", lambda: window.view.search(), _KEY.Find),
            Command("replace", "替换…", lambda: window.view.search(replacing=True), "Ctrl+H"),
            Command("find_next", "查找下一处", lambda: window.view.find_bar.find_next(), "F3"),
            Command("find_previous", "查找上一处", lambda: window.view.find_bar.find_previous(), "Shift+F3"),
            Command("go_to", "定位…", lambda: window.view.ask_where_to_go(), "Ctrl+G"),
        ),
    )


def _insert(window: MainWindow) -> Menu:
    def mark(text: str, key: str = "") -> Command:
        return Command(f"mark_{text}", text, lambda: window.page.insert_mark(text), key)

    return (
        "插入(&I)",
        (
            Command("today", "今天的日期", lambda: window.page.insert_phrase(today()), "Alt+Shift+D"),
            SEPARATOR,
            mark("〔〕", "Ctrl+Shift+["),
            *(mark(text) for text in MARKS),
        ),
    )


def _paragraph(window: MainWindow) -> Menu:
    def make(key: str, text: str, role: Role, tool: str = "") -> Command:
        return Command(role, text, lambda: window.view.set_role(role), key, tool)

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
            SEPARATOR,
            Command("bold", "加粗", lambda: window.page.toggle_bold(), _KEY.Bold),
            Command("settle", "认可身份，看下一处", lambda: window.view.settle_doubt(), "Ctrl+Return; Ctrl+Enter"),
        ),
    )


def _structure(window: MainWindow) -> Menu:
    return (
        "结构(&S)",
        (
            Command("insert", "插入一节", lambda: window.tree.insert("after")),
            Command("insert_child", "插入下级", lambda: window.tree.insert("child")),
            Command("duplicate", "创建副本", lambda: window.tree.duplicate()),
            Command("rename", "改名", lambda: window.tree.rename()),
            SEPARATOR,
            Command("up", "上移", lambda: window.tree.move_up(), "Alt+Shift+Up"),
            Command("down", "下移", lambda: window.tree.move_down(), "Alt+Shift+Down"),
            Command("promote", "升级", lambda: window.tree.promote(), "Alt+Shift+Left"),
            Command("demote", "降级", lambda: window.tree.demote(), "Alt+Shift+Right"),
            SEPARATOR,
            Command("delete", "删除本节", lambda: window.tree.delete()),
            SEPARATOR,
            Command("renumber", "重排序号", lambda: window.tree.renumber_all()),
            Command(
                "straight",
                "这一级序号跨节连排",
                lambda: window.tree.set_straight(not window.tree.is_straight()),
                is_on=lambda: window.tree.is_straight(),
            ),
            Command(
                "points",
                "显示一是、二是",
                lambda: window.tree.show_points(not window.tree.shows_points),
                is_on=lambda: window.tree.shows_points,
            ),
        ),
    )


def _check(window: MainWindow) -> Menu:
    return (
        "检查(&C)",
        (
            Command("blank", "下一处待填　Tab", lambda: window.view.next_blank(), "", "下一处待填"),
            Command("findings", "疑错清单", window.show_findings, "F7"),
            SEPARATOR,
            Submenu("genres", "文种", lambda: _genres(window)),
            Command("statistics", "字数统计", lambda: window.view.tell_statistics(), "Ctrl+Shift+G"),
        ),
    )


def _genres(window: MainWindow) -> list[Command]:
    def entry(name: str, genre: str) -> Command:
        def is_on() -> bool:
            return window.session.report.fields.genre == genre

        return Command(f"genre_{genre}", name, lambda: window.view.set_genre(genre), is_on=is_on)

    found = window.session.genre
    guessed = f"自动判断（{found.name}）" if found and not window.session.report.fields.genre else "自动判断"
    return [entry(guessed, ""), *(entry(genre.name, genre.id) for genre in genres())]


def _view(window: MainWindow) -> Menu:
    def zoom(step: float) -> None:
        window.page.set_scale(round(window.page.scale + step, 1))

    return (
        "视图(&V)",
        (
            Command("left", "结构窗格", lambda: window.toggle_pane("left"), is_on=lambda: window.shows_pane("left")),
            Command(
                "right", "词句与检查窗格", lambda: window.toggle_pane("right"), is_on=lambda: window.shows_pane("right")
            ),
            Command("pane", "去下一个窗格", window.next_pane, "F6"),
            SEPARATOR,
            Command(
                "outline",
                "提纲",
                lambda: window.view.toggle_outline(),
                "Ctrl+Shift+O",
                "提纲",
                is_on=lambda: window.view.shows_outline,
            ),
            Command(
                "focus", "专注本节", lambda: window.view.toggle_focus(), "F11", is_on=lambda: window.page.is_focused
            ),
            SEPARATOR,
            Command("fit", "适合宽度", lambda: window.page.fit_width()),
            Command("real", "100%", lambda: window.page.set_scale(1.0)),
            Command("larger", "放大", lambda: zoom(0.1), _KEY.ZoomIn),
            Command("smaller", "缩小", lambda: zoom(-0.1), _KEY.ZoomOut),
            SEPARATOR,
            Submenu("appearances", "外观", lambda: _appearances(window)),
        ),
    )


def _appearances(window: MainWindow) -> list[Command]:
    def entry(name: str, appearance: Appearance) -> Command:
        return Command(
            f"appearance_{appearance}",
            name,
            lambda: window.set_appearance(appearance),
            is_on=lambda: window.appearance is appearance,
        )

    names = {"跟随系统": Appearance.SYSTEM, "浅色": Appearance.LIGHT, "深色": Appearance.DARK}
    return [entry(name, appearance) for name, appearance in names.items()]


def _help(window: MainWindow) -> Menu:
    return ("帮助(&H)", (Command("keys", "快捷键", window.show_keys, "F1"),))
