"""What the HTTP edge puts on the audit of a conta, and what becomes of it when the store fails."""

from collections.abc import Iterator, Mapping
from typing import Any

import azure.durable_functions as df
import azure.functions as func
import pytest

from shared.auditoria.models import FiltroAuditoria, Registro
from shared.auditoria.service import AuditoriaService
from shared.auditoria.store import AuditoriaStore
from shared.kit.auth import TODOS, Papel, Principal
from shared.kit.http import Routes
from shared.kit.ids import new_ulid
from shared.kit.routes import ROUTES, Answer, Call, Route
from shared.kit.store import Query
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def no_trace_of_test_routes() -> Iterator[None]:
    before = ROUTES[:]
    yield
    ROUTES[:] = before


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(clock: FakeClock) -> AuditoriaStore:
    return AuditoriaStore(FakeDocuments(clock).open("auditoria", "clinica"))


@pytest.fixture
def service(store: AuditoriaStore, clock: FakeClock) -> AuditoriaService:
    return AuditoriaService(lambda _: store, now=clock, new_id=lambda: new_ulid(clock()))


async def authenticate(headers: Mapping[str, str]) -> Principal:
    return Principal(conta="clinica", sujeito="A1", papel=Papel.ADMIN)


async def call(service: AuditoriaService, url: str, item: str, handler: Any) -> func.HttpResponse:
    """POST to `teste/{item}/fim`, spelled as `url`."""
    app = df.DFApp()
    routes = Routes(df.Blueprint(), authenticate, service.begin)
    routes.add(Route("POST", "teste/{item}/fim", "Testa", papeis=TODOS, area="teste"))(handler)
    app.register_functions(routes.blueprint)
    run = app.get_functions()[0].get_user_function()
    request = func.HttpRequest(method="POST", url=url, route_params={"item": item}, body=b"")
    response: func.HttpResponse = await run(request)
    return response


async def only(store: AuditoriaStore) -> Registro:
    (found,) = (await store.search(FiltroAuditoria(), "America/Sao_Paulo")).itens
    return found


async def post_nothing(call: Call[Any, Any]) -> Answer:
    return Answer(None, status=204)


@pytest.mark.parametrize(
    ("spelled", "item", "shown"),
    [
        ("http://local/Teste/01ABC/%66im/?x=1", "01ABC", "/teste/01ABC/fim"),
        ("http://local/teste/maria%40exemplo.com/fim", "maria@exemplo.com", "/teste/{item}/fim"),
        ("http://local/teste/" + "A" * 9_000 + "/fim", "A" * 9_000, "/teste/{item}/fim"),
    ],
    ids=["other spelling", "a person", "too long"],
)
async def test_a_resource_is_recorded_as_its_route_spells_it(
    service: AuditoriaService, store: AuditoriaStore, spelled: str, item: str, shown: str
) -> None:
    await call(service, spelled, item, post_nothing)

    assert (await only(store)).recurso == shown


async def test_what_was_done_is_answered_as_done_though_its_record_cannot_be_finished(
    service: AuditoriaService, store: AuditoriaStore
) -> None:
    async def post_and_touch(call: Call[Any, Any]) -> Answer:
        (record,) = (await store.documents.query(Query())).items
        await store.documents.replace(record.id, record.body, etag=record.etag)
        return Answer(None, status=204)

    response = await call(service, "http://local/teste/01ABC/fim", "01ABC", post_and_touch)

    assert response.status_code == 204
    assert (await only(store)).status is None
