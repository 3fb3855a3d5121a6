"""What a click on the page does."""

from tests.telegram_server.chats import Chat
from tests.telegram_server.desk import Act, Desk
from tests.telegram_server.people import Person
from tests.telegram_server.refusals import Json

ACTS: dict[str, Act] = {}
NAMES = ("小王", "李梅", "阿依古丽", "张工", "老赵")


def act(function: Act) -> Act:
    """Registers an act under its own name."""
    ACTS[getattr(function, "__name__", "")] = function
    return function


@act
async def says(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    await person.says(wish["text"], where=chat, reply_to=chat.log.get(wish.get("reply", 0)))


@act
async def edits(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    await person.edits(chat.log[wish["message"]], wish["text"])


@act
async def presses(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    await person.presses(wish["text"], on=chat.log[wish["message"]])


@act
async def sends(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    things = {
        "sticker": lambda: person.sends_sticker(where=chat),
        "photo": lambda: person.sends_photo(where=chat),
        "voice": lambda: person.sends_voice(where=chat),
        "location": lambda: person.sends_location(where=chat),
        "contact": lambda: person.sends_contact(where=chat),
        "poll": lambda: person.sends_poll(where=chat),
        "forward": lambda: person.forwards(wish.get("text") or "关于开展职称评审工作的通知", where=chat),
    }
    await things[wish["thing"]]()


@act
async def floods(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    for number in range(20):
        await person.says(f"在吗{number + 1}", where=chat)


@act
async def blocks(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    await (person.unblocks() if person.chat.blocked else person.blocks())


@act
async def renames(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    await person.renames(wish["text"])


@act
async def comes(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    """Somebody new."""
    people = desk.telegram.people
    desk.telegram.person(NAMES[len(people) % len(NAMES)] + (str(len(people)) if len(people) >= len(NAMES) else ""))


@act
async def groups(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    """A group with everybody and the bot."""
    desk.telegram.group(f"评审交流群{desk.telegram.number()}", list(desk.telegram.people.values()))


@act
async def upgrades(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    if chat.type == "group":
        await desk.telegram.becomes_supergroup(chat, by=person)


@act
async def fails(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    """The next calls go wrong."""
    desk.telegram.faults.inject(wish["kind"], wish.get("times", 1), seconds=wish.get("seconds", 2))


@act
async def heals(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    desk.telegram.faults.clear()


@act
async def limits(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    desk.telegram.limits_on = not desk.telegram.limits_on


@act
async def repeats(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    """The last update once more."""
    if desk.telegram.updates.every:
        desk.telegram.repeats(desk.telegram.updates.every[-1])


@act
async def restarts(desk: Desk, person: Person, chat: Chat, wish: Json) -> None:
    """The server is gone for three seconds."""
    desk.later(lambda: desk.telegram.restarts(3))
