"""What a cliente agreed to and took back, and what the law makes us keep: ledgers that only grow."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shared.clientes.cadastro import OpenCadastro
from shared.clientes.entradas import FimDeOptOut, NovaGuardaLegal, NovoConsentimento, NovoOptOut
from shared.clientes.errors import Moved
from shared.clientes.identidades import REACHED_BY, chaves_de, settle
from shared.clientes.models import Cliente, Consentimento, GuardaLegal, OptOut, PedidoOptOut, Versao
from shared.clientes.ports import Supressoes
from shared.kit.auth import Principal
from shared.kit.clock import Now
from shared.kit.titulares import Titular
from shared.resumos.ports import Assunto, Invalidacao


@dataclass(frozen=True)
class ConsentimentoService:
    """Each method raises `ClienteNotFound`, and changes nothing when the same comes again.

    Silence is the person's and their addresses': whoever has one of these later inherits it.
    """

    open_cadastro: OpenCadastro
    supressoes: Supressoes
    now: Now
    invalidacao: Invalidacao

    async def record(self, principal: Principal, cliente_id: str, novo: NovoConsentimento) -> Versao:
        """Add a line; the same evidence for the purpose that stands already is the same line."""
        line = Consentimento(**novo.model_dump(), em=self.now(), registrado_por=principal.sujeito)

        def change(cliente: Cliente) -> Cliente:
            of_purpose = [one for one in cliente.consentimentos if one.finalidade is line.finalidade]
            if of_purpose and _same(of_purpose[-1], line):
                return cliente
            return cliente.model_copy(update={"consentimentos": (*cliente.consentimentos, line)})

        return await self._update(principal, cliente_id, change)

    async def opt_out(self, principal: Principal, cliente_id: str, novo: NovoOptOut) -> Versao:
        """From now on silence. One who asked before keeps the instant of the first request."""
        asked = OptOut(**novo.model_dump(), em=self.now(), registrado_por=principal.sujeito)

        def change(cliente: Cliente) -> Cliente:
            if cliente.opt_out is not None:
                return cliente
            line = PedidoOptOut(sair=True, **asked.model_dump())
            return cliente.model_copy(update={"opt_out": asked, "opt_outs": (*cliente.opt_outs, line)})

        silenced = await self._update(principal, cliente_id, change)
        await self._silence_addresses(principal.conta, silenced.cliente, asked.em)
        return silenced

    async def silence(
        self, principal: Principal, cliente_id: str, novo: NovoOptOut, *, em: datetime
    ) -> Versao:
        """The cliente wrote that they want silence, at `em`; each evidence counts once.

        Asked for again within 30 days, it becomes total.
        """
        line = PedidoOptOut(sair=True, **novo.model_dump(), em=em, registrado_por=principal.sujeito)

        def change(cliente: Cliente) -> Cliente:
            if any(one.sair and one.evidencia == line.evidencia for one in cliente.opt_outs):
                return cliente
            opt_outs = (*cliente.opt_outs, line)
            standing = cliente.opt_out or OptOut(**line.model_dump())
            asked = cliente.model_copy(update={"opt_out": standing, "opt_outs": opt_outs})
            total = standing.total or asked.asked_again(line.evidencia)
            return asked.model_copy(update={"opt_out": standing.model_copy(update={"total": total})})

        silenced = await self._update(principal, cliente_id, change)
        await self._silence_addresses(principal.conta, silenced.cliente, em)
        return silenced

    async def end_opt_out(self, principal: Principal, cliente_id: str, fim: FimDeOptOut) -> Versao:
        """The cliente wants to hear of us again, also where the silence was only inherited.

        What proves it stays in the ledger. Nothing lifts what an erasure left but a consent that came after it.
        """
        line = PedidoOptOut(sair=False, **fim.model_dump(), em=self.now(), registrado_por=principal.sujeito)
        read = (await self.open_cadastro(principal.conta).current(cliente_id)).cliente
        inherited = (await self.supressoes.find(principal.conta, _reached(read))).opt_out

        def change(cliente: Cliente) -> Cliente:
            is_known = any(not one.sair and one.evidencia == line.evidencia for one in cliente.opt_outs)
            if cliente.opt_out is None and (inherited is None or is_known):
                return cliente
            return cliente.model_copy(update={"opt_out": None, "opt_outs": (*cliente.opt_outs, line)})

        ended = await self._update(principal, cliente_id, change)
        await self.supressoes.end_silence(principal.conta, _reached(ended.cliente))
        return ended

    async def _silence_addresses(self, conta: str, cliente: Cliente, em: datetime) -> None:
        """The addresses fall silent with who asked at `em`, but those of somebody else who wants to hear of us."""
        if cliente.opt_out is None:
            return
        asked = [chave for chave in chaves_de(cliente) if chave.tipo in REACHED_BY]
        achados = await self.open_cadastro(conta).look(asked)
        # Who came since has an address that was asked to be silent.
        before = {chave: [dono for dono in achados.donos(chave) if dono.criado_em <= em] for chave in asked}
        shared = [
            chave.valor for chave, donos in before.items() if any(dono.opt_out is None for dono in donos)
        ]
        await self.supressoes.silence(conta, _reached(cliente, frozenset(shared)), cliente.opt_out)

    async def keep(self, principal: Principal, cliente_id: str, nova: NovaGuardaLegal) -> Versao:
        """From now on an erasure blocks instead."""
        guarda = GuardaLegal(**nova.model_dump())

        def change(cliente: Cliente) -> Cliente:
            if cliente.guarda_legal == guarda:
                return cliente
            return cliente.model_copy(update={"guarda_legal": guarda})

        return await self._update(principal, cliente_id, change)

    async def _update(
        self, principal: Principal, cliente_id: str, change: Callable[[Cliente], Cliente]
    ) -> Versao:
        cadastro = self.open_cadastro(principal.conta)
        stamp = {"atualizado_em": self.now(), "atualizado_por": principal.sujeito}

        def stamped(cliente: Cliente) -> Cliente:
            if not cliente.is_shown:
                raise Moved  # merged since it was looked up: what it says belongs to the one that stays
            changed = change(cliente)
            return cliente if changed is cliente else changed.model_copy(update=stamp)

        async def attempt() -> Versao:
            stays = (await cadastro.current(cliente_id)).cliente.id
            return await cadastro.clientes.update(stays, stamped)

        updated = await settle(attempt)
        if updated.cliente.atualizado_em == stamp["atualizado_em"]:
            await self.invalidacao.changed(principal.conta, Assunto.CLIENTES)
        return updated


def _reached(cliente: Cliente, shared: frozenset[str] = frozenset()) -> Titular:
    """All that the cliente is reached at."""
    return Titular(
        telefones=cliente.telefones,
        emails=cliente.emails,
        enderecos=cliente.enderecos,
        compartilhados=shared,
    )


def _same(one: Consentimento, other: Consentimento) -> bool:
    return one.model_copy(update={"em": other.em, "registrado_por": other.registrado_por}) == other
