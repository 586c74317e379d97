"""Figures: a value with its unit, what it measures, whose it is, when, and what the text adds (change, share of plan)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from kg.extract import modality, periods, policy_text
from kg.extract.article import Article
from kg.extract.context import Context
from kg.extract.frames import Placed
from kg.extract.learned import Model
from kg.extract.learned.linear import Words
from kg.extract.learned.owners import Owner, candidates
from kg.extract.linker import Thing
from kg.extract.observations import figures, indicators, subjects
from kg.extract.observations.figures import Figure
from kg.extract.sentences import Sentence
from kg.model import Evidence, Observation

_REACH = 30


Choose = Callable[[Figure, str, Sequence[Owner], Sequence[Thing]], list[Thing]]


def read(
    article: Article, context: Context, choose: Choose | None = None, words: Words | None = None
) -> Iterator[Observation]:
    """All observations of an article, each once; those of the headline only where the body does not say them.

    choose: whose a figure is, of those offered and of those the rules say (default: `likeliest`); words: the words that
    are looked for around it.
    """
    choose = choose or partial(likeliest, context.models.owners)
    words = words or context.models.owners.words
    seen: dict[tuple[float, str], list[Observation]] = {}
    body = [s for s in article.sentences if s.paragraph > 0 or not article.document.title]
    headline = article.sentences[: len(article.sentences) - len(body)]
    for sentence in [*body, *headline]:
        in_body = sentence.paragraph > 0 or not headline
        for observation in _sentence(article, context, sentence, choose, words):
            same = seen.setdefault((observation.value, observation.unit), [])
            if not any(_repeats(observation, other, in_body) for other in same):
                same.append(observation)
                yield observation


def _repeats(observation: Observation, other: Observation, in_body: bool) -> bool:
    """The same figure again: the headline's always, the body's when subject and indicator agree."""
    a, b = observation.indicator, other.indicator
    return not in_body or (observation.subject == other.subject and (a in b or b in a))


def _sentence(
    article: Article, context: Context, sentence: Sentence, choose: Choose, words: Words
) -> Iterator[Observation]:
    here = context.mentions(sentence)
    changes = figures.changes(sentence)
    covered = {p for m in here if m.thing.type not in _MAY_HOLD for p in range(m.start, m.end)}
    covered |= {sentence.start + p for m in changes for p in range(m.start("value"), m.end("value"))}
    found = figures.find(sentence, covered)
    period = periods.of_sentence(article, sentence) or _inherited(article, sentence)
    owners: list[Thing] = []
    indicator: str | None = None
    for index, figure in enumerate(found):
        limit = found[index + 1].start if index + 1 < len(found) else sentence.end
        floor = found[index - 1].end if index else sentence.start
        if context.policy is not None and policy_text.GRANT.search(sentence.text):
            granted = policy_text.grant(article.text, figure.start, figure.end, floor)
            yield _observation(article, sentence, figure, granted, context.policy, None)
            continue
        follower = found[index + 1] if index + 1 < len(found) and limit == figure.end else figure
        joined = index and article.text[floor : figure.start] in {"和", "、", "与", "及"}
        indicator = indicators.of_figure(article, sentence, follower, floor, here) or (indicator if joined else None)
        if indicator:
            ruled = subjects.of_figure(context, sentence, here, figure, owners)
            if len(ruled) > 1:  # 均, 分别: said in so many words
                owners = ruled
            else:
                offered = candidates(context, sentence, here, figure, indicator, ruled, owners, words)
                owners = choose(figure, indicator, offered, ruled)
            for owner in _each_its_own(article, sentence, owners, index, found):
                made = _observation(article, sentence, figure, indicator, owner, period)
                yield _with_changes(made, sentence, figure, limit, changes)
    yield from _growth_only(article, context, sentence, here, found, period)


def likeliest(
    model: Model, figure: Figure, indicator: str, offered: Sequence[Owner], ruled: Sequence[Thing]
) -> list[Thing]:
    """Whose a figure is: whom the model holds likeliest, else whom the rules say unless very unlikely; without a model whom the rules say."""
    if not model.labels:
        return list(ruled)
    rated = {o.thing: model.score(o.features, OWNS) for o in offered}
    best = max(rated, key=lambda thing: rated[thing], default=None)
    if best is not None and rated[best] >= _LEAST:
        return [best]
    return [thing for thing in ruled if rated.get(thing, 0.0) >= _LEAST_RULED]


OWNS, _LEAST, _LEAST_RULED = "owns", 0.2, 0.05


def _each_its_own(
    article: Article, sentence: Sentence, owners: list[Thing], index: int, found: Sequence[Figure]
) -> list[Thing]:
    """A、B产值分别为3亿元和5亿元: the first figure after 分别 is the first one's, and so on."""
    respectively = article.text.rfind("分别", sentence.start, found[index].start)
    first = next((n for n, f in enumerate(found) if f.start > respectively), index)
    if respectively < 0 or len(owners) < 2 or index - first >= len(owners):
        return owners
    return [owners[index - first]]


# A number inside a name of these types is a figure all the same: 12项60条措施.
_MAY_HOLD = frozenset({"Title", "Policy", "Goal", "Industry", "ChainSegment"})


_SEMICOLONS = 40  # parts of one sentence; a longer list is no sentence


def _inherited(article: Article, sentence: Sentence) -> str | None:
    """The period of the part before a semicolon holds for the part after it."""
    for previous in reversed(article.sentences[max(0, sentence.index - _SEMICOLONS) : sentence.index]):
        if not previous.text.endswith("；"):
            return None
        if period := periods.of_sentence(article, previous):
            return period
    return None


def _observation(
    article: Article, sentence: Sentence, figure: Figure, indicator: str, subject: Thing, period: str | None
) -> Observation:
    said = modality.of_span(sentence, figure.start, figure.end) or "done"
    pieces = article.document.pieces(sentence.start, sentence.end)
    evidence = Evidence(pieces, None, "figure", 0.7, said, modality.speaker(sentence))
    return Observation(
        subject.id,
        indicator,
        figure.value,
        figure.text,
        figure.unit,
        (evidence,),
        period,
        earlier=figure.earlier,
        bound=figure.bound,
    )


def _with_changes(
    made: Observation, sentence: Sentence, figure: Figure, limit: int, changes: Sequence[re.Match[str]]
) -> Observation:
    """Growth and share of plan that stand between a figure and the next one."""
    for match in changes:
        if not figure.end <= sentence.start + match.start() < limit:
            continue
        number = float(match.group("value"))
        if match.re is figures.COMPLETION:
            made = made if made.completion is not None else replace(made, completion=number)
        elif made.change is None:
            falls = match.re is figures.FALL or match.group("sign")
            made = replace(made, change=-number if falls else number)
    return made


def _growth_only(
    article: Article,
    context: Context,
    sentence: Sentence,
    here: Sequence[Placed],
    found: Sequence[Figure],
    period: str | None,
) -> Iterator[Observation]:
    """X产值同比增长20%, 税收下降4% without the value itself: the growth or fall is the figure."""
    for match in (*figures.CHANGE.finditer(sentence.text), *figures.FALL.finditer(sentence.text)):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if any(f.end <= start < f.end + _REACH for f in found):
            continue
        words = indicators.of_growth(article, sentence, start, here)
        if not words:
            continue
        grown = re.sub(r"(?:达到|达|为|约|了|近|超过|超|\s|-|\d|\.|%|％)+$", "", match.group())
        figure = Figure(start, end, match.group("value"), float(match.group("value")), "%")
        for owner in subjects.of_figure(context, sentence, here, figure, ()):
            made = _observation(article, sentence, figure, words + grown, owner, period)
            yield replace(made, evidence=(replace(made.evidence[0], rule="growth", confidence=0.65),))
