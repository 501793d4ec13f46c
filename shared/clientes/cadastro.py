"""Clientes and their identidades of one conta, read together and written in the order that survives a crash.

Link, write, unlink: what a cliente has is always linked. Links are written over exactly what was read, so what was
decided on the reading (nobody else has this e-mail) still holds when they are.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from shared.clientes.errors import (
    ClienteNotFound,
    ClientIdTaken,
    DocumentoTaken,
    EmailTaken,
    IdExternoTaken,
)
from shared.clientes.identidades import (
    BEING_MADE_FOR,
    REACHED_BY,
    SHARED,
    Chave,
    Identidade,
    IdentidadeStore,
    Tipo,
    chaves_de,
)
from shared.clientes.models import Cliente, PedidoOptOut, Versao, joined
from shared.clientes.store import ClienteStore
from shared.kit.clock import instant
from shared.kit.errors import DomainError

_TAKEN: dict[Tipo, type[DomainError]] = {
    Tipo.EMAIL: EmailTaken,
    Tipo.DOCUMENTO: DocumentoTaken,
    Tipo.CLIENT_ID: ClientIdTaken,
    Tipo.ID_EXTERNO: IdExternoTaken,
}
_NEWER_THAN_ANY = "~"


@dataclass(frozen=True, slots=True)
class Achados:
    """Identidades and the clientes they lead to, as they were read; `young` is since when a link is being made."""

    identidades: Mapping[Chave, Identidade]
    clientes: Mapping[str, Versao]
    young: str

    def donos(self, chave: Chave) -> list[Cliente]:
        """Who has the value and is shown, the first linked first."""
        return [cliente for cliente in self._linked(chave) if cliente.is_shown]

    def blocked(self, chave: Chave) -> bool:
        return any(cliente.bloqueado_em for cliente in self._linked(chave))

    def being_made(self, chave: Chave, *, beside: Iterable[str] = ()) -> bool:
        """Whether somebody, `beside` these ids, is about to have the value."""
        return any(
            em > self.young and cliente_id not in beside and self._lacks(cliente_id, chave)
            for cliente_id, em in self.identidades[chave].vinculos.items()
        )

    def check_free(self, cliente: Cliente, chaves: Iterable[Chave]) -> None:
        """Raises what says which of `chaves` is somebody else's. Phones are shared, an e-mail within a family."""
        for chave in sorted(chaves):
            if chave.tipo in SHARED:
                continue
            others = [dono for dono in self.donos(chave) if dono.id != cliente.id]
            if chave.tipo is Tipo.EMAIL:
                others = [dono for dono in others if _family(dono) != _family(cliente)]
            if others or self.being_made(chave, beside=(cliente.id,)):
                raise _TAKEN[chave.tipo]

    def _linked(self, chave: Chave) -> list[Cliente]:
        ids = self.identidades[chave].vinculos
        found = [self.clientes[one].cliente for one in ids if one in self.clientes]
        return [cliente for cliente in found if chave in chaves_de(cliente)]

    def _lacks(self, cliente_id: str, chave: Chave) -> bool:
        read = self.clientes.get(cliente_id)
        return read is None or (read.cliente.is_shown and chave not in chaves_de(read.cliente))


@dataclass(frozen=True)
class Cadastro:
    clientes: ClienteStore
    identidades: IdentidadeStore

    async def look(self, chaves: Iterable[Chave], *, ids: Iterable[str] = ()) -> Achados:
        """What `chaves` and `ids` lead to, in two reads."""
        young = instant(self.identidades.now() - BEING_MADE_FOR)
        identidades = await self.identidades.read(chaves)
        linked = {one for identidade in identidades.values() for one in identidade.vinculos}
        return Achados(identidades, await self.clientes.many(linked | set(ids)), young)

    async def current(self, cliente_id: str) -> Versao:
        """The cliente, the one it was merged into, or the one an import knew by this id.

        Raises `ClienteNotFound`, for a blocked one too.
        """
        try:
            read = await self.clientes.get(cliente_id)
        except ClienteNotFound:
            chave = Chave(Tipo.ID_EXTERNO, cliente_id)
            donos = (await self.look([chave])).donos(chave)
            if not donos:
                raise
            read = await self.clientes.get(donos[0].id)
        return await self.follow(read)

    async def follow(self, read: Versao) -> Versao:
        """The one that stays of a merged cliente. Raises `ClienteNotFound` when it is blocked."""
        passed = {read.cliente.id}
        while (next_id := read.cliente.mesclado_em) and next_id not in passed:
            passed.add(next_id)
            read = await self.clientes.get(next_id)
        if not read.cliente.is_shown:
            raise ClienteNotFound
        return read

    async def add(self, cliente: Cliente, achados: Achados) -> Versao:
        """`achados` holds the reading of all that the cliente is found by. Raises `Moved`, also when the id exists.

        Who is added at an address where everybody asked for silence is silent from the beginning.
        """
        await self._link(cliente.id, chaves_de(cliente), achados)
        return await self.clientes.add(_as_silent(cliente, achados))

    async def save(self, read: Versao, cliente: Cliente, achados: Achados | None) -> Versao:
        """`achados` holds the reading of what the cliente is newly found by; None where nothing is new.

        Raises `Moved`, and `PreconditionFailed` when somebody else saved the cliente since.
        """
        before, after = chaves_de(read.cliente), chaves_de(cliente)
        if achados is not None:
            await self._link(cliente.id, after - before, achados)
        until = instant(self.identidades.now())
        saved = await self.clientes.save(cliente, read.etag)
        if gone := before - after:
            await self.identidades.unlink(cliente.id, gone, until=until)
        return saved

    async def remove(self, read: Versao) -> None:
        """Unlink, then delete. Raises `ClienteNotFound`, and `PreconditionFailed` when somebody saved it since."""
        await self.identidades.unlink(read.cliente.id, chaves_de(read.cliente), until=_NEWER_THAN_ANY)
        await self.clientes.delete(read)

    async def _link(self, cliente_id: str, chaves: frozenset[Chave], achados: Achados) -> None:
        read = {chave: achados.identidades[chave] for chave in sorted(chaves)}
        if read:
            await self.identidades.link(cliente_id, read)


def _as_silent(cliente: Cliente, achados: Achados) -> Cliente:
    behind = [achados.donos(chave) for chave in chaves_de(cliente) if chave.tipo in REACHED_BY]
    silent = [dono.opt_out for donos in behind if all(one.opt_out for one in donos) for dono in donos]
    inherited = joined(cliente.opt_out, *silent)
    if inherited is None or cliente.opt_out is not None:
        return cliente
    line = PedidoOptOut(sair=True, **inherited.model_dump(exclude={"total"}))
    return cliente.model_copy(update={"opt_out": inherited, "opt_outs": (line,)})


def _family(cliente: Cliente) -> str:
    return cliente.responsavel_id or cliente.id


OpenCadastro = Callable[[str], Cadastro]
