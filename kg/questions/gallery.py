"""All questions, and the queries of their drop-downs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kg import resources
from kg.errors import EntityNotFoundError
from kg.questions.files import read_question, read_text
from kg.questions.question import PLAIN_KINDS, Question


@dataclass(frozen=True, slots=True)
class Gallery:
    """The questions by name, and the queries of the drop-downs (?value, ?label) by theirs."""

    questions: Mapping[str, Question]
    options: Mapping[str, str]

    @classmethod
    def load(cls, types: Collection[str], directory: Path | None = None) -> Gallery:
        """Read a folder of questions (default: the shipped one); `types` are the names that a parameter can have as kind.

        Raises DataError naming file and line of a broken header, an unknown type or a missing query of a drop-down.
        """
        directory = directory or resources.questions_dir()
        options = {path.stem: read_text(path) for path in sorted((directory / "options").glob("*.rq"))}
        kinds = {*PLAIN_KINDS, *types}
        questions = {path.stem: read_question(path, kinds, options) for path in sorted(directory.glob("*.rq"))}
        return cls(MappingProxyType(questions), MappingProxyType(options))

    def question(self, name: str) -> Question:
        """Raises EntityNotFoundError when there is no question of this name."""
        if name not in self.questions:
            raise EntityNotFoundError(
                f"no question {name!r} in the gallery", hint="kg query --gallery list and /api/v1/queries name them all"
            )
        return self.questions[name]

    def option_query(self, name: str) -> str:
        """The query of a drop-down. Raises EntityNotFoundError when there is none of this name."""
        if name not in self.options:
            raise EntityNotFoundError(
                f"no drop-down {name!r} in the gallery", hint=f"there are: {', '.join(self.options)}"
            )
        return self.options[name]
