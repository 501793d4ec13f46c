"""Reading the audit: newest first, by local day, by who, what and where."""

from datetime import UTC, datetime

import pytest

from shared.auditoria.models import FiltroAuditoria, Registro
from shared.auditoria.store import AuditoriaStore
from shared.kit.clock import SAO_PAULO
from tests.fakes_store import FakeDocuments

pytestmark = pytest.mark.anyio


@pytest.fixture
async def store() -> AuditoriaStore:
    store = AuditoriaStore(FakeDocuments().open("auditoria", "clinica"))
    acts = [
        (
            "A1",
            datetime(2025, 2, 14, 2, tzinfo=UTC),
            "ana",
            "post_relatos",
            "/relatos",
        ),  # the 13th in São Paulo
        ("A2", datetime(2025, 2, 14, 4, tzinfo=UTC), "ana", "get_titular_exportar", "/titulares/C1/exportar"),
        ("A3", datetime(2025, 2, 15, 2, tzinfo=UTC), "bia", "patch_cliente", "/clientes/C1"),
        ("A4", datetime(2025, 2, 15, 4, tzinfo=UTC), "bia", "patch_cliente", "/clientes/C2"),
    ]
    for one, em, sujeito, acao, recurso in acts:
        await store.add(Registro(id=one, em=em, sujeito=sujeito, acao=acao, recurso=recurso))
    return store


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["A4", "A3", "A2", "A1"]),
        ({"de": "2025-02-14"}, ["A4", "A3", "A2"]),
        ({"ate": "2025-02-14"}, ["A3", "A2", "A1"]),
        ({"de": "2025-02-14", "ate": "2025-02-14"}, ["A3", "A2"]),
        ({"sujeito": "ana"}, ["A2", "A1"]),
        ({"acao": "patch_cliente"}, ["A4", "A3"]),
        ({"recurso": "/clientes/C1"}, ["A3"]),
        ({"recurso": "/clientes"}, ["A4", "A3"]),
        ({"recurso": "/clientes", "sujeito": "ana"}, []),
    ],
)
async def test_each_filter_keeps_what_it_names(
    store: AuditoriaStore, asked: dict[str, str], expected: list[str]
) -> None:
    page = await store.search(FiltroAuditoria.model_validate(asked), SAO_PAULO)

    assert [one.id for one in page.itens] == expected


async def test_pages_follow_one_another(store: AuditoriaStore) -> None:
    first = await store.search(FiltroAuditoria(limite=3), SAO_PAULO)
    second = await store.search(FiltroAuditoria(limite=3, cursor=first.cursor), SAO_PAULO)

    assert [one.id for one in (*first.itens, *second.itens)] == ["A4", "A3", "A2", "A1"]
    assert second.cursor is None
