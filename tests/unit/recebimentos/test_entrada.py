"""The way in: each message is stored once and handed over, whatever is told twice, out of order or during an outage."""

from dataclasses import dataclass, field

import pytest

from shared.contas.models import Conta
from shared.contas.store import ContaStore
from shared.kit.canais import Acontecimento, Entrada, Preferencia, Provedor, Recibo, Situacao, TipoConteudo
from shared.kit.errors import TransientError
from shared.kit.store import Query
from shared.kit.titulares import Titular
from shared.recebimentos.consulta import ConsultaService
from shared.recebimentos.entrada import QUEUE, EntradaService
from shared.recebimentos.errors import RecebimentoNotFound
from shared.recebimentos.models import Destino, FiltroRecebimentos, Recebimento, RecebimentoStatus
from shared.recebimentos.store import RecebimentoStore
from shared.recebimentos.titular import RecebimentoGuardiao
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments, FakeQueues

pytestmark = pytest.mark.anyio
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@dataclass
class Envios:
    told: list[tuple[str, Recibo]] = field(default_factory=list)
    failures: int = 0

    async def status(self, conta: str, recibo: Recibo) -> None:
        if self.failures:
            self.failures -= 1
            raise TransientError
        self.told.append((conta, recibo))


@dataclass
class Preferencias:
    told: list[Preferencia] = field(default_factory=list)

    async def prefer(self, conta: str, preferencia: Preferencia) -> None:
        self.told.append(preferencia)


@dataclass
class Way:
    """The real service on a store in memory."""

    clock: FakeClock = field(default_factory=FakeClock)
    queues: FakeQueues = field(default_factory=FakeQueues)
    envios: Envios = field(default_factory=Envios)
    preferencias: Preferencias = field(default_factory=Preferencias)
    documents: FakeDocuments = field(init=False)

    def __post_init__(self) -> None:
        self.documents = FakeDocuments(now=self.clock)

    def store(self, conta: str = "clinica") -> RecebimentoStore:
        return RecebimentoStore(self.documents.open(Recebimento.CONTAINER, conta))

    @property
    def service(self) -> EntradaService:
        return EntradaService(
            open_recebimentos=self.store,
            contas=ContaStore(self.documents),
            envios=self.envios,
            preferencias=self.preferencias,
            queues=self.queues,
            hmac_key=b"k" * 32,
            now=self.clock,
        )

    async def take(self, *told: Acontecimento, conta: str = "clinica") -> list[str]:
        return await self.service.take(conta, told, TRACE)

    def queued(self) -> list[str]:
        return [str(message["recebimento_id"]) for message in self.queues.messages(QUEUE)]

    async def route(self, recebimento_id: str, cliente_id: str | None = None) -> None:
        """What the worker does in the end."""
        update = {
            "status": RecebimentoStatus.ENCAMINHADO,
            "cliente_id": cliente_id,
            "destino": Destino.CHAMADO,
        }
        await self.store().update(recebimento_id, lambda read: read.model_copy(update=update))


@pytest.fixture
def way() -> Way:
    return Way()


def message(provedor_id: str = "wamid.1", **fields: object) -> Entrada:
    given = {
        "provedor": Provedor.META,
        "provedor_id": provedor_id,
        "endereco": "+5531999999999",
        "texto": "Oi",
    }
    return Entrada(**given | {"bruto": '{"id": 1}'} | fields)  # type: ignore[arg-type]


async def test_a_message_is_stored_whole_before_its_id_is_queued(way: Way) -> None:
    told = message(
        tipo=TipoConteudo.BOTAO,
        botao="p:1",
        nome="João",
        telefone="+5531999999999",
        em_resposta_a="w",
        em=1739000000,
    )

    [taken] = await way.take(told)

    read = (await way.store().get(taken)).recebimento
    assert taken.startswith("meta:")
    assert "wamid" not in taken
    assert (read.status, read.texto, read.botao, read.nome) == ("recebido", "Oi", "p:1", "João")
    assert (read.recebido_em, read.traceparent) == (way.clock.instant, TRACE)
    assert read.enviado_em is not None
    assert read.enviado_em.timestamp() == 1739000000
    assert way.queues.messages(QUEUE) == [
        {"v": 1, "conta": "clinica", "recebimento_id": taken, "traceparent": TRACE}
    ]


async def test_the_raw_part_lives_seven_days_beside_it(way: Way) -> None:
    [taken] = await way.take(message(bruto='{"corpo": "João"}'))
    raw = way.documents.open(Recebimento.CONTAINER, "clinica")

    assert (await raw.get(f"{taken}:bruto")).body == {"corpo": '{"corpo": "João"}'}
    way.clock.move(days=7)
    assert [item.id for item in (await raw.query(Query())).items] == [taken]


async def test_told_twice_it_is_one_message_handed_over_while_it_waits(way: Way) -> None:
    [first] = await way.take(message())
    [again] = await way.take(message(), message())
    await way.route(first)
    [late] = await way.take(message())

    assert first == again == late
    assert way.queued() == [first, first]
    assert len((await way.store().search(FiltroRecebimentos())).itens) == 1


async def test_an_edit_and_a_message_of_another_provider_are_others(way: Way) -> None:
    ids = await way.take(message(), message(versao="2"), message(provedor=Provedor.ZAPI))

    assert len(set(ids)) == 3


async def test_the_same_message_of_another_conta_is_that_conta_s(way: Way) -> None:
    [one], [other] = await way.take(message()), await way.take(message(), conta="outra")

    assert one == other
    assert len(way.queued()) == 2
    assert len((await way.store("outra").search(FiltroRecebimentos())).itens) == 1


async def test_a_large_batch_with_duplicates_stores_each_once(way: Way) -> None:
    await way.take(*(message(f"w{number}") for number in range(0, 250, 10)))

    ids = await way.take(*(message(f"w{number % 250}", bruto="x" * 60_000) for number in range(300)))

    assert len(ids) == len(set(ids)) == 250
    assert len((await way.store().search(FiltroRecebimentos(limite=200))).itens) == 200
    assert set(way.queued()) == set(ids)


async def test_what_the_queue_does_not_take_is_taken_by_the_sweep(way: Way) -> None:
    way.queues.down = True
    [taken] = await way.take(message())
    way.queues.down = False

    swept_early = await way.service.sweep("clinica")
    way.clock.move(minutes=11)
    swept = await way.service.sweep("clinica")

    assert (swept_early, swept, way.queued()) == (0, 1, [taken])
    assert way.queues.messages(QUEUE)[0]["traceparent"] == TRACE


async def test_what_was_routed_is_swept_no_more(way: Way) -> None:
    [taken] = await way.take(message())
    await way.route(taken)
    way.clock.move(hours=1)

    assert await way.service.sweep("clinica") == 0


async def test_an_outage_of_the_store_is_the_provider_s_to_repeat(way: Way) -> None:
    way.documents.down = True

    with pytest.raises(TransientError):
        await way.take(message())

    assert way.queued() == []


async def test_the_sweep_goes_by_contas_so_the_conta_of_a_message_exists(way: Way) -> None:
    await way.take(message())

    assert await ContaStore(way.documents).ids() == ["clinica"]


async def test_receipts_and_preferences_go_where_they_belong(way: Way) -> None:
    recibo = Recibo(Provedor.META, Situacao.ENTREGUE, "wamid.OUT")
    stop, resume = (Preferencia(Provedor.META, "+5531999999999", sair=sair) for sair in (True, False))

    ids = await way.take(stop, recibo, resume)

    assert ids == way.queued() == []
    assert way.envios.told == [("clinica", recibo)]
    assert way.preferencias.told == [stop, resume]


async def test_a_receipt_that_fails_costs_no_message(way: Way) -> None:
    way.envios.failures = 1

    with pytest.raises(TransientError):
        await way.take(Recibo(Provedor.META, Situacao.LIDO, "wamid.OUT"), message())

    assert len(way.queued()) == 1


async def test_a_message_from_the_future_opens_no_window_there(way: Way) -> None:
    [taken] = await way.take(message(em=253_370_764_799))

    assert (await way.store().get(taken)).recebimento.enviado_em == way.clock.instant


async def test_a_stranger_s_name_makes_no_conta(way: Way) -> None:
    contas = ContaStore(way.documents)

    assert await contas.find("inventada") is None
    assert await contas.find("não é um id") is None
    assert await contas.ids() == []
    await contas.add(Conta(id="clinica", nome="Clínica"))
    assert (await contas.find("clinica") or Conta(id="")).nome == "Clínica"


async def test_attendants_see_the_newest_first_and_never_a_raw_body(way: Way) -> None:
    ids: list[str] = []
    for number in range(3):
        ids += await way.take(message(f"w{number}"))
        way.clock.move(minutes=1)
    await way.route(ids[0], cliente_id="C1")
    consulta = ConsultaService(open_recebimentos=way.store, now=way.clock)

    every = await consulta.search("clinica", FiltroRecebimentos())
    of_cliente = await consulta.search(
        "clinica", FiltroRecebimentos(cliente_id="C1", destino=Destino.CHAMADO)
    )

    assert [one.id for one in every.itens] == ids[::-1]
    assert [one.id for one in of_cliente.itens] == ids[:1]
    with pytest.raises(RecebimentoNotFound):
        await consulta.get("clinica", f"{ids[0]}:bruto")


async def test_a_merged_cliente_hands_its_messages_to_the_one_that_stays(way: Way) -> None:
    ids = await way.take(*(message(f"w{number}") for number in range(3)))
    for one in ids:
        await way.route(one, cliente_id="velho")
    consulta = ConsultaService(open_recebimentos=way.store, now=way.clock)

    moved = await consulta.relink("clinica", "velho", "novo")

    assert (moved, await consulta.relink("clinica", "velho", "novo")) == (3, 0)
    assert len((await consulta.search("clinica", FiltroRecebimentos(cliente_id="novo"))).itens) == 3


async def test_an_erasure_takes_the_titular_s_messages_and_their_raw_bodies_alone(way: Way) -> None:
    mine, unlinked, other = await way.take(
        message("w1"),
        message("w2", telefone="+5531999999999"),
        message("w3", endereco="+5511988887777", telefone="+5511988887777"),
    )
    await way.route(mine, cliente_id="C1")
    guardiao = RecebimentoGuardiao(lambda conta: way.documents.open(Recebimento.CONTAINER, conta))
    titular = Titular(cliente_ids=("C1",), nome="João", telefones=("+5531999999999",))

    exported = await guardiao.export("clinica", titular)
    erased = await guardiao.erase("clinica", titular)

    assert {one["id"] for one in exported} == {mine, unlinked}
    assert not {"traceparent", "provedor_id"} & exported[0].keys()
    assert erased == 2
    assert set(way.documents.partitions["recebimentos", "clinica"]) == {other, f"{other}:bruto"}
