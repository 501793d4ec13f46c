"""A hospital's system says again and again how its agenda is: only what it changed counts, and for whom it is."""

from datetime import timedelta

import pytest

from shared.atendimentos.classe import Classe, RespostaLida
from shared.atendimentos.errors import MudancaRecusada, PessoaEliminada
from shared.atendimentos.estados import answered, asked
from shared.atendimentos.models import Atendimento, Aviso, Resposta, StatusConfirmacao, TipoAviso
from shared.atendimentos.names import aviso_prefix
from shared.clientes.models import Finalidade
from shared.envios.models import EnvioStatus
from shared.kit.errors import InvalidInput
from shared.perguntas.models import NovaPergunta, TipoPergunta
from tests.unit.atendimentos.world import FRIDAY, Atendimentos
from tests.unit.envios.world import CONTA, MARINA

pytestmark = pytest.mark.anyio
CONFIRMADO, PENDENTE = StatusConfirmacao.CONFIRMADO, StatusConfirmacao.PENDENTE


@pytest.fixture
async def world() -> Atendimentos:
    world = Atendimentos()
    await world.begin()
    await world.add_cliente()
    return world


async def test_a_new_number_is_booked_and_a_repeated_one_changes_nothing(world: Atendimentos) -> None:
    first, is_new = await world.put()
    world.clock.move(hours=1)
    again, is_new_again = await world.put()

    assert (is_new, is_new_again) == (True, False)
    assert again == first
    assert world.queued() == [first.id]


async def test_what_was_booked_by_its_number_is_the_same_one(world: Atendimentos) -> None:
    booked = await world.book(nr_seq_agenda="51177197")

    told, is_new = await world.put(local="Sala 4")

    assert (told.id, is_new) == (booked.id, False)
    assert told.local == "Sala 4"


async def test_another_hour_asks_anew_and_lets_go_what_spoke_of_the_old_one(world: Atendimentos) -> None:
    at = await confirmed(world)

    told, _ = await world.put(data_consulta="2026-03-16T09:00")

    assert (told.versao, told.status_confirmacao) == (2, PENDENTE)
    assert [line.campo for line in told.historico[-2:]] == ["data_consulta", "status_confirmacao"]
    assert told.respondido_em is None
    envio = await world.read(await envio_of(world, at))
    assert envio.status is EnvioStatus.CANCELADO
    assert await world.open_perguntas() == []
    assert world.woken(at) > 0


async def test_another_room_asks_nothing_anew(world: Atendimentos) -> None:
    await confirmed(world)

    told, _ = await world.put(local="Sala 4", observacoes="Trazer exames")

    assert (told.versao, told.status_confirmacao, told.local) == (1, CONFIRMADO, "Sala 4")
    assert len(await world.open_perguntas()) == 1


async def test_an_hour_that_was_agreed_here_stays_until_the_hospital_changes_its_own(
    world: Atendimentos,
) -> None:
    at, _ = await world.put()
    await world.process(at)
    await world.move(at, "2026-03-16T09:00")

    told, _ = await world.put(local="Sala 4")
    assert told.data_consulta == FRIDAY + timedelta(days=2, hours=18, minutes=30)

    told, _ = await world.put(data_consulta="2026-03-17T10:00", local="Sala 4")
    assert told.data_consulta == FRIDAY + timedelta(days=3, hours=19, minutes=30)
    assert told.versao == 3


async def test_the_same_hour_for_another_person_begins_anew_and_tells_nothing_of_the_first(
    world: Atendimentos,
) -> None:
    at = await confirmed(world)

    told, _ = await world.put(nome_paciente="Caio Lins", telefone="+5511966665555")

    assert (told.versao, told.status_confirmacao) == (2, PENDENTE)
    assert told.cliente_id not in (None, "C1")
    assert "Marina" not in told.model_dump_json()
    assert not told.respostas
    assert (await world.read(await envio_of(world, at))).status is EnvioStatus.CANCELADO


async def test_a_mended_name_is_the_same_person(world: Atendimentos) -> None:
    await confirmed(world)

    told, _ = await world.put(nome_paciente="Marina Alves Prates")

    assert (told.versao, told.status_confirmacao, told.cliente_id) == (1, CONFIRMADO, "C1")


async def test_another_phone_finds_who_gets_the_messages_anew(world: Atendimentos) -> None:
    await confirmed(world)

    told, _ = await world.put(telefone="+5511955554444")

    assert told.status_confirmacao is CONFIRMADO
    assert told.cliente_id not in (None, "C1")


async def test_a_past_hour_is_refused_anew_and_ignored_repeated(world: Atendimentos) -> None:
    at, _ = await world.put()
    await world.process(at)

    with pytest.raises(InvalidInput):
        await world.put("9", data_consulta="2026-03-02T09:00")
    with pytest.raises(MudancaRecusada):
        await world.put(data_consulta="2026-03-02T09:00")
    world.clock.instant = FRIDAY + timedelta(days=2)
    again, _ = await world.put()
    told, _ = await world.put(observacoes="Veio acompanhada")

    assert again.data_consulta == told.data_consulta == FRIDAY
    assert told.observacoes == "Veio acompanhada"


async def test_a_cancelled_one_comes_back_only_at_another_hour(world: Atendimentos) -> None:
    at, _ = await world.put()
    await world.set_status(at, StatusConfirmacao.CANCELADO)

    same, _ = await world.put(local="Sala 4")
    moved, _ = await world.put(data_consulta="2026-03-16T09:00", local="Sala 4")

    assert same.status_confirmacao is StatusConfirmacao.CANCELADO
    assert (moved.status_confirmacao, moved.encerrado_em) == (PENDENTE, None)


async def test_who_was_erased_is_not_brought_back_by_a_repetition(world: Atendimentos) -> None:
    await world.suppress("+5511977776666")

    with pytest.raises(PessoaEliminada):
        await world.put(nome_paciente="Rita Alves", telefone="+5511977776666")
    await world.add_cliente("C3", nome="Rita Alves", telefones=("+5511977776666",))
    _, is_new = await world.put(nome_paciente="Rita Alves", telefone="+5511977776666")

    assert is_new


async def test_a_change_while_the_host_of_flows_is_away_reaches_it_later(world: Atendimentos) -> None:
    at, _ = await world.put()
    await world.process(at)
    world.flows.down = True

    told, _ = await world.put(data_consulta="2026-03-16T09:00")
    world.flows.down = False
    before = world.woken(at)
    await world.process(told)

    assert told.versao == 2
    assert world.queued()[-1] == at.id
    assert world.woken(at) == before + 1


async def confirmed(world: Atendimentos) -> Atendimento:
    """Told by the hospital, asked about, confirmed, with a last notice that waits."""
    at, _ = await world.put()
    await world.process(at)
    pergunta = await world.perguntas.ask(
        CONTA,
        NovaPergunta(
            chave=f"{aviso_prefix(at.id, 1)}pergunta",
            tipo=TipoPergunta.CONFIRMACAO,
            cliente_id="C1",
            sobre=f"atendimentos/{at.id}",
            texto="Você vem?",
            expira_em=at.data_consulta,
        ),
    )
    now = world.clock()
    aviso = Aviso(tipo=TipoAviso.CONFIRMACAO, versao=1, chave=f"{aviso_prefix(at.id, 1)}confirmacao", em=now)
    lida = RespostaLida(classe=Classe.CONFIRMADO, evidencia="vou", origem="regras:1")
    said = Resposta(lida=lida, texto="vou sim, Marina", recebimento_id="zapi:1", em=now, aplicada=True)
    await world.atendimentos().update(at.id, lambda one: asked(one, aviso, now=now, pergunta_id=pergunta.id))
    read = await world.atendimentos().update(at.id, lambda one: answered(one, said, versao=1, now=now))
    await world.ask(
        f"{aviso_prefix(at.id, 1)}ultimo",
        atendimento_id=at.id,
        finalidade=Finalidade.LEMBRETES,
        nao_antes_de=FRIDAY - timedelta(hours=12),
        texto=f"Até sexta, {MARINA}!",
    )
    assert read.atendimento.status_confirmacao is CONFIRMADO
    return read.atendimento


async def envio_of(world: Atendimentos, at: Atendimento) -> str:
    envio = await world.service.find(CONTA, f"{aviso_prefix(at.id, 1)}ultimo")
    assert envio is not None
    return envio.id
