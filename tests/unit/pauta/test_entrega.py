"""The brief to the team: once a working day in the morning, to who is of the team, through the one gate."""

import asyncio
from dataclasses import dataclass, field
from datetime import date, time
from itertools import count
from typing import Any

import pytest

from shared.clientes.models import BaseLegal, Canal, Consentimento, Finalidade
from shared.contas.pauta import PoliticaPauta
from shared.contas.store import ContaStore
from shared.envios.models import Envio, EnvioStatus, Motivo
from shared.envios.store import EnvioStore
from shared.kit.store import Query
from shared.pauta.entrega import Autor, EntregaService
from shared.pauta.errors import SemDestinatarios
from tests.unit.envios.world import CONTA, PowerCut, World, decided
from tests.unit.pauta.world import Dia, at, contato

pytestmark = pytest.mark.anyio
ADMIN = Autor("admin")
PHONES = {"C1": "+5511988887777", "C2": "+5511977776666"}


@dataclass
class Manha(World):
    """Marina and Bruno of the team, who get the brief at eight."""

    ids: Any = field(default_factory=count)

    @property
    def dia(self) -> Dia:
        return Dia(self.documents, self.clock)

    @property
    def entrega(self) -> EntregaService:
        return EntregaService(
            contas=ContaStore(self.documents),
            pauta=self.dia.pauta,
            envios=self.service,
            new_id=lambda: f"N{next(self.ids)}",
        )

    async def begin(self, *, lines: tuple[Consentimento, ...] | None = None, **conta: Any) -> None:
        politica = {"ativa": True, "destinatarios": tuple(PHONES)} | conta.pop("pauta", {})
        await self.dia.put_conta(pauta=PoliticaPauta(**politica), **conta)
        for cliente_id, phone in PHONES.items():
            agreed = (line(),) if lines is None else lines
            await self.add_cliente(
                cliente_id, nome=f"Pessoa {cliente_id}", telefones=(phone,), consentimentos=agreed
            )

    async def tick(self, moment: str) -> list[Envio]:
        """All that was ever asked for, after a tick at this local moment."""
        self.clock.instant = at(moment)
        await self.entrega.tick(CONTA)
        return await self.asked()

    async def asked(self) -> list[Envio]:
        store = self.documents.open("envios", CONTA)
        read = [one.id for one in (await store.query(Query())).items]
        return [(await EnvioStore(store).get(one)).envio for one in read]


def line(*, concedido: bool = True) -> Consentimento:
    return Consentimento(
        finalidade=Finalidade.EQUIPE,
        concedido=concedido,
        base_legal=BaseLegal.CONTRATO,
        texto_versao="v1",
        canal=Canal.WHATSAPP,
        evidencia="contrato",
        em=at("2026-01-05 09:00"),
        registrado_por="admin",
    )


@pytest.fixture
def manha() -> Manha:
    return Manha()


async def test_each_of_the_team_gets_it_once_a_day(manha: Manha) -> None:
    await manha.begin()

    before = await manha.tick("2026-03-03 07:59")
    first = await manha.tick("2026-03-03 08:00")
    again = await manha.tick("2026-03-03 08:05")
    next_day = await manha.tick("2026-03-04 08:00")

    assert (len(before), len(first), len(again), len(next_day)) == (0, 2, 2, 4)
    assert {one.cliente_id for one in first} == set(PHONES)
    assert {one.finalidade for one in first} == {Finalidade.EQUIPE}


@pytest.mark.parametrize(
    ("moment", "sends"),
    [
        ("2026-03-03 11:59", True),  # the host started late
        ("2026-03-03 12:00", False),
        ("2026-03-03 15:00", False),
        ("2026-03-07 09:00", False),  # a Saturday
        ("2026-03-08 09:00", False),
        ("2026-04-03 09:00", False),  # Good Friday
        ("2026-03-10 09:00", False),  # the conta's own holiday
    ],
)
async def test_it_is_for_mornings_of_working_days(manha: Manha, moment: str, *, sends: bool) -> None:
    await manha.begin(feriados=(date(2026, 3, 10),))

    assert bool(await manha.tick(moment)) is sends


async def test_a_conta_that_did_not_ask_for_it_gets_none(manha: Manha) -> None:
    await manha.begin(pauta={"ativa": False})

    assert await manha.tick("2026-03-03 09:00") == []


async def test_the_hour_is_that_of_the_contas_zone(manha: Manha) -> None:
    await manha.begin(fuso="America/Rio_Branco", pauta={"hora": time(9)})

    early, in_time = await manha.tick("2026-03-03 10:59"), await manha.tick("2026-03-03 11:00")

    assert (len(early), len(in_time)) == (0, 2)


async def test_a_crash_between_two_people_leaves_only_the_other_one_to_ask_for(manha: Manha) -> None:
    await manha.begin()

    async def cut() -> None:
        raise PowerCut

    manha.documents.after_write = cut
    with pytest.raises(PowerCut):
        await manha.tick("2026-03-03 08:00")
    manha.documents.after_write = _nothing
    await manha.dia.put_fall()

    asked = await manha.tick("2026-03-03 08:05")

    assert sorted(one.cliente_id for one in asked) == ["C1", "C2"]


async def test_two_ticks_at_once_ask_once(manha: Manha) -> None:
    await manha.begin()
    manha.clock.instant = at("2026-03-03 08:00")

    await asyncio.gather(*(manha.entrega.tick(CONTA) for _ in range(5)))

    assert len(await manha.asked()) == 2


async def test_it_leaves_in_the_morning_and_says_nobodys_name(manha: Manha) -> None:
    await manha.begin()
    planned = contato("2026-03-02 09:00")
    await manha.dia.put_relato(contatos=(planned,), proximo_contato_em=planned.devido_em)
    await manha.dia.put_atendimento(procedimento="Exame de sangue", data_consulta=at("2026-03-03 15:00"))
    await manha.dia.put_fall()

    envios = await manha.work(*(await manha.tick("2026-03-03 08:00")))

    assert {one.status for one in envios} == {EnvioStatus.ACEITO}
    assert manha.sent[0].texto.splitlines() == [
        "Bom dia! 3 assuntos esperam por você hoje, com R$ 5.499,00 em jogo; 1 já passou da hora.",
        "• Orçamentos em aberto: 1, com R$ 5.000,00 em jogo",
        "• Horários a confirmar: 1",
        "• Clientes em queda: 1, com R$ 499,00 em jogo",
        "Comece por: orçamento de R$ 5.000,00, contato de ontem; cliente de R$ 499,00 por mês que está em queda; "
        "horário de hoje, às 15h.",
        "Tudo, com os motivos, em /resumo-do-dia.",
        "Para não receber mais o resumo, responda SAIR.",
    ]


async def test_it_waits_until_people_work_and_never_for_the_afternoon(manha: Manha) -> None:
    await manha.begin(pauta={"hora": time(6)})
    early = await manha.tick("2026-03-03 06:00")

    waiting = await manha.work(*early)
    manha.clock.instant = at("2026-03-03 12:01")
    late = await manha.work(*early)

    assert {decided(one).ate for one in waiting} == {at("2026-03-03 08:00")}
    assert {decided(one).motivo for one in late} == {Motivo.TARDE_DEMAIS}
    assert manha.sent == []


async def test_who_said_sair_is_left_alone_and_the_ledger_says_why(manha: Manha) -> None:
    await manha.begin()
    await manha.opt_out(CONTA, "C1", canal=Canal.WHATSAPP, evidencia="wamid.1")

    envios = await manha.work(*(await manha.tick("2026-03-03 08:00")))

    said = {one.cliente_id: decided(one).motivo for one in envios}
    assert said == {"C1": Motivo.OPT_OUT, "C2": None}


@pytest.mark.parametrize("lines", [(), (line(concedido=False),), (line(), line(concedido=False))])
async def test_who_is_not_said_to_be_of_the_team_gets_nothing(
    manha: Manha, lines: tuple[Consentimento, ...]
) -> None:
    await manha.begin(lines=lines)

    envios = await manha.work(*(await manha.tick("2026-03-03 08:00")))

    assert {decided(one).motivo for one in envios} == {Motivo.SEM_CONSENTIMENTO}
    assert manha.sent == []


async def test_an_id_that_is_nobodys_holds_up_nobody(manha: Manha) -> None:
    await manha.begin(pauta={"destinatarios": ("C9", "C2")})

    assert [one.cliente_id for one in await manha.tick("2026-03-03 08:00")] == ["C2"]


async def test_it_can_be_tried_at_once_and_the_days_own_still_comes(manha: Manha) -> None:
    await manha.begin(pauta={"ativa": False, "destinatarios": ("C1", "C9")})
    manha.clock.instant = at("2026-03-03 16:00")

    tried = await manha.entrega.send_now(CONTA, ADMIN, chave="uma")
    await manha.dia.put_fall()
    again = await manha.entrega.send_now(CONTA, ADMIN, chave="uma")
    other = await manha.entrega.send_now(CONTA, ADMIN, chave=None)

    mine, nobody = tried.itens
    assert tried == again
    assert (mine.link, nobody.motivo) == (
        f"/envios/{mine.envio_id}",
        "Este id não é de um cliente desta conta.",
    )
    assert other.itens[0].envio_id != mine.envio_id
    (envio, *_) = await manha.work(*(await manha.asked()))
    assert envio.status is EnvioStatus.ACEITO
    assert envio.nao_depois_de == at("2026-03-04 00:00")


async def test_a_key_of_the_caller_is_never_the_days_own(manha: Manha) -> None:
    await manha.begin()
    manha.clock.instant = at("2026-03-03 08:00")
    await manha.entrega.send_now(CONTA, ADMIN, chave="dia:2026-03-03")

    assert len(await manha.tick("2026-03-03 08:05")) == 4


async def test_without_anybody_to_send_it_to_it_says_what_to_do(manha: Manha) -> None:
    await manha.begin(pauta={"destinatarios": ()})

    with pytest.raises(SemDestinatarios):
        await manha.entrega.send_now(CONTA, ADMIN, chave=None)


async def test_a_free_day_is_told_too(manha: Manha) -> None:
    await manha.begin()

    await manha.work(*(await manha.tick("2026-03-03 08:00")))

    assert manha.sent[0].texto.splitlines() == [
        "Bom dia! Nada vence hoje e ninguém espera por um retorno seu. Bom trabalho!",
        "Para não receber mais o resumo, responda SAIR.",
    ]


async def _nothing() -> None:
    await asyncio.sleep(0)
