"""How replies look on Telegram: every template, within Telegram's limits, on every notice."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bot.app import Core
from bot.channels.telegram.presence import COMMANDS
from bot.channels.telegram.showing import CAPTION, DATA, Piece, Shown, buttons, wants_table
from bot.channels.telegram.splitting import LONGEST, shown, units
from bot.handlers.ask import decide
from bot.handlers.replying import reply_to
from bot.handlers.words import SAYINGS
from bot.messages import Address, Choice, File, Parcel, Reply, Session, Turn
from bot.texts import lines, render_telegram
from knowledge.outcomes import Answered, Context, Original, Part
from notices.schema import Notice
from notices.vocabulary import table
from tests.bot.test_texts import REPLIES, ids, is_balanced
from tests.conftest import SEASON

TAGS = {"b", "i", "blockquote"}
RICH = {"p", "b", "i", "table", "caption", "tr", "th", "td", "details", "summary"}
MOMENTS = [SEASON + timedelta(days=days) for days in (-200, 0, 10, 60, 400)]


def parcel(reply: Reply, choice: str = "", edits: int | None = None, chat: int = 5) -> Parcel:
    return Parcel(Turn("telegram:5", "m1", SEASON, "问", choice), reply, Address(chat, edits))


def faults(what: Shown) -> Iterator[str]:
    for piece in what.parts:
        part = piece.text
        if not 0 < units(shown(part)) <= (CAPTION if piece.file else LONGEST):
            yield f"has {units(shown(part))} units"
        if not is_balanced(part) or set(re.findall(r"<(\w+)", part)) - TAGS:
            yield f"has tags that Telegram does not know: {part}"
    if what.rich and (not is_balanced(what.rich) or set(re.findall(r"<(\w+)", what.rich)) - RICH):
        yield f"has tags that rich messages do not know: {what.rich}"
    yield from (f"{c.id} is too long" for row in what.buttons for c in row if not 0 < len(c.id.encode()) <= DATA)


@pytest.mark.parametrize("notice", ids())
@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_every_topic_of_every_notice_fits(core: Core, notice: str, moment: datetime) -> None:
    for topic in table("topics"):
        session = Session("p", Context(notice=notice), offered=(f"topic:{topic}",))
        turn = Turn("p", "1", moment, choice=f"topic:{topic}")
        reply = decide(turn, session, core.assistant).reply
        assert list(faults(Shown(parcel(reply, turn.choice, edits=3)))) == [], topic


@pytest.mark.parametrize("notice", ids())
def test_every_fact_is_shown_with_its_clause(core: Core, notice: str) -> None:
    one: Notice = core.shelf[notice]  # type: ignore[assignment]  # the shelf of the tests lies in memory
    for fact in one.facts:
        what = Shown(parcel(reply_to(Answered((Part(one, (fact,)),), fact.topics[0], Context()))))
        assert shown(fact.text) in shown(what.parts[0].text).replace("\n", "") or fact.text in shown(what.parts[0].text), fact.id
        assert fact.cite[0].clause in what.parts[0].text and list(faults(what)) == []


def test_the_way_to_the_own_checklist_is_shown_in_private_alone(core: Core) -> None:
    reply = decide(Turn("p", "1", SEASON, "阿克苏档案中级评审费多少"), Session("p"), core.assistant).reply
    ours = [[c.id for row in buttons(reply, "1", private) for c in row if c.id.startswith("list:")] for private in (True, False)]
    assert ours == [["list:for:aksu-archives-2024"], []]


def test_templates_are_filled_in_in_private_alone(core: Core) -> None:
    reply = decide(Turn("p", "1", SEASON, "巴州电力公示模板在哪"), Session("p"), core.assistant).reply
    shown = [any(c.id.startswith("papers:") for row in buttons(reply, "1", private) for c in row) for private in (True, False)]
    assert shown == [True, False]


def test_short_buttons_of_a_checklist_stand_beside_each_other_and_long_ones_alone() -> None:
    choices = [
        Choice("list:is:a", "评审"),
        Choice("list:is:b", "民营企业专项评审"),
        Choice("list:is:c", "初次确定（初定，不评审的）"),
    ]
    rows = buttons(Reply("chat", "list-ask", choices=(*choices, Choice("list:back", "上一题"))), "1", private=True)
    assert [len(row) for row in rows] == [2, 1, 1]


def test_what_answers_never_stands_beside_what_leads_elsewhere() -> None:
    choices = [Choice("list:item:a", "□ 8 证书"), Choice("list:items:1", "下一页"), Choice("papers:n", "模板文件")]
    rows = buttons(Reply("chat", "list-items", choices=tuple(choices)), "1", private=True)
    assert [[choice.label for choice in row] for row in rows] == [["□ 8 证书"], ["下一页", "模板文件"]]


def test_notices_to_choose_from_stand_below_each_other(core: Core) -> None:
    reply = decide(Turn("p", "1", SEASON, choice="list:open"), Session("p"), core.assistant).reply
    assert reply.template == "list-which" and {len(row) for row in buttons(reply, "1", private=True)} == {1}


@pytest.mark.parametrize("public", ["", "https://hr.example"])
def test_a_feed_is_stopped_where_its_address_is_shown(public: str) -> None:
    data = {"path": "/calendar/x.ics", "public": public, "revoked": False}
    reply = Reply("chat", "list-feed", data, (Choice("list:unfeed", "停用订阅"),))
    assert bool(buttons(reply, "1", private=True)) == bool(public) == ("x.ics" in render_telegram(reply))


def test_without_an_address_of_the_page_its_printed_list_is_reached_by_a_code() -> None:
    said = render_telegram(Reply("chat", "list-page-link", {"public": "", "code": "KEDTTTU3"}))
    assert "<code>KEDT-TTU3</code>" in said and "只能用一次" in said


def test_what_names_what_was_pressed_itself_has_no_head_that_says_it_again() -> None:
    reply = Reply("chat", "list-paused", {"pressed": "学历学位证书", "count": 1})
    heads = [Shown(parcel(reply, choice, edits=3)).parts[0].text.startswith("<i>▸") for choice in ("list:item:x", "list:pause")]
    assert heads == [False, True]


def test_what_was_pressed_stands_above_what_takes_its_place(core: Core) -> None:
    begun = decide(Turn("p", "1", SEASON, choice="list:for:aksu-archives-2024"), Session("p"), core.assistant)
    pressed = begun.reply.choices[0]
    reply = decide(Turn("p", "2", SEASON, choice=pressed.id), begun.session, core.assistant).reply
    assert pressed.label in Shown(parcel(reply, pressed.id, edits=3)).parts[0].text.partition("\n")[0]


@pytest.mark.parametrize("name", REPLIES)
def test_every_short_reply_fits(name: str) -> None:
    assert list(faults(Shown(parcel(Reply("chat", name, REPLIES[name]))))) == []


@pytest.mark.parametrize("what", sorted(SAYINGS - {"notices"}))
def test_every_word_fits(core: Core, what: str) -> None:
    reply = decide(Turn("p", "1", SEASON, choice=f"word:{what}"), Session("p"), core.assistant).reply
    assert reply.data["what"] == what and list(faults(Shown(parcel(reply)))) == []


def test_each_kind_of_thing_has_words_of_its_own() -> None:
    said = {what: render_telegram(Reply("chat", "word", {"what": what})) for what in SAYINGS - {"other", "notices", "audio"}}
    assert len(set(said.values())) == len(said)


def test_all_notices_can_be_chosen_from(core: Core) -> None:
    reply = decide(Turn("p", "1", SEASON, choice="word:notices"), Session("p"), core.assistant).reply
    assert [c.id for c in reply.choices] and all(c.id.startswith("notice:") for c in reply.choices)


def test_every_button_of_every_notice_and_topic_fits(core: Core) -> None:
    choices = [f"notice:{one.id}" for one in core.shelf] + [f"topic:{topic}" for topic in table("topics")]
    choices += [f"rate:down:e-1009999999999.{10**9}-{10**10}", f"rate:down:c{2**63}"]
    assert [c for c in choices if len(c.encode()) > DATA] == []


def test_a_button_that_would_be_refused_does_not_take_the_others_with_it() -> None:
    reply = Reply("chat", "chat", choices=(Choice("notice:" + "x" * 60, "long"), Choice("topic:fee.amount", "short")))
    assert [c.label for row in buttons(reply, "m1", private=True) for c in row] == ["short"]


def test_in_a_group_nobody_rates() -> None:
    reply = Reply("answer", "answer", ratable=True)
    assert buttons(reply, "m1", private=False) == () != buttons(reply, "m1", private=True)


def test_what_a_person_typed_is_escaped() -> None:
    assert "<x>" not in Shown(parcel(Reply("chat", "chat", {"reply": "<x>&"}))).parts[0].text


def test_the_pressed_words_stand_above_what_took_their_place() -> None:
    reply = Reply("chat", "chat", {"reply": "好"})
    assert Shown(parcel(reply, "topic:fee.amount", edits=3)).parts[0].text.startswith("<i>▸ 评审费</i>")


def test_several_fees_are_a_table(core: Core) -> None:
    reply = decide(Turn("p", "1", SEASON, "阿克苏建筑评审费多少"), Session("p"), core.assistant).reply
    what = Shown(parcel(reply))
    assert wants_table(reply) and what.rich.count("<tr>") == 4 and "<b>700元</b>" in what.rich
    assert "700元" in what.parts[0].text  # the same without a table


def test_several_windows_are_a_table_less_those_without_a_day(core: Core) -> None:
    reply = decide(Turn("p", "1", SEASON, "阿克苏建筑什么时候申报，什么时候缴费"), Session("p"), core.assistant).reply
    what = Shown(parcel(reply))
    assert wants_table(reply) and "<td>缴费</td><td>9月11日</td><td><b>9月12日</b></td>" in what.rich
    assert "<b>8月30日18:00</b>" in what.rich and "通知没写" not in what.rich


def test_one_fee_is_no_table(core: Core) -> None:
    reply = decide(Turn("p", "1", SEASON, "阿克苏建筑中级评审费多少"), Session("p"), core.assistant).reply
    assert not wants_table(reply)


def test_windows_are_told_by_sign_and_word(core: Core) -> None:
    told = {
        days: Shown(parcel(decide(Turn("p", "1", moment, "阿克苏建筑什么时候截止"), Session("p"), core.assistant).reply))
        .parts[0]
        .text
        for days, moment in zip("abcd", MOMENTS, strict=False)
    }
    assert "⚪ 未开始" in told["a"] and "🟢 进行中" in told["b"] and "🟡 最后一天" in told["c"] and "🔴 已截止" in told["d"]


def test_the_profile_has_a_line_for_every_command_and_two_descriptions() -> None:
    profile = lines("telegram-profile")
    assert len(profile) == len(COMMANDS) + 2 and len(profile[-1]) <= 120 and len(profile[-2]) <= 512


@pytest.mark.parametrize("notice", ids())
def test_a_notice_goes_with_its_words_under_it(core: Core, notice: str) -> None:
    one: Notice = core.shelf[notice]  # type: ignore[assignment]  # the shelf of the tests lies in memory
    what = Shown(parcel(reply_to(Original(one, Context(notice)))))
    [piece] = what.parts
    assert piece.file is not None and piece.file.of == notice and one.name in piece.text and list(faults(what)) == []


def test_words_of_their_own_come_before_files_and_long_ones_under_a_file_go_on_after_it() -> None:
    file, long = File("source:x", "a.png", "chat"), "字" * 1500
    own = Reply("chat", "empty", {"reply": long}, files=(file,))
    words, picture, rest = Shown(parcel(own)).parts
    assert words.file is None and picture.file is file and rest == Piece("字" * (1500 - CAPTION))
