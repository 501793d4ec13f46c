"""A carteira's scores as a table: in order, filtered, page by page; and its runs, day by day."""

from typing import Any

import pytest

from shared.kit.errors import MalformedRequest
from shared.saude.carteira import CarteiraService
from shared.saude.carteira_models import BuscaSaude, SaudePagina
from shared.saude.models import Saude
from shared.saude.rodada_store import RodadaStore
from tests.unit.saude.mundo import CONTA, HOJE, Mundo

pytestmark = pytest.mark.anyio


@pytest.fixture
async def mundo() -> Mundo:
    """Three clientes with a score: one that does much, one that did much a week ago, one that never did anything."""
    found = Mundo()
    await found.cliente("c1", nome="Ótica São João")
    await found.cliente("c2", nome="Auto Sul")
    await found.cliente("c3", nome="Bar do Zé")
    await found.atividade("c1")
    await found.atividade("c2")
    await found.run()
    return found


def service(mundo: Mundo) -> CarteiraService:
    return CarteiraService(
        open_saude=mundo.open_saude,
        open_rodadas=lambda conta: RodadaStore(mundo.documents.open(Saude.CONTAINER, conta)),
        contas=mundo.contas,
        now=mundo.clock,
    )


async def asked(mundo: Mundo, **busca: Any) -> SaudePagina:
    return await service(mundo).page(CONTA, BuscaSaude.model_validate(busca))


def names(page: SaudePagina) -> list[str]:
    return [one.nome for one in page.itens]


async def test_the_worst_come_first_or_last_as_asked(mundo: Mundo) -> None:
    worst = await asked(mundo)
    best = await asked(mundo, ordem="melhores")

    assert names(worst)[0] == names(best)[-1] == "Bar do Zé"
    assert (worst.itens[0].score, worst.itens[0].sem_dados) == (0.0, True)


async def test_names_are_in_order_and_found_whatever_their_accents(mundo: Mundo) -> None:
    by_name = await asked(mundo, ordem="nome")
    found = await asked(mundo, nome="OTICA sao")

    assert names(by_name) == ["Auto Sul", "Bar do Zé", "Ótica São João"]
    assert names(found) == ["Ótica São João"]


async def test_a_category_is_asked_alone_and_page_by_page(mundo: Mundo) -> None:
    first = await asked(mundo, categoria="Campeão", limite=1)
    rest = await asked(mundo, categoria="Campeão", limite=1, cursor=first.cursor)

    assert sorted(names(first) + names(rest)) == ["Auto Sul", "Ótica São João"]
    with pytest.raises(MalformedRequest):
        await asked(mundo, ordem="nome", limite=1, cursor=first.cursor)


async def test_a_row_tells_what_changed_in_a_week(mundo: Mundo) -> None:
    await mundo.next_day(7)

    [row] = (await asked(mundo, nome="Auto")).itens

    assert row.variacao_7d is not None
    assert row.variacao_7d < 0
    assert [one.variacao_7d for one in (await asked(mundo, nome="bar do")).itens] == [0.0]


async def test_the_runs_are_those_of_the_last_days(mundo: Mundo) -> None:
    later = (await mundo.next_day(3)).dia

    shown = await service(mundo).rodadas(CONTA, 90)
    newest = await service(mundo).rodadas(CONTA, 3)

    assert [one.dia for one in shown.itens] == [HOJE, later]
    assert [one.dia for one in newest.itens] == [later]
    assert sum(shown.itens[0].por_categoria.values()) == 3
