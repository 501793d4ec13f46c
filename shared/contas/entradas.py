"""How often somebody may try to get in: by name and place, by name alone, by place alone."""

import ipaddress
from contextlib import suppress
from dataclasses import dataclass

from shared.contas.ports import Tentativas
from shared.contas.usuarios import login_key
from shared.kit.errors import TooManyRequests
from shared.limites.models import Cota

_WINDOW_S = 15 * 60
_KNOWN_S = 30 * 24 * 3600
# Whoever holds one IPv6 address holds 2^64 of them.
_IPV6_NETWORK_BITS = 64


@dataclass(frozen=True, slots=True)
class Entrada:
    """What the attempts of one name from one place are held to, narrowest first, and whether it got in from there.

    Guessing from one place shuts that place out of that name; the owner comes in from another. Fifty for a name bound
    what many places may guess together, a hundred for a place what it may try on many names. Where the name got in
    within a month the fifty do not bind: else strangers with many addresses could keep the owner out for good.
    """

    both: Cota
    name: Cota
    place: Cota
    known: Cota

    @classmethod
    def of(cls, kind: str, name: str, address: str) -> "Entrada":
        name, place = login_key(name), network(address)
        return cls(
            both=Cota(f"{kind}:{name}|{place}", 5, _WINDOW_S),
            name=Cota(f"{kind}:{name}", 50, _WINDOW_S),
            place=Cota(f"entrada:{place}", 100, _WINDOW_S),
            known=Cota(f"{kind}:{name}|{place}|conhecida", 1, _KNOWN_S),
        )

    async def count(self, tentativas: Tentativas) -> tuple[Cota, ...]:
        """Count an attempt, before it is judged; what was counted, narrowest first. Raises `TooManyRequests`."""
        await tentativas.count(self.both)
        try:
            await tentativas.count(self.name, self.place)
        except TooManyRequests:
            if not await self._is_known(tentativas):
                raise
            await tentativas.count(self.place)
            return self.both, self.place
        return self.both, self.name, self.place

    async def require(self, tentativas: Tentativas) -> None:
        """Raises `TooManyRequests` when no attempt is left. Reads only."""
        try:
            await tentativas.require(self.both, self.name, self.place)
        except TooManyRequests:
            if not await self._is_known(tentativas):
                raise
            await tentativas.require(self.both, self.place)

    async def remember(self, tentativas: Tentativas) -> None:
        """The name got in from here; it is written once a month."""
        with suppress(TooManyRequests):
            await tentativas.count(self.known)

    async def _is_known(self, tentativas: Tentativas) -> bool:
        try:
            await tentativas.require(self.known)
        except TooManyRequests:
            return True
        return False


def sign_up_attempts(address: str) -> Cota:
    return Cota(f"cadastro:{network(address)}", 100, _WINDOW_S)


def password_attempts(conta: str, usuario_id: str) -> Cota:
    """Guesses of the current password from within a session."""
    return Cota(f"senha:{usuario_id}", 5, _WINDOW_S, conta)


def network(address: str) -> str:
    """What one caller can choose freely counts as one: the /64 of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _IPV6_NETWORK_BITS), strict=False))
