"""What atividades hold of a person goes with them: what was counted, the users of their account, their own logins."""

import pytest

from shared.kit.titulares import Titular
from tests.unit.atividades.mundo import Mundo, atividade
from tests.unit.clientes.world import CONTA

pytestmark = pytest.mark.anyio

_ANA = "ana@exemplo.com.br"


@pytest.fixture
async def mundo() -> Mundo:
    mundo = Mundo()
    await mundo.cliente("1")
    await mundo.cliente("2")
    await mundo.send(
        "L1",
        atividade(usuario_nome="Ana", usuario_email=_ANA),
        atividade(usuario_nome="Bia", usuario_email="bia@exemplo.com.br", dias=1),
        atividade(tenant_id="2", usuario_nome="Ana", usuario_email=_ANA.upper()),
        atividade(tenant_id="2", usuario_nome="Caio"),
    )
    return mundo


async def test_counters_and_logins_are_handed_over_without_machinery(mundo: Mundo) -> None:
    told = await mundo.guardiao.export(CONTA, Titular(cliente_ids=("C1",), emails=(_ANA,)))

    assert [one.get("usuario_nome") for one in told] == [None, "Bia", "Ana", "Ana"]
    assert told[0]["id"] == "C1"
    assert told[0]["dias"] == {"2026-03-09": {"login": 1}, "2026-03-10": {"login": 1}}
    assert all("v" not in one for one in told)


async def test_all_of_theirs_is_erased_and_nothing_of_others(mundo: Mundo) -> None:
    titular = Titular(cliente_ids=("C1",), emails=(_ANA,))

    erased, again = await mundo.guardiao.erase(CONTA, titular), await mundo.guardiao.erase(CONTA, titular)

    assert (erased, again) == (4, 0)
    assert await mundo.store().get("C1") is None
    assert [one.usuario_nome for one in (await mundo.logins("2")).logins] == ["Caio"]
    assert (await mundo.contadores("C2")).dias == {"2026-03-10": {"login": 2}}


async def test_an_email_that_others_have_too_finds_nobody(mundo: Mundo) -> None:
    titular = Titular(cliente_ids=("C9",), emails=(_ANA,), compartilhados=frozenset({_ANA}))

    assert await mundo.guardiao.export(CONTA, titular) == []
    assert await mundo.guardiao.erase(CONTA, titular) == 0
