"""Counting adapters pass everything on, and tell each request to the function that made it."""

import asyncio
from pathlib import Path

import pytest

from infra.capacidade.arquivos import read_contagem, write_contagem
from infra.capacidade.consumo import CONSULTA, CRIACAO, LEITURA, REMOCAO, TROCA, VETORIAL
from infra.capacidade.contadores import (
    DocumentosContados,
    FilasContadas,
    ModeloContado,
    Respondente,
)
from infra.capacidade.contagem import Contagem
from infra.local.indexing import Binding, Function
from shared.kit.errors import NotFound
from shared.kit.llm import Prompt
from shared.kit.model_chain import ModelChain
from shared.kit.store import Query, Write
from shared.relatos.extraction import ModelExtractor
from shared.relatos.ports import Leitura
from shared.relatos.regras import RegrasExtractor
from tests.builders import RECEIVED_AT, TEXTO
from tests.fakes_store import FakeDocuments, FakeQueues

pytestmark = pytest.mark.anyio


@pytest.fixture
def contagem() -> Contagem:
    return Contagem()


def function(name: str, call: object, trigger: str = "queueTrigger") -> Function:
    binding = Binding("msg", trigger, is_out=False, is_inout=False, options={})
    assert callable(call)
    return Function(name, binding, (binding,), call)


async def test_each_kind_of_request_is_counted_with_its_size_and_passed_on(contagem: Contagem) -> None:
    store = DocumentosContados(FakeDocuments(), contagem).open("relatos", "clinica")

    made = await store.create("R1", {"a": "é", "b": [1, 2], "c": None})
    await store.replace("R1", {"a": "x"}, etag=made.etag)
    read = await store.get("R1")
    with pytest.raises(NotFound):
        await store.get("R2")
    page = await store.query(Query())
    counted = await store.count()
    await store.sum("b")
    await store.batch([Write("upsert", "R3", {"a": 1}), Write("create", "R4", {"a": 1})])
    await store.delete("R4")
    await store.nearest("vetor", [1.0], limit=1, fields=())

    taken = contagem.taken(1, of=lambda _: True)
    asked = taken.pedidos
    # R1 as it was written last, and R3; R4 is gone.
    assert taken.guardado == {"relatos": len('{"a":"x"}') + len('{"a":1}')}
    assert contagem.taken(1, of=lambda _: True).guardado == {}
    assert {kind: one.vezes for kind, one in asked.items()} == {
        CRIACAO: 2,
        TROCA: 2,
        LEITURA: 2,
        CONSULTA: 3,
        REMOCAO: 1,
        VETORIAL: 1,
    }
    # {"a":"é","b":[1,2],"c":null} and {"a":1}; a null is in no index.
    assert (asked[CRIACAO].bytes, asked[CRIACAO].folhas) == (29 + 7, 3 + 1)
    assert asked[LEITURA].bytes == asked[CONSULTA].bytes == len('{"a":"x"}')
    assert (read.body, [one.id for one in page.items], counted) == ({"a": "x"}, ["R1"], 1)


async def test_requests_belong_to_the_function_that_runs_even_among_others(contagem: Contagem) -> None:
    inner = FakeQueues()
    queues = FilasContadas(inner, contagem)

    async def send(times: int) -> int:
        for _ in range(times):
            await asyncio.sleep(0)
            await queues.send("fila", {"v": 1})
        return times

    one, two = contagem.counted(function("um", send)), contagem.counted(function("dois", send))
    assert one.is_async
    answers = await asyncio.gather(one.call(2), two.call(3))

    taken = contagem.taken(1, of="um".__eq__)
    assert list(answers) == [2, 3]
    assert len(inner.sent) == 5
    assert taken.mensagens == 2
    assert {name: calls.vezes for name, calls in taken.funcoes.items()} == {"um": 1}
    assert contagem.mensagens == {}


async def test_episodes_and_activities_are_the_steps_of_flows(contagem: Contagem) -> None:
    def flow(context: str) -> str:
        return context

    counted = contagem.counted(function("acompanhamento", flow, "orchestrationTrigger"))
    other = contagem.counted(function("queue", flow))

    assert not counted.is_async
    assert (counted.call("x"), counted.call("y"), other.call("z")) == ("x", "y", "z")
    assert contagem.taken(1, of=lambda _: True).passos == 2


async def test_a_model_is_counted_and_the_rules_answer(contagem: Contagem) -> None:
    chain = ModelChain([ModeloContado(contagem)])
    extractor = Respondente(ModelExtractor(chain, RegrasExtractor()), "extract", contagem)

    for _ in range(10):  # a breaker must not open: it would count less
        extracao = await extractor.extract(Leitura(TEXTO, RECEIVED_AT.date(), llm_externo=True))

    [calls] = contagem.taken(1, of=lambda _: True).modelo.values()
    assert calls.vezes == 10
    assert calls.entrada > 10 * len(TEXTO)
    assert calls.saida == 10 * len(extracao.model_dump_json(exclude_none=True))


async def test_where_no_model_may_be_asked_no_answer_is_counted(contagem: Contagem) -> None:
    chain = ModelChain([ModeloContado(contagem)])
    extractor = Respondente(ModelExtractor(chain, RegrasExtractor()), "extract", contagem)

    await extractor.extract(Leitura(TEXTO, RECEIVED_AT.date(), llm_externo=False))

    assert contagem.taken(1, of=lambda _: True).modelo == {}


async def test_counts_are_read_back_as_they_were_written(contagem: Contagem, tmp_path: Path) -> None:
    store = DocumentosContados(FakeDocuments(), contagem).open("relatos", "clinica")
    await store.create("R1", {"a": 1})
    prompt = Prompt("extracao-1", "s", "u", schema_name="x", schema={}, max_tokens=10)
    contagem.prompted(prompt.version, entrada=2, vezes=1)
    contagem.ran("queue_relatos", 0.25)
    taken = {"relato": contagem.taken(3, of=lambda _: True)}

    write_contagem(taken, tmp_path / "contagem.json")

    assert read_contagem(tmp_path / "contagem.json") == taken
