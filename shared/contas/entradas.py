"""How often somebody may try to get in: by name and place, by name alone, by place alone."""

import ipaddress

from shared.contas.usuarios import login_key
from shared.limites.models import Cota

_WINDOW_S = 15 * 60
# Whoever holds one IPv6 address holds 2^64 of them.
_IPV6_NETWORK_BITS = 64


def entry_attempts(kind: str, name: str, address: str) -> tuple[Cota, Cota, Cota]:
    """Narrowest first. Guessing from one place shuts that place out of that name; the owner comes in from another.

    Fifty for a name bound what many places may guess together, a hundred for a place what it may try on many names.
    """
    name, place = login_key(name), network(address)
    return (
        Cota(f"{kind}:{name}|{place}", 5, _WINDOW_S),
        Cota(f"{kind}:{name}", 50, _WINDOW_S),
        Cota(f"entrada:{place}", 100, _WINDOW_S),
    )


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
