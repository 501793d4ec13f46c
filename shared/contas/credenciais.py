"""Credenciais: issuing, listing, replacing and revoking the secrets that open a conta, and opening it with one.

The record is written before the secret works, the secret is stopped before the record says so: whatever cuts a
step short, each secret that works is listed, and none works that is listed as revoked.
"""

import re
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from shared.contas.credencial_errors import (
    AlreadyIssued,
    CredencialNotFound,
    FixedOrigens,
    InvalidConvite,
    NotReplaceable,
)
from shared.contas.credencial_models import (
    Credencial,
    CredencialDetalhe,
    CredencialLista,
    FiltroCredenciais,
    Pedido,
    PedidoTroca,
    Situacao,
)
from shared.contas.credencial_store import AcessoStore, CredencialStore
from shared.contas.models import Acesso, TipoAcesso
from shared.kit.auth import Papel
from shared.kit.clock import Now
from shared.kit.errors import Conflict, NotFound, TransientError, Unauthorized
from shared.kit.ids import digest_id, keyed_id
from shared.kit.logging import get_logger

_SECRET_BYTES = 32
# Tells people, and scanners of leaked secrets, what it is that they found.
_PREFIXES = {
    TipoAcesso.TOKEN: "ret_",
    TipoAcesso.CONVITE: "conv_",
    TipoAcesso.FORMULARIO: "form_",
    TipoAcesso.KOMMO: "kommo_",
    TipoAcesso.WEBHOOK: "canal_",
}
# How often the sites of a key are taken from its record anew because somebody else wrote others meanwhile.
_ATTEMPTS = 8
_PLAUSIBLE = re.compile(r"[A-Za-z0-9_-]{1,200}")
_Shown = TypeVar("_Shown", Credencial, Acesso)
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Emitida:
    """A new credencial and its secret, which exists nowhere else."""

    credencial: Credencial
    segredo: str


@dataclass(frozen=True, slots=True)
class Convite:
    """What an invitation gives; with an `email`, to nobody else."""

    conta: str
    papel: Papel
    email: str | None
    credencial_id: str


@dataclass(frozen=True)
class CredencialService:
    """`now` and `new_id` are of the real clock."""

    open_credenciais: Callable[[str], CredencialStore]
    acessos: AcessoStore
    hmac_key: bytes
    now: Now
    new_id: Callable[[], str]

    async def issue(self, conta: str, pedido: Pedido) -> Emitida:
        """Raises `AlreadyIssued` when `pedido.chave` was used before."""
        now = self.now()
        credencial = Credencial(
            id=self._id(conta, pedido.tipo, pedido.chave),
            tipo=pedido.tipo,
            nome=pedido.nome,
            papel=pedido.papel,
            escopos=pedido.escopos,
            email=pedido.email,
            origens=pedido.origens,
            acesso_id="",
            criado_em=now,
            criado_por=pedido.criado_por,
            expira_em=now + pedido.validade if pedido.validade else None,
        )
        return await self._deliver(conta, credencial)

    async def list(self, conta: str, tipos: Collection[str], filtro: FiltroCredenciais) -> CredencialLista:
        """Those of `tipos`, newest first, whatever became of them."""
        store = self.open_credenciais(conta)
        page = await store.list(tipos, limite=filtro.limite, cursor=filtro.cursor)
        now = self.now()
        itens = tuple(CredencialDetalhe.of(credencial, now) for credencial in page.itens)
        return CredencialLista(itens=itens, cursor=page.cursor)

    async def revoke(self, conta: str, credencial_id: str, *, tipos: Collection[str]) -> None:
        """From here on the secret opens nothing; again changes nothing. Raises `CredencialNotFound`."""
        store = self.open_credenciais(conta)
        credencial = await self._get(store, credencial_id, tipos)
        await self._close(conta, credencial)
        now = self.now()

        def change(read: Credencial) -> Credencial:
            return read if read.revogado_em else read.model_copy(update={"revogado_em": now})

        await store.update(credencial_id, change)
        _log.info("credencial.revoked", extra={"conta": conta, "credencial_id": credencial_id})

    async def rotate(
        self, conta: str, credencial_id: str, pedido: PedidoTroca, *, tipos: Collection[str]
    ) -> Emitida:
        """A new credencial in the place of one that stays valid for the overlap, or until its own earlier end.

        Of two at once one wins, the other raises `NotReplaceable`, as does one that is no longer active. A call cut
        short may leave a listed credencial whose secret nobody has; calling again makes another.
        """
        store = self.open_credenciais(conta)
        old = await self._get(store, credencial_id, tipos)
        now = self.now()
        if old.substituida_por or old.situacao(now) is not Situacao.ATIVA:
            raise NotReplaceable
        update = {
            "id": self._id(conta, f"trocar:{credencial_id}", pedido.chave),
            "criado_em": now,
            "criado_por": pedido.criado_por,
        }
        emitida = await self._deliver(conta, old.model_copy(update=update))
        ends = now + pedido.sobreposicao
        await self._end(conta, old, ends)
        await self._supersede(conta, old, emitida.credencial, ends)
        return emitida

    async def change_origens(
        self, conta: str, credencial_id: str, origens: tuple[str, ...], *, tipos: Collection[str]
    ) -> CredencialDetalhe:
        """From here on a form's page is shown in the frames of these sites and no others.

        Again changes nothing, and makes up for a call cut short. Raises `CredencialNotFound`, and `FixedOrigens` for
        what shows no page or is no longer active.
        """
        store = self.open_credenciais(conta)
        old = await self._get(store, credencial_id, tipos)
        if old.tipo is not TipoAcesso.FORMULARIO or old.situacao(self.now()) is not Situacao.ATIVA:
            raise FixedOrigens
        written = await store.update(credencial_id, partial(_showing, origens))
        newest = await self._show_as_listed(store, written)
        _log.info("credencial.origens_changed", extra={"conta": conta, "credencial_id": credencial_id})
        return CredencialDetalhe.of(newest, self.now())

    async def look(self, codigo: str) -> Convite:
        """What an invitation gives, without using it up. Raises `InvalidConvite`."""
        try:
            acesso = await self.resolve(TipoAcesso.CONVITE, codigo.strip())
            credencial = await self.open_credenciais(acesso.conta).get(acesso.credencial_id or "-")
        except (Unauthorized, NotFound):
            raise InvalidConvite from None
        if acesso.papel is None:
            raise InvalidConvite
        return Convite(acesso.conta, acesso.papel, credencial.email, credencial.id)

    async def redeem(self, codigo: str) -> Convite:
        """Use an invitation up: of several who try at once one gets it. Raises `InvalidConvite`."""
        convite = await self.look(codigo)
        now = self.now()
        acesso_id = self._acesso_id(TipoAcesso.CONVITE, codigo.strip())
        await self.acessos.update(acesso_id, lambda read: _used(read, now))
        store = self.open_credenciais(convite.conta)
        try:
            await store.update(convite.credencial_id, lambda read: read.model_copy(update={"usado_em": now}))
        except TransientError:
            # It is used up already: who was invited shall not pay for an outage of the list.
            _log.warning(
                "convite.unmarked", extra={"conta": convite.conta, "credencial_id": convite.credencial_id}
            )
        return convite

    async def resolve(self, tipo: TipoAcesso, segredo: str) -> Acesso:
        """What a presented secret opens. It is looked up by its keyed hash, so time tells nothing about it.

        Raises `Unauthorized`.
        """
        try:
            acesso = await self.acessos.get(self._acesso_id(tipo, segredo))
        except NotFound:
            raise Unauthorized from None
        if not acesso.is_open(self.now()):
            raise Unauthorized
        return acesso

    async def _deliver(self, conta: str, credencial: Credencial) -> Emitida:
        segredo = _PREFIXES[credencial.tipo] + secrets.token_urlsafe(_SECRET_BYTES)
        acesso_id = self._acesso_id(credencial.tipo, segredo)
        credencial = credencial.model_copy(update={"acesso_id": acesso_id})
        try:
            await self.open_credenciais(conta).add(credencial)
        except Conflict:
            raise AlreadyIssued from None
        # A revocation in between has left an acesso that opens nothing, and then this raises `Conflict`.
        await self.acessos.add(acesso_id, credencial.acesso(conta))
        _log.info(
            "credencial.issued",
            extra={"conta": conta, "credencial_id": credencial.id, "tipo": credencial.tipo},
        )
        return Emitida(credencial, segredo)

    async def _end(self, conta: str, old: Credencial, ends: datetime) -> None:
        try:
            await self.acessos.update(
                old.acesso_id,
                lambda read: read.model_copy(update={"expira_em": _earlier(read.expira_em, ends)}),
            )
        except NotFound:
            await self._close(conta, old)

    async def _supersede(self, conta: str, old: Credencial, new: Credencial, ends: datetime) -> None:
        """The first to replace it is written down; of all who tried the earliest end holds, as in the acesso."""

        def change(read: Credencial) -> Credencial:
            expira_em = _earlier(read.expira_em, ends)
            update = {"substituida_por": read.substituida_por or new.id, "expira_em": expira_em}
            return read.model_copy(update=update)

        written = await self.open_credenciais(conta).update(old.id, change)
        if written.substituida_por != new.id:
            await self.revoke(conta, new.id, tipos=(new.tipo,))
            raise NotReplaceable

    async def _show_as_listed(self, store: CredencialStore, written: Credencial) -> Credencial:
        """Give the acesso the sites of the record; of several at once, the last to do so finds the record unchanged."""
        for _ in range(_ATTEMPTS):
            origens = written.origens
            try:
                await self.acessos.update(written.acesso_id, partial(_showing, origens))
            except NotFound:
                raise FixedOrigens from None  # an issue cut short: nobody has its secret
            newest = await store.get(written.id)
            if newest.origens == origens:
                return newest
            written = newest
        raise TransientError

    async def _close(self, conta: str, credencial: Credencial) -> None:
        """Written even where there is none yet, so that an issue still under way cannot open it afterwards."""
        await self.acessos.put(credencial.acesso_id, credencial.acesso(conta, ativo=False))

    async def _get(self, store: CredencialStore, credencial_id: str, tipos: Collection[str]) -> Credencial:
        try:
            credencial = await store.get(credencial_id)
        except NotFound:
            raise CredencialNotFound from None
        if credencial.tipo not in tipos:
            raise CredencialNotFound
        return credencial

    def _id(self, conta: str, cause: str, chave: str | None) -> str:
        return digest_id(conta, Credencial.CONTAINER, cause, chave) if chave else self.new_id()

    def _acesso_id(self, tipo: TipoAcesso, segredo: str) -> str:
        """Raises `NotFound` on what no secret of ours looks like."""
        if not _PLAUSIBLE.fullmatch(segredo):
            raise NotFound
        return keyed_id(tipo, segredo, self.hmac_key)


def _showing(origens: tuple[str, ...], read: _Shown) -> _Shown:
    return read if read.origens == origens else read.model_copy(update={"origens": origens})


def _used(read: Acesso, now: datetime) -> Acesso:
    if not read.is_open(now):
        raise InvalidConvite
    return read.model_copy(update={"ativo": False})


def _earlier(one: datetime | None, other: datetime) -> datetime:
    return min(one, other) if one else other
