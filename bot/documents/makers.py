"""By what a file that goes with a reply is made. A maker is imported when its first file is wanted."""

from collections.abc import Callable, Mapping

from bot.messages import File, Reply

Maker = Callable[[Reply, File], bytes]
"""Makes what a file holds out of the data of its reply. Raises `KeyError`, `OSError`, `ValueError` where it cannot."""

MAKERS: Mapping[str, Maker] = {}
"""Makers by the kind of file: `File.what` up to its colon. `source` is the shelf's."""
