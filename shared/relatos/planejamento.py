"""From an extraction to a plan, and to another when it is corrected: the days by arithmetic, the words by a writer.

Nothing is stored here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from shared.contas.models import Conta
from shared.kit.clock import local_day, local_instant
from shared.relatos.cadencia import CADENCIA, Passo, after, nominal_days, plan
from shared.relatos.estrategia_texto import render_estrategia
from shared.relatos.models import (
    Contato,
    ContatoSituacao,
    Estrategia,
    Extracao,
    Relato,
    RelatoStatus,
    TextoContato,
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
        contatos = () if extracao.nao_contatar else numbered(_steps(extracao, conta, base, now), conta)
        textos = await self._write(extracao, _scheduled(contatos), conta)
        return relato.updated(
            now,
            status=RelatoStatus.COM_ESTRATEGIA,
            base_dia=base,
            contatos=_with_words(contatos, textos),
            estrategia=_strategy(extracao, textos, contatos),
        )

    async def replan(self, relato: Relato, extracao: Extracao, *, conta: Conta, now: datetime) -> Relato:
        """The relato by its corrected extraction: what is not yet due gets new words, and new days where they change.

        What was done or fell due stays as it is. Words are written with what was done in view, so that the second
        contato does not open the conversation anew.
        """
        base, before = base_day(extracao, relato.data_referencia), relato.extracao or Extracao()
        contatos = relato.contatos
        if (base, extracao.proximo_contato) != (relato.base_dia, before.proximo_contato):
            contatos = _moved(relato, extracao, conta=conta, now=now)
        to_write = [contato for contato in contatos if contato.situacao is not ContatoSituacao.VENCIDO]
        textos = await self._write(extracao, to_write, conta)
        contatos = tuple(
            new if _is_ahead(old, now) else old
            for old, new in zip(contatos, _with_words(contatos, textos), strict=True)
        )
        said = tuple(TextoContato(numero=contato.numero, texto=contato.texto) for contato in contatos)
        textos = textos.model_copy(update={"contatos": said})
        return relato.updated(
            now,
            extracao=extracao,
            base_dia=base,
            contatos=contatos,
            estrategia=_strategy(extracao, textos, contatos),
        )

    async def free_text(self, extracao: Extracao, conta: Conta, today: date) -> str:
        """S0's strategy: always the nominal days of the cadence, whatever was promised (design §9)."""
        base = base_day(extracao, today)
        steps = [Passo(CADENCIA, day, day) for day in nominal_days(base, conta.cadencia)]
        contatos = numbered(steps, conta)
        return render_estrategia(extracao, await self._write(extracao, contatos, conta), contatos)

    async def _write(self, extracao: Extracao, to_do: Sequence[Contato], conta: Conta) -> TextosEstrategia:
        offers = conta.ofertas_permitidas
        plano = Plano(extracao, to_do, ofertas_permitidas=offers, llm_externo=conta.llm_externo)
        return await self.strategist.write(plano)


def base_day(extracao: Extracao, reference: date) -> date:
    """The day of the conversation when the text gives one that is not after `reference`, else `reference`."""
    if extracao.data_conversa is None:
        return reference
    return min(date.fromisoformat(extracao.data_conversa[:10]), reference)


def _steps(extracao: Extracao, conta: Conta, base: date, now: datetime) -> tuple[Passo, ...]:
    return plan(
        base,
        promised=extracao.proximo_contato,
        today=local_day(now, conta.fuso),
        cadence=conta.cadencia,
        holidays=conta.feriados,
    )


def _moved(relato: Relato, extracao: Extracao, *, conta: Conta, now: datetime) -> tuple[Contato, ...]:
    """What was done or fell due, then what of the new plan comes after it; the new plan alone where nothing was.

    A number that a tarefa or an envio may know is never given again.
    """
    steps = _steps(extracao, conta, base_day(extracao, relato.data_referencia), now)
    done = [contato for contato in relato.contatos if not (contato.vencido or _is_ahead(contato, now))]
    if not done:
        return numbered(steps, conta)
    last = done[-1]
    kept = [contato for contato in relato.contatos if contato.numero <= last.numero]
    ahead = after(steps, nominal=last.data_nominal, done=last.data_ajustada)
    return (*kept, *numbered(ahead, conta, start=last.numero + 1))


def _is_ahead(contato: Contato, now: datetime) -> bool:
    return contato.situacao is ContatoSituacao.AGENDADO and contato.devido_em > now


def _scheduled(contatos: Sequence[Contato]) -> list[Contato]:
    return [contato for contato in contatos if contato.situacao is ContatoSituacao.AGENDADO]


def _strategy(extracao: Extracao, textos: TextosEstrategia, contatos: Sequence[Contato]) -> Estrategia:
    return Estrategia(
        resumo=textos.resumo,
        personalizacao=textos.personalizacao,
        texto=render_estrategia(extracao, textos, contatos),
        origem=textos.origem,
        prompt=textos.prompt,
    )


def numbered(steps: Sequence[Passo], conta: Conta, *, start: int = 1) -> tuple[Contato, ...]:
    """The steps as contatos, counted from `start`, each due at the conta's hour of its adjusted day."""
    return tuple(
        Contato(
            numero=number,
            motivo=step.motivo,
            data_nominal=step.data_nominal,
            data_ajustada=step.data_ajustada,
            devido_em=local_instant(step.data_ajustada, conta.hora_contato, conta.fuso),
            situacao=ContatoSituacao.VENCIDO if step.vencido else ContatoSituacao.AGENDADO,
        )
        for number, step in enumerate(steps, start=start)
    )


def _with_words(contatos: Sequence[Contato], textos: TextosEstrategia) -> tuple[Contato, ...]:
    words = {texto.numero: texto.texto for texto in textos.contatos}
    return tuple(contato.model_copy(update={"texto": words.get(contato.numero, "")}) for contato in contatos)
