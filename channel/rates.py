"""How much one talk and one address may ask for, and whose address it is."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Iterable, Sequence

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from guidance.records import Network

# A moving window of 10 in 20 s lets 10 come at once and 0.5 a second in the long run.
_TALK = RateLimitItemPerSecond(10, 20, namespace="talk")
_ADDRESS = (30, 15)  # 2 a second, 30 at once
_SESSIONS = (10, 60)  # new talks from one address


class Rates:
    """The limits, in memory.

    Args:
        networks: of portals whose people share an address; the address limits there are multiplied.
        proxies: addresses of our own proxies; only their `X-Real-IP` is believed.
    """

    def __init__(self, networks: Iterable[Network] = (), proxies: Sequence[str] = ()) -> None:
        self._networks = [(ipaddress.ip_network(network.range), network.times) for network in networks]
        self._proxies = frozenset(proxies)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def client(self, peer: str, real_ip: str | None) -> str:
        """Return the client's address, an IPv6 one as its /64, which one household or office holds whole.

        Args:
            peer: who is at the other end of the connection.
            real_ip: the header `X-Real-IP`; read only when the peer is one of our proxies.
        """
        told = real_ip if real_ip and peer in self._proxies else peer
        try:
            address = ipaddress.ip_address(told.strip())
        except ValueError:
            return peer
        if isinstance(address, ipaddress.IPv6Address):
            if address.ipv4_mapped:
                return str(address.ipv4_mapped)
            return str(ipaddress.ip_network((address, 64), strict=False))
        return str(address)

    def new_talk(self, client: str) -> int:
        """Return 0 when the address may open a talk, else the seconds to wait."""
        return self._hit(self._of_address(client, _SESSIONS, "sessions"), client)

    def request(self, client: str) -> int:
        """Return 0 when the address may ask, else the seconds to wait."""
        return self._hit(self._of_address(client, _ADDRESS, "address"), client)

    def message(self, sender: str) -> int:
        """Return 0 when the talk may go on, else the seconds to wait."""
        return self._hit(_TALK, sender)

    def _of_address(self, client: str, limit: tuple[int, int], name: str) -> RateLimitItem:
        address = ipaddress.ip_network(client, strict=False) if client else None
        times = max(
            (times for network, times in self._networks if address and address.version == network.version and address.subnet_of(network)),  # type: ignore[arg-type]
            default=1,
        )
        return RateLimitItemPerSecond(limit[0] * times, limit[1], namespace=name)

    def _hit(self, limit: RateLimitItem, key: str) -> int:
        if self._limiter.hit(limit, key):
            return 0
        opens = self._limiter.get_window_stats(limit, key).reset_time
        return max(1, math.ceil(opens - time.time()))
