"""From an extraction to a plan: the days by arithmetic, the words by a writer; nothing is stored here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from shared.contas.models import Conta
from shared.kit.clock import local_day, local_instant
from shared.relatos.cadencia import CADENCIA, Passo, nominal_days, plan
from shared.relatos.estrategia_texto import render_estrategia
from shared.relatos.models import (
    Contato,
    ContatoSituacao,
    Estrategia,
    Extracao,
    Relato,
    RelatoStatus,
    TextosEstrategia,
)
from shared.relatos.ports import Plano, Strategist


@dataclass(frozen=True)
class Planner:
    strategist: Strategist

    async def plan(self, relato: Relato, conta: Conta, now: datetime) -> Relato:
        """The relato with its strategy; without contatos when the cliente asked not to be contacted."""
        extracao = relato.extracao or Extracao()
        base = base_day(extracao, relato.data_referencia)
        contatos = (
            () if extracao.nao_contatar else _contatos(extracao, conta, base, local_day(now, conta.fuso))
        )
        textos = await self._write(extracao, contatos, conta)
        return relato.updated(
            now,
            status=RelatoStatus.COM_ESTRATEGIA,
            base_dia=base,
            contatos=_with_words(contatos, textos),
            estrategia=Estrategia(
                resumo=textos.resumo,
                personalizacao=textos.personalizacao,
                texto=render_estrategia(extracao, textos, contatos),
                origem=textos.origem,
                prompt=textos.prompt,
            ),
        )

    async def free_text(self, extracao: Extracao, conta: Conta, today: date) -> str:
        """S0's strategy: always the nominal days of the cadence, whatever was promised (design §9)."""
        base = base_day(extracao, today)
        steps = [Passo(CADENCIA, day, day) for day in nominal_days(base, conta.cadencia)]
        contatos = numbered(steps, conta)
        return render_estrategia(extracao, await self._write(extracao, contatos, conta), contatos)

    async def _write(self, extracao: Extracao, contatos: Sequence[Contato], conta: Conta) -> TextosEstrategia:
        to_do = [contato for contato in contatos if contato.situacao is ContatoSituacao.AGENDADO]
        offers = conta.ofertas_permitidas
        plano = Plano(extracao, to_do, ofertas_permitidas=offers, llm_externo=conta.llm_externo)
        return await self.strategist.write(plano)


def base_day(extracao: Extracao, reference: date) -> date:
    """The day of the conversation when the text gives one that is not after `reference`, else `reference`."""
    if extracao.data_conversa is None:
        return reference
    return min(date.fromisoformat(extracao.data_conversa[:10]), reference)


def _contatos(extracao: Extracao, conta: Conta, base: date, today: date) -> tuple[Contato, ...]:
    steps = plan(
        base, promised=extracao.proximo_contato, today=today, cadence=conta.cadencia, holidays=conta.feriados
    )
    return numbered(steps, conta)


def numbered(steps: Sequence[Passo], conta: Conta) -> tuple[Contato, ...]:
    """The steps as contatos, counted from 1, each due at the conta's hour of its adjusted day."""
    return tuple(
        Contato(
            numero=number,
            motivo=step.motivo,
            data_nominal=step.data_nominal,
            data_ajustada=step.data_ajustada,
            devido_em=local_instant(step.data_ajustada, conta.hora_contato, conta.fuso),
            situacao=ContatoSituacao.VENCIDO if step.vencido else ContatoSituacao.AGENDADO,
        )
        for number, step in enumerate(steps, start=1)
    )


def _with_words(contatos: Sequence[Contato], textos: TextosEstrategia) -> tuple[Contato, ...]:
    words = {texto.numero: texto.texto for texto in textos.contatos}
    return tuple(contato.model_copy(update={"texto": words.get(contato.numero, "")}) for contato in contatos)
