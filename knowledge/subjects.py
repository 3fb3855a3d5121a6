"""Question -> subjects with scores, from the topic index (0 is the border between yes and no) and from what the asker said."""

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from knowledge import lexicon
from knowledge.following import windows_named
from knowledge.question import Question
from knowledge.spells import names_years
from knowledge.topics import TopicIndex
from knowledge.wording import asking
from notices.vocabulary import lineage

PRESSING = 0.4  # what windows gain where the question asks whether something can still be done
OFFICE_HOURS = "outside.office_hours"
STORY = 0.3  # what the whole of a text loses where parts of it only tell a story
BESIDE_STORY = 0.15  # and at once, where there is a story at all
LONG_STORY = 25  # characters of story from which it loses all of that
SEGMENT = 0.12  # what a part of a text loses against the whole
HOPELESS = -0.75  # but only those that the wording does not rule out
PLAINLY = 0.3  # what a topic has that the asker's own words make plain
OF_ITS_OWN = 0.45  # from which score a short turn has a subject of its own
FEW = 9  # characters of a turn that has at least that
LEANT = 0.2  # and has at least, in a very short one
CARRIED = 0.45  # what the earlier subject gains in a short turn
WHEN = 0.2  # what windows gain where the question asks for a date
FOREMOST = 0.3  # by how much the window meant leads: more than its facts lose that were shown just before
APART = -0.3  # from which score a part is taken to ask for its topic
SHORTEST = 4  # characters of a part that is looked at alone
PLAIN_PART = 0.5  # the score from which even a shorter one is
NEXT = -0.5  # from which score a part may be about its second topic


def subject_scores(question: Question, index: TopicIndex, lean: str | None = None) -> dict[str, float]:
    """How much a question speaks for each subject: as a whole, in the parts that ask, and by what the asker said. A short
    question may `lean` on the subject of the one before."""
    scores = dict(zip(index.subjects, _best_scores(question, index).tolist(), strict=True))
    if (gain := PRESSING * question.pressing + WHEN * question.when) and not _counts_days(question, lean):
        scores |= {s: scores[s] + gain for s in _windows(index.subjects) if scores[s] > HOPELESS}
    if lean in scores and max(scores.values()) < OF_ITS_OWN:
        few = len(question.whole) <= FEW
        scores[lean] = max(scores[lean] + CARRIED, LEANT) if few else scores[lean] + CARRIED
    if _of_publicity(question, lean):
        scores |= {s: min(scores[s], HOPELESS) for s in _windows(index.subjects)}
    scores = with_kin(question, scores, lean)
    if _counts_sheets(question):
        scores |= {s: min(scores[s], HOPELESS) for s in scores if s.startswith("fee.")}
    best = foremost(scores)
    ordered = best.startswith("chat.") and not lexicon.cue("hearsay").search(question.text)
    meant = (None if ordered else _moved(question, lean)) or _window_meant(question, lean)
    if meant is None and best == OFFICE_HOURS:
        meant = _visited(question)
    if meant in scores:
        scores[meant] = max(scores.values()) + FOREMOST
    return scores


def foremost(scores: Mapping[str, float]) -> str:
    """The subject with the highest score."""
    most = max(scores.values())
    return next(subject for subject, score in scores.items() if score == most)


def _best_scores(question: Question, index: TopicIndex) -> NDArray[np.float32]:
    """The scores of the whole, or of the parts that ask where these are higher."""
    best = _whole_scores(question, index)
    parts = asking(question.asked)
    if len(question.asked) > 1:
        story = len(question.whole) - sum(map(len, parts))
        best = best - (BESIDE_STORY * (story > SHORTEST) + STORY * min(1.0, story / LONG_STORY))
        if len(parts) > 1:
            best = np.maximum(best, index.scores("".join(parts)))
        for part in parts[-5:]:
            if len(part) >= SHORTEST:
                best = np.maximum(best, index.linear(part) - SEGMENT)
    return best


@cache
def _windows(subjects: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(subject for subject in subjects if subject.startswith("window."))


def asked_apart(question: Question, index: TopicIndex) -> tuple[Mapping[str, float], ...]:
    """For each part that asks something of its own the topics that it may be about, the likeliest first, where its wording is
    clear; a part of three characters must be very clear (多少钱)."""
    read = [(part, index.linear(part)) for part in asking(question.asked)[-4:] if len(part) >= SHORTEST - 1]
    clear = [scores for part, scores in read if scores.max() > (APART if len(part) >= SHORTEST else PLAIN_PART)]
    likely = [topics for scores in clear if (topics := _likeliest(scores, index.subjects))]
    return tuple(likely) if len(likely) > 1 else ()


def _likeliest(scores: NDArray[np.float32], subjects: tuple[str, ...]) -> Mapping[str, float]:
    """The best subject of a part, and the next one where it is not far from being clear; nothing where no notice speaks of it."""
    first, second = scores.argsort()[::-1][:2].tolist()
    both = {subjects[n]: float(scores[n]) - SEGMENT for n in (first, second) if n == first or scores[n] > NEXT}
    beside = ("chat.", "outside.")
    return {} if subjects[first].startswith(beside) else {t: s for t, s in both.items() if not t.startswith(beside)}


def _whole_scores(question: Question, index: TopicIndex) -> NDArray[np.float32]:
    whole = index.scores(question.whole)
    if question.without_route != question.whole and not lexicon.cue("kinds").search(question.text):
        whole = 0.3 * whole + 0.7 * index.scores(question.without_route)
    return whole


def _counts_days(question: Question, lean: str | None) -> bool:
    """Whether the question has days of publicity counted, by its own words or after a question about publicity."""
    return _of_publicity(question, lean) or (bool(question.moments) and bool(lexicon.cue("publicity_days").search(question.text)))


def _of_publicity(question: Question, lean: str | None) -> bool:
    """Whether a day is named after a question about publicity, and nothing else that is done on it."""
    return lean == "publicity.unit" and bool(question.moments) and not lexicon.cue("names_step").search(question.text)


def _counts_sheets(question: Question) -> bool:
    """Whether what is counted are papers and not money: 要交几张表."""
    return lexicon.cue("sheets_counted").search(question.text) is not None and not lexicon.cue("money").search(question.text)


_EXCLUDED = {"government", "civil-like", "retired"}


def _held(question: Question, lean: str | None) -> frozenset[str]:
    """What the question holds of all that kin topics ask for."""
    plain: dict[str, bool] = {
        "series": bool(question.series),
        "job": bool(question.jobs),
        "county": any(len(lineage("places", p)) > 2 for p in (*question.places, *question.home)),
        "pressing": question.pressing,
        "returned": question.returned and bool(question.moments),
        "when": question.when,
        "after_fee": lean is not None and (lean.startswith("fee.") or lean == "window.payment"),
        "after_complaint": lean == "contact.complaint",
        "education_span": "education" in question.conditions
        and bool(question.moments or names_years(question.text))
        and bool(lexicon.cue("span").search(question.text)),
        "names_paper": lexicon.cue("names_paper").search(question.text) is not None
        and (question.pressing or question.when or bool(question.moments)),
        "names_defence": "答辩" in question.text and (question.pressing or bool(question.moments)),
        "defence_on_day": lexicon.cue("defence.on_day").search(question.text) is not None,
        "sheets_counted": _counts_sheets(question),
        "price_named": lexicon.cue("price_named").search(question.text) is not None,
        "both_phones": lexicon.cue("both_phones").search(question.text) is not None,
        "misses_defence": lexicon.cue("defence.missed").search(question.text) is not None,
        "pressing_plain": question.pressing
        and not lexicon.cue("named_window").search(question.text)
        and not _of_publicity(question, lean),
        "pressing_money": question.pressing and bool(lexicon.cue("money").search(question.text)),
        "private_first": "private" in question.conditions.get("employer", ())
        and "first-time" in question.conditions.get("standing", ()),
        "publicity_days": _counts_days(question, lean),
        "transferred": "transferred" in question.conditions.get("standing", ()),
        "excluded": bool(_EXCLUDED & set(question.conditions.get("employer", ())))
        or "punished" in question.conditions.get("standing", ()),
    }
    return frozenset((*(name for name, holds in plain.items() if holds), *question.conditions))


_WINDOW_OF = {"fee": "window.payment", "paper": "window.paper", "defence": "window.defence", "review": "window.review"}


def _moved(question: Question, lean: str | None) -> str | None:
    """The window that is said to have been moved: the one named, else the one spoken of, else that for applying."""
    if not lexicon.cue("moved").search(question.text) or _of_publicity(question, lean):
        return None
    return next(iter(windows_named(question)), lean if lean and lean.startswith("window.") else "window.apply")


def _visited(question: Question) -> str | None:
    """The only window that is named for a day: 10月13号能去交材料不 does not ask for the hours of an office."""
    only = windows_named(question) if any(moment.names_day for moment in question.moments) else []
    return only[0] if len(only) == 1 else None


def _window_meant(question: Question, lean: str | None) -> str | None:
    """Whose date is asked after something that has one: that of the only window named, or where none is, the one spoken of:
    最后一天几号, after fees."""
    before = lean if lean and lean.startswith("window.") else _WINDOW_OF.get((lean or "").partition(".")[0])
    if before is None:
        return None
    dated = question.when or (question.moments and not lexicon.cue("asks_thing").search(question.text))
    if dated and len(only := windows_named(question)) == 1:
        return only[0]
    if not (question.when or question.pressing):
        return None
    named = lexicon.cue("named_window").search(question.text) or lexicon.cue("names_apply").search(question.text)
    return None if named else before


def with_kin(question: Question, scores: dict[str, float], lean: str | None = None) -> dict[str, float]:
    """The scores, with topics that a question is about as well because of what the asker said."""
    held = _held(question, lean)
    for kin in lexicon.kin():
        if kin.means in scores and kin.said in held:
            lead = max((scores.get(t, -2.0) for t in kin.asked), default=PLAINLY)
            scores[kin.means] = max(scores[kin.means], lead + kin.gain)
    return scores
