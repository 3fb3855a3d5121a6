"""The replies given last, so that a reloaded page, or a message that comes again, need not be answered again."""

from collections import OrderedDict

from bot.messages import Reply, Turn

REMEMBERED = 4000  # replies kept in memory


class Replies:
    """Replies by person and turn."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._by_turn: OrderedDict[tuple[str, str], Reply] = OrderedDict()

    def of(self, turn: Turn) -> Reply | None:
        """The reply to a turn, where it is still known."""
        return self._by_turn.get((turn.person, turn.external_id))

    def remember(self, turn: Turn, reply: Reply) -> None:
        """Keep a reply, and drop the oldest when there are too many."""
        self._by_turn[turn.person, turn.external_id] = reply
        if len(self._by_turn) > self._most:
            self._by_turn.popitem(last=False)

    def forget(self, person: str) -> None:
        """Drop a person's replies."""
        for known in [k for k in self._by_turn if k[0] == person]:
            del self._by_turn[known]
