"""/api/v1: what is related or similar to an entity, and the paths between two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from fastapi import APIRouter, Query, Request, Response

from kg.api import examples, examples_of_ties, responses
from kg.api.described import MERGED, found
from kg.api.served import Served
from kg.api.strict import StrictRoute
from kg.model import Modality
from kg.neighborhood import MAX_DEPTH, MAX_LENGTH, Direction, Filters, Rank
from kg.ontology import Ontology


def router(served: Served, ontology: Ontology) -> APIRouter:
    """The routes; relation and type take the names that the ontology declares."""
    routes = APIRouter(prefix="/api/v1", tags=["entities"], route_class=StrictRoute)
    names = [name for name, relation in ontology.relations.items() if not relation.structural]
    of_relation = Query(
        [],
        description="只走这些关系，可重复或用逗号分隔 · only by these relations; repeat it, or separate by commas",
        json_schema_extra={"items": {"type": "string", "enum": names}},
    )
    types = {"enum": list(ontology.entity_types)}
    of_modality = Query(None, description="已实现、计划或目标 · only what is said to be so")
    of_confidence = Query(0.0, ge=0, le=1, description="每一步的最低置信度 · of every step at least")
    of_rank = Query("weight", description=examples_of_ties.RANK)
    from_date = Query(
        None, pattern=examples.DATE, description="陈述文档不早于此日 · stated by a document of this date or later"
    )
    to_date = Query(
        None, pattern=examples.DATE, description="陈述文档不晚于此日 · stated by a document of this date or earlier"
    )

    @routes.get(
        "/entities/{id:path}/related",
        summary="相关实体 · Related entities, with reasons",
        responses=found(examples.RELATED, 404, 409) | MERGED,
    )
    def related(
        request: Request,
        id: str,
        relation: list[str] = of_relation,
        direction: Direction = "both",
        type: str | None = Query(None, description="只要这一类 · only of this type", json_schema_extra=types),
        region: str | None = Query(None, description=examples.REGION),
        industry: str | None = Query(None, description=examples.INDUSTRY),
        since: str | None = from_date,
        until: str | None = to_date,
        modality: Modality | None = of_modality,
        min_confidence: float = of_confidence,
        depth: int = Query(1, ge=1, le=MAX_DEPTH, description="步数 · steps away at most"),
        rank: Rank = of_rank,
        limit: int = Query(20, ge=1, le=200),
        cursor: str | None = Query(None, description=examples.CURSOR),
    ) -> Response:
        """按关联强弱排序，附关系路径、说明和原文依据；计划中的也列出并标明。

        Ranked, each with the way to it, in words too, and its evidence.
        """
        filters = Filters(
            *(_split(relation), direction, modality, min_confidence, since, until, type, region, industry)
        )
        return responses.looked_up(
            request,
            served,
            lambda lookup: lookup.related(id, filters, depth=depth, rank=rank, limit=limit, cursor=cursor),
        )

    @routes.get(
        "/entities/{id:path}/similar",
        summary="相似实体 · Similar entities, and what they share",
        responses=found(examples_of_ties.SIMILAR, 404, 409) | MERGED,
    )
    def similar(
        request: Request,
        id: str,
        limit: int = Query(20, ge=1, le=200),
        cursor: str | None = Query(None, description=examples.CURSOR),
    ) -> Response:
        """产业、产业链、环节、产品、称号相同的同类实体，越少见的共同点分量越重。

        Of the same type, by the industries, chains, segments, products and titles that both have; the rarer, the more it counts.
        """
        return responses.looked_up(request, served, lambda lookup: lookup.similar(id, limit, cursor))

    @routes.get(
        "/paths", summary="两实体间的路径 · Paths between entities", responses=found(examples_of_ties.PATHS, 400, 404)
    )
    def paths(
        request: Request,
        start: str = Query(alias="from", description="起点 · id of the first entity"),
        to: str | None = Query(None, description="终点 · id of the last entity"),
        to_type: str | None = Query(
            None, description="或某一类中最近的 · or the nearest of this type", json_schema_extra=types
        ),
        max_length: int = Query(4, ge=1, le=MAX_LENGTH, description="最多几步 · steps at most"),
        k: int = Query(3, ge=1, le=20, description="最多几条 · paths at most"),
        rank: Literal["damped", "length"] = Query("damped", description=examples_of_ties.PATH_RANK),
        relation: list[str] = of_relation,
        modality: Modality | None = of_modality,
        min_confidence: float = of_confidence,
        since: str | None = from_date,
        until: str | None = to_date,
    ) -> Response:
        """每一步附关系、说明和原文依据；没有路径时 results 为空，note 说明。

        Each step with its statement, words and evidence; where there is no path, results is empty and note says so.
        """
        filters = Filters(_split(relation), "both", modality, min_confidence, since, until)
        return responses.looked_up(
            request,
            served,
            lambda lookup: lookup.paths(
                start, to, to_type, filters, max_length=max_length, k=k, damped=rank == "damped"
            ),
        )

    return routes


def _split(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for part in given for name in part.split(",") if name)
