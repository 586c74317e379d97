"""/metrics: what the server does, for Prometheus. The registry is the app's own; nothing is shared between apps."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from ipaddress import ip_address

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client import generate_latest as text_of
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import Scope

from kg.api.described import problems
from kg.api.errors import NotForYouError
from kg.api.prefix import path_below
from kg.api.served import Served
from kg.api.tally import Outcomes
from kg.api.workers import Pool, WorkerPool
from kg.settings import Settings

_METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
_OTHER = "other"
_FORWARDED = ("x-forwarded-for", "x-real-ip", "forwarded", "via")
_EXAMPLE = 'parkgraph_requests_total{method="GET",route="/api/v1/search",status="200"} 42.0'
_DESCRIBED = {"description": "Prometheus text format", "content": {"text/plain": {"example": _EXAMPLE}}}


class Metrics:
    """Requests by route, method and status with their duration; queries, processes, build and memory when asked."""

    def __init__(self, served: Served, pools: Mapping[str, Pool | WorkerPool], outcomes: Outcomes) -> None:
        self._registry = CollectorRegistry(auto_describe=False)
        labels = ("route", "method")
        self._requests = Counter(
            *("parkgraph_requests", "Requests answered", (*labels, "status")), registry=self._registry
        )
        self._seconds = Histogram(
            *("parkgraph_request_seconds", "Time until the last byte was handed over", labels), registry=self._registry
        )
        self._kept = dict[tuple[str, str, str], tuple[Counter, Histogram]]()
        self._registry.register(_State(served, pools, outcomes))
        ProcessCollector(registry=self._registry)

    def observe(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        """Count a request. Labels are route templates, usual methods and statuses: strangers cannot make new ones."""
        labels = template(scope), method if method in _METHODS else _OTHER, str(status)
        kept = self._kept.get(labels)
        if kept is None:
            kept = self._kept[labels] = self._requests.labels(*labels), self._seconds.labels(*labels[:2])
        kept[0].inc()
        kept[1].observe(seconds)

    def text(self) -> bytes:
        """Everything in the text format of Prometheus."""
        return text_of(self._registry)


class _State(Collector):
    def __init__(self, served: Served, pools: Mapping[str, Pool | WorkerPool], outcomes: Outcomes) -> None:
        self._served, self._pools, self._outcomes = served, pools, outcomes

    def collect(self) -> Iterator[Metric]:
        outcomes = CounterMetricFamily("parkgraph_queries", "Queries at /sparql by outcome", labels=["outcome"])
        for outcome, count in self._outcomes.items():
            outcomes.add_metric([outcome], count)
        yield outcomes
        yield from self._processes()
        meta, build = self._served.lookup().store.meta, self._served.build_id
        yield InfoMetricFamily("parkgraph_build", "The build that is served", {"id": build})
        if meta.get("built"):
            age = time.time() - datetime.fromisoformat(meta["built"]).timestamp()
            yield GaugeMetricFamily("parkgraph_build_age_seconds", "Time since the build was made", age)

    def _processes(self) -> Iterator[Metric]:
        families: dict[str, Metric] = {
            "busy": GaugeMetricFamily("parkgraph_workers_busy", "Processes at work", labels=["job"]),
            "waiting": GaugeMetricFamily("parkgraph_queue_length", "Questions that wait for one", labels=["job"]),
            "started": CounterMetricFamily("parkgraph_workers_started", "Processes started", labels=["job"]),
            "killed": CounterMetricFamily("parkgraph_workers_killed", "Processes that had to be ended", labels=["job"]),
        }
        for job, pool in self._pools.items():
            state = pool.state()
            for name, family in families.items():
                family.add_sample(_sample_name(family), {"job": job}, getattr(state, name))
        yield from families.values()


def _sample_name(family: Metric) -> str:
    return f"{family.name}_total" if family.type == "counter" else family.name


def template(scope: Scope) -> str:
    """The route's path with its parameters' names, `/static`, or `other` for what no route takes."""
    route = scope.get("route")
    if route is not None:
        return str(route.path)
    return "/static" if path_below(scope).startswith("/static/") else _OTHER


def router(metrics: Metrics, settings: Settings) -> APIRouter:
    """The route; none at all when the setting says off."""
    routes = APIRouter(tags=["server"])
    if settings.metrics == "off":
        return routes

    @routes.get("/metrics", summary="监控指标 · Metrics", responses={200: _DESCRIBED, **problems(403)})
    def text(request: Request) -> Response:
        """Prometheus 文本；默认只答本机。 Prometheus text; by default only for this machine."""
        if settings.metrics == "local" and not _is_local(request):
            raise NotForYouError("metrics are only for this machine", hint="KG_METRICS=all opens them")
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})

    return routes


def _is_local(request: Request) -> bool:
    """Whether a program of this machine asks for itself, and not a proxy for somebody else."""
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False
