"""Reaching an address that somebody entered, without being led into our own network.

The name is resolved for every message and the connection goes to the very address that was judged, so that a name
cannot change its meaning in between. Redirects are not followed. Addresses that are not public are refused unless
`KAMBIUM_WEBHOOK_NETWORKS` names their network.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

PATIENCE = 10  # seconds for each step
DEADLINE = 20  # seconds for all of it
MOST_READ = 2_000
# Networks in which an IPv4 address is written into an IPv6 one, which could be any.
DISGUISES = tuple(ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"))


class Unreachable(Exception):
    """The address may not be reached, or does not answer; the text says why."""


@dataclass(frozen=True)
class Target:
    """Where a message goes: the name for certificate and `Host`, the address for the connection."""

    host: str
    address: str
    port: int
    path: str
    is_tls: bool


@dataclass(frozen=True)
class Answer:
    """What came back: the status and the beginning of the body."""

    status: int
    text: str

    @property
    def is_good(self) -> bool:
        """Whether the message arrived."""
        return 200 <= self.status < 300


def target_of(url: str) -> Target:
    """Resolve an address and judge it. Raises Unreachable."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        raise Unreachable(_("This is no address of a web server.")) from None
    if parts.scheme not in ("https", "http") or not host or "@" in parts.netloc or not url.isprintable():
        raise Unreachable(_("This is no address of a web server."))
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable(_("Nothing is known by the name %(host)s.") % {"host": host}) from None
    addresses = [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not addresses or not all(may_reach(one, is_tls=parts.scheme == "https") for one in addresses):
        raise Unreachable(_("Only public addresses over https are reached, and networks that the operator allows."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, str(addresses[0]), port, path, parts.scheme == "https")


def may_reach(address: IPv4Address | IPv6Address, *, is_tls: bool) -> bool:
    """Whether a message may go to an address: a public one over TLS, or one of an allowed network."""
    address = getattr(address, "ipv4_mapped", None) or address
    if any(address in ip_network(one) for one in settings.WEBHOOK_NETWORKS):
        return True
    is_disguised = any(address in one for one in DISGUISES)
    return is_tls and address.is_global and not address.is_multicast and not is_disguised


def post(target: Target, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send a message and read the beginning of what comes back. Raises Unreachable."""
    connection = _Secure(target) if target.is_tls else _Plain(target)
    timer = threading.Timer(DEADLINE, connection.cut)
    timer.start()
    try:
        connection.request("POST", target.path, body, dict(headers))
        response = connection.getresponse()
        return Answer(response.status, response.read1(MOST_READ).decode(errors="replace").replace("\0", ""))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(f"{type(error).__name__}: {error}"[:200]) from error
    finally:
        timer.cancel()
        connection.close()


class _Plain(http.client.HTTPConnection):
    """A connection to the judged address."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=PATIENCE)
        self.target = target

    def connect(self) -> None:
        """Connect to the address, not to whatever the name means by now."""
        self.sock = self.opened()

    def opened(self) -> Any:
        """The socket."""
        return socket.create_connection((self.target.address, self.target.port), PATIENCE)

    def cut(self) -> None:
        """End it from outside: whoever answers a byte at a time does not hold a worker."""
        if self.sock is not None:
            self.sock.close()


class _Secure(_Plain):
    """The same with TLS: the certificate must be the name's."""

    def opened(self) -> Any:
        """The socket, with the certificate checked against the name."""
        return ssl.create_default_context().wrap_socket(super().opened(), server_hostname=self.target.host)
