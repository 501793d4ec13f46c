"""An importação from the file to the clientes: parts, progress, errors by line, and power cuts."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from shared.clientes.importacao.errors import ImportacaoNotFound, KeyReused, UnreadableFile
from shared.clientes.importacao.models import FiltroErros, FiltroImportacoes
from shared.clientes.importacao.service import QUEUE
from shared.clientes.importacao.titular import ImportacaoGuardiao
from shared.clientes.models import Aplicada, Ficha, Origem
from shared.kit.errors import TransientError
from shared.kit.titulares import Titular
from tests.unit.clientes.importacao_world import CONTA, FakeFichas, World, csv_of, phone

pytestmark = pytest.mark.anyio


@pytest.fixture
def world() -> World:
    return World()


async def test_a_file_becomes_parts_of_five_hundred_rows_and_one_message_each(world: World) -> None:
    importacao = await world.send(csv_of(1_001), nome="clientes.csv")

    assert (importacao.linhas, importacao.partes, importacao.nome_arquivo) == (1_001, 3, "clientes.csv")
    assert world.queues.messages(QUEUE) == [
        {"v": 1, "conta": CONTA, "importacao_id": importacao.id, "parte": parte, "traceparent": ""}
        for parte in (1, 2, 3)
    ]


async def test_a_part_keeps_under_a_megabyte_when_rows_are_long(world: World) -> None:
    rows = "\n".join(f"Cliente {n};{'x' * 3_900}" for n in range(600))

    importacao = await world.send(f"nome;obs\n{rows}")

    sizes = [len(entry.text) for entry in world.documents.partitions[("importacoes", CONTA)].values()]
    assert importacao.partes == 3
    assert max(sizes) < 1_000_000


async def test_progress_is_told_part_by_part_and_ends_concluded(world: World) -> None:
    importacao = await world.send(csv_of(1_000))
    before = await world.service.detail(CONTA, importacao.id)

    await world.partes.process(CONTA, importacao.id, 2)
    halfway = await world.service.detail(CONTA, importacao.id)
    await world.work()
    after = await world.service.detail(CONTA, importacao.id)

    told = [(one.status.value, one.processadas, one.percentual) for one in (before, halfway, after)]
    assert told == [("recebida", 0, 0), ("em_andamento", 500, 50), ("concluida", 1_000, 100)]
    assert (after.novos, len(world.fichas.clientes)) == (1_000, 1_000)


async def test_each_bad_row_is_told_by_line_and_field_without_what_it_said(world: World) -> None:
    world.fichas.refused = frozenset({phone(5)})
    raw = csv_of(6, bad=frozenset({3})) + '\nSeu "Zé;11988887777\nAna;11988887777;solto'

    importacao = await world.send(raw)
    await world.work()

    told = await world.service.detail(CONTA, importacao.id)
    assert (told.novos, told.com_erro) == (5, 3)
    assert [(erro.linha, erro.campo, erro.motivo) for erro in told.erros] == [
        (3, "telefone", "deve ser um telefone com DDD, como (11) 98888-7777"),
        (5, None, "O telefone já é de outro cliente."),
        (9, None, "a linha tem mais colunas que o cabeçalho"),
    ]


async def test_a_row_tells_each_of_its_wrong_fields(world: World) -> None:
    importacao = await world.send("nome;cpf;data de adesão;valor\nAna;123;ontem;muito\n")
    await world.work()

    told = await world.service.detail(CONTA, importacao.id)

    assert sorted(str(erro.campo) for erro in told.erros) == ["data_adesao", "documento", "valor"]
    assert told.com_erro == 1


async def test_once_a_part_is_done_nothing_of_its_rows_is_kept(world: World) -> None:
    await world.send(csv_of(3, bad=frozenset({3})))
    assert "Cliente 2" in world.kept

    await world.work()

    assert "Cliente" not in world.kept
    assert "não tenho" not in world.kept


async def test_a_part_cut_short_goes_on_without_doubles_and_counts_each_row_once(world: World) -> None:
    importacao = await world.send(csv_of(20))
    world.fichas.dies_after = 7
    with pytest.raises(TransientError):
        await world.work()

    world.fichas.dies_after = None
    await world.partes.process(CONTA, importacao.id, 1)
    await world.partes.process(CONTA, importacao.id, 1)

    told = await world.service.detail(CONTA, importacao.id)
    assert (told.novos, told.atualizados, told.iguais, told.com_erro) == (20, 0, 0, 0)
    assert len(world.fichas.clientes) == 20


async def test_a_crash_between_the_part_and_the_header_is_healed_by_the_next_delivery(world: World) -> None:
    importacao = await world.send(csv_of(3))
    store = world.open(CONTA)
    await world.work()
    done = await store.part(importacao, 1)
    await store.update(importacao.id, lambda newest: newest.model_copy(update={"feitas": {}}))

    await world.partes.process(CONTA, importacao.id, 1)

    assert (await world.service.detail(CONTA, importacao.id)).novos == 3
    assert await store.part(importacao, 1) == done


async def test_of_two_rows_of_one_cliente_the_later_one_wins(world: World) -> None:
    importacao = await world.send(f"nome;celular\nAna;{phone(1)}\nAna Maria;{phone(1)}\n")

    await world.work()

    told = await world.service.detail(CONTA, importacao.id)
    assert (told.novos, told.atualizados) == (1, 1)
    assert [ficha.nome for _, ficha in world.fichas.clientes.values()] == ["Ana Maria"]


async def test_the_same_key_with_the_same_file_is_one_importacao(world: World) -> None:
    first = await world.send(csv_of(3), chave="abril")
    await world.work()
    again = await world.send(csv_of(3), chave="abril")

    assert again.id == first.id
    assert world.queues.messages(QUEUE) == []
    assert "Cliente" not in world.kept
    with pytest.raises(KeyReused):
        await world.send(csv_of(4), chave="abril")


async def test_the_same_bytes_under_the_same_key_as_another_format_are_another_file(world: World) -> None:
    first = await world.send(csv_of(3), chave="abril")

    with pytest.raises(KeyReused):
        await world.send(csv_of(3), chave="abril", media_type="application/x-ndjson")
    await world.work()

    assert (await world.service.detail(CONTA, first.id)).novos == 3


async def test_a_request_that_died_before_the_header_is_taken_up_by_the_next_one(world: World) -> None:
    importacao = await world.send(csv_of(501), chave="abril")
    await world.documents.open("importacoes", CONTA).delete(importacao.id)

    await world.send(csv_of(2), chave="abril")
    await world.work()

    assert (await world.service.detail(CONTA, importacao.id)).novos == 2


async def test_a_file_that_turns_unreadable_leaves_nothing_behind(world: World) -> None:
    with pytest.raises(UnreadableFile, match="linha 1202"):
        await world.send(csv_of(1_200) + '\n"Ana;1\nBia;2\n')

    assert world.kept == ""
    assert world.queues.sent == []


async def test_what_no_queue_took_is_queued_again_after_ten_minutes(world: World) -> None:
    world.queues.down = True
    importacao = await world.send(csv_of(1_000))
    world.queues.down = False

    early = await world.service.sweep(CONTA)
    world.clock.move(minutes=11)
    left = await world.service.sweep(CONTA)
    await world.work()
    world.clock.move(minutes=11)

    assert (early, left) == (0, 1)
    assert (await world.service.detail(CONTA, importacao.id)).novos == 1_000
    assert await world.service.sweep(CONTA) == 0


async def test_a_part_that_the_queue_gave_up_on_tells_every_line(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    importacao = await world.send(csv_of(501))
    await world.partes.process(CONTA, importacao.id, 1)

    await world.partes.fail(CONTA, importacao.id, 2)

    told = await world.service.detail(CONTA, importacao.id)
    assert (told.status, told.novos, told.com_erro, told.percentual) == ("concluida", 500, 1, 100)
    assert [erro.linha for erro in told.erros] == [502]
    assert "importacao.part_failed" in caplog.text
    assert "Cliente" not in world.kept


async def test_a_part_that_was_done_after_all_is_told_and_not_given_up(world: World) -> None:
    importacao = await world.send(csv_of(2))
    await world.work()
    await world.open(CONTA).update(importacao.id, lambda one: one.model_copy(update={"feitas": {}}))

    await world.partes.fail(CONTA, importacao.id, 1)

    told = await world.service.detail(CONTA, importacao.id)
    assert (told.novos, told.com_erro) == (2, 0)


async def test_errors_are_paged_by_line_without_gap_or_double(world: World) -> None:
    bad = frozenset(range(450, 560))
    importacao = await world.send(csv_of(1_000, bad=bad))
    await world.work()

    seen: list[int] = []
    cursor: str | None = None
    while True:
        page = await world.service.errors(CONTA, importacao.id, FiltroErros(limite=52, cursor=cursor))
        seen += [erro.linha for erro in page.itens]
        if (cursor := page.cursor) is None:
            break

    assert seen == sorted(bad)
    assert len((await world.service.detail(CONTA, importacao.id)).erros) == 100


async def test_the_list_shows_importacoes_alone_newest_first(world: World) -> None:
    first = await world.send(csv_of(1))
    world.clock.move(minutes=1)
    second = await world.send(csv_of(2))

    page = await world.service.search(CONTA, FiltroImportacoes())

    assert [importacao.id for importacao in page.itens] == [second.id, first.id]


async def test_what_is_no_importacao_is_not_found(world: World) -> None:
    importacao = await world.send(csv_of(1))

    for unknown in ("I9", f"{importacao.lote}:00001"):
        with pytest.raises(ImportacaoNotFound):
            await world.service.detail(CONTA, unknown)
    with pytest.raises(ImportacaoNotFound):
        await world.service.detail("outra-conta", importacao.id)


async def test_each_part_is_audited_with_ids_and_counts(world: World) -> None:
    importacao = await world.send(csv_of(3, bad=frozenset({2})))
    await world.work()

    [nota] = world.auditor.notas

    assert (nota.sujeito, nota.recurso) == ("recepcao", f"/importacoes/{importacao.id}")
    assert nota.detalhe == {"parte": 1, "novos": 2, "atualizados": 0, "iguais": 0, "erros": 1}


async def test_whose_titular_is_erased_while_the_part_is_worked_off_is_not_brought_back(world: World) -> None:
    sent = await world.send(csv_of(2))
    guardiao = ImportacaoGuardiao(lambda conta: world.documents.open("importacoes", conta))
    world.fichas = Erasing(happens=lambda: guardiao.erase(CONTA, Titular(telefones=(phone(2),))))

    with pytest.raises(TransientError):
        await world.partes.process(CONTA, sent.id, 1)
    await world.partes.process(CONTA, sent.id, 1)

    assert set(world.fichas.clientes) == {phone(3)}
    assert (await world.service.detail(CONTA, sent.id)).com_erro == 1


@dataclass
class Erasing(FakeFichas):
    """Somebody is erased just before the first row is applied."""

    happens: Callable[[], Awaitable[object]] | None = None

    async def apply(
        self, conta: str, ficha: Ficha, *, novo_id: str, origem: Origem, sujeito: str
    ) -> Aplicada:
        if self.happens:
            happens, self.happens = self.happens, None
            await happens()
        return await super().apply(conta, ficha, novo_id=novo_id, origem=origem, sujeito=sujeito)
