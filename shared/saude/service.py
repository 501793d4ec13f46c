"""The score of one cliente: shown with its reasons, or calculated at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.resumos.ports import Assunto, Invalidacao
from shared.saude.calculo import Calculado, Contexto, measures_of
from shared.saude.detalhe_views import SaudeDetalhe
from shared.saude.errors import DadosIlegiveis, SemSaude
from shared.saude.evolucao import since
from shared.saude.explicada import ScoreExplicado, explained
from shared.saude.models import Saude
from shared.saude.pagina import PaginaService
from shared.saude.perfil_models import Perfil
from shared.saude.perfis import named, perfil_of
from shared.saude.ports import Clientes, Contas
from shared.saude.store import SaudeStore

_COPIED = (set(SaudeDetalhe.model_fields) - set(ScoreExplicado.model_fields)) & set(Saude.model_fields)


@dataclass(frozen=True)
class SaudeService:
    open_saude: Callable[[str], SaudeStore]
    contas: Contas
    clientes: Clientes
    pagina: PaginaService
    invalidacao: Invalidacao

    async def show(self, conta_id: str, cliente_id: str, meses: int) -> SaudeDetalhe:
        """The kept score explained, else one made for this answer, which says so. Who was merged is who stays.

        Raises `ClienteNotFound`; `SemSaude` for who is not scored; `DadosIlegiveis`.
        """
        conta, cliente = await self._found(conta_id, cliente_id)
        read = await self.open_saude(conta_id).get(cliente.id)
        perfil = _profile(read.saude.perfil, conta) if read else None
        if read is None or perfil is None:
            contexto = self.pagina.context(conta)
            saude = _saude(await self._calculated(conta, cliente, contexto))
            return await self._shown(conta_id, saude, contexto.perfil, meses=meses, kept=False)
        return await self._shown(conta_id, read.saude, perfil, meses=meses, kept=True)

    async def calculate(self, conta_id: str, cliente_id: str, meses: int) -> SaudeDetalhe:
        """Score it now, as the daily run would. Raises as `show` does."""
        conta, cliente = await self._found(conta_id, cliente_id)
        contexto = self.pagina.context(conta)
        done = await self._calculated(conta, cliente, contexto)
        await self.pagina.write(conta, [done], contexto)
        await self.pagina.quedas.tell_one(conta, cliente.id, contexto.em)
        await self.invalidacao.changed(conta_id, Assunto.SAUDE)
        return await self._shown(conta_id, _saude(done), contexto.perfil, meses=meses, kept=True)

    async def relink(self, conta_id: str, old: str, new: str) -> int:  # noqa: ARG002  # the port's
        """The score of a merged duplicate goes, and the tarefa of its fall before who stays is given it as theirs; the
        score of who stays is made anew by the next run. Repeatable."""
        await self.pagina.quedas.let_go(conta_id, [old], self.pagina.now())
        dropped = await self.open_saude(conta_id).drop([old])
        if dropped:
            await self.invalidacao.changed(conta_id, Assunto.SAUDE)
        return dropped

    async def _found(self, conta_id: str, cliente_id: str) -> tuple[Conta, Cliente]:
        cliente = (await self.clientes.get(conta_id, cliente_id)).cliente
        if not cliente.is_scored:
            raise SemSaude
        return await self.contas.load(conta_id), cliente

    async def _calculated(self, conta: Conta, cliente: Cliente, contexto: Contexto) -> Calculado:
        corpo: dict[str, Any] = cliente.model_dump(mode="json", exclude={"id"}, exclude_none=True)
        done = await self.pagina.calculate(conta.id, {cliente.id: corpo}, contexto)
        if not done:
            raise DadosIlegiveis
        return done[0]

    async def _shown(
        self, conta_id: str, saude: Saude, perfil: Perfil, *, meses: int, kept: bool
    ) -> SaudeDetalhe:
        history = await self.open_saude(conta_id).history(saude.id, months_until(saude.dia, meses))
        told = explained(measures_of(saude.medidas), perfil)
        return SaudeDetalhe(
            **{name: getattr(told, name) for name in type(told).model_fields},
            **{name: getattr(saude, name) for name in _COPIED},
            cliente_id=saude.id,
            guardado=kept,
            mudancas=since(history | saude.dias, saude.dia),
            historico=history,
        )


def _profile(perfil_id: str, conta: Conta) -> Perfil | None:
    """The profile that made a kept score; None where nobody knows it any more."""
    current = perfil_of(conta)
    return current if current.id == perfil_id else named(perfil_id)


def _saude(done: Calculado) -> Saude:
    return Saude.model_validate({"id": done.escrita.cliente_id} | done.escrita.atual)


def months_until(dia: date, meses: int) -> list[str]:
    """So many months as `AAAA-MM`, that of `dia` the last."""
    first, found = dia.replace(day=1), []
    for _ in range(meses):
        found.append(first.isoformat()[:7])
        first = (first - timedelta(days=1)).replace(day=1)
    return found[::-1]
