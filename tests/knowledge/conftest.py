"""What tests of the knowledge share: the sounds of characters, made without training an index."""

from collections.abc import Callable

import pytest

from knowledge import lexicon
from knowledge.question import Question, understand
from knowledge.training import known_pairs, sound_table
from knowledge.words import Sounds

Read = Callable[[str], Question]


@pytest.fixture(scope="session")
def sounds() -> Sounds:
    return Sounds(sound_table(), known_pairs(ask for s in lexicon.subjects().values() for ask in s.asks))


@pytest.fixture(scope="session")
def read(sounds: Sounds) -> Read:
    """Reads a question."""
    return lambda text: understand(text, sounds)
