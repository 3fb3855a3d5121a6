"""Folders of checklists on both databases: kept with the session, shared between channels, left and forgotten."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.folders import LASTS, WRONG
from bot.keys import Keys
from bot.messages import Decision, Effect, Folder, Progress, Reply, RevokeFeed, Session, ShareFolder, Turn
from bot.storage.conflict import Conflict
from bot.storage.database import Database
from bot.storage.tables import FolderRow, JoinCode, TurnRow
from bot.storage.work import SESSION
from bot.taking import MESSAGES, Taking
from notices.shelf import Shelf
from tests.bot.test_service import read
from tests.conftest import RING, SEASON, Say

NOTICE, OTHER = "aksu-archives-2024", "hejing-initial-2024"


def decide(turn: Turn, session: Session) -> Decision:
    """A small handler: `tick:<notice>:<item>` ticks, `share` shows a code, `revoke` ends the calendars; all is told."""
    folder, after = session.folder, replace(session, version=session.version + 1)
    data = {"code": session.keys.code, "calendar": session.keys.calendar(NOTICE), "said": turn.choice or turn.text}
    kind, _, what = turn.choice.partition(":")
    if kind == "tick":
        notice, _, item = what.partition(":")
        before = folder.progress.get(notice, Progress())
        ticked = replace(before, done=(*before.done, item))
        folder = replace(folder, notice=notice, progress={**folder.progress, notice: ticked})
    effects: dict[str, Effect] = {"share": ShareFolder(), "revoke": RevokeFeed()}
    reply = Reply("chat", "empty", {**data, "done": {n: p.done for n, p in folder.progress.items()}})
    return Decision(reply, replace(after, folder=folder), (effects[kind],) if kind in effects else ())


class Talk:
    """Turns through the small handler."""

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._database = database
        self._taking = Taking(decide, shelf, RING)

    async def take(self, turn: Turn) -> Reply:
        """The reply to a turn, taken again where it met another."""
        while True:
            try:
                return (await self._database.write(partial(self._taking.again_or_new, turn, None)))[0]
            except Conflict:
                continue

    async def again(self, turn: Turn) -> Reply:
        """The reply to a turn as another process makes it again."""
        kept = await self._database.read(lambda work: work.kept(turn.person, turn.external_id))
        assert kept is not None
        return self._taking.reply(kept)

    async def session(self, person: str) -> Session:
        return await self._database.read(lambda work: work.session(person))

    async def done(self, person: str = "applicant", notice: str = NOTICE) -> tuple[str, ...]:
        return (await self.session(person)).folder.progress.get(notice, Progress()).done

    async def code(self, turn: Turn) -> str:
        return str((await self.take(turn)).data["code"])

    async def forget(self, person: str) -> None:
        await self._database.write(lambda work: work.forget(person))


@pytest.fixture
def talk(database: Database, shelf: Shelf) -> Talk:
    return Talk(database, shelf)


@pytest.fixture
def twin_talk(database: Database, shelf: Shelf) -> Talk:
    """The same in another process."""
    return Talk(database, shelf)


async def test_what_is_ticked_is_there_in_the_next_turn(talk: Talk, say: Say) -> None:
    await talk.take(say(choice=f"tick:{NOTICE}:photo"))
    assert (await talk.take(say("那什么时候截止"))).data["done"] == {NOTICE: ("photo",)}


async def test_who_has_no_checklist_has_no_folder(talk: Talk, database_url: str, say: Say) -> None:
    await talk.take(say("你好"))
    assert read(database_url, FolderRow) == [] and "folder" not in read(database_url, TurnRow)[0].before


async def test_a_folder_that_does_not_change_is_not_written(talk: Talk, say: Say) -> None:
    await talk.take(say(choice=f"tick:{NOTICE}:photo"))
    before = (await talk.session("applicant")).folder.version
    await talk.take(say("你好"))
    assert (await talk.session("applicant")).folder.version == before


async def test_a_reply_is_made_again_from_the_folder_as_it_was(talk: Talk, twin_talk: Talk, say: Say) -> None:
    turn = say(choice=f"tick:{NOTICE}:photo")
    first = await talk.take(turn)
    await talk.take(say(choice=f"tick:{NOTICE}:form"))
    assert await twin_talk.again(turn) == first


async def test_the_same_tick_again_is_ticked_once(talk: Talk, say: Say) -> None:
    turn = say(choice=f"tick:{NOTICE}:photo")
    await talk.take(turn)
    await talk.take(turn)
    assert await talk.done() == ("photo",)


async def test_a_button_of_an_older_reply_does_not_take_back_what_was_ticked_since(talk: Talk, say: Say) -> None:
    for item in ("photo", "form"):
        await talk.take(say(choice=f"tick:{NOTICE}:{item}", external_id=item))
    await talk.take(replace(say(choice=f"tick:{NOTICE}:opinion"), answers="photo"))
    assert await talk.done() == ("photo", "form", "opinion")


async def test_ticks_in_two_processes_at_once_are_both_kept(talk: Talk, twin_talk: Talk, say: Say) -> None:
    await talk.take(say(choice=f"tick:{NOTICE}:first"))
    turns = [say(choice=f"tick:{NOTICE}:{item}") for item in "abcd"]
    await asyncio.gather(*(one.take(turn) for one, turn in zip((talk, twin_talk) * 2, turns, strict=True)))
    assert set(await talk.done()) == {"first", *"abcd"}


async def test_a_session_that_was_stored_before_there_were_folders_is_read(talk: Talk, database: Database, say: Say) -> None:
    await talk.take(say("你好"))
    old = '{"person":"applicant","context":{},"offered":["topic:fee.amount"],"version":1}'
    await database.write(lambda work: work.connection.execute(SESSION.update().values(state=old)))
    found = await talk.session("applicant")
    assert found.offered == ("topic:fee.amount",) and found.folder == Folder()


async def test_a_folder_of_an_older_shape_begins_anew(talk: Talk, database: Database, say: Say) -> None:
    await talk.take(say(choice=f"tick:{NOTICE}:photo"))
    broken = FolderRow.metadata.tables["folder"].update().values(state='{"progress": 1}')
    await database.write(lambda work: work.connection.execute(broken))
    await talk.take(say(choice=f"tick:{NOTICE}:form"))
    assert await talk.done() == ("form",)


# ---- joining


async def joined(talk: Talk, say: Say, person: str = "other") -> Reply:
    """Somebody ticks, and another channel joins."""
    await talk.take(say(choice=f"tick:{NOTICE}:photo"))
    return await talk.take(say(choice=f"resume:{await talk.code(say(choice='share'))}", person=person))


async def test_another_channel_goes_on_where_the_first_one_stopped(talk: Talk, say: Say) -> None:
    reply = await joined(talk, say)
    assert reply.data["said"] == "resume:joined" and reply.data["done"] == {NOTICE: ("photo",)}


async def test_both_see_each_others_ticks_at_once(talk: Talk, say: Say) -> None:
    await joined(talk, say)
    await talk.take(say(choice=f"tick:{NOTICE}:form", person="other"))
    await talk.take(say(choice=f"tick:{NOTICE}:opinion"))
    assert await talk.done("applicant") == await talk.done("other") == ("photo", "form", "opinion")


async def test_ticks_on_two_channels_at_once_are_both_kept(talk: Talk, twin_talk: Talk, say: Say) -> None:
    await joined(talk, say)
    turns = [say(choice=f"tick:{NOTICE}:{person}", person=person) for person in ("applicant", "other")]
    await asyncio.gather(talk.take(turns[0]), twin_talk.take(turns[1]))
    assert set(await talk.done()) == {"photo", "applicant", "other"}


async def test_a_code_may_be_typed(talk: Talk, say: Say) -> None:
    await talk.take(say(choice=f"tick:{NOTICE}:photo"))
    code = await talk.code(say(choice="share"))
    reply = await talk.take(say(f" {code[:4].lower()}-{code[4:]} ", person="other"))
    assert reply.data["said"] == "resume:joined"


async def test_one_may_share_before_anything_is_ticked(talk: Talk, say: Say) -> None:
    code = await talk.code(say(choice="share"))
    await talk.take(say(choice=f"resume:{code}", person="other"))
    await talk.take(say(choice=f"tick:{NOTICE}:photo", person="other"))
    assert await talk.done() == ("photo",)


async def test_a_code_is_good_once(talk: Talk, say: Say) -> None:
    await talk.take(say(choice=f"tick:{NOTICE}:photo"))
    code = await talk.code(say(choice="share"))
    replies = [await talk.take(say(choice=f"resume:{code}", person=person)) for person in ("first", "second")]
    assert [r.data["said"] for r in replies] == ["resume:joined", "resume:unknown"]


async def test_the_same_joining_again_gets_the_same_reply(talk: Talk, twin_talk: Talk, say: Say) -> None:
    turn = say(choice=f"resume:{await talk.code(say(choice='share'))}", person="other")
    assert await talk.take(turn) == await twin_talk.take(turn)


async def test_two_who_join_at_once_do_not_both_join(talk: Talk, twin_talk: Talk, say: Say) -> None:
    code = await talk.code(say(choice="share"))
    turns = [say(choice=f"resume:{code}", person=person) for person in ("first", "second")]
    replies = await asyncio.gather(talk.take(turns[0]), twin_talk.take(turns[1]))
    assert sorted(str(r.data["said"]) for r in replies) == ["resume:joined", "resume:unknown"]


@pytest.mark.parametrize(("after", "said"), [(LASTS, "resume:joined"), (LASTS + timedelta(seconds=1), "resume:unknown")])
async def test_a_code_is_good_for_half_an_hour(talk: Talk, say: Say, after: timedelta, said: str) -> None:
    shared = say(choice="share")
    code = await talk.code(shared)
    late = replace(say(choice=f"resume:{code}", person="other"), moment=shared.moment + after)
    assert (await talk.take(late)).data["said"] == said


@pytest.mark.parametrize("choice", ["resume:joined", "resume:", "resume:ABCD2345", "resume:held", "resume:" + "x" * 70])
async def test_what_is_no_code_joins_nothing(talk: Talk, say: Say, choice: str) -> None:
    await talk.take(say(choice=f"tick:{NOTICE}:photo", person="victim"))
    assert (await talk.take(say(choice=choice))).data["said"] == "resume:unknown"
    assert (await talk.session("applicant")).folder == Folder()


async def test_after_some_wrong_codes_not_even_a_right_one_is_looked_at(talk: Talk, say: Say) -> None:
    code = await talk.code(say(choice="share"))
    for number in range(WRONG):
        await talk.take(say(choice=f"resume:WRNG222{number + 3}", person="other"))
    assert (await talk.take(say(choice=f"resume:{code}", person="other"))).data["said"] == "resume:held"


async def test_after_a_while_codes_are_looked_at_again(talk: Talk, say: Say) -> None:
    for number in range(WRONG):
        await talk.take(say(choice=f"resume:WRNG222{number + 3}", person="other"))
    late = say(choice="share").moment + LASTS
    code = await talk.code(replace(say(choice="share"), moment=late))
    assert (await talk.take(replace(say(choice=f"resume:{code}", person="other"), moment=late))).data["said"] == "resume:joined"


async def test_ones_own_code_changes_nothing_and_stays_good(talk: Talk, say: Say) -> None:
    code = await talk.code(say(choice="share"))
    replies = [await talk.take(say(choice=f"resume:{code}", person=person)) for person in ("applicant", "other")]
    assert [r.data["said"] for r in replies] == ["resume:own", "resume:joined"]


async def test_codes_are_stored_nowhere(talk: Talk, database_url: str, say: Say) -> None:
    code = await talk.code(say(choice="share"))
    wrong = "WRNG2223"
    await talk.take(say(wrong, person="other"))
    for number in range(MESSAGES + 1):
        await talk.take(Turn("flood", str(number), SEASON, code if number == MESSAGES else "你好"))
    stored = repr(read(database_url, TurnRow)) + repr(read(database_url, JoinCode))
    assert code not in stored and wrong not in stored


async def test_a_note_that_looks_like_a_code_is_a_note(talk: Talk, database: Database, say: Say) -> None:
    await talk.take(say(choice=f"tick:{NOTICE}:photo"))
    noting = Folder(progress={}, noting="photo")
    await database.write(lambda work: work.folders.save("applicant", work.session("applicant").folder, noting))
    assert (await talk.take(say("ABCD2345"))).data["said"] == "ABCD2345"


async def test_notices_that_only_the_joining_one_had_are_added(talk: Talk, say: Say) -> None:
    await talk.take(say(choice=f"tick:{OTHER}:diploma", person="other"))
    reply = await joined(talk, say)
    assert reply.data["said"] == "resume:merged"
    assert await talk.done("applicant", OTHER) == await talk.done("other", OTHER) == ("diploma",)


async def test_of_a_notice_that_both_had_the_shared_one_stays(talk: Talk, say: Say) -> None:
    await talk.take(say(choice=f"tick:{NOTICE}:diploma", person="other"))
    reply = await joined(talk, say)
    assert reply.data["said"] == "resume:replaced" and await talk.done("other") == ("photo",)


async def test_the_folder_that_somebody_had_before_joining_goes(talk: Talk, database_url: str, say: Say) -> None:
    await talk.take(say(choice=f"tick:{OTHER}:diploma", person="other"))
    await joined(talk, say)
    assert len(read(database_url, FolderRow)) == 1


# ---- leaving


async def test_who_is_forgotten_alone_takes_the_folder_along(talk: Talk, database_url: str, say: Say) -> None:
    await talk.take(say(choice=f"tick:{NOTICE}:photo"))
    await talk.take(say(choice="share"))
    await talk.forget("applicant")
    assert read(database_url, FolderRow) == [] and read(database_url, JoinCode) == []


async def test_who_is_forgotten_leaves_a_shared_folder_to_the_other(talk: Talk, say: Say) -> None:
    await joined(talk, say)
    await talk.forget("applicant")
    assert await talk.done("other") == ("photo",) and await talk.done("applicant") == ()


async def test_the_last_one_who_is_forgotten_takes_it_along(talk: Talk, database_url: str, say: Say) -> None:
    await joined(talk, say)
    for person in ("applicant", "other"):
        await talk.forget(person)
    assert read(database_url, FolderRow) == []


async def test_two_who_are_forgotten_at_once_leave_no_folder(talk: Talk, twin_talk: Talk, database_url: str, say: Say) -> None:
    await joined(talk, say)
    await asyncio.gather(talk.forget("applicant"), twin_talk.forget("other"))
    assert read(database_url, FolderRow) == []


async def test_a_code_of_who_was_forgotten_joins_nobody(talk: Talk, say: Say) -> None:
    await joined(talk, say)
    code = await talk.code(say(choice="share"))
    await talk.forget("applicant")
    assert (await talk.take(say(choice=f"resume:{code}", person="third"))).data["said"] == "resume:unknown"


async def test_a_group_with_a_new_id_keeps_its_folder(talk: Talk, database: Database, say: Say) -> None:
    await talk.take(say(choice=f"tick:{NOTICE}:photo"))
    await database.write(lambda work: work.rename("applicant", "moved"))
    assert await talk.done("moved") == ("photo",)


# ---- calendars


async def test_a_calendar_has_an_address_once_there_is_a_folder(talk: Talk, say: Say) -> None:
    first = await talk.take(say(choice=f"tick:{NOTICE}:photo"))
    second = await talk.take(say("日历"))
    folder = (await talk.session("applicant")).folder
    assert first.data["calendar"] == "" and second.data["calendar"] == Keys(RING, folder=folder.id).calendar(NOTICE)


async def test_a_revoked_calendar_has_another_address_and_old_replies_show_the_old_one(
    talk: Talk, twin_talk: Talk, say: Say
) -> None:
    await talk.take(say(choice=f"tick:{NOTICE}:photo"))
    asked = say("日历")
    old = (await talk.take(asked)).data["calendar"]
    await talk.take(say(choice="revoke"))
    assert (await talk.take(say("日历"))).data["calendar"] != old == (await twin_talk.again(asked)).data["calendar"]
