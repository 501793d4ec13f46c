"""A storm of messages while the power is cut: each is kept once, routed once, and answered at most once."""

import itertools
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from tests.e2e.client import Attendant
from tests.e2e.quedas import every, patiently
from tests.local_host import LocalHost
from tests.webhook_bodies import Post, json_bytes, meta_post, meta_text

_OF_ONE_PERSON = 5
_REPEATED = 0.1
_MOST_IN_A_BODY = 4
_SENDERS = 8
_CUT_AFTER = (0.25, 0.6, 1.0)  # shares of what was sent; at the last cut all is answered and much waits still
_PATIENCE_S = 600
_SIMULATED = re.compile(r'envio\.simulated.*?"envio_id": ?"([^"]+)"')


@dataclass(frozen=True)
class Pessoa:
    """One in three is being followed, one in five leaves, one in ten cancels something: some do two of these."""

    numero: int

    @property
    def telefone(self) -> str:
        return f"+55629{80_000_000 + self.numero}"

    @property
    def is_followed(self) -> bool:
        return self.numero % 3 == 0

    @property
    def leaves(self) -> bool:
        return self.numero % 5 == 0

    @property
    def cancels(self) -> bool:
        return self.numero % 10 == 1

    def texts(self) -> list[str]:
        """Who leaves says so twice."""
        said = ["SAIR", "Parar!"] if self.leaves else ["cancelar"] if self.cancels else []
        more = [f"Bom dia, é sobre o orçamento {self.numero}: dúvida {number}" for number in range(5)]
        return (said + more)[:_OF_ONE_PERSON]


@pytest.mark.parametrize(
    "count",
    [200, pytest.param(5_000, marks=[pytest.mark.longo, pytest.mark.timeout(1_800)])],
)
def test_a_storm_with_power_cuts_loses_and_doubles_nothing(own_host: LocalHost, count: int) -> None:
    chance = random.Random(count)
    pessoas = [Pessoa(numero) for numero in range(count // _OF_ONE_PERSON)]
    relatos = follow(own_host, pessoas)

    with_power_cuts(own_host, list(bodies(pessoas, chance)))
    answered = every(own_host, "/recebimentos")
    until_routed(own_host, len(answered))

    kept = every(own_host, "/recebimentos")
    assert len(kept) == len(answered) == count
    said = Counter((one["telefone"], one["texto"]) for one in kept)
    assert said == Counter((one.telefone, texto) for one in pessoas for texto in one.texts())
    assert {one["status"] for one in kept} == {"encaminhado"}
    who = one_cliente_each(kept)
    assert_tarefas(own_host, kept)
    assert_chamados(own_host, kept)
    assert_answers(own_host, {who[one.telefone] for one in pessoas if one.leaves or one.cancels})
    assert_ended(own_host, relatos, kept)


def follow(host: LocalHost, pessoas: Sequence[Pessoa]) -> dict[str, str]:
    """A running acompanhamento with each who is followed; the relato by its phone."""
    made = {}
    for pessoa in pessoas:
        if pessoa.is_followed:
            cliente = {"nome": f"Marina Prates {pessoa.numero}", "telefone": pessoa.telefone}
            body = {"texto": "Quer aparelho, R$ 2.500,00 em 10x. Vai pensar. Paula", "cliente": cliente}
            made[pessoa.telefone] = str(Attendant(host).post("/relatos", body, status=202)["id"])
    host.settle()
    return made


def bodies(pessoas: Sequence[Pessoa], chance: random.Random) -> Iterator[Post]:
    """What the provider posts: some of it twice, nothing in order, sometimes several in one body."""
    said = [(pessoa, number, text) for pessoa in pessoas for number, text in enumerate(pessoa.texts())]
    said += chance.sample(said, round(len(said) * _REPEATED))
    chance.shuffle(said)
    while said:
        some = [said.pop() for _ in range(min(len(said), chance.randint(1, _MOST_IN_A_BODY)))]
        told = [
            meta_text(f"wamid.{pessoa.numero}.{number}", pessoa.telefone.removeprefix("+"), text)
            for pessoa, number, text in some
        ]
        entries = itertools.chain.from_iterable(one["entry"] for one in told)
        yield meta_post(json_bytes(told[0] | {"entry": list(entries)}))


def with_power_cuts(host: LocalHost, posts: Sequence[Post]) -> None:
    """As Meta sends: several at once, each again until it is answered 200."""
    with (
        httpx2.Client(base_url=host.url, timeout=30, trust_env=False) as client,
        ThreadPoolExecutor(_SENDERS) as pool,
    ):

        def send(post: Post) -> None:
            patiently(lambda: client.post(post.path, content=post.raw, headers=post.all_headers()))

        sent = [pool.submit(send, post) for post in posts]
        for share in _CUT_AFTER:
            wait(sent[: round(len(sent) * share)])
            host.kill9()
            host.restart()
    for one in sent:
        one.result()


def until_routed(host: LocalHost, count: int) -> None:
    """Let business time pass until nothing waits: the sweep heals what was kept but not queued."""
    deadline = time.monotonic() + _PATIENCE_S
    while len(every(host, "/recebimentos", status="encaminhado")) < count:
        assert time.monotonic() < deadline, Counter(one["status"] for one in every(host, "/recebimentos"))
        patiently(lambda: host.post("/local/relogio", json={"avancar_segundos": 360}))
    patiently(lambda: host.post("/local/relogio", json={"avancar_segundos": 0}))


def one_cliente_each(kept: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Nobody was made twice; the cliente by the phone."""
    found = {(one["telefone"], one["cliente_id"]) for one in kept}
    assert len(found) == len({telefone for telefone, _ in found}) == len({quem for _, quem in found})
    return dict(found)


def assert_tarefas(host: LocalHost, kept: Sequence[dict[str, Any]]) -> None:
    """One for each answer to who was followed, none for another message."""
    tarefas = every(host, "/tarefas", tipo="responder")
    by_hand = {one["id"] for one in kept if one["destino"] == "acompanhamento"}
    assert Counter(tarefa["recebimento_id"] for tarefa in tarefas) == dict.fromkeys(by_hand, 1)


def assert_chamados(host: LocalHost, kept: Sequence[dict[str, Any]]) -> None:
    """One for each who wrote what is nothing else; it holds each of these messages once, was read, has its person."""
    wrote: dict[str, set[str]] = defaultdict(set)
    for one in kept:
        if one["destino"] == "chamado":
            wrote[one["cliente_id"]].add(one["id"])

    chamados = [Attendant(host).get(f"/chamados/{one['id']}") for one in every(host, "/chamados")]

    assert Counter(chamado["cliente_id"] for chamado in chamados) == dict.fromkeys(wrote, 1)
    for chamado in chamados:
        falas = Counter(fala["id"] for fala in chamado["falas"])
        assert falas == dict.fromkeys(wrote[chamado["cliente_id"]], 1)
        assert (chamado["situacao"], chamado["classificacao"]["origem"]) == ("encaminhado", "regras:1")


def assert_answers(host: LocalHost, spoken_to: set[str]) -> None:
    """One to each who left or was asked what to cancel, and none twice; a cut may have left one uncertain."""
    envios = every(host, "/envios")
    assert Counter(envio["cliente_id"] for envio in envios) == dict.fromkeys(spoken_to, 1)
    assert {envio["status"] for envio in envios} <= {"aceito", "enviando", "incerto"}
    simulated = Counter(_SIMULATED.findall(host.log()))
    assert simulated.keys() <= {envio["id"] for envio in envios}
    assert set(simulated.values()) == {1}


def assert_ended(host: LocalHost, relatos: dict[str, str], kept: Sequence[dict[str, Any]]) -> None:
    """Each acompanhamento by what the person wrote, whichever of it came first."""
    found = {one["id"]: one["resultado"] for one in every(host, "/relatos", status="encerrado")}
    assert found.keys() == set(relatos.values())
    for telefone, relato_id in relatos.items():
        destinos = {one["destino"] for one in kept if one["telefone"] == telefone}
        assert found[relato_id] == ("respondeu" if "acompanhamento" in destinos else "nao_contatar")
