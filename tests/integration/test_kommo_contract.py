"""Kommo through the real adapter, against a server that pages, changes underneath and fails as Kommo does."""

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from shared.adapters.kommo import Kommo
from shared.adapters.sqlite import SqliteDocuments
from shared.clientes.cadastro import Cadastro
from shared.clientes.fichas import FichaService
from shared.clientes.identidades import IdentidadeStore
from shared.clientes.kommo_service import QUEUE, KommoService
from shared.clientes.kommo_store import OVERLAP_S, PosicaoStore
from shared.clientes.models import Cliente, Origem
from shared.clientes.store import ClienteStore
from shared.kit.auditing import Nota
from shared.kit.clock import system_now
from shared.kit.errors import TransientError
from tests.builders import make_eliminados
from tests.fakes import FakeInvalidacao
from tests.fakes_store import FakeQueues
from tests.kommo_server import (
    TOKEN,
    KommoServer,
    custom,
    failure,
    make_contact,
    make_lead,
)

pytestmark = pytest.mark.anyio
CONTA = "clinica"
START = 1_767_300_000
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@dataclass
class FakeAuditor:
    notas: list[Nota] = field(default_factory=list)

    async def note(self, nota: Nota) -> None:
        self.notas.append(nota)


@dataclass
class Setting:
    server: KommoServer
    crm: Kommo
    documents: SqliteDocuments
    queues: FakeQueues = field(default_factory=FakeQueues)
    auditor: FakeAuditor = field(default_factory=FakeAuditor)

    def cadastro(self, conta: str) -> Cadastro:
        return Cadastro(
            clientes=ClienteStore(self.documents.open("clientes", conta)),
            identidades=IdentidadeStore(
                self.documents.open("identidades", conta), secret=b"x" * 32, now=system_now
            ),
        )

    @property
    def posicoes(self) -> PosicaoStore:
        return PosicaoStore(self.documents.open("importacoes", CONTA))

    @property
    def service(self) -> KommoService:
        return KommoService(
            conta=CONTA,
            crm=self.crm,
            fichas=FichaService(self.cadastro, make_eliminados(self.documents), system_now),
            posicoes=self.posicoes,
            auditor=self.auditor,
            queues=self.queues,
            now=system_now,
            invalidacao=FakeInvalidacao(),
        )

    async def clientes(self) -> dict[str, Cliente]:
        """All clientes by client_id; a double would show as a smaller count in the store."""
        found = (await ClienteStore(self.documents.open("clientes", CONTA)).page(limit=1_000)).itens
        by_client_id = {str(cliente.client_id): cliente for cliente in found}
        assert len(by_client_id) == len(found)
        return by_client_id


@pytest.fixture
def server() -> Iterator[KommoServer]:
    with KommoServer().serving() as serving:
        yield serving


@pytest.fixture
async def setting(server: KommoServer, tmp_path: Path) -> AsyncIterator[Setting]:
    crm = Kommo(base_url=server.url, token=TOKEN, pause_s=0, timeout_s=2)
    documents = SqliteDocuments(str(tmp_path / "documentos.db"), now=system_now)
    yield Setting(server, crm, documents)
    await crm.close()
    await documents.close()


async def test_what_changed_comes_in_with_contacts_and_names(setting: Setting) -> None:
    setting.server.put(make_lead(1, START, custom_fields_values=[custom("CNPJ", "11.222.333/0001-81")]))

    applied = await setting.service.pull()

    cliente = (await setting.clientes())["1"]
    assert applied == 1
    assert (cliente.nome, cliente.documento, cliente.pipeline) == (
        "Loja 1",
        "11222333000181",
        "CS | ONGOING",
    )
    assert (cliente.telefones, cliente.emails) == (("+5511900010001",), ("p10001@loja.com.br",))
    assert (cliente.origem, cliente.vendedor, cliente.valor) == (Origem.KOMMO, "João Silva", Decimal(1500))
    [nota] = setting.auditor.notas
    assert nota.detalhe == {"leads": 1, "novos": 1, "atualizados": 0}


async def test_an_empty_account_is_read_without_a_word(setting: Setting) -> None:
    assert await setting.service.pull() == 0
    assert setting.server.paths() == ["/api/v4/leads"]
    assert setting.auditor.notas == []


async def test_many_pages_come_in_whole_and_no_link_is_followed_to_another_host(setting: Setting) -> None:
    setting.server.put(*(make_lead(n, START + n // 3) for n in range(1, 701)))

    applied = await setting.service.pull()

    assert applied == 700
    assert len(await setting.clientes()) == 700


async def test_more_leads_of_one_second_than_a_page_holds_come_in_whole(setting: Setting) -> None:
    setting.server.put(*(make_lead(n, START) for n in range(1, 601)))

    assert await setting.service.pull() == 600
    assert len(await setting.clientes()) == 600


async def test_leads_that_change_while_pages_are_read_push_no_other_out(setting: Setting) -> None:
    setting.server.put(*(make_lead(n, START + n) for n in range(1, 601)))
    pages: list[int] = []

    def move_the_first_twenty_to_the_end(_: int) -> None:
        pages.append(1)
        if len(pages) == 2:
            setting.server.put(*(make_lead(n, START + 5_000 + n, price=9) for n in range(1, 21)))

    setting.server.before_page = move_the_first_twenty_to_the_end

    await setting.service.pull()

    clientes = await setting.clientes()
    assert len(clientes) == 600
    assert all(clientes[str(n)].valor == 9 for n in range(1, 21))


async def test_the_next_pull_overlaps_and_applies_nothing_twice(setting: Setting) -> None:
    setting.server.put(make_lead(1, START), make_lead(2, START + 10))
    await setting.service.pull()
    setting.server.asked.clear()
    late = make_lead(3, START - 100)  # saved by Kommo after we had read past it
    setting.server.put(late)

    applied = await setting.service.pull()

    [leads, *_] = setting.server.asked
    assert leads.one("filter[updated_at][from]") == str(START + 10 - OVERLAP_S)
    assert applied == 1
    assert set(await setting.clientes()) == {"1", "2", "3"}


async def test_an_outage_in_the_middle_leaves_the_place_where_it_was(setting: Setting) -> None:
    setting.server.put(*(make_lead(n, START + n) for n in range(1, 401)))
    before: list[int] = []

    def break_the_second_page(_: int) -> None:
        before.append(1)
        if len(before) == 2:
            setting.server.script(failure(503))

    setting.server.before_page = break_the_second_page
    with pytest.raises(TransientError):
        await setting.service.pull()
    halfway = await setting.posicoes.load()

    setting.server.before_page = lambda _: None
    await setting.service.pull()

    assert halfway.desde == START + 250
    assert len(await setting.clientes()) == 400


async def test_older_news_never_overwrites_newer(setting: Setting) -> None:
    setting.server.put(make_lead(1, START + 100, price=2_000))
    await setting.service.pull()
    setting.server.put(make_lead(1, START + 50, price=1_000))

    await setting.service.refresh([1])

    assert (await setting.clientes())["1"].valor == 2_000


async def test_a_lead_that_is_dated_ahead_hides_no_later_change(setting: Setting) -> None:
    setting.server.put(make_lead(1, START), make_lead(2, 4_102_444_800))
    await setting.service.pull()
    setting.server.put(make_lead(3, int(system_now().timestamp())))

    applied = await setting.service.pull()

    assert applied == 1
    assert set(await setting.clientes()) == {"1", "2", "3"}


async def test_a_hint_after_another_asks_for_its_lead_and_its_contact_alone(setting: Setting) -> None:
    setting.server.put(make_lead(1, START), make_lead(2, START))
    await setting.service.refresh([1])
    setting.server.asked.clear()

    await setting.service.refresh([2])

    assert setting.server.paths() == ["/api/v4/leads/2", "/api/v4/contacts"]


async def test_a_change_in_kommo_changes_the_same_cliente(setting: Setting) -> None:
    setting.server.put(make_lead(1, START))
    await setting.service.pull()
    lost = {"contacts": [{"id": 10_001, "is_main": True}], "loss_reason": [{"id": 1, "name": "Preço"}]}
    setting.server.put(make_lead(1, START + 60, pipeline_id=4, status_id=143, _embedded=lost))

    await setting.service.pull()

    cliente = (await setting.clientes())["1"]
    assert (cliente.pipeline, cliente.status, cliente.motivos_churn) == (
        "Churns & Cancelamentos",
        "Perdido",
        "Preço",
    )


async def test_two_shops_of_one_owner_are_two_clientes(setting: Setting) -> None:
    owner = {"contacts": [{"id": 77, "is_main": True}], "loss_reason": []}
    setting.server.contacts[77] = make_contact(77, "+5511988887777", "dona@lojas.com.br")
    setting.server.put(make_lead(1, START, _embedded=owner), make_lead(2, START + 1, _embedded=owner))

    await setting.service.pull()
    setting.server.put(make_lead(2, START + 900, price=7, _embedded=owner))
    await setting.service.pull()

    clientes = await setting.clientes()
    assert set(clientes) == {"1", "2"}
    assert clientes["2"].valor == 7


async def test_deleted_and_unreadable_leads_hold_up_nothing(setting: Setting) -> None:
    setting.server.put(make_lead(1, START, is_deleted=True), make_lead(2, START + 1, price="muito"))
    setting.server.put(make_lead(3, START + 2))

    await setting.service.pull()

    assert set(await setting.clientes()) == {"3"}


async def test_a_webhook_is_a_hint_and_the_api_has_the_word(setting: Setting) -> None:
    setting.server.put(make_lead(41, START))
    form = b"leads[status][0][id]=41&leads[status][0][price]=999999&leads[add][0][id]=404"

    await setting.service.hint(form, TRACE)
    await setting.service.refresh([41, 404])

    assert setting.queues.messages(QUEUE) == [
        {"v": 1, "conta": CONTA, "lead_ids": "41,404", "traceparent": TRACE}
    ]
    assert {one: cliente.valor for one, cliente in (await setting.clientes()).items()} == {"41": 1500}


async def test_a_hint_that_no_queue_takes_is_not_an_error_since_the_pull_heals_it(setting: Setting) -> None:
    setting.queues.down = True

    await setting.service.hint(b"leads[add][0][id]=1", TRACE)

    assert setting.queues.sent == []


async def test_neither_token_nor_people_reach_the_logs(
    setting: Setting, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    setting.server.put(make_lead(1, START, price="x"), make_lead(2, START, name="Dona Marina"))

    await setting.service.pull()

    ours = " ".join(one.getMessage() for one in caplog.records if one.name.startswith("retorno"))
    assert "kommo.unreadable" in ours
    assert [told for told in (TOKEN, "Marina", "loja.com.br") if told in caplog.text] == []
