"""A lote is counted once: repeated, cut by a power failure at any write, crossed by others, or by a mescla."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import timedelta

import anyio
import pytest

from shared.atividades.errors import LoteReused
from shared.atividades.models import Motivo, TipoAtividade
from shared.clientes.localizacao import LocalizacaoService
from shared.kit.errors import InvalidInput, TransientError
from shared.resumos.ports import Assunto
from tests.unit.atividades.mundo import HOJE, Mundo, atividade, make_lote
from tests.unit.clientes.world import CONTA

pytestmark = pytest.mark.anyio

_DIA = "2026-03-10"


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


async def test_a_lote_is_counted_by_local_day_and_type(mundo: Mundo) -> None:
    loja = await mundo.cliente("1", client_id="501")

    recibo = await mundo.send(
        "L1",
        atividade(),
        atividade("login", client_id="501"),
        atividade("saida_estoque", cliente_id=loja, quantidade=12),
        atividade("lead", em="2026-03-10T01:30:00Z"),
        atividade("lead", em="2026-03-09T22:30:00"),
        atividade("integrador", ativo=True, integrador="13"),
        atividade("econversa", ativo=False),
    )

    told = await mundo.contadores(loja)
    assert (recibo.recebidas, recibo.contadas, recibo.repetido, recibo.recusadas) == (7, 7, False, ())
    assert told.dias == {
        "2026-03-09": {TipoAtividade.LEAD: 2},
        _DIA: {TipoAtividade.LOGIN: 2, TipoAtividade.SAIDA_ESTOQUE: 12},
    }
    assert (told.econversa and told.econversa.ativo, told.integradores["13"].ativo) == (False, True)
    assert mundo.invalidacao.told == [(CONTA, Assunto.SAUDE)]


async def test_a_repeated_lote_counts_once_and_another_body_is_refused(mundo: Mundo) -> None:
    loja = await mundo.cliente("1")
    first = await mundo.send("L1", atividade(), atividade())

    again = await mundo.send("L1", atividade(), atividade())
    with pytest.raises(LoteReused):
        await mundo.send("L1", atividade())

    assert (first.repetido, again.repetido) == (False, True)
    assert again.contadas == first.contadas == 2
    assert (await mundo.contadores(loja)).dias[_DIA] == {TipoAtividade.LOGIN: 2}
    assert await mundo.kept_logins(loja) == 2


async def test_one_alone_is_repeated_by_its_key_its_lote_or_not_at_all(mundo: Mundo) -> None:
    loja = await mundo.cliente("1")

    told = [await mundo.one("chave-1"), await mundo.one("chave-1"), await mundo.one(lote_id="L1")]
    told += [await mundo.one(lote_id="L1"), await mundo.one(), await mundo.one()]

    assert [one.repetido for one in told] == [False, True, False, True, False, False]
    assert (await mundo.contadores(loja)).dias[_DIA] == {TipoAtividade.LOGIN: 4}
    with pytest.raises(LoteReused):
        await mundo.one("chave-1", quantidade=2)


async def test_what_cannot_be_counted_is_told_by_its_place_and_keeps_nothing_else_back(mundo: Mundo) -> None:
    loja = await mundo.cliente("1")
    soon, later = HOJE + timedelta(minutes=4), HOJE + timedelta(minutes=6)

    recibo = await mundo.send(
        "L1",
        atividade(tenant_id="9"),
        atividade(em=soon.isoformat()),
        atividade(em=later.isoformat()),
        atividade(cliente_id="nobody"),
        atividade(client_id="77"),
    )

    refused = [(one.indice, one.motivo) for one in recibo.recusadas]
    unknown = Motivo.CLIENTE_DESCONHECIDO
    assert refused == [(0, unknown), (2, Motivo.NO_FUTURO), (3, unknown), (4, unknown)]
    assert recibo.contadas == 1
    assert (await mundo.contadores(loja)).dias == {_DIA: {TipoAtividade.LOGIN: 1}}


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [({"tenant_id": "9"}, "#/tenant_id"), ({"em": (HOJE + timedelta(hours=1)).isoformat()}, "#/em")],
)
async def test_one_alone_that_cannot_be_counted_is_refused(
    mundo: Mundo, fields: dict[str, str], pointer: str
) -> None:
    await mundo.cliente("1")

    with pytest.raises(InvalidInput) as caught:
        await mundo.one("chave", **fields)

    assert [error.pointer for error in caught.value.errors] == [pointer]
    assert await mundo.everything() == []


async def test_wherever_the_power_fails_the_repetition_finishes_what_was_left(mundo: Mundo) -> None:
    lojas = [await mundo.cliente(str(number)) for number in range(120)]
    lote = [atividade(tenant_id=str(number)) for number in range(120)] + [atividade(tenant_id="7")] * 130
    cuts, mundo.documents.writes_left = 0, 0

    while True:
        try:
            recibo = await mundo.send("L1", *lote)
        except TransientError:
            cuts, mundo.documents.writes_left = cuts + 1, 2  # to find that it came before, and one part
            continue
        break

    told = [(await mundo.contadores(loja)).dias[_DIA][TipoAtividade.LOGIN] for loja in lojas]
    assert (cuts, recibo.contadas, recibo.repetido) == (5, 250, True)
    assert told == [131 if number == 7 else 1 for number in range(120)]
    assert await mundo.kept_logins(lojas[7]) == 131


async def test_twenty_lotes_at_once_about_the_same_clientes_lose_nothing(mundo: Mundo) -> None:
    lojas = [await mundo.cliente(str(number)) for number in range(30)]
    lote = [atividade("lead", tenant_id=str(number)) for number in range(30)]

    async with anyio.create_task_group() as tasks:
        for number in range(20):
            tasks.start_soon(mundo.send, f"L{number}", *lote)
            tasks.start_soon(mundo.send, f"L{number // 2}", *lote)

    told = [(await mundo.contadores(loja)).dias[_DIA][TipoAtividade.LEAD] for loja in lojas]
    assert told == [20] * 30


async def test_a_thousand_clientes_cost_a_few_calls(mundo: Mundo) -> None:
    for number in range(1_000):
        await mundo.cliente(str(number))
    await mundo.send("L0", atividade())
    mundo.documents.writes_left = 100

    recibo = await mundo.send("L1", *(atividade("lead", tenant_id=str(number)) for number in range(1_000)))

    assert recibo.contadas == 1_000
    assert mundo.documents.writes_left == 100 - 1 - 11  # the lote, and its parts


async def test_an_old_atividade_only_moves_the_last_instant(mundo: Mundo) -> None:
    loja = await mundo.cliente("1")

    await mundo.send("L1", atividade(dias=31), atividade("lead", dias=400))
    await mundo.send("L2", atividade("lead", dias=500))

    told = await mundo.contadores(loja)
    assert told.dias == {}
    assert told.ultimas[TipoAtividade.LOGIN] == HOJE - timedelta(days=31)
    assert told.ultimas[TipoAtividade.LEAD] == HOJE - timedelta(days=400)
    assert await mundo.kept_logins(loja) == 0


async def test_a_merged_cliente_hands_over_what_was_counted_and_what_is_counted_after(mundo: Mundo) -> None:
    old, new = await mundo.cliente("1"), await mundo.cliente("2")
    await mundo.send("L1", atividade(), atividade("lead", tenant_id="2"))
    await mundo.send("L2", atividade(tenant_id="2"), atividade())
    await mundo.mark_merged(old, new)

    moved = await mundo.service.relink(CONTA, old, new)
    again = await mundo.service.relink(CONTA, old, new)
    await mundo.send("L3", atividade(cliente_id=old))

    told = await mundo.contadores(new)
    assert (moved, again) == (3, 0)
    assert told.dias[_DIA] == {TipoAtividade.LOGIN: 4, TipoAtividade.LEAD: 1}
    assert await mundo.store().get(old) is None
    assert (await mundo.kept_logins(old), await mundo.kept_logins(new)) == (0, 4)


async def test_a_lote_cut_before_a_mescla_is_finished_for_the_one_that_stays(mundo: Mundo) -> None:
    old, new = await mundo.cliente("1"), await mundo.cliente("2")
    await mundo.send("L0", atividade("lead"))
    mundo.documents.writes_left = 1  # the lote, none of its parts
    with pytest.raises(TransientError):
        await mundo.send("L1", atividade(), atividade(tenant_id="2"))
    mundo.documents.writes_left = None
    await mundo.mark_merged(old, new)
    await mundo.service.relink(CONTA, old, new)

    await mundo.send("L1", atividade(), atividade(tenant_id="2"))
    await mundo.send("L1", atividade(), atividade(tenant_id="2"))

    assert (await mundo.contadores(new)).dias[_DIA] == {TipoAtividade.LOGIN: 2, TipoAtividade.LEAD: 1}
    assert await mundo.store().get(old) is None


@dataclass(frozen=True)
class Crossed(LocalizacaoService):
    """Something happens right after it was found out whose the atividades are."""

    meanwhile: Callable[[], Awaitable[None]]

    async def of_tenants(self, conta: str, tenant_ids: Collection[str]) -> dict[str, str]:
        found = await super().of_tenants(conta, tenant_ids)
        await self.meanwhile()
        return found


async def test_who_is_erased_or_merged_while_a_lote_is_counted_keeps_nothing(mundo: Mundo) -> None:
    gone, old, new = [await mundo.cliente(number) for number in ("1", "2", "3")]

    async def meanwhile() -> None:
        await mundo.forget(gone)
        await mundo.mark_merged(old, new)

    clientes = Crossed(mundo.world.cadastro, meanwhile)
    lote = make_lote("L1", atividade(), atividade(tenant_id="2"), atividade("lead", tenant_id="3"))
    await replace(mundo.service, clientes=clientes).receive(CONTA, lote)

    assert (await mundo.store().get(gone), await mundo.store().get(old)) == (None, None)
    assert (await mundo.contadores(new)).dias[_DIA] == {TipoAtividade.LOGIN: 1, TipoAtividade.LEAD: 1}
    assert (await mundo.kept_logins(gone), await mundo.kept_logins(new)) == (0, 1)


async def test_what_is_kept_of_a_lote_and_its_logins_expires(mundo: Mundo) -> None:
    loja = await mundo.cliente("1")
    mundo.documents.now = mundo.world.clock
    await mundo.send("L1", atividade(dias=10))

    mundo.world.clock.move(days=24, hours=23)
    before = await mundo.kept_logins(loja)
    mundo.world.clock.move(hours=2)
    after = await mundo.kept_logins(loja)
    mundo.world.clock.move(days=11)

    assert (before, after) == (1, 0)
    assert await mundo.everything() == [loja]
