"""Builds on disk: made in a folder of their own, swapped in whole. No reader ever sees half of one."""

from __future__ import annotations

import fcntl
import os
import shutil
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from kg.errors import StoreError
from kg.store.drafts import FOLDERS, Draft

FORMAT = 2
CURRENT, BUILDS, META = "current", "builds", "meta.json"
_TEMPORARY = ".tmp-"


def current_build(store: Path) -> Path | None:
    """The folder of the build in use; None where nothing was built yet."""
    link = store / CURRENT
    return link.resolve() if link.is_symlink() and link.is_dir() else None


def others(build: Path) -> list[Path]:
    """The finished builds beside this one, the last one made at the end; beside one no longer in use, only earlier ones."""
    made = {meta.parent: str(orjson.loads(meta.read_bytes())["built"]) for meta in build.parent.glob(f"[!.]*/{META}")}
    latest = max(made.values()) if current_build(build.parent.parent) == build.resolve() else made[build]
    return sorted((path for path in made if path != build and made[path] <= latest), key=lambda path: made[path])


class Hold:
    """Keeps a build from being removed for as long as this lives. Raises OSError when there is no build."""

    def __init__(self, build: Path) -> None:
        handle = os.open(build / META, os.O_RDONLY)
        weakref.finalize(self, os.close, handle)
        fcntl.flock(handle, fcntl.LOCK_SH)


@contextmanager
def draft(store: Path) -> Iterator[Draft]:
    """A new draft in the store's folder, gone at the end unless committed; the only one while it lasts.

    Raises StoreError when the folder cannot be written, its disk is full, or another build is being written in it.
    """
    store = store.resolve()
    path, made = store / BUILDS / f"{_TEMPORARY}{os.getpid()}", None
    with _locked(store):
        for left in (store / BUILDS).glob(f"{_TEMPORARY}*"):
            shutil.rmtree(left, ignore_errors=True)
        try:
            for part in FOLDERS:
                (path / part).mkdir(parents=True)
            yield (made := Draft(path))
        except OSError as error:
            hint = "the store is as it was; free some space or choose another --store"
            raise StoreError(f"it cannot be written: {error.strerror or error}", where=str(store), hint=hint) from error
        finally:
            if made is not None:
                made.settle()
            shutil.rmtree(path, ignore_errors=True)


def commit(store: Path, made: Draft, meta: dict[str, Any]) -> str:
    """Seal the draft with its meta data, make it the build in use and return its id.

    Where the build in use has that id, it stays. The one in use before is kept, and those that are held by a reader.
    """
    store = store.resolve()
    build_id = made.digest()
    record = {"id": build_id, "format": FORMAT, "built": datetime.now(UTC).isoformat(timespec="seconds"), **meta}
    (made.path / META).write_bytes(orjson.dumps(record, option=orjson.OPT_INDENT_2))
    _sync(made.path)
    target, previous = store / BUILDS / build_id, current_build(store)
    if previous == target:
        return build_id
    if not target.exists():
        made.path.rename(target)
        _sync_folder(target.parent)
    _point(store, target)
    _prune(store / BUILDS, {target, previous})
    return build_id


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    try:
        (store / BUILDS).mkdir(parents=True, exist_ok=True)
        lock = (store / ".lock").open("w")
    except OSError as error:
        raise StoreError(
            f"the folder cannot be written: {error.strerror}", where=str(store), hint="choose another --store"
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                "another build is being written", where=str(store), hint="wait until it has ended"
            ) from error
        yield


def _sync(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _sync_folder(path)


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _point(store: Path, target: Path) -> None:
    link = store / f".{CURRENT}-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(BUILDS) / target.name)
    link.replace(store / CURRENT)
    _sync_folder(store)


def _prune(builds: Path, kept: set[Path | None]) -> None:
    """Remove the other builds that nobody holds: renamed first, so that none is ever seen half removed."""
    for build in builds.iterdir():
        if build in kept or build.name.startswith(_TEMPORARY) or not _is_free(build):
            continue
        gone = builds / f"{_TEMPORARY}gone-{build.name}"
        with suppress(OSError):
            build.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)


def _is_free(build: Path) -> bool:
    try:
        with (build / META).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except BlockingIOError:
        return False
    except OSError:
        return True
