"""Wording: Jinja2 templates, strict about what they are given. `render` gives plain text, `render_html` a fragment of a page,
`render_telegram` and `render_rich` what Telegram shows."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.messages import Reply
from knowledge.deadlines import begins, beijing, ends

LEVELS = {
    "junior": "初级",
    "technician": "员级",
    "assistant": "助理级",
    "middle": "中级",
    "senior": "高级",
    "associate": "副高级",
    "full": "正高级",
}
_CERTIFICATES = {"senior-worker": "高级工", "technician": "技师", "senior-technician": "高级技师"}
_APPRAISALS = {"basic": "基本合格", "failed": "不合格"}
_ROUTES = {"review": "评审", "private": "民营企业专项评审", "initial": "初次确定", "grant": "授予"}
_SUBJECTS = {"general": "公需科目", "professional": "专业科目", "total": "继续教育"}
_HEAD = re.compile(r"[^：；。]{4,40}[：；。]")
_PHONE = r"1[3-9]\d{9}|[(（]?0\d{2,3}[)）]?[- ]?\d{7,8}"
_ADDRESS = r"https?://[\w./-]*[\w/]|(?:[a-z0-9-]+\.)+(?:com|cn)(?:/[\w./-]*[\w/])?"
_FOUND = re.compile(rf"(?<![\w.@])(?:(?P<phone>{_PHONE})(?!\d)|(?P<address>{_ADDRESS}))", re.ASCII)


def day(value: date | datetime, year: bool = False) -> str:
    """8月30日, with the year where asked."""
    return f"{value.year}年{value.month}月{value.day}日" if year else f"{value.month}月{value.day}日"


def moment(value: datetime, has_hour: bool = True) -> str:
    """8月30日18:00; without the hour where the notice gives none."""
    value = beijing(value)
    return f"{day(value)}{value:%H:%M}" if has_hour else day(value)


def weekday(value: date) -> str:
    """周一 to 周日."""
    return "周" + "一二三四五六日"[value.weekday()]


EXACT = 0.01  # months
NEARLY = 0.75  # of a year, from which so many months and days are nearly one


def years(value: float) -> str:
    """Years as people say them: 3年, 2.5年, 2年3个月, 8个月, 3年多, 不到3年."""
    if value >= 1 and value * 2 == int(value * 2):
        return f"{value:g}年"
    whole, months = divmod(round(value * 12), 12)
    if abs(value * 12 - round(value * 12)) < EXACT:
        return (f"{whole}年" if whole else "") + (f"{months}个月" if months else "")
    return f"不到{int(value) + 1}年" if value % 1 > NEARLY else f"{int(value)}年多"


def head(text: str) -> tuple[str, str]:
    """The first words of a sentence, which give the result, and the steps after them."""
    found = _HEAD.match(text)
    end = found.end() if found else len(text)
    return text[:end], text[end:]


def linked(text: str) -> Markup:
    """HTML of a text, with tel: links for numbers that can be dialled from anywhere and links for web addresses."""
    pieces, end = Markup(), 0
    for found in _FOUND.finditer(text):
        pieces += escape(text[end : found.start()]) + _link(found)
        end = found.end()
    return pieces + escape(text[end:])


def _link(found: re.Match[str]) -> Markup:
    said = found.group()
    if found["phone"]:
        return Markup('<a class="phone" href="tel:{}">{}</a>').format(re.sub(r"\D", "", said), said)
    # The notices give most addresses without a scheme; browsers move on to https by themselves where there is one.
    address = said if "://" in said else f"http://{said}"
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(address, said)


@cache
def _environment(html: bool) -> Environment:
    found = Environment(
        loader=PackageLoader("bot"),
        # Compiling all templates anew takes a third of a second at every start. What is compiled to escape is kept apart.
        bytecode_cache=FileSystemBytecodeCache(pattern=f"__jinja2_{'escaped' if html else 'plain'}_%s.cache"),
        auto_reload=False,
        undefined=StrictUndefined,
        autoescape=html,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"day": day, "moment": moment, "weekday": weekday, "years": years, "linked": linked, "head": head}
    found.filters |= {"begins": begins, "ends": ends}
    found.globals |= {
        "LEVELS": LEVELS,
        "CERTIFICATES": _CERTIFICATES,
        "APPRAISALS": _APPRAISALS,
        "SUBJECTS": _SUBJECTS,
        "ROUTES": _ROUTES,
    }
    return found


def _render(name: str, data: Mapping[str, Any], html: bool) -> str:
    return _environment(html).get_template(name).render(data).strip()


def render(reply: Reply) -> str:
    """The reply as plain text."""
    text = _render(f"{reply.template}.txt.j2", dict(reply.data) | {"reply_": reply}, html=False) + _warned(reply, "txt")
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def _warned(reply: Reply, form: str) -> str:
    """The warning beside a reply, in the form of a channel, after an empty line."""
    if not reply.warning:
        return ""
    words = _render(f"{reply.warning}.txt.j2", {}, html=False)
    return "\n\n" + _render(f"warned.{form}.j2", {"words": words}, html=form != "txt")


def lines(name: str) -> list[str]:
    """The lines of a template that needs no data: the words on buttons and the like."""
    return _render(f"{name}.txt.j2", {}, html=False).splitlines()


def render_html(reply: Reply) -> str:
    """The reply as an HTML fragment, everything from outside escaped."""
    return _render(f"{reply.template}.html.j2", dict(reply.data) | {"reply_": reply}, html=True) + _warned(reply, "html")


def render_telegram(reply: Reply) -> str:
    """The reply as the HTML that Telegram knows, with blank lines between its blocks. A reply without a template of its own
    for Telegram is its plain text, escaped."""
    template = _environment(html=True).select_template([f"{reply.template}.tg.j2", f"{reply.template}.txt.j2"])
    text = template.render(dict(reply.data) | {"reply_": reply}).rstrip() + _warned(reply, "tg")
    lines = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines)


def render_rich(reply: Reply) -> str:
    """An answer as the HTML of Telegram's rich messages, fees and windows as a table."""
    html = _render(f"{reply.template}.rich.j2", dict(reply.data) | {"reply_": reply}, html=True)
    warning = f"<p>{_warned(reply, 'tg').strip()}</p>" if reply.warning else ""
    return re.sub(r"\s*\n\s*", "", html + warning)


def page(name: str, data: Mapping[str, Any]) -> str:
    """A page of the web channel, or a piece of one, everything from outside escaped."""
    return _render(f"{name}.html.j2", data, html=True)


def words(name: str, data: Mapping[str, Any]) -> str:
    """The words of a template as plain text, line by line as it has them."""
    return _render(f"{name}.txt.j2", data, html=False)


def drawing(name: str, data: Mapping[str, Any]) -> str:
    """A picture as SVG, everything from outside escaped."""
    return _render(f"{name}.svg.j2", data, html=True)
