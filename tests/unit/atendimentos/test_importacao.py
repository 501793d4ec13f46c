"""A file of atendimentos: every row is booked, changes one, says nothing new, or is told by its line why not."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.atendimentos.importacao import AtendimentoAplicador
from shared.atendimentos.importacao_colunas import column_of, fields_of_row
from shared.atendimentos.models import Atendimento, FiltroAtendimentos, StatusConfirmacao
from shared.clientes.importacao.arquivo import Arquivo
from shared.clientes.importacao.models import FiltroErros, Importacao, TipoImportacao
from shared.clientes.importacao.partes import ParteService
from shared.clientes.importacao.service import QUEUE, ImportacaoService
from shared.clientes.importacao.store import ImportacaoStore
from shared.clientes.importacao.titular import ImportacaoGuardiao
from shared.clientes.importacao.views import ImportacaoDetalhe
from shared.kit.titulares import Titular
from tests.builders import make_principal
from tests.fakes import FakeInvalidacao
from tests.unit.atendimentos.world import FRIDAY, Atendimentos
from tests.unit.clientes.importacao_world import FakeAuditor
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio
HEADER = "Agenda;Paciente;Celular;Data;Hora;Médico;Procedimento"
MARINA = "51177197;Marina Prates;(11) 98888-7777;13/03/2026;14:30;Dra. Paula Reis;Limpeza"
RITA = "51177198;Rita Alves;11 97777-6666;2026-03-13;9h;Dra. Paula Reis;"


@dataclass
class Importacoes(Atendimentos):
    auditor: FakeAuditor = field(default_factory=FakeAuditor)

    def importacoes(self, conta: str) -> ImportacaoStore:
        return ImportacaoStore(self.documents.open("importacoes", conta))

    @property
    def importacao(self) -> ImportacaoService:
        formatos = {TipoImportacao.ATENDIMENTOS: column_of}
        return ImportacaoService(self.importacoes, formatos, self.queues, self.clock, self.new_id)

    @property
    def partes(self) -> ParteService:
        aplicadores = {TipoImportacao.ATENDIMENTOS: AtendimentoAplicador(self.atendimento)}
        return ParteService(self.importacoes, aplicadores, self.auditor, self.clock, FakeInvalidacao())

    async def send(self, *rows: str, raw: str | None = None, media_type: str = "text/csv") -> Importacao:
        conteudo = (raw or "\n".join(rows)).encode()
        arquivo = Arquivo(conteudo, media_type, tipo="atendimentos")
        return await self.importacao.receive(make_principal(), arquivo)

    async def deliver(self, importacao: Importacao) -> ImportacaoDetalhe:
        for message in self.queues.messages(QUEUE):
            await self.partes.process(CONTA, str(message["importacao_id"]), int(message["parte"]))
        return await self.importacao.detail(CONTA, importacao.id)

    async def comes_in(self, *rows: str, **file: Any) -> ImportacaoDetalhe:
        return await self.deliver(await self.send(*rows, **file))

    async def all(self) -> list[Atendimento]:
        return (await self.atendimento.search(CONTA, FiltroAtendimentos(limite=200))).itens


@pytest.fixture
async def world() -> Importacoes:
    world = Importacoes()
    await world.begin()
    return world


async def test_rows_are_booked_at_their_local_hour_and_handed_on(world: Importacoes) -> None:
    told = await world.comes_in(HEADER, MARINA, RITA)

    rita, marina = await world.all()
    assert (told.tipo, told.novos, told.com_erro, told.percentual) == ("atendimentos", 2, 0, 100)
    assert (marina.data_consulta, marina.agenda_id, marina.procedimento) == (FRIDAY, "51177197", "Limpeza")
    assert rita.data_consulta == datetime(2026, 3, 13, 12, tzinfo=UTC)
    assert sorted(world.queued()) == sorted([rita.id, marina.id])


async def test_bad_rows_are_told_by_line_and_field_and_the_others_come_in(world: Importacoes) -> None:
    told = await world.comes_in(
        HEADER,
        MARINA,
        "2;Caio Lins;não tem;13/03/2026;10:00;;",
        "3;Bia Prates;;13/03/2026;;;",
        "4;Bia Prates;;01/01/2020;10:00;;",
        "5;;;13/03/2026;10:00;;",
    )

    errors = [(one.linha, one.campo, one.motivo) for one in told.erros]
    assert (told.novos, told.com_erro) == (1, 4)
    assert errors == [
        (3, "telefone", "deve ser um telefone com DDD, como (11) 98888-7777"),
        (4, "data", "deve ser data e hora, como 2027-03-11T14:30"),
        (5, "data", "já passou"),
        (6, "nome", "é obrigatório"),
    ]
    assert len(await world.all()) == 1


async def test_a_file_sent_again_books_nothing_twice(world: Importacoes) -> None:
    without_number = HEADER.removeprefix("Agenda;"), MARINA.removeprefix("51177197;")
    await world.comes_in(HEADER, RITA)
    await world.comes_in(*without_number)
    world.clock.move(hours=1)

    again = await world.comes_in(HEADER, RITA)
    once_more = await world.comes_in(*without_number)

    assert (again.iguais, once_more.iguais) == (1, 1)
    assert len(await world.all()) == 2


async def test_a_later_file_moves_what_the_earlier_one_booked(world: Importacoes) -> None:
    await world.comes_in(HEADER, MARINA)
    world.clock.move(hours=1)

    told = await world.comes_in(HEADER, MARINA.replace("13/03/2026", "16/03/2026"))

    [moved] = await world.all()
    assert (told.atualizados, moved.versao, moved.status_confirmacao) == (1, 2, StatusConfirmacao.PENDENTE)


async def test_a_part_that_is_delivered_twice_counts_once(world: Importacoes) -> None:
    importacao = await world.send(HEADER, MARINA)
    await world.deliver(importacao)

    told = await world.deliver(importacao)

    assert (told.novos, told.processadas) == (1, 1)
    assert len(await world.all()) == 1


async def test_json_and_lines_of_json_come_in_with_s3_s_names(world: Importacoes) -> None:
    row = {
        "nome_paciente": "Marina Prates",
        "telefone": 11988887777,
        "data_consulta": "2026-03-13T14:30:00",
        "nr_seq_agenda": 51177197,
        "email": None,
    }
    other = row | {"nr_seq_agenda": 51177198, "quer_antes": True, "duracao_min": 40}

    await world.comes_in(raw=json.dumps([row]), media_type="application/json")
    await world.comes_in(raw=json.dumps(other), media_type="application/x-ndjson")

    first, second = sorted(await world.all(), key=lambda one: one.agenda_id or "")
    assert (first.data_consulta, first.telefone) == (FRIDAY, "+5511988887777")
    assert (second.quer_antes, second.duracao_min) == (True, 40)


@pytest.mark.parametrize(
    ("cells", "when"),
    [
        ({"data": "13/03/2026", "hora": "14:30"}, "13/03/2026 14:30"),
        ({"data": "2026-03-13 00:00:00", "hora": "14:30:00"}, "2026-03-13 14:30"),
        ({"data_consulta": "2026-03-13", "hora": "9h"}, "2026-03-13 09:00"),
        ({"data_consulta": "13/03/2026", "hora": "14h30"}, "13/03/2026 14:30"),
        ({"data_consulta": "2026-03-13T14:30-03:00"}, "2026-03-13T14:30-03:00"),
        ({"data": "13/03/2026", "hora": "cedo"}, "13/03/2026 cedo"),
    ],
)
def test_the_day_and_the_hour_are_read_from_one_cell_or_two(cells: dict[str, str], when: str) -> None:
    assert fields_of_row(cells)["data_consulta"] == when


async def test_who_was_erased_does_not_come_back_by_a_file(world: Importacoes) -> None:
    await world.suppress("+5511988887777")

    numbered = await world.comes_in(HEADER, MARINA)
    unnumbered = await world.comes_in(HEADER.removeprefix("Agenda;"), MARINA.removeprefix("51177197;"))

    assert (numbered.com_erro, unnumbered.com_erro) == (1, 1)
    assert await world.all() == []


async def test_a_row_that_waits_is_erased_with_its_titular(world: Importacoes) -> None:
    importacao = await world.send(HEADER, MARINA, RITA)
    titular = Titular(cliente_ids=("C1",), nome="Marina Prates", telefones=("+5511988887777",))

    await ImportacaoGuardiao(lambda conta: world.documents.open("importacoes", conta)).erase(CONTA, titular)
    told = await world.deliver(importacao)

    assert (told.novos, told.com_erro) == (1, 1)
    found = await world.importacao.errors(CONTA, importacao.id, FiltroErros())
    assert [one.linha for one in found.itens] == [2]
