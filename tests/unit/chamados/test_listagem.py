"""Pages of chamados as people read them: with the names of who asked and of who attends to it."""

import pytest

from shared.chamados.listagem import ListagemService
from shared.chamados.models import Atribuicao, FiltroChamados, Formato
from shared.chamados.views import ChamadoPagina, ChamadoResumo
from shared.kit.clock import now
from tests.unit.chamados.equipe import PAULA, Equipe, FakeUsuarios, begun, pedido
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio


async def page_of(equipe: Equipe) -> list[ChamadoResumo]:
    service = ListagemService(equipe.chamado, equipe.clientes, FakeUsuarios())
    found = (await service.list(CONTA, FiltroChamados(formato=Formato.PAGINA))).root
    assert isinstance(found, ChamadoPagina)
    return list(found.itens)


@pytest.fixture
async def equipe() -> Equipe:
    return await begun()


async def test_a_page_names_who_asked_and_who_attends(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    await equipe.gestao.assign(pedido(chamado.id), Atribuicao(atendente=PAULA))

    (row,) = await page_of(equipe)

    cliente = (await equipe.clientes.get(CONTA, chamado.cliente_id)).cliente
    assert (row.cliente_nome, row.atendente_nome) == (cliente.nome, "paula")


async def test_who_was_erased_has_no_name(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    blocked = {"bloqueado_em": now()}
    clientes = equipe.cadastro(CONTA).clientes
    await clientes.update(chamado.cliente_id, lambda one: one.model_copy(update=blocked))

    (row,) = await page_of(equipe)

    assert (row.cliente_nome, row.atendente_nome) == (None, None)
