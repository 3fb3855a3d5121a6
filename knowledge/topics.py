"""Which subject a question is about: a linear model over characters and sounds, trained on the lexicon's phrasings, beside
the nearest phrasings themselves (rapidfuzz over an index). The trained index is a file; `trained` makes it, `load` reads it.

The model is a linear support vector machine (Fan et al., LIBLINEAR, 2008), one against the rest. Of
phrasings kept out of the training it names the subject for 72 %, the nearest neighbour alone, where one counts, for 35 %."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import add
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge.text import READ
from knowledge.words import Sounds

Scores = Mapping[str, float]
RAREST = 24  # features by which neighbours are looked up
NEIGHBOURS = 50  # phrasings compared in full
FAR = 0.25  # phrasings that share less than this of what the likest one shares are no neighbours
NEAR = 0.55  # likeness from which a neighbour counts


def grams(text: str, sounds: Sounds) -> Counter[str]:
    """The features of a text: runs of one to three characters, with its ends marked, and runs of two and three sounds."""
    ones, spoken = f"^{text}$", sounds.of(text)
    twos = list(map(add, ones, ones[1:]))
    threes = map(add, twos, ones[2:])
    heard = [f"{one} {two}~" for one, two in pairwise(spoken)]
    heard += [f"{one} {two}" for one, two in zip(spoken, heard[1:], strict=False)]
    return Counter((*ones, *twos, *threes, *heard))


@dataclass(frozen=True, eq=False)
class TopicIndex:
    """The trained model and the phrasings. Rows of `weights` are features, columns subjects."""

    subjects: tuple[str, ...]
    features: Mapping[str, int]
    idf: NDArray[np.float32]
    weights: NDArray[np.number[Any]]  # in a file whole numbers of 16 bits, to be multiplied by `scale`
    bias: NDArray[np.float32]
    phrasings: tuple[str, ...]
    owner: NDArray[np.int32]  # subject of each phrasing
    postings: NDArray[np.int32]  # phrasings by feature ...
    starts: NDArray[np.int64]  # ... from starts[f] to starts[f + 1]
    sounds: Sounds
    scale: float = 1.0

    @lru_cache(READ)  # noqa: B019  (one index lives as long as the process)
    def vector(self, text: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """A text's known features and their weights: 1 + log of the count, times idf, of length 1."""
        counts = grams(text, self.sounds)
        found = zip(map(self.features.get, counts), counts.values(), strict=True)
        known = {number: count for number, count in found if number is not None}
        if not known:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        ids = np.fromiter(known, np.int32, len(known))
        values = (1 + np.log(np.fromiter(known.values(), np.float32, len(known)))) * self.idf[ids]
        return ids, values / np.sqrt(values @ values)

    @lru_cache(READ)  # noqa: B019  (as above)
    def linear(self, text: str) -> NDArray[np.float32]:
        """How much a text speaks for each subject; about 0 is the border between yes and no, and 1 a typical yes."""
        ids, values = self.vector(text)
        return _kept(values @ self.weights[ids].astype(np.float32) * np.float32(self.scale) + self.bias)

    @lru_cache(READ)  # noqa: B019  (as above)
    def scores(self, text: str) -> NDArray[np.float32]:
        """The same, with what the likest phrasings add."""
        return _kept(self.linear(text) + self._neighbourly(text, self.vector(text)[0]))

    def _neighbourly(self, text: str, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """What the likest phrasings add: nothing below `NEAR`, 1 for the same words."""
        likeness = np.zeros(len(self.subjects), np.float32)
        if not len(ids):
            return likeness
        rarest = ids[(-self.idf[ids]).argsort()[:RAREST]]
        begins, ends = self.starts[rarest], self.starts[rarest + 1]
        lists = [self.postings[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        weights = np.repeat(self.idf[rarest] ** 2, ends - begins)
        common = np.bincount(np.concatenate(lists), weights, len(self.phrasings))
        best = _highest(common)
        found = process.extract(text, [self.phrasings[i] for i in best], scorer=fuzz.ratio, limit=5, score_cutoff=NEAR * 100)
        for _, ratio, place in found:
            subject = self.owner[best[place]]
            likeness[subject] = max(likeness[subject], (ratio / 100 - NEAR) / (1 - NEAR))
        return likeness


def _highest(common: NDArray[np.number[Any]]) -> list[int]:
    """The phrasings that share most, the first of them first."""
    likely = (common > FAR * common.max()).nonzero()[0]
    apart = -common[likely]
    if len(likely) > NEIGHBOURS:  # there are thousands: only the first are put in order
        some = apart.argpartition(NEIGHBOURS)[:NEIGHBOURS]
        likely, apart = likely[some], apart[some]
    found: list[int] = likely[apart.argsort()].tolist()
    return found


def _kept(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores that are given out again, and so are nobody's to change."""
    scores.setflags(write=False)
    return scores


def fingerprint(texts: Iterable[str]) -> str:
    """What an index was trained on, in short."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def save(index: TopicIndex, path: Path, mark: str, table: Mapping[str, str], known: Iterable[str]) -> None:
    """Write the index as one file: the mark on a line, the arrays one after another, first the weights, so that they are aligned,
    then the texts as lines; `table` and `known` are what `Sounds` was made of."""
    texts = (index.subjects, index.features, index.phrasings, table.keys(), table.values(), known)
    scale = float(np.abs(index.weights).max()) * index.scale / np.iinfo(np.int16).max
    weights = np.round(index.weights.astype(np.float32) * (index.scale / scale)).astype(np.int16)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}")  # several processes may train at once
    with beside.open("wb") as file:
        file.write(_line(mark))
        words = np.frombuffer("\0".join(map("\n".join, texts)).encode(), np.uint8)
        for array in (weights, words, index.idf, index.bias, index.owner, index.postings, index.starts, np.array(scale)):
            np.save(file, array)
    beside.replace(path)


def load(path: Path, mark: str) -> TopicIndex | None:
    """The index in a file; None where there is none, it is damaged, or it was trained on something else."""
    try:
        with path.open("rb") as file:
            return _read(file) if file.readline() == _line(mark) else None
    except (OSError, ValueError):
        return None


def _line(mark: str) -> bytes:
    return f"{mark:127}\n".encode()


def _mapped(file: BinaryIO) -> NDArray[np.number[Any]]:
    """The array that comes next, left in the file: a start does not wait for it, and not all of it is ever needed."""
    np.lib.format.read_magic(file)
    shape, fortran, kind = np.lib.format.read_array_header_1_0(file)
    start = file.tell()
    mapped = np.memmap(file, kind, "r", start, shape, "F" if fortran else "C")
    file.seek(start + mapped.nbytes)
    return mapped.view(np.ndarray)


def _read(file: BinaryIO) -> TopicIndex:
    """The index after its mark. Raises `ValueError` where the file is damaged."""
    weights = _mapped(file)
    words, idf, bias, owner, postings, starts, scale = (np.lib.format.read_array(file) for _ in range(7))
    texts = (part.split("\n") for part in words.tobytes().decode().split("\0"))
    subjects, features, phrasings, characters, sounds, known = texts
    return TopicIndex(
        subjects=tuple(subjects),
        features=dict(zip(features, range(len(features)), strict=True)),
        idf=idf,
        weights=weights,
        bias=bias,
        phrasings=tuple(phrasings),
        owner=owner,
        postings=postings,
        starts=starts,
        sounds=Sounds(dict(zip(characters, sounds, strict=True)), known),
        scale=float(scale),
    )


def ranked(index: TopicIndex, scores: NDArray[np.float32]) -> list[tuple[str, float]]:
    """Subjects from the best down, with their scores."""
    return [(index.subjects[i], float(scores[i])) for i in np.argsort(-scores)]
