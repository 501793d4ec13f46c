"""The erasure of a person at Botconversa, which keeps its own record of everybody it has spoken with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from shared.kit.brasil import phone_key
from shared.kit.canais import EnderecoInvalido, FalhaDeEnvio
from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from shared.kit.titulares import Titular
from shared.titulares.ports import Assinantes

_ACCOUNT = "botconversa:"
_log = get_logger(__name__)


@dataclass(frozen=True)
class AssinanteEraser:
    """`account_of` gives a conta's account, None where it has none.

    It must come before the clientes go, whose phones it asks for, and after the supressões, so that no message makes
    the subscriber anew. A shared phone's subscriber is somebody else's too and stays.
    """

    account_of: Callable[[str], Awaitable[Assinantes | None]]
    nome: str = "botconversa"

    async def erase(self, conta: str, titular: Titular) -> int:
        """Raises `TransientError` while it is not sure that they are gone, also where the account refuses us."""
        account = await self.account_of(conta)
        if account is None:
            return 0
        try:
            return len(await _delete(account, titular))
        except FalhaDeEnvio as falha:
            extra = {"conta": conta, "passo": self.nome, "codigo": falha.codigo, "falha": falha.slug}
            _log.error("pedido.provider_failed", extra=extra)
            raise TransientError from None


async def _delete(account: Assinantes, titular: Titular) -> set[int]:
    """Every subscriber that is theirs alone: the account may have one for each spelling of a phone."""
    own = set(titular.enderecos) - titular.compartilhados
    known = (one.removeprefix(_ACCOUNT) for one in own if one.startswith(_ACCOUNT))
    gone = {int(one) for one in known if one.isascii() and one.isdecimal()}
    for assinante in gone:
        await account.delete_subscriber(assinante)
    for telefone in titular.telefones:
        if phone_key(telefone) in titular.compartilhados:
            continue
        while (found := await _find(account, telefone)) is not None and found not in gone:
            await account.delete_subscriber(found)
            gone.add(found)
    return gone


async def _find(account: Assinantes, telefone: str) -> int | None:
    try:
        return await account.find(telefone)
    except EnderecoInvalido:  # no phone that anybody could have there
        return None
