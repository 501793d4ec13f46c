"""What clientes and identidades hold of a person; who that person is, with all duplicates that were merged."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.clientes.cadastro import Cadastro, OpenCadastro
from shared.clientes.errors import ClienteNotFound, Moved
from shared.clientes.identidades import CONTAINER as IDENTIDADES
from shared.clientes.identidades import chaves_de
from shared.clientes.models import Cliente, GuardaLegal, Versao
from shared.kit.clock import Now, local_day
from shared.kit.errors import PreconditionFailed
from shared.kit.store import Where
from shared.kit.titulares import Titular, full_name_key, matching
from shared.resumos.ports import Assunto, Invalidacao

_MACHINERY = {"v", "conteudo", "atualizado_por"}
# What a record that the law makes us keep needs to say whose it is, and the ledgers that prove what was agreed to.
_KEPT = {
    *("id", "v", "nome", "documento", "guarda_legal", "consentimentos", "opt_out", "opt_outs"),
    *("mesclado_em", "criado_em", "atualizado_em"),
}
_NAMESAKES = 50


@dataclass(frozen=True)
class ClienteGuardiao:
    """Comes last: until then it is what the others find the person by."""

    open_cadastro: OpenCadastro
    now: Now
    invalidacao: Invalidacao
    nome: str = "clientes"
    containers: tuple[str, ...] = (Cliente.CONTAINER, IDENTIDADES)

    async def titular(self, conta: str, cliente_id: str) -> Titular:
        """The person behind an id, a merged, imported or blocked one too. Raises `ClienteNotFound`."""
        cadastro = self.open_cadastro(conta)
        cliente = await self._stays(cadastro, cliente_id)
        known = [cliente, *await self._merged_into(cadastro, cliente.id)]
        ids = tuple(one.id for one in known)
        return Titular(
            cliente_ids=ids,
            nome=cliente.nome,
            telefones=tuple(dict.fromkeys(phone for one in known for phone in one.telefones)),
            emails=tuple(dict.fromkeys(email for one in known for email in one.emails)),
            documento=next((one.documento for one in known if one.documento), None),
            client_ids=tuple(one.client_id for one in known if one.client_id),
            enderecos=tuple(dict.fromkeys(one for cliente in known for one in cliente.enderecos)),
            compartilhados=await _shared(cadastro, known) | await _namesakes(cadastro, cliente, ids),
        )

    async def _stays(self, cadastro: Cadastro, cliente_id: str) -> Cliente:
        try:
            return (await cadastro.current(cliente_id)).cliente
        except ClienteNotFound:  # a blocked one is hidden from everybody but the titular
            read = await cadastro.clientes.get(cliente_id)
        while read.cliente.mesclado_em and not read.cliente.bloqueado_em:
            read = await cadastro.clientes.get(read.cliente.mesclado_em)
        return read.cliente

    async def _merged_into(self, cadastro: Cadastro, cliente_id: str) -> list[Cliente]:
        """All duplicates, those of duplicates too."""
        found: list[Cliente] = []
        todo, seen = [cliente_id], {cliente_id}
        while todo:
            into = Where("mesclado_em", "=", todo.pop())
            ids = [stored.id async for stored in matching(cadastro.clientes.documents, into)]
            new = [one for one in ids if one not in seen]
            seen.update(new)
            todo += new
            found += [read.cliente for read in (await cadastro.clientes.many(new)).values()]
        return found

    async def held(self, conta: str, titular: Titular) -> GuardaLegal | None:
        """Why something of the titular is kept, where it is."""
        read = await self.open_cadastro(conta).clientes.many(titular.cliente_ids)
        guards = [one.cliente.guarda_legal for one in read.values() if one.cliente.bloqueado_em]
        return guards[0] if guards else None

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        cadastro = self.open_cadastro(conta)
        read = await cadastro.clientes.many(titular.cliente_ids)
        found = [await self._export(cadastro, one.cliente) for one in read.values()]
        return sorted(found, key=lambda one: titular.cliente_ids.index(one["id"]))

    async def _export(self, cadastro: Cadastro, cliente: Cliente) -> dict[str, Any]:
        identidades = await cadastro.identidades.read(chaves_de(cliente))
        known = [
            {"tipo": chave.tipo.value, "desde": identidade.vinculos[cliente.id]}
            for chave, identidade in sorted(identidades.items())
            if cliente.id in identidade.vinculos
        ]
        shown = cliente.model_dump(mode="json", exclude=_MACHINERY, exclude_none=True)
        return shown | {"identidades": known}

    async def erase(self, conta: str, titular: Titular) -> int:
        """Delete, or block what a guarda legal holds, reduced to what the law asks for.

        Raises `Moved` when one of them was merged into somebody new to us: that one is to be found first.
        """
        cadastro = self.open_cadastro(conta)
        # The one that stays goes last: its duplicates are found by it.
        erased = sum([await self._erase(cadastro, titular, one) for one in reversed(titular.cliente_ids)])
        if erased:
            await self.invalidacao.changed(conta, Assunto.CLIENTES, Assunto.SAUDE)
        return erased

    async def _erase(self, cadastro: Cadastro, titular: Titular, cliente_id: str) -> int:
        try:
            read = await cadastro.clientes.get(cliente_id)
        except ClienteNotFound:
            return 0
        if read.cliente.mesclado_em not in (None, *titular.cliente_ids):
            raise Moved
        if is_held(read.cliente, local_day(self.now())):
            return await self._block(cadastro, titular, read)
        for child in await cadastro.clientes.guarded_by(cliente_id):
            await cadastro.clientes.update(
                child.id, lambda one: one.model_copy(update={"responsavel_id": None})
            )
        try:
            await cadastro.remove(read)
        except ClienteNotFound:
            return 0
        except PreconditionFailed:  # somebody changed it meanwhile: it may be held by now
            return await self._erase(cadastro, titular, cliente_id)
        return 1

    async def _block(self, cadastro: Cadastro, titular: Titular, read: Versao) -> int:
        if read.cliente.bloqueado_em:
            return 0
        kept = read.cliente.model_dump(include=_KEPT)
        blocked = Cliente.model_validate(kept | {"bloqueado_em": self.now(), "atualizado_em": self.now()})
        try:
            await cadastro.save(read, blocked, None)
        except PreconditionFailed:  # somebody changed it meanwhile: that goes too
            return await self._erase(cadastro, titular, read.cliente.id)
        return 1


def is_held(cliente: Cliente, today: date) -> bool:
    """Whether the law keeps the document from being deleted today."""
    guarda = cliente.guarda_legal
    return guarda is not None and (guarda.ate is None or guarda.ate >= today)


async def _shared(cadastro: Cadastro, known: list[Cliente]) -> frozenset[str]:
    """The contacts that somebody else has too."""
    mine = {one.id for one in known}
    chaves = frozenset(chave for one in known for chave in chaves_de(one))
    achados = await cadastro.look(chaves)
    others = {chave for chave in chaves if any(dono.id not in mine for dono in achados.donos(chave))}
    return frozenset(chave.valor for chave in others)


async def _namesakes(cadastro: Cadastro, cliente: Cliente, ids: tuple[str, ...]) -> frozenset[str]:
    key = full_name_key(cliente.nome)
    if key is None:
        return frozenset()
    page = await cadastro.clientes.named(cliente.nome, limit=_NAMESAKES)
    others = [one for one in page.itens if one.id not in ids and full_name_key(one.nome) == key]
    return frozenset({key}) if others else frozenset()
