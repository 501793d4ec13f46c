"""A storm of chamados while the model server fails half of its calls and the power is cut: each is read once, answered
at most once, and none is lost."""

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import httpx2
import pytest

from tests.e2e.client import TOKEN, Attendant
from tests.e2e.quedas import every, patiently
from tests.e2e.test_conversas import until_tuesday
from tests.e2e.titular import admin
from tests.groq_server import (
    CAPACITY,
    DOWN,
    GARBAGE,
    HANG,
    PROXY_PAGE,
    RESET,
    GroqServer,
    Received,
    Reply,
    completion,
    failure,
    limited,
    unfenced,
)
from tests.local_host import LocalHost

_SENDERS = 8
_PATIENCE_S = 600
_QUEUES_CUT_AFTER, _HOST_CUT_AFTER = 0.3, 0.6  # shares of what was sent
_BOLETO, _PARADO = "Preciso da segunda via do boleto, caso {}.", "O sistema parou de funcionar, caso {}."
_LINK = "Aqui está o seu boleto: https://pagar.exemplo.com.br"
_FAILURES = (
    *(failure(500), DOWN, CAPACITY, limited("1"), limited()),
    *(
        HANG,
        RESET,
        PROXY_PAGE,
        GARBAGE,
        completion("{"),
        completion({"intencoes": "nenhuma"}),
        completion(""),
    ),
)
_MODELS = {"groq:openai/gpt-oss-20b", "groq:openai/gpt-oss-120b"}
_RULES = "regras:1"
_CONSIDERED = re.compile(r'"chamado\.considered".*?"chamado_id": ?"([^"]+)"')
_SIMULATED = re.compile(r'envio\.simulated.*?"envio_id": ?"([^"]+)"')


@dataclass(frozen=True)
class Caso:
    """Half are a question with an approved answer, half a fault; half by WhatsApp, half from the site.

    Two in three come with a key and are sent again until they are answered, every sixth twice at once.
    """

    numero: int
    cliente_id: str

    @property
    def is_faq(self) -> bool:
        return self.numero % 2 == 0

    @property
    def canal(self) -> str:
        return "whatsapp" if self.numero % 4 < 2 else "site"

    @property
    def is_keyed(self) -> bool:
        return self.numero % 3 != 0

    @property
    def times(self) -> int:
        return 2 if self.numero % 6 == 1 else 1

    @property
    def body(self) -> dict[str, str]:
        mensagem = (_BOLETO if self.is_faq else _PARADO).format(self.numero)
        return {"cliente_id": self.cliente_id, "canal": self.canal, "mensagem": mensagem}

    @property
    def headers(self) -> dict[str, str]:
        found = {"Authorization": f"Bearer {TOKEN}"}
        if self.is_keyed:
            found["Idempotency-Key"] = f"caso-{self.numero}"
        if self.numero % 5 < 2:
            found["Prefer"] = "respond-async"
        return found


@dataclass(frozen=True)
class Aberto:
    """What one POST was answered; None where the power was cut and nobody may ask again."""

    caso: Caso
    answer: httpx2.Response | None


@pytest.fixture
def groq() -> Iterator[GroqServer]:
    with GroqServer().serving() as server:
        yield server


@pytest.fixture
def host(groq: GroqServer, tmp_path: Path) -> Iterator[LocalHost]:
    environ = {"GROQ__API_KEY": "gsk_teste", "GROQ__BASE_URL": groq.url, "LLM_PRAZO_S": "4"}
    running = LocalHost(tmp_path, environ=environ)
    yield running.start()
    running.close()


@pytest.mark.parametrize(
    "count",
    [200, pytest.param(2_000, marks=[pytest.mark.longo, pytest.mark.timeout(1_800)])],
)
def test_a_storm_of_chamados_is_read_once_answered_once_and_loses_none(
    host: LocalHost, groq: GroqServer, count: int
) -> None:
    groq.answer_with(half_of_them_failing(random.Random(count)))
    casos = prepare(host, count)

    abertos = with_power_cuts(host, casos)
    chamados = until_done(host)

    assert_contract(abertos)
    assert_kept(abertos, chamados)
    assert_read_once(host, chamados)
    assert_answered_once(host, chamados)


def half_of_them_failing(chance: random.Random) -> Callable[[Received], Reply]:
    lock = Lock()

    def reply(asked: Received) -> Reply:
        with lock:
            if chance.random() < 0.5:
                return chance.choice(_FAILURES)
        return understood(asked)

    return reply


def understood(asked: Received) -> Reply:
    """As an obedient model reads it, quoting the text."""
    texto = unfenced(asked.user)
    is_faq = "boleto" in texto
    no = {"evidencia": None, "valor": False}
    return completion(
        {
            "intencoes": [
                {"evidencia": texto, "valor": "segunda_via_boleto" if is_faq else "problema_tecnico"}
            ],
            "setor": "financeiro" if is_faq else "suporte",
            "prioridade": {"evidencia": texto, "valor": "baixa" if is_faq else "alta"},
            **dict.fromkeys(("pede_pessoa", "clinica", "continua"), no),
        }
    )


def prepare(host: LocalHost, count: int) -> list[Caso]:
    """On a Tuesday morning, an approved answer, and who asks for it: each once, since nobody is written to twice a day
    who wrote to us by no channel of ours."""
    until_tuesday(host)
    boss = admin(host)
    boleto = {"intencao": "segunda_via_boleto", "setor": "financeiro", "titulo": "Boleto", "texto": _LINK}
    boss.post("/respostas", boleto, status=201)
    pessoas = [{"nome": "Marina Prates", "telefone": f"+55629{80_000_000 + n}"} for n in range(count)]
    ids = [str(boss.post("/clientes", pessoa, status=201)["id"]) for pessoa in pessoas]
    return [Caso(numero, cliente_id) for numero, cliente_id in enumerate(ids)]


def with_power_cuts(host: LocalHost, casos: Sequence[Caso]) -> list[Aberto]:
    with (
        httpx2.Client(base_url=host.url, timeout=60, trust_env=False) as client,
        ThreadPoolExecutor(_SENDERS) as pool,
    ):
        sent = [pool.submit(post, client, caso) for caso in casos for _ in range(caso.times)]
        wait(sent[: round(len(sent) * _QUEUES_CUT_AFTER)])
        host.kill9_queues()
        wait(sent[: round(len(sent) * _HOST_CUT_AFTER)])
        host.kill9()
        host.restart()
        return [one.result() for one in sent]


def post(client: httpx2.Client, caso: Caso) -> Aberto:
    """Again until it is answered, whatever that is; without a key only while nobody listens."""
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        try:
            return Aberto(caso, client.post("/chamados", json=caso.body, headers=caso.headers))
        except httpx2.ConnectError:
            time.sleep(0.05)  # the host is being restarted
        except httpx2.TransportError:
            if not caso.is_keyed:
                return Aberto(caso, None)
    raise AssertionError("the host did not come back")


def until_done(host: LocalHost) -> list[dict[str, Any]]:
    """Every chamado as it stands once business time has passed and nothing waits: the sweep heals what was cut."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        patiently(lambda: host.post("/local/relogio", json={"avancar_segundos": 660}))
        found = [Attendant(host).get(f"/chamados/{one['id']}") for one in every(host, "/chamados")]
        unread = sum(one["situacao"] == "aberto" for one in found)
        to_leave = sum(fala["enviada"] for one in found for fala in one["falas"])
        left = sum(one["status"] != "agendado" for one in every(host, "/envios"))
        if not unread and left >= to_leave:
            return found
        assert time.monotonic() < deadline, (unread, to_leave, left)


def assert_contract(abertos: Sequence[Aberto]) -> None:
    """S1's 201 unless the caller does not want to wait."""
    for one in abertos:
        if one.answer is None:
            continue
        is_async = "Prefer" in one.caso.headers
        assert one.answer.status_code == (202 if is_async else 201), one.answer.text
        if not is_async:
            shown = one.answer.json()
            assert (shown["cliente_id"], shown["canal"]) == (one.caso.cliente_id, one.caso.canal)
            assert shown["resposta"]
            assert shown["prioridade"] in ("baixa", "media", "alta")


def assert_kept(abertos: Sequence[Aberto], chamados: Sequence[dict[str, Any]]) -> None:
    """One for each caso; of those that nobody was told of, at most one."""
    told = {one.caso.numero: str(one.answer.json()[_id_in(one.answer)]) for one in abertos if one.answer}
    kept = Counter(one["mensagem"] for one in chamados)
    ids = {one["mensagem"]: one["id"] for one in chamados}
    casos = {one.caso.numero: one.caso for one in abertos}

    assert set(kept) <= {caso.body["mensagem"] for caso in casos.values()}
    assert set(kept.values()) == {1}
    assert {numero: ids.get(casos[numero].body["mensagem"]) for numero in told} == told
    assert len(casos) - len(told) <= _SENDERS


def assert_read_once(host: LocalHost, chamados: Sequence[dict[str, Any]]) -> None:
    """Each by a model or by the rules, which says so; a cut may have come before the log told of it."""
    origens = Counter(one["classificacao"]["origem"] for one in chamados)
    assert origens.keys() <= _MODELS | {_RULES}
    assert origens[_RULES] > 0
    assert sum(origens[model] for model in _MODELS) > 0
    read = Counter(_CONSIDERED.findall(host.log()))
    assert read.keys() <= {one["id"] for one in chamados}
    assert set(read.values()) == {1}
    assert len(chamados) - len(read) <= 2 * _SENDERS
    for one in chamados:
        assert [line["campo"] for line in one["historico"]].count("intencao") == 1
        assert one["intencao"] == ("segunda_via_boleto" if _is_faq(one) else "problema_tecnico")


def assert_answered_once(host: LocalHost, chamados: Sequence[dict[str, Any]]) -> None:
    """What has an approved answer got it once, through the ledger unless its POST showed it; all else waits for a
    person."""
    envios = [Attendant(host).get(f"/envios/{one['id']}") for one in every(host, "/envios")]
    answers: list[str] = []
    for one in chamados:
        given = [fala for fala in one["falas"] if fala["autor"] != "cliente"]
        assert [fala["texto"] for fala in given] == ([_LINK] if _is_faq(one) else [])
        assert one["situacao"] == ("aguardando_cliente" if _is_faq(one) else "encaminhado")
        answers += [fala["id"] for fala in given if fala["enviada"]]
    assert Counter(envio["chave"] for envio in envios) == dict.fromkeys(answers, 1)
    assert {envio["status"] for envio in envios} <= {"aceito", "enviando", "incerto"}
    simulated = Counter(_SIMULATED.findall(host.log()))
    assert simulated.keys() <= {envio["id"] for envio in envios}
    assert set(simulated.values()) == {1}


def _is_faq(chamado: dict[str, Any]) -> bool:
    return "boleto" in str(chamado["mensagem"])


def _id_in(answer: httpx2.Response) -> str:
    return "id" if answer.status_code == 202 else "chamado_id"
