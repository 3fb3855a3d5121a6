"""Generic rankers of clauses, to compare with: what a search box would do without knowing anything of the field."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process
from sklearn.feature_extraction.text import TfidfVectorizer

Scores = Callable[[str], NDArray[np.float32]]


class Document(NamedTuple):
    """A clause. Rankers see it with its notice's name before it, since questions name the notice."""

    notice: str
    name: str
    path: str
    text: str


class Ranker:
    """Puts clauses in order for a question, the best first."""

    def __init__(self, name: str, documents: Sequence[Document], scores: Scores) -> None:
        self.name = name
        self._documents = documents
        self._scores = scores

    def ranked(self, question: str) -> list[Document]:
        """All clauses, the best first."""
        return [self._documents[i] for i in np.argsort(-self._scores(question), kind="stable")]


def rankers(documents: Sequence[Document]) -> Iterator[Ranker]:
    """rapidfuzz with each of its scorers, BM25 on pairs of characters, tf-idf on runs of one to three."""
    texts = [f"{d.name} {d.text}" for d in documents]
    for scorer in (fuzz.ratio, fuzz.partial_ratio, fuzz.token_set_ratio, fuzz.WRatio):
        yield Ranker(f"rapidfuzz {scorer.__name__}", documents, _fuzzy(texts, scorer))
    yield Ranker("bm25s, character pairs", documents, _bm25(texts))
    yield Ranker("tf-idf, characters 1-3", documents, _tfidf(texts))


def _fuzzy(texts: Sequence[str], scorer: Callable[..., float]) -> Scores:
    ready = list(map(default_process, texts))
    return lambda question: process.cdist([default_process(question)], ready, scorer=scorer, dtype=np.float32)[0]


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _bm25(texts: Sequence[str]) -> Scores:
    index = bm25s.BM25()
    index.index(list(map(_pairs, texts)), show_progress=False)
    nothing = np.zeros(len(texts), np.float32)
    return lambda question: index.get_scores(_pairs(question)) if len(question) > 1 else nothing


def _tfidf(texts: Sequence[str]) -> Scores:
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), dtype=np.float32)
    matrix = vectors.fit_transform(texts)
    return lambda question: (matrix @ vectors.transform([question]).T).toarray()[:, 0]
