"""One tree of errors. Each says in one line what is wrong, where, and what to do."""

from __future__ import annotations

FIND = "search for the name to get the id: kg search NAME, /api/v1/search?q=NAME"


class KgError(Exception):
    """Anything parkgraph refuses. `str(error)` is one line, fit to be shown to a user.

    what: what is wrong; where: file, line, column or id (may be empty); hint: what to do (may be empty).
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        line = f"{where}: {what}" if where else what
        super().__init__(" ".join(f"{line} ({hint})".split()) if hint else " ".join(line.split()))


class OntologyError(KgError):
    """A file under ontology/ is broken, incomplete or contradicts itself."""


class DataError(KgError):
    """An input (document, table, gazetteer row, gold file) cannot be read as what it should be."""


class StoreError(KgError):
    """The store is missing, of another format, or cannot be written."""


class EntityNotFoundError(KgError):
    """No entity, statement or document of that name or id is in the store."""


class BuildNotFoundError(KgError):
    """The build asked for is not on disk, or not any more."""


class StaleCursorError(KgError):
    """The cursor belongs to a build that is not the one asked."""


class EntityMergedError(EntityNotFoundError):
    """The id was merged into another one. entity_id: the id that was asked for; into: the one that stands for it."""

    def __init__(self, entity_id: str, into: str) -> None:
        self.entity_id, self.into = entity_id, into
        super().__init__(f"{entity_id!r} was merged into {into!r}", hint=f"ask for {into}")


class QueryError(KgError):
    """A SPARQL query was not answered."""


class QuerySyntaxError(QueryError):
    """The query is not SPARQL 1.1; `where` names line and column."""


class QueryForbiddenError(QueryError):
    """The query asks for what this store never does: updates, SERVICE, fetching graphs."""


class QueryTimeoutError(QueryError):
    """The query ran past the time limit and was ended."""


class QueryTooLargeError(QueryError):
    """The query text or its answer is over the size limit."""
