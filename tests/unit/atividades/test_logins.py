"""S4's list of logins: its fields, thirty local days, newest first, totals of all even where not all are shown."""

from datetime import timedelta

import pytest

from shared.atividades.errors import TenantNotFound
from shared.atividades.logins import MOST_SHOWN
from tests.unit.atividades.mundo import HOJE, Mundo, atividade

pytestmark = pytest.mark.anyio


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


async def test_logins_have_the_shape_that_s4_documents(mundo: Mundo) -> None:
    await mundo.cliente("12345")
    joao = {"usuario_nome": "João Silva", "usuario_email": "Joao@Empresa.com"}
    await mundo.send(
        "L1",
        atividade(tenant_id="12345", em="2026-03-10T09:15:00", id="98764", usuario_nome="Maria Santos"),
        atividade(tenant_id="12345", em="2026-03-10T14:30:00+00:00", id="98765", **joao),
        atividade(tenant_id="12345", em="2026-03-08T23:59:59", id="98700", **joao),
    )

    told = await mundo.logins("12345")

    shown = told.model_dump(mode="json")
    assert {name: shown[name] for name in shown if name != "logins"} == {
        "tenant_id": 12345,
        "periodo": "últimos 30 dias",
        "total_logins": 3,
        "usuarios_unicos": 2,
        "dias_com_acesso": 2,
    }
    assert [one["id"] for one in shown["logins"]] == [98765, 98764, 98700]
    assert shown["logins"][0] == {
        "id": 98765,
        "usuario_nome": "João Silva",
        "usuario_email": "joao@empresa.com",
        "data_login": "2026-03-10T11:30:00",
        "data": "2026-03-10",
        "hora": "11:30:00",
    }


async def test_the_first_of_thirty_local_days_counts_from_its_midnight(mundo: Mundo) -> None:
    await mundo.cliente("1")
    midnight = HOJE.replace(hour=3) - timedelta(days=29)
    await mundo.send(
        "L1",
        atividade(em=midnight.isoformat()),
        atividade(em=(midnight - timedelta(seconds=1)).isoformat()),
        atividade("lead"),
    )

    told = await mundo.logins("1")

    assert (told.total_logins, told.usuarios_unicos, told.dias_com_acesso) == (1, 0, 1)
    assert told.logins[0].data_login == "2026-02-09T00:00:00"


async def test_more_logins_than_anybody_reads_are_counted_all_the_same(mundo: Mundo) -> None:
    await mundo.cliente("1")
    for number in range(6):
        await mundo.send(
            f"L{number}",
            *(atividade(dias=number, usuario_nome=f"U{one}", quantidade=2) for one in range(1_000)),
        )

    told = await mundo.logins("1")

    assert len(told.logins) == MOST_SHOWN == 5_000
    assert (told.total_logins, told.usuarios_unicos, told.dias_com_acesso) == (12_000, 1_000, 6)
    assert told.logins[-1].data == "2026-03-06"


async def test_a_tenant_of_nobody_is_not_found_and_of_several_the_oldest_is_meant(mundo: Mundo) -> None:
    old = await mundo.cliente("1")
    mundo.world.clock.move(seconds=1)
    await mundo.cliente("1", id="A-NEWER")
    await mundo.send("L1", atividade())

    told = await mundo.logins("1")

    assert told.total_logins == 1
    assert await mundo.kept_logins(old) == 1
    with pytest.raises(TenantNotFound):
        await mundo.logins("2")
