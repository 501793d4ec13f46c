"""The probe: open and small for who watches, in detail for who operates."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import azure.functions as func
import pytest

from functions import http_inicio
from shared.config import Settings
from shared.kit import clock
from shared.kit.auth import Papel, Principal
from shared.kit.breaker import Breaker
from shared.kit.clock import instant
from shared.kit.errors import TransientError, Unauthorized
from shared.kit.model_chain import ModelChain
from shared.rotinas.models import ROTINAS
from shared.rotinas.service import RotinaService
from shared.wiring import base
from shared.wiring import contas as conta_wiring
from shared.wiring import relatos as relato_wiring
from shared.wiring import rotinas as rotina_wiring
from tests.fakes_store import FakeDocuments, FakeQueues

pytestmark = pytest.mark.anyio
KEYS = {"chave_hmac": "k" * 32, "chave_jwt": "j" * 32}
PLAIN = {"status", "environment", "checks", "version", "timestamp"}


class Model:
    """A model that is never asked."""

    def __init__(self, name: str) -> None:
        self.name = name

    async def complete(self, *_: object, **__: object) -> Any:
        raise AssertionError("the probe asks no model")


@pytest.fixture
def documents() -> FakeDocuments:
    return FakeDocuments()


@pytest.fixture(autouse=True)
def app(monkeypatch: pytest.MonkeyPatch, documents: FakeDocuments) -> None:
    given = KEYS | {"llm_modelos": "groq:um, groq:dois", "canal_padrao": "botconversa"}
    monkeypatch.setattr(base, "settings", lambda: Settings.model_validate(given))
    monkeypatch.setattr(base, "documents", lambda: documents)
    monkeypatch.setattr(base, "queues", FakeQueues)
    monkeypatch.setattr(rotina_wiring, "rotina_service", lambda: RotinaService(documents, clock.now))
    monkeypatch.setattr(
        relato_wiring, "model_chain", lambda: ModelChain([Model("groq:um"), Model("groq:dois")])
    )


@pytest.fixture
def enter(monkeypatch: pytest.MonkeyPatch) -> Callable[[Papel | None], None]:
    def as_papel(papel: Papel | None, escopos: frozenset[str] | None = None) -> None:
        async def authenticate(headers: Mapping[str, str]) -> Principal:
            if papel is None:
                raise Unauthorized
            return Principal("clinica", "sujeito", papel, escopos=escopos)

        monkeypatch.setattr(conta_wiring, "authenticate", authenticate)

    return as_papel


async def ask(**params: str) -> tuple[int, Any]:
    builders = http_inicio.blueprint._function_builders
    (built,) = [one for one in builders if one._function.get_function_name() == "get_health"]
    request = func.HttpRequest(
        "GET", "http://retorno/health", headers={}, params=params, route_params={}, body=b""
    )
    response = await built._function.get_user_function()(request)
    return response.status_code, json.loads(response.get_body())


@pytest.mark.parametrize("params", [{}, {"v": "1"}])
async def test_without_completo_anybody_gets_what_s1_and_s4_always_got(params: dict[str, str]) -> None:
    status, body = await ask(**params)

    assert status == 200
    assert set(body) == PLAIN
    assert body["status"] == "healthy"
    assert body["checks"] == {"configuracao": "ok", "documentos": "ok", "filas": "ok"}


@pytest.mark.parametrize(
    ("papel", "status"), [(None, 401), (Papel.LEITURA, 403), (Papel.ATENDENTE, 403), (Papel.CS, 403)]
)
async def test_the_details_are_for_operators_alone(enter: Any, papel: Papel | None, status: int) -> None:
    enter(papel)

    assert (await ask(completo="1"))[0] == status


async def test_a_token_of_few_scopes_does_not_read_the_details(enter: Any) -> None:
    enter(Papel.INTEGRACAO, frozenset({"relatos:ler"}))

    assert (await ask(completo="1"))[0] == 403


@pytest.mark.parametrize("papel", [Papel.ADMIN, Papel.INTEGRACAO])
async def test_an_operator_sees_each_dependency_and_model(enter: Any, papel: Papel) -> None:
    enter(papel)

    status, body = await ask(completo="1")

    assert status == 200
    assert [(one["nome"], one["tipo"], one["estado"]) for one in body["detalhes"]["dependencias"]] == [
        ("documentos", "sqlite", "ok"),
        ("filas", "storage-queues", "ok"),
    ]
    assert [(one["nome"], one["estado"]) for one in body["detalhes"]["modelos"]] == [
        ("groq:um", "disponivel"),
        ("groq:dois", "disponivel"),
        ("regras", "disponivel"),
    ]
    assert body["detalhes"]["avisos"] == []


async def test_an_installation_that_only_has_rules_is_warned(
    enter: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(Papel.ADMIN)
    monkeypatch.setattr(relato_wiring, "model_chain", lambda: ModelChain([]))

    _, body = await ask(completo="1")

    assert [one["estado"] for one in body["detalhes"]["modelos"]] == ["sem_chave", "sem_chave", "disponivel"]
    assert body["detalhes"]["avisos"] == [
        "Nenhum modelo de linguagem está configurado: tudo é lido e escrito pelas regras."
    ]


async def test_one_model_without_a_key_is_named(enter: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(Papel.ADMIN)
    monkeypatch.setattr(relato_wiring, "model_chain", lambda: ModelChain([Model("groq:um")]))

    _, body = await ask(completo="1")

    assert body["detalhes"]["avisos"] == ["Modelos sem chave ficam de fora: groq:dois."]


async def test_a_timer_that_stopped_is_named(enter: Any, documents: FakeDocuments) -> None:
    enter(Papel.ADMIN)
    late = ROTINAS[0]
    await documents.open("limites", "rotinas").upsert(late.id, {"rodou_em": "2026-01-01T00:00:00.000Z"})
    await documents.open("limites", "rotinas").upsert(ROTINAS[1].id, {"rodou_em": instant(clock.now())})

    _, body = await ask(completo="1")

    assert body["detalhes"]["avisos"] == [f"A rotina {late.id} está atrasada."]


async def test_a_queue_service_that_is_down_shows_in_the_details(
    enter: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(Papel.ADMIN)

    def down() -> Any:
        raise TransientError

    monkeypatch.setattr(base, "queues", down)

    status, body = await ask(completo="1")

    assert status == 503
    assert body["status"] == "unhealthy"
    assert [one["estado"] for one in body["detalhes"]["dependencias"]] == ["ok", "indisponivel"]


def test_looking_at_a_breaker_takes_no_trial() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0], threshold=1, open_s=30)

    breaker.failed()
    assert breaker.is_open
    now[0] = 31
    assert not breaker.is_open
    assert breaker.allows()
    assert breaker.is_open
