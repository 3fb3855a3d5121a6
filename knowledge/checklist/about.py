"""Which facts and cautions are told with which material."""

from notices.schema import Caution, Fact, Material

_LISTS = frozenset(("material.list", "material.other", "paper.list", "attachments.list"))
_AS = {
    "ce.exempt_review": "ce.exempt",
    "ce.hours": "ce.years",
    "ce.source": "ce.years",
    "publicity.upload": "publicity.unit",
    "opinion.sentence": "paper.form",
    "promise.sentence": "material.promise",
}


def _main(topic: str) -> str:
    return _AS.get(topic, topic)


def concerns(one: Fact | Caution, item: Fact) -> bool:
    """Whether a fact or a caution is about the same thing as a material's fact, and no other line of the list."""
    if one.id == item.id or (isinstance(one, Fact) and isinstance(one.data, Material) and one.data.part_of != item.id):
        return False
    own, its = _main(one.topics[0]), _main(item.topics[0])
    if own in _LISTS or its in _LISTS:
        return own == its and isinstance(one, Caution)
    return own in map(_main, item.topics) or its in map(_main, one.topics)
