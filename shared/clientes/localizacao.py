"""Many clientes at once by what other systems call them; apart from `cadastro`, which reads each one whole."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from shared.clientes.cadastro import Cadastro, OpenCadastro
from shared.clientes.identidades import Chave, Tipo
from shared.kit.store import Stored, Where, read_many
from shared.kit.titulares import matching

_VALUES_A_QUERY = 500
# Merged into one that was merged: nobody merges more often.
_HOPS = 8


@dataclass(frozen=True)
class LocalizacaoService:
    open_cadastro: OpenCadastro

    async def of_tenants(self, conta: str, tenant_ids: Collection[str]) -> dict[str, str]:
        """The id of the cliente of each; of several with one tenant the oldest."""
        return await self._by("tenant_id", conta, tenant_ids)

    async def of_client_ids(self, conta: str, client_ids: Collection[str]) -> dict[str, str]:
        return await self._by("client_id", conta, client_ids)

    async def current(self, conta: str, ids: Collection[str]) -> dict[str, str]:
        """Each id as it stands now: its own, of whom it was merged into, or of who was imported by it.

        Blocked clientes are nobody.
        """
        cadastro = self.open_cadastro(conta)
        read = await read_many(cadastro.clientes.documents, ids)
        at = {one: one for one in ids} | await self._imported(cadastro, {*ids} - read.keys())
        found: dict[str, str] = {}
        for _ in range(_HOPS):
            read |= await read_many(cadastro.clientes.documents, {*at.values()} - read.keys())
            found |= {one: there for one, there in at.items() if there in read and _is_shown(read[there])}
            at = {one: read[there].body.get("mesclado_em", "") for one, there in at.items() if there in read}
            at = {one: there for one, there in at.items() if there}
            if not at:
                break
        return found

    async def _imported(self, cadastro: Cadastro, unknown: Collection[str]) -> dict[str, str]:
        if not unknown:
            return {}
        achados = await cadastro.look([Chave(Tipo.ID_EXTERNO, one) for one in sorted(unknown)])
        donos = {chave.valor: achados.donos(chave) for chave in achados.identidades}
        return {one: found[0].id for one, found in donos.items() if found}

    async def _by(self, path: str, conta: str, values: Iterable[str]) -> dict[str, str]:
        documents = self.open_cadastro(conta).clientes.documents
        wanted = sorted(set(values))
        found: dict[str, Stored] = {}
        for start in range(0, len(wanted), _VALUES_A_QUERY):
            named = Where(path, "in", tuple(wanted[start : start + _VALUES_A_QUERY]))
            async for stored in matching(documents, named, Where("ativo", "=", True)):
                known = found.get(stored.body[path])
                if known is None or _age(stored) < _age(known):
                    found[stored.body[path]] = stored
        return {value: stored.id for value, stored in found.items()}


def _is_shown(stored: Stored) -> bool:
    return stored.body.get("ativo") is True


def _age(stored: Stored) -> tuple[str, str]:
    return stored.body["criado_em"], stored.id
