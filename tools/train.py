"""Train the extraction's models on annotated articles and write their weights.

    python tools/train.py [--folds 6] [--measure] [--out data/models]

Reads data/gold with its sample documents and data/gold/news/dev with the news items beside the checkout
(../shared/data/news). Needs the extra `train` (scikit-learn); reading texts does not. The same input gives the same
bytes. --measure also prints what articles score that a model was not trained on (precision, recall, F1).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from training import articles, examples, linear, measure
from training.articles import NOTHING, Annotated
from training.linear import Example

from kg.extract import Extractor, judgement
from kg.extract.learned import Models
from kg.extract.learned.linear import Model

NONE = Model({})
STRENGTH = {"worth": 0.3, "pairs": 0.15, "owners": 0.3}
CHECKOUT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the arguments, train, write, and say what was written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=6, help="parts of the cross-validation (default 6)")
    parser.add_argument("--measure", action="store_true", help="print the figures of the cross-validation")
    parser.add_argument("--out", type=Path, default=CHECKOUT / "data" / "models")
    arguments = parser.parse_args()
    Training(articles.load(CHECKOUT), arguments.folds).run(arguments.out, arguments.measure)


class Training:
    """The models learn in turn: which entities count; then, on what a model leaves in articles it does not know, the rest."""

    def __init__(self, annotated: Sequence[Annotated], parts: int) -> None:
        self.annotated, self.parts = annotated, parts
        self.fold = articles.folds(annotated, parts)
        self.extractor = Extractor(models=NOTHING)

    def run(self, out: Path, show: bool) -> None:
        """Train, measure if wanted, and write."""
        contexts = {a.name: self.extractor.by_rules(a.document) for a in self.annotated}
        words = Model({"": {f"x:w:{word}": 0.0 for word in articles.vocabulary(contexts, self.annotated)}}).words
        worth = {a.name: examples.of_worth(a.name, contexts[a.name], a.gold, words) for a in self.annotated}
        for part in range(self.parts):
            judge = Models(self.fitted("worth", worth, part), NONE, NONE)
            for a in self.of(part):
                contexts[a.name].models = judge
                judgement.judge(contexts[a.name])
        pairs = {a.name: examples.of_pairs(a.name, contexts[a.name], a.gold, words) for a in self.annotated}
        owners = {a.name: examples.of_owners(a.name, contexts[a.name], a.gold, words) for a in self.annotated}
        if show:
            answers = {}
            for part in range(self.parts):
                models = Models(NONE, self.fitted("pairs", pairs, part), self.fitted("owners", owners, part))
                answers.update({a.name: measure.answer(contexts[a.name], models) for a in self.of(part)})
            rules = {a.name: measure.answer(self.extractor.by_rules(a.document), NOTHING) for a in self.annotated}
            for title, ours in (("news items", False), ("own samples", True)):
                some = [a for a in self.annotated if a.ours is ours]
                measure.report(f"{title}, rules only", some, rules, self.extractor.ontology)
                measure.report(title, some, answers, self.extractor.ontology)
        sizes = []
        for name, found in (("worth", worth), ("pairs", pairs), ("owners", owners)):
            size = linear.write(
                out / f"{name}.tsv", linear.fit([e for a in self.annotated for e in found[a.name]], STRENGTH[name])
            )
            sizes.append(f"{name}.tsv {size / 1e6:.2f} MB")
        print(f"{len(self.annotated)} articles;", ", ".join(sizes))

    def of(self, part: int) -> list[Annotated]:
        """The articles of a part."""
        return [a for a in self.annotated if self.fold[a.name] == part]

    def fitted(self, name: str, found: Mapping[str, Sequence[Example]], but: int) -> Model:
        """A model of the articles of all parts but one."""
        rest = (a.name for a in self.annotated if self.fold[a.name] != but)
        return linear.model(linear.fit([example for one in rest for example in found[one]], STRENGTH[name]))


if __name__ == "__main__":
    main()
