"""How often one client may ask: KG_RATE_LIMIT, counted per API key or address in a moving window."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from kg.errors import KgError

_NETWORK = 64  # bits of an IPv6 address that one household has for itself
_NAME_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a client stands. allowed: may it ask now; remaining: requests left; seconds: until one more is free."""

    allowed: bool
    headers: dict[str, str]
    seconds: int


class Throttle:
    """A limit such as `60/minute` for each client."""

    def __init__(self, limit: str) -> None:
        """Raises KgError when the limit cannot be read."""
        try:
            self._limit = parse(limit)
        except ValueError as error:
            where, hint = "environment variable KG_RATE_LIMIT", "give one such as 60/minute or 1000/hour"
            raise KgError(f"{limit!r} is no limit", where=where, hint=hint) from error
        self._counts = MovingWindowRateLimiter(MemoryStorage())

    def ask(self, client: str) -> Standing:
        """Count a request of a client.

        The headers are those of draft-ietf-httpapi-ratelimit-headers: RateLimit-Policy says the quota and its window,
        RateLimit what is left of it and in how many seconds more is.
        """
        allowed = self._counts.hit(self._limit, client)
        reset, remaining = self._counts.get_window_stats(self._limit, client)
        seconds = max(1, math.ceil(reset - time.time()))
        headers = {
            "RateLimit-Policy": f'"default";q={self._limit.amount};w={self._limit.get_expiry()}',
            "RateLimit": f'"default";r={remaining};t={seconds}',
        }
        return Standing(allowed, headers, seconds)


def counted_as(address: str) -> str:
    """What an address is counted as: itself, and all addresses of an IPv6 network of 64 bits as one."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address[:_NAME_LENGTH]
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return f"{IPv6Address(int(ip) >> _NETWORK << _NETWORK)}/{_NETWORK}"
    return str(ip)
