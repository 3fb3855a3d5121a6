"""What people send besides questions, and the examples of questions that they are shown."""

from bot.messages import Choice

EXAMPLES = {"deadline": "和静初定什么时候截止？", "fee": "阿克苏建筑中级评审费多少？", "returned": "材料被退回，几天内要改好？"}
ORIGINAL, CHECK, CHECK_SCAN = "通知原文", "检查个人总结", "检查扫描件"
MADE = {"jpg": "转好的", "marked": "标出来的"}  # what files that are given back are called; nobody's name is in it
# What the buttons of papers say, and what stands in place of a message that filled one in.
PAPERS = {
    "papers": "模板文件",
    "paper": "看一份模板",
    "blank": "空白的给我",
    "fill": "填好再给我",
    "filled": "（填好的内容，没有保存）",
}
COMMANDS = ("start", "help", "stop", "notices", "forget", "kept", "check")
KINDS = (
    "sticker",
    "photo",
    "voice",
    "video",
    "audio",
    "document",
    "location",
    "contact",
    "poll",
    "forwarded",
    "long",
    "group",
    "alone",
    "other",
)
SAYINGS = frozenset((*COMMANDS, *KINDS))  # the choices word:…, which are good at any time


def choices(what: str) -> tuple[Choice, ...]:
    """The buttons below a word."""
    if what in ("start", "help", "group"):
        return tuple(Choice(f"example:{name}", text) for name, text in EXAMPLES.items())
    if what in ("check", "long"):
        return (Choice("check:summary", CHECK),)
    if what == "forget":
        return Choice("forget:yes", "删除我的记录"), Choice("word:kept", "不删除")
    return ()
