"""Trains the topic index on the lexicon. Takes seconds and scikit-learn; `make setup` does it once, and a start does it
again only where the lexicon has changed since."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from knowledge import lexicon
from knowledge.topics import TopicIndex, fingerprint, grams, load, save
from knowledge.wording import asked, normalised
from knowledge.words import Sounds

COMMON = range(0x4E00, 0x9FA6)  # CJK characters whose sounds are kept
# the code that decides how a phrasing is read
READ_BY = ("training", "topics", "wording", "words", "numerals", "dates", "clock", "text")
UNREAD = ("aspects", "cues", "kin")  # parts of the lexicon that decide nothing before a question has been matched
KNOWN = 6  # times that a pair of characters must be written to be no slip; phrasings hold slips on purpose
HOLD = 3  # times that a feature must occur to be kept, runs of three characters and sounds
_MERGED = (("zh", "z"), ("sh", "s"), ("ch", "c"))


def sound_table(characters: Iterable[int] = COMMON) -> dict[str, str]:
    """The commonest sound of each character, without its tone, with what many speakers merge (zh z, ing in ...) made one."""
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    found = {}
    for code in characters:
        if readings := PINYIN_DICT.get(code):
            found[chr(code)] = _merged(to_normal(readings.split(",")[0]))
    return found


def _merged(sound: str) -> str:
    for written, merged in _MERGED:
        if sound.startswith(written):
            sound = merged + sound[2:]
    return sound[:-1] if sound.endswith(("ing", "eng", "ang")) else sound


def known_pairs(texts: Iterable[str]) -> set[str]:
    """Pairs of characters that are written often, and so are no slip."""
    counts = Counter(text[i : i + 2] for text in texts for i in range(len(text) - 1))
    return {pair for pair, count in counts.items() if count >= KNOWN and len(pair) == 2}


def examples(subjects: Mapping[str, lexicon.Subject], sounds: Sounds) -> list[tuple[str, str]]:
    """Each phrasing as a question is read, with its subject."""
    found = [("".join(asked(normalised(ask, sounds))), s.id) for s in subjects.values() for ask in s.asks]
    return [(text, subject) for text, subject in dict.fromkeys(found) if text]


def _features(counted: list[Counter[str]]) -> dict[str, int]:
    seen = Counter(gram for counts in counted for gram in counts)
    kept = (g for g, n in seen.items() if n >= HOLD or (n >= 2 and len(g) <= 2))
    return {gram: number for number, gram in enumerate(sorted(kept))}


def _postings(counted: list[Counter[str]], features: Mapping[str, int]) -> tuple[np.ndarray, np.ndarray]:
    lists: list[list[int]] = [[] for _ in features]
    for phrasing, counts in enumerate(counted):
        for gram in counts.keys() & features.keys():
            lists[features[gram]].append(phrasing)
    starts = np.cumsum([0, *map(len, lists)], dtype=np.int64)
    return np.array([p for phrasings in lists for p in phrasings], np.int32), starts


def train(subjects: Mapping[str, lexicon.Subject]) -> tuple[TopicIndex, dict[str, str], set[str]]:
    """A new index, with the table of sounds and the known pairs that it was made with."""
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

    table = sound_table()
    known = known_pairs(ask for s in subjects.values() for ask in s.asks)
    sounds = Sounds(table, known)
    pairs = examples(subjects, sounds)
    counted = [grams(text, sounds) for text, _ in pairs]
    features = _features(counted)
    postings, starts = _postings(counted, features)
    idf = (np.log((1 + len(pairs)) / (1 + np.diff(starts))) + 1).astype(np.float32)
    names = tuple(dict.fromkeys(s for _, s in pairs))
    owner = np.array([names.index(s) for _, s in pairs], np.int32)
    index = TopicIndex(
        names,
        features,
        idf,
        np.zeros((len(features), len(names)), np.float16),
        np.zeros(len(names), np.float32),
        tuple(text for text, _ in pairs),
        owner,
        postings,
        starts,
        sounds,
    )
    vectors = [index.vector(text) for text, _ in pairs]
    pointers = np.cumsum([0, *(len(ids) for ids, _ in vectors)])
    matrix = csr_matrix(
        (np.concatenate([v for _, v in vectors]), np.concatenate([i for i, _ in vectors]), pointers),
        shape=(len(pairs), len(features)),
    )
    model = LinearSVC(C=1.0).fit(matrix, owner)
    weights, bias = model.coef_.T.astype(np.float16), model.intercept_.astype(np.float32)
    trained = replace(index, weights=weights, bias=bias)
    return trained, table, known


def _read_from() -> list[str]:
    """All texts that the index is made of, as files, since reading their phrasings one by one takes a quarter of a second."""
    here = Path(__file__).parent
    code = [here / f"{name}.py" for name in READ_BY]
    lexicon_files = (path for path in sorted((here / "lexicon").rglob("*.yaml")) if path.stem not in UNREAD)
    return [path.read_text(encoding="utf-8") for path in (*code, *lexicon_files)]


def trained(path: Path) -> TopicIndex:
    """The index for the lexicon as it is now, from the file where that fits, else trained and written there."""
    mark = fingerprint(_read_from())
    if (index := load(path, mark)) is not None:
        return index
    fresh, table, known = train(lexicon.subjects())
    save(fresh, path, mark, table, known)
    return load(path, mark) or fresh  # the same numbers as at the next start
