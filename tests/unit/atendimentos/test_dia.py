"""A day at a glance: in order, by state, with whom somebody should call; of the conta's own day and nobody else's."""

from datetime import timedelta
from typing import Any

import pytest

from shared.atendimentos.classe import Classe
from shared.atendimentos.dia import DiaService
from shared.atendimentos.dia_views import DiaDeAtendimentos, FiltroDia
from shared.atendimentos.models import Atendimento, Mudanca, StatusConfirmacao, TipoAviso
from shared.atendimentos.store import AtendimentoStore
from shared.contas.store import ContaStore
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments
from tests.unit.atendimentos.casos import THURSDAY, make_atendimento, make_aviso, make_conta, make_resposta

pytestmark = pytest.mark.anyio
CONTA = "clinica"
JEJUM = "Venha em jejum de 8 horas."
EVENING_BEFORE = THURSDAY - timedelta(hours=15)  # Thursday in UTC, Wednesday in São Paulo
ASKED = make_aviso(TipoAviso.CONFIRMACAO, THURSDAY - timedelta(hours=40))


class Balcao:
    def __init__(self) -> None:
        self.documents = FakeDocuments()
        self.clock = FakeClock(EVENING_BEFORE)

    async def add(self, *atendimentos: Atendimento, conta: str = CONTA) -> None:
        store = AtendimentoStore(self.documents.open("atendimentos", conta))
        for at in atendimentos:
            await store.add(at)

    async def look(self, **query: Any) -> DiaDeAtendimentos:
        contas = ContaStore(self.documents)
        service = DiaService(
            lambda conta: AtendimentoStore(self.documents.open("atendimentos", conta)), contas, self.clock
        )
        return await service.day(CONTA, FiltroDia(**{"dia": THURSDAY.date()} | query))


@pytest.fixture
async def balcao() -> Balcao:
    made = Balcao()
    conta = make_conta(preparos={"Exame de sangue": JEJUM})
    await ContaStore(made.documents).add(conta)
    return made


async def only(balcao: Balcao, **fields: Any) -> Any:
    await balcao.add(make_atendimento(**fields))
    [one] = (await balcao.look()).itens
    return one


async def test_the_day_is_in_the_order_of_its_hours_and_told_by_state(balcao: Balcao) -> None:
    hour = timedelta(hours=1)
    await balcao.add(
        make_atendimento(id="TARDE", data_consulta=THURSDAY + hour, nome_medico="Dra. Paula Reis"),
        make_atendimento(
            id="CEDO",
            data_consulta=THURSDAY - hour,
            nome_medico="dra. paula  reis",
            status_confirmacao=StatusConfirmacao.CONFIRMADO,
        ),
        make_atendimento(id="OUTRO", data_consulta=THURSDAY + timedelta(days=1)),
        make_atendimento(id="LEI", bloqueado_em=THURSDAY),
    )
    await balcao.add(make_atendimento(id="RIVAL"), conta="rival")

    found = await balcao.look()

    assert [(one.id, one.hora) for one in found.itens] == [("CEDO", "13:30"), ("TARDE", "15:30")]
    assert found.grupos == {"pendente": ("TARDE",), "confirmado": ("CEDO",)}
    assert (found.total, found.por_status["confirmado"], found.por_status["faltou"]) == (2, 1, 0)
    assert [(one.marcados, one.confirmados) for one in found.profissionais] == [(2, 1)]


async def test_without_a_day_it_is_today_where_the_conta_is(balcao: Balcao) -> None:

    found = await balcao.look(dia=None)

    assert found.dia == THURSDAY.date() - timedelta(days=1)


async def test_one_professional_s_day_is_theirs(balcao: Balcao) -> None:
    await balcao.add(
        make_atendimento(id="A1", nome_medico="Dra. Paula Reis"),
        make_atendimento(id="A2", nome_medico="Dr. Caio Lins"),
    )

    assert [one.id for one in (await balcao.look(nome_medico="Dr. Caio Lins")).itens] == ["A2"]


@pytest.mark.parametrize(
    ("fields", "silent"),
    [
        ({"perguntou_em": ASKED.em}, True),
        ({"perguntou_em": EVENING_BEFORE - timedelta(hours=11)}, False),
        ({"perguntou_em": None}, False),
        ({"perguntou_em": ASKED.em, "status_confirmacao": StatusConfirmacao.CONFIRMADO}, False),
        ({"perguntou_em": ASKED.em, "status_confirmacao": StatusConfirmacao.SEM_RESPOSTA}, True),
    ],
)
async def test_silent_is_who_was_asked_long_ago_and_said_nothing(
    balcao: Balcao, fields: dict[str, Any], silent: bool
) -> None:
    assert (await only(balcao, **fields)).silencioso is silent


@pytest.mark.parametrize(
    ("classe", "hours_before", "late"),
    [
        (Classe.CANCELADO, 3, True),
        (Classe.CANCELADO, 20, False),
        (Classe.CONFIRMADO, -1, True),
        (Classe.DUVIDA, 3, False),
    ],
)
async def test_late_is_a_word_that_leaves_little_time(
    balcao: Balcao, classe: Classe, hours_before: int, late: bool
) -> None:
    said = make_resposta(classe, THURSDAY - timedelta(hours=hours_before))

    assert (await only(balcao, respostas=(said,))).tardia is late


async def test_a_word_about_the_hour_that_it_had_before_is_not_late(balcao: Balcao) -> None:
    said = make_resposta(Classe.REAGENDAR, THURSDAY - timedelta(hours=4))
    moved = Mudanca(
        campo="data_consulta", de=None, para=None, em=THURSDAY - timedelta(hours=3), por="recepcao"
    )

    assert not (await only(balcao, respostas=(said,), historico=(moved,), versao=2)).tardia


async def test_whom_no_message_reached_is_told_apart_from_who_is_silent(balcao: Balcao) -> None:
    back = ASKED.model_copy(update={"voltou": True})

    one = await only(balcao, avisos=(back,))

    assert (one.sem_contato, one.silencioso) == (True, False)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, False),
        ({"avisos": (ASKED.model_copy(update={"texto": f"Olá!\nPreparo: {JEJUM}"}),)}, True),
        ({"avisos": (ASKED.model_copy(update={"texto": JEJUM, "versao": 2}),)}, False),
        (
            {
                "respostas": (
                    make_resposta(Classe.CONFIRMADO, ASKED.em).model_copy(update={"aplicada": True}),
                )
            },
            True,
        ),
    ],
)
async def test_whether_who_comes_knows_the_preparation_is_shown(
    balcao: Balcao, fields: dict[str, Any], told: bool
) -> None:
    one = await only(balcao, procedimento="exame de sangue", **fields)

    assert (one.preparo, one.preparo_avisado) == (JEJUM, told)


async def test_a_long_day_is_whole(balcao: Balcao) -> None:
    many = [make_atendimento(id=f"A{number:03}") for number in range(250)]
    await balcao.add(*many)

    found = await balcao.look()

    assert found.total == len(found.itens) == 250
