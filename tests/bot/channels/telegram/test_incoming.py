"""What is to be done about each kind of update."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channels.telegram.acts import Ask, Attached, Me, Moved, Presence, edited_from
from bot.channels.telegram.incoming import read

ME = Me(1, "pingshen_bot")
THEN = datetime(2024, 8, 20, tzinfo=UTC)
PRIVATE = {"id": 5, "type": "private"}
GROUP = {"id": -7, "type": "supergroup"}
WANG = {"id": 5, "is_bot": False}
BOT = {"id": 1, "is_bot": True}


def message(chat: dict[str, Any] = PRIVATE, **fields: Any) -> dict[str, Any]:
    return {"message_id": 9, "chat": chat, "from": WANG, "date": int(THEN.timestamp()), **fields}


def told(chat: dict[str, Any] = PRIVATE, **fields: Any) -> Any:
    return read({"update_id": 1, "message": message(chat, **fields)}, ME)


def test_a_text_is_a_turn_of_its_chat() -> None:
    assert told(text="你好") == Ask("telegram:5", "m9", 5, "你好", sent=THEN)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("/start", "word:start"),
        ("/start aksu-archives-2024", "notice:aksu-archives-2024"),
        ("/start resume_ABCD2345", "resume:ABCD2345"),
        ("/start <b>", "word:start"),
        ("/help@pingshen_bot", "word:help"),
        ("/FORGET", "word:forget"),
        ("/list", "list:open"),
        ("/unheard_of", "word:help"),
    ],
)
def test_a_command_is_a_choice(text: str, choice: str) -> None:
    assert told(text=text).choice == choice


def test_a_command_to_another_bot_is_nothing_to_us() -> None:
    assert told(GROUP, text="/help@other_bot") is None


@pytest.mark.parametrize(
    ("fields", "choice"),
    [
        ({"sticker": {}}, "word:sticker"),
        ({"photo": []}, "word:photo"),
        ({"video_note": {}}, "word:video"),
        ({"animation": {}, "document": {}}, "word:sticker"),
        ({"venue": {}, "location": {}}, "word:location"),
        ({"story": {}}, "word:other"),
        ({"forward_origin": {}, "text": "长" * 201}, "word:forwarded"),
    ],
)
def test_what_is_no_question_is_a_word(fields: dict[str, Any], choice: str) -> None:
    assert told(**fields).choice == choice


def test_the_words_under_a_picture_and_a_short_text_that_was_forwarded_are_questions() -> None:
    assert told(photo=[], caption="评审费多少").text == "评审费多少"
    assert told(forward_origin={}, text="评审费多少").text == "评审费多少"


def test_pictures_sent_together_are_one_turn() -> None:
    assert told(photo=[], media_group_id="77").external_id == "g77"


@pytest.mark.parametrize(
    "fields", [{"new_chat_title": "x"}, {"pinned_message": {}}, {"text": ""}, {"from": BOT, "text": "x"}, {"text": "@"}]
)
def test_what_only_happens_in_a_chat_is_nothing_to_us(fields: dict[str, Any]) -> None:
    assert told(GROUP, **fields) is None


def test_a_channel_post_is_nothing_to_us() -> None:
    post = {"message_id": 1, "chat": {"id": -9, "type": "channel"}, "text": "评审费"}
    assert read({"channel_post": post}, ME) is None and read({"message": post}, ME) is None


def test_a_group_is_answered_only_where_it_speaks_to_us() -> None:
    assert told(GROUP, text="评审费多少") is None
    assert told(GROUP, text="@Pingshen_Bot 评审费多少") == Ask("telegram:-7", "m-7.9", -7, "评审费多少", asked=9, sent=THEN)
    assert told(GROUP, text="@pingshen_bottle 评审费多少") is None
    assert told(GROUP, text="@pingshen_bot").choice == "word:group"
    assert told(GROUP, sticker={}, reply_to_message=message(GROUP, **{"from": BOT})) is None


@pytest.mark.parametrize("command", ["start", "help", "stop", "forget", "unheard_of"])
def test_a_group_is_told_how_to_be_heard_and_nothing_personal(command: str) -> None:
    assert told(GROUP, text=f"/{command}@pingshen_bot @pingshen_bot").choice == "word:group"


@pytest.mark.parametrize(
    "text", ["/list@pingshen_bot @pingshen_bot", "@pingshen_bot 我的清单", "@pingshen_bot /list", "@pingshen_bot 检查个人总结"]
)
def test_a_group_is_told_that_a_checklist_is_made_in_private(text: str) -> None:
    assert told(GROUP, text=text).choice == "word:alone"


@pytest.mark.parametrize("caption", ["@pingshen_bot 姓名：张三丰", "@pingshen_bot 帮我看看清楚吗"])
def test_who_asks_a_group_to_look_at_a_file_is_told_to_send_it_in_private(caption: str) -> None:
    asked = told(GROUP, document={"file_id": "f"}, caption=caption)
    assert (asked.choice, asked.text, asked.file) == ("word:alone", "", None)


def test_a_button_of_a_checklist_does_nothing_in_a_group() -> None:
    query = {"id": "q", "data": "list:items", "message": message(GROUP)}
    pressed = read({"callback_query": query}, ME)
    assert isinstance(pressed, Ask) and pressed.choice == "word:alone"


def test_an_administrator_who_speaks_for_the_group_is_heard_and_a_channel_beside_it_is_not() -> None:
    asked = {"text": "@pingshen_bot 评审费多少", "from": BOT}
    assert told(GROUP, sender_chat=GROUP, **asked).text == "评审费多少"
    assert told(GROUP, sender_chat={"id": -9}, **asked) is None
    assert told(GROUP, is_automatic_forward=True, text="@pingshen_bot 评审费多少") is None


def test_a_reply_speaks_to_what_it_answers() -> None:
    ours = told(text="那初级呢", reply_to_message=message(message_id=4) | {"from": BOT})
    own = told(text="那初级呢", reply_to_message=message(message_id=4))
    assert (ours.replied, ours.answers) == (4, "") and (own.replied, own.answers) == (None, "m4")
    assert told(GROUP, text="那初级呢", reply_to_message=message(GROUP, **{"from": BOT})).replied == 9


def test_an_edited_text_names_what_it_was() -> None:
    edited = read({"edited_message": message(text="初级呢", edit_date=33)}, ME)
    assert isinstance(edited, Ask) and (edited.external_id, edited.instead_of) == ("e9-33", "m9")
    assert edited_from(edited.external_id) == "m9" and edited_from("m9") == ""
    in_group = read({"edited_message": message(GROUP, text="@pingshen_bot 初级呢", edit_date=33)}, ME)
    assert isinstance(in_group, Ask) and edited_from(in_group.external_id) == "m-7.9" == in_group.instead_of


def test_an_edited_text_was_sent_when_it_was_edited() -> None:
    later = int((THEN + timedelta(minutes=5)).timestamp())
    edited = read({"edited_message": message(text="初级呢", edit_date=later)}, ME)
    assert isinstance(edited, Ask) and edited.sent == THEN + timedelta(minutes=5)


def test_a_live_location_that_moves_is_nothing_to_us() -> None:
    assert read({"edited_message": message(location={}, edit_date=33)}, ME) is None


def test_a_press_names_its_message_and_its_buttons() -> None:
    rows = [[{"text": "a", "callback_data": "topic:fee.amount"}], [{"text": "b", "callback_data": "rate:up:m9"}]]
    under = message(**{"from": BOT}, reply_markup={"inline_keyboard": rows})
    pressed = read({"callback_query": {"id": "88", "from": WANG, "data": "topic:fee.amount", "message": under}}, ME)
    assert isinstance(pressed, Ask) and pressed.pressed is not None
    assert (pressed.external_id, pressed.choice, pressed.replied) == ("c88", "topic:fee.amount", 9)
    assert list(pressed.pressed.unrated()) == [tuple(rows[0])]


def test_a_group_joins_nobodys_checklist() -> None:
    assert told(GROUP, text="/start@pingshen_bot resume_ABCD2345").choice == "word:alone"


@pytest.mark.parametrize(("status", "here"), [("kicked", False), ("member", True)])
def test_who_blocks_us_is_away(status: str, here: bool) -> None:
    assert read({"my_chat_member": {"chat": PRIVATE, "new_chat_member": {"status": status}}}, ME) == Presence("telegram:5", here)


def test_a_group_that_moves_is_followed() -> None:
    assert told(GROUP, migrate_to_chat_id=-100) == Moved("telegram:-7", "telegram:-100")


@pytest.mark.parametrize("update", [{}, {"update_id": 1}, {"poll": {}}, {"message": 3}, {"callback_query": {"id": "1"}}])
def test_an_update_of_another_kind_is_nothing_to_us(update: dict[str, Any]) -> None:
    assert read(update, ME) is None


PHOTO: dict[str, Any] = {"photo": [{"file_id": "small", "file_size": 10}, {"file_id": "large", "file_size": 90}]}
DOCUMENT: dict[str, Any] = {"document": {"file_id": "doc", "file_name": "总结.docx", "file_size": 50}}


def test_the_largest_of_a_photos_sizes_is_looked_at_and_a_document_by_its_name() -> None:
    photo, document = told(**PHOTO), told(**DOCUMENT)
    assert (photo.file, photo.text, photo.choice) == (Attached("large", "", 90, as_photo=True), "", "")
    assert document.file == Attached("doc", "总结.docx", 50)


def test_names_under_a_file_are_no_text_to_be_kept() -> None:
    ask = told(**DOCUMENT, caption="姓名：张三丰")
    assert (ask.text, ask.file and ask.file.words) == ("", "姓名：张三丰")


def test_a_question_under_a_file_is_one() -> None:
    ask = told(**DOCUMENT, caption="阿克苏建筑中级评审费多少")
    assert ask.text == "阿克苏建筑中级评审费多少" and ask.file is not None and ask.file.words == ""


def test_each_file_of_an_album_is_a_turn_of_its_own() -> None:
    assert told(**PHOTO, media_group_id="77").external_id.startswith("m")


def test_a_file_in_a_group_is_left_alone() -> None:
    assert told(GROUP, **DOCUMENT) is None
    assert told(GROUP, **DOCUMENT, caption="@pingshen_bot 评审费多少").file is None
