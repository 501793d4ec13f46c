"""Rates and times of appointments, recounted by hand: measured, of how many, and nothing where there is none."""

from datetime import timedelta
from typing import Any

import pytest

from shared.atendimentos.classe import Classe
from shared.atendimentos.models import Atendimento, Mudanca, StatusConfirmacao, TipoAviso
from shared.atendimentos.store import AtendimentoStore
from shared.contas.store import ContaStore
from shared.kit.errors import InvalidInput
from shared.metricas.atendimento_models import MetricasAtendimentos
from shared.metricas.atendimentos import MetricaAtendimentoService
from shared.metricas.models import Periodo
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments
from tests.unit.atendimentos.casos import THURSDAY, make_atendimento, make_aviso, make_resposta

pytestmark = pytest.mark.anyio
CONTA, DAY = "clinica", timedelta(days=1)


class Medidor:
    def __init__(self) -> None:
        self.documents = FakeDocuments()
        self.made = 0

    async def add(self, *changes: str, before_h: float | None = 40, **fields: Any) -> None:
        """One that was asked about so many hours before, or not at all; `changes` are states that it came to, or
        `quem:estado` where it was not the person."""
        self.made += 1
        at = make_atendimento(**{"id": f"A{self.made}"} | fields)
        if before_h is not None:
            em = at.data_consulta - timedelta(hours=before_h)
            at = at.model_copy(
                update={"avisos": (make_aviso(TipoAviso.CONFIRMACAO, em),), "perguntou_em": em}
            )
        for change in changes:
            at = _changed(at, change)
        await AtendimentoStore(self.documents.open("atendimentos", fields.get("conta", CONTA))).add(at)

    async def measure(self, **periodo: Any) -> MetricasAtendimentos:
        service = MetricaAtendimentoService(
            self.documents, ContaStore(self.documents), FakeClock(THURSDAY + DAY)
        )
        return await service.measure(CONTA, Periodo(**periodo))


def _changed(at: Atendimento, change: str) -> Atendimento:
    quem, _, estado = change.rpartition(":")
    line = Mudanca(
        campo="status_confirmacao",
        de=at.status_confirmacao,
        para=estado,
        em=at.criado_em,
        por=quem or "paciente",
    )
    return at.model_copy(
        update={"status_confirmacao": StatusConfirmacao(estado), "historico": (*at.historico, line)}
    )


@pytest.fixture
def medidor() -> Medidor:
    return Medidor()


async def test_the_confirmation_rate_is_of_those_who_were_asked(medidor: Medidor) -> None:
    await medidor.add("confirmado")
    await medidor.add("confirmado", "recepcao:realizado")
    await medidor.add("confirmado", "cancelado")
    await medidor.add()
    await medidor.add("recepcao:confirmado", before_h=None)

    geral = (await medidor.measure()).geral

    assert (geral.total, geral.perguntados, geral.confirmados) == (5, 4, 2)
    assert geral.taxa_confirmacao_pct == 50.0
    assert geral.cancelados == 1


async def test_what_its_hour_made_of_it_hides_no_word(medidor: Medidor) -> None:
    await medidor.add("confirmado", "retorno:sem_resposta", "recepcao:faltou")
    # Who chose an hour that is near has confirmed it, without another line.
    await medidor.add("recepcao:realizado", status_confirmacao=StatusConfirmacao.CONFIRMADO)

    assert (await medidor.measure()).geral.confirmados == 2


async def test_the_no_show_rate_is_of_those_whose_presence_is_known(medidor: Medidor) -> None:
    for _ in range(3):
        await medidor.add("confirmado", "recepcao:realizado")
    await medidor.add("recepcao:faltou")
    await medidor.add("retorno:sem_resposta")

    geral = (await medidor.measure()).geral

    assert (geral.presencas_sabidas, geral.faltaram, geral.taxa_falta_pct) == (4, 1, 25.0)
    assert geral.sem_resposta == 1


async def test_an_hour_given_away_by_silence_is_counted_apart(medidor: Medidor) -> None:
    await medidor.add("retorno:cancelado")
    await medidor.add("cancelado")
    await medidor.add("recepcao:cancelado")

    geral = (await medidor.measure()).geral

    assert (geral.cancelados, geral.cancelados_por_silencio) == (3, 1)


async def test_the_answer_time_is_of_people_who_answered_themselves(medidor: Medidor) -> None:
    asked = THURSDAY - timedelta(hours=40)
    said = make_resposta(Classe.CONFIRMADO, asked).model_copy(update={"aplicada": True})
    for minutes in (10, 20, 90):
        after = asked + timedelta(minutes=minutes)
        await medidor.add("confirmado", respondido_em=after, respostas=(said,))
    await medidor.add("recepcao:confirmado", respondido_em=asked + DAY)

    resposta = (await medidor.measure()).geral.resposta

    assert (resposta.n, resposta.mediana_s, resposta.p90_s) == (3, 1_200.0, 4_560.0)


async def test_of_nothing_there_is_no_rate(medidor: Medidor) -> None:
    geral = (await medidor.measure()).geral

    assert (geral.total, geral.taxa_confirmacao_pct, geral.taxa_falta_pct, geral.resposta.n) == (
        0,
        None,
        None,
        0,
    )


async def test_each_professional_is_one_however_the_name_was_written(medidor: Medidor) -> None:
    await medidor.add("confirmado", nome_medico="dra. paula  reis")
    await medidor.add(nome_medico="Dra. Paula Reis")
    await medidor.add(nome_medico="Dr. Caio Lins")
    await medidor.add(nome_medico="")

    found = (await medidor.measure()).por_profissional

    assert [(one.nome_medico, one.total, one.confirmados) for one in found] == [
        ("Dr. Caio Lins", 1, 0),
        ("Dra. Paula Reis", 2, 1),
    ]


async def test_notice_is_told_by_how_long_before_and_at_which_local_hour(medidor: Medidor) -> None:
    await medidor.add("confirmado", before_h=12)
    await medidor.add(before_h=40)
    await medidor.add(before_h=100)
    await medidor.add(before_h=None)

    found = await medidor.measure()

    assert {name: one.total for name, one in found.por_antecedencia.items()} == {
        "ate_12h": 1,
        "de_24h_a_48h": 1,
        "mais_de_72h": 1,
    }
    # The appointment is at half past two in the afternoon.
    assert {name: one.total for name, one in found.por_hora_do_aviso.items()} == {
        "02h": 1,
        "10h": 1,
        "22h": 1,
    }


async def test_what_came_back_asked_nobody(medidor: Medidor) -> None:
    back = make_aviso(TipoAviso.CONFIRMACAO, THURSDAY - DAY, voltou=True)

    await medidor.add(before_h=None, avisos=(back,))

    found = await medidor.measure()
    assert (found.geral.perguntados, found.por_antecedencia) == (0, {})


async def test_days_are_the_conta_s_and_both_ends_count(medidor: Medidor) -> None:
    await medidor.add()
    await medidor.add(data_consulta=THURSDAY + DAY)
    await medidor.add(data_consulta=THURSDAY, bloqueado_em=THURSDAY)
    day = THURSDAY.date()

    one = await medidor.measure(de=day, ate=day)
    two = await medidor.measure(de=day, ate=day + DAY)
    usual = await medidor.measure()

    assert (one.geral.total, two.geral.total) == (1, 2)
    assert (usual.periodo.ate, usual.periodo.de) == (day + DAY, day - timedelta(days=29))


async def test_days_that_make_no_period_are_refused(medidor: Medidor) -> None:
    with pytest.raises(InvalidInput):
        await medidor.measure(de=THURSDAY.date(), ate=THURSDAY.date() - DAY)
