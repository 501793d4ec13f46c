"""What atendimentos hold of a person: handed over, erased, blocked where the law keeps it, without words once old."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.atendimentos.classe import Classe, RespostaLida
from shared.atendimentos.errors import AtendimentoNotFound
from shared.atendimentos.models import Atendimento, Aviso, FiltroAtendimentos, Resposta, TipoAviso
from shared.atendimentos.names import instance_id
from shared.atendimentos.retencao import AtendimentoRetencao, LeadsSemAtendimento
from shared.atendimentos.titular import AtendimentoGuardiao
from shared.clientes.models import Origem
from shared.clientes.retencao import ClienteRetencao
from shared.kit.titulares import Titular
from tests.unit.atendimentos.world import FRIDAY, Atendimentos
from tests.unit.envios.world import CONTA, MARINA

pytestmark = pytest.mark.anyio
HER = Titular(cliente_ids=("C1",), nome="Marina Prates", telefones=(MARINA,))


@dataclass
class FakeGuardas:
    """The port `Guardas`, as the test says."""

    kept: frozenset[str] = frozenset()

    async def held(self, conta: str, cliente_ids: Sequence[str]) -> frozenset[str]:
        return self.kept & set(cliente_ids)


@pytest.fixture
async def world() -> Atendimentos:
    world = Atendimentos()
    await world.begin()
    await world.add_cliente()
    return world


def guardiao(world: Atendimentos, *, kept: Sequence[str] = ()) -> AtendimentoGuardiao:
    guardas = FakeGuardas(frozenset(kept))
    return AtendimentoGuardiao(world.atendimentos, guardas, world.clock, flows=world.flows)


async def test_all_is_handed_over_without_machinery_and_nothing_of_the_family(world: Atendimentos) -> None:
    hers = await spoken(world)
    await world.booked(nome_paciente="Pedro Prates")

    (told,) = await guardiao(world).export(CONTA, HER)

    assert told["id"] == hers.id
    assert told["respostas"][0]["texto"] == "vou sim"
    assert {"conteudo", "traceparent", "fluxo_iniciado", "proximo_em"}.isdisjoint(told)


async def test_an_erasure_takes_hers_and_their_flows_and_leaves_her_family_s(world: Atendimentos) -> None:
    hers = await spoken(world)
    pedros = await world.booked(nome_paciente="Pedro Prates")

    erased = await guardiao(world).erase(CONTA, HER)

    assert erased == 1
    assert world.flows.purged == [instance_id(CONTA, hers.id)]
    assert await world.now_of(pedros) == pedros
    with pytest.raises(AtendimentoNotFound):
        await world.now_of(hers)
    assert await guardiao(world).erase(CONTA, HER) == 0


async def test_one_that_nobody_was_linked_to_is_found_by_phone_and_name(world: Atendimentos) -> None:
    await world.book()
    titular = Titular(cliente_ids=("C1",), nome="Marina Prates", telefones=(MARINA,))

    assert len(await guardiao(world).export(CONTA, titular)) == 1
    assert await guardiao(world).erase(CONTA, titular) == 1


async def test_of_a_child_only_the_mother_is_taken_out(world: Atendimentos) -> None:
    await world.add_cliente(
        "C2", nome="Bia Prates", telefones=(), documento="52998224725", responsavel_id="C1"
    )
    bias = await spoken(world, nome_paciente="Bia Prates", cliente_id="C2")

    await guardiao(world).erase(CONTA, HER)

    left = await world.now_of(bias)
    assert (left.paciente_id, left.nome_paciente, left.observacoes) == ("C2", "Bia Prates", "Trazer exames")
    assert (left.cliente_id, left.telefone) == (None, None)
    assert "vou sim" not in left.model_dump_json()


async def test_a_record_that_the_law_keeps_is_blocked_bare_and_shown_to_nobody(world: Atendimentos) -> None:
    hers = await spoken(world)

    await guardiao(world, kept=["C1"]).erase(CONTA, HER)

    with pytest.raises(AtendimentoNotFound):
        await world.atendimento.get(CONTA, hers.id)
    assert (await world.atendimento.search(CONTA, FiltroAtendimentos())).itens == []
    assert await world.atendimento.of_telefone(CONTA, MARINA) == []
    assert await world.atendimento.pending(CONTA) == []
    (kept,) = await guardiao(world).export(CONTA, HER)
    assert (kept["nome_paciente"], kept["nome_medico"]) == ("Marina Prates", "Dra. Paula Reis")
    assert {"telefone", "email"}.isdisjoint(kept)
    assert "vou sim" not in str(kept)
    world.clock.move(days=30)
    assert await world.atendimento.sweep(CONTA) == 0


async def test_a_blocked_one_goes_when_its_guarda_is_over(world: Atendimentos) -> None:
    hers = await spoken(world)
    await guardiao(world, kept=["C1"]).erase(CONTA, HER)

    assert await expire(world, kept=["C1"]) == 0
    assert await expire(world) == 1
    assert await world.documents.open("atendimentos", CONTA).count() == 0
    assert hers.id not in world.flows.live


async def test_an_old_one_loses_its_words_and_a_very_old_one_is_gone(world: Atendimentos) -> None:
    hers = await spoken(world)

    world.clock.instant = FRIDAY + timedelta(days=800)
    silenced = await expire(world, before=world.clock() - timedelta(days=730))
    again = await expire(world, before=world.clock() - timedelta(days=730))
    bare = await world.now_of(hers)

    assert (silenced, again) == (1, 0)
    assert "vou sim" not in bare.model_dump_json()
    assert (bare.nome_paciente, bare.respostas[0].lida.classe) == ("Marina Prates", Classe.CONFIRMADO)
    world.clock.instant = FRIDAY + timedelta(days=1_827)
    assert await expire(world, held=["C1"]) == 0
    assert await expire(world, kept=["C1"]) == 0
    assert await expire(world) == 1


async def test_who_has_an_appointment_is_no_lead_that_lapses(world: Atendimentos) -> None:
    await world.add_cliente("C3", nome="Rita Alves", telefones=("+5511977776666",), origem=Origem.CANAL)
    await world.add_cliente("C4", nome="Caio Lins", telefones=("+5511966665555",), origem=Origem.CANAL)
    await world.booked(nome_paciente="Rita Alves", telefone="+5511977776666")
    leads = LeadsSemAtendimento(ClienteRetencao(world.cadastro), world.atendimentos)

    lapsed = [one.id async for one in leads.expired(CONTA, world.clock() + timedelta(days=1))]

    assert lapsed == ["C4"]


async def spoken(world: Atendimentos, **fields: Any) -> Atendimento:
    """Booked, told about and answered for."""
    at = await world.booked(observacoes="Trazer exames", **fields)
    now = world.clock()
    aviso = Aviso(tipo=TipoAviso.CONFIRMACAO, versao=1, chave="a", em=now, texto="Você vem, Marina?")
    lida = RespostaLida(classe=Classe.CONFIRMADO, evidencia="vou sim", origem="regras:1")
    said = Resposta(lida=lida, texto="vou sim", recebimento_id="zapi:1", em=now, aplicada=True)
    words = {"avisos": (aviso,), "respostas": (said,)}
    return (await world.atendimentos().update(at.id, lambda one: one.model_copy(update=words))).atendimento


async def expire(
    world: Atendimentos,
    *,
    before: datetime | None = None,
    held: Sequence[str] = (),
    kept: Sequence[str] = (),
) -> int:
    retencao = AtendimentoRetencao(world.atendimentos, FakeGuardas(frozenset(kept)), world.clock)
    moment = before or FRIDAY - timedelta(days=1)
    return await retencao.erase_expired(CONTA, moment, held=frozenset(held), limit=10)
