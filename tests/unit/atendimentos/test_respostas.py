"""What an answer does: to its own appointment alone, once, in the last word's sense, and in doubt nothing."""

from datetime import timedelta
from typing import Any

import pytest

from shared.atendimentos import textos
from shared.atendimentos.avisos import AvisoService
from shared.atendimentos.classe import Classe, Dito
from shared.atendimentos.escalada import Escalada
from shared.atendimentos.horario_store import HorarioStore
from shared.atendimentos.leitura.regras import RegrasLeitor
from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.atendimentos.resposta_models import Ouvida, Retorno
from shared.atendimentos.respostas import REMARCAR, RESPONDER, RespostaService
from shared.atendimentos.vagas import VagaService
from shared.clientes.models import Pessoa
from shared.clientes.remetentes import RemetenteService
from shared.contas.store import ContaStore
from shared.envios.entradas import EntradaStore
from tests.unit.atendimentos.world import Atendimentos
from tests.unit.envios.world import CONTA, MARINA

pytestmark = pytest.mark.anyio


class World(Atendimentos):
    came: int = 0

    @property
    def respostas(self) -> RespostaService:
        return RespostaService(self.atendimento, RegrasLeitor(), self.vagas)

    async def asked(self, data: str = "2026-03-05T09:00", **fields: Any) -> Atendimento:
        """Booked within two days, so that its question leaves at once."""
        at = await self.booked(data, **fields)
        step = await self.avisos.next(CONTA, at.id)
        await self.avisos.make(CONTA, at.id, step["ato"], step["versao"])
        return await self.now_of(at)

    @property
    def vagas(self) -> VagaService:
        return VagaService(
            self.atendimento, lambda conta: HorarioStore(self.documents.open("horarios", conta))
        )

    @property
    def avisos(self) -> AvisoService:
        parts: dict[str, Any] = {
            "open_atendimentos": self.atendimentos,
            "clientes": self.clientes,
            "perguntas": self.perguntas,
            "envios": self.service,
            "desistencias": self.desistencias,
            "now": self.clock,
        }
        escalada = Escalada(
            **parts, open_tarefas=self.tarefas, vagas=self.vagas, entradas=EntradaStore(self.documents)
        )
        return AvisoService(**parts, contas=ContaStore(self.documents), escalada=escalada)

    async def answer(self, at: Atendimento, texto: str, recebimento_id: str = "", **bound: Any) -> Retorno:
        self.came += 1
        ouvida = Ouvida(recebimento_id or f"zapi:M{self.came}", texto, self.clock(), **bound)
        return await self.respostas.hear(CONTA, at.id, ouvida, self.flows)

    async def press(self, at: Atendimento, opcao: str, **fields: Any) -> Retorno:
        return await self.answer(at, opcao.title(), pergunta_id=at.pergunta_id, opcao=opcao, **fields)

    async def status(self, at: Atendimento) -> StatusConfirmacao:
        return (await self.now_of(at)).status_confirmacao

    async def understand(self, texto: str, **named: Any) -> Any:
        conta = await ContaStore(self.documents).load(CONTA)
        family = await self.remetentes.senders(CONTA, Pessoa(telefone=MARINA))
        return await self.respostas.read(conta, [one.id for one in family], Dito(texto, **named))

    @property
    def remetentes(self) -> RemetenteService:
        return RemetenteService(self.cadastro, self.supressoes, self.clock)


@pytest.fixture
async def world() -> World:
    world = World()
    await world.begin()
    await world.add_cliente()
    return world


@pytest.mark.parametrize(
    ("opcao", "status"),
    [
        ("confirmar", StatusConfirmacao.CONFIRMADO),
        ("cancelar", StatusConfirmacao.CANCELADO),
        ("remarcar", StatusConfirmacao.REAGENDAR),
    ],
)
async def test_a_button_does_what_it_says(world: World, opcao: str, status: StatusConfirmacao) -> None:
    at = await world.asked()

    said = await world.press(at, opcao)

    assert await world.status(at) is status
    assert said.texto
    assert world.woken(at) > 0


async def test_the_same_answer_twice_is_one_answer(world: World) -> None:
    at = await world.asked()

    answers = [await world.press(at, "confirmar", recebimento_id="zapi:M1") for _ in range(2)]

    assert answers[0] == answers[1]
    assert len((await world.now_of(at)).respostas) == 1


async def test_who_confirmed_may_say_later_that_they_do_not_come(world: World) -> None:
    at = await world.asked()
    await world.press(at, "confirmar")

    await world.answer(at, "gente, surgiu um imprevisto e não vou conseguir ir")

    assert await world.status(at) is StatusConfirmacao.CANCELADO


async def test_what_was_cancelled_is_not_brought_back_by_a_word(world: World) -> None:
    at = await world.asked()
    await world.press(at, "cancelar")

    said = await world.press(at, "confirmar")

    assert await world.status(at) is StatusConfirmacao.CANCELADO
    assert "cancelado" in said.texto


async def test_a_stale_button_of_a_rescheduled_appointment_changes_nothing_and_says_so(world: World) -> None:
    at = await world.asked()
    await world.move(at, "2026-03-12T09:00")

    said = await world.press(at, "cancelar")

    newest = await world.now_of(at)
    assert newest.status_confirmacao is StatusConfirmacao.PENDENTE
    assert "12/03" in said.texto
    assert [one.aplicada for one in newest.respostas] == [False]


async def test_after_its_hour_nothing_changes(world: World) -> None:
    at = await world.asked()
    world.clock.move(days=3)

    said = await world.press(at, "cancelar")

    assert await world.status(at) is StatusConfirmacao.PENDENTE
    assert "passou" in said.texto


async def test_a_doubt_is_asked_about_once_and_then_a_persons(world: World) -> None:
    at = await world.asked()

    first = await world.answer(at, "talvez")
    second = await world.answer(at, "ainda não sei")

    assert first.pergunta is not None
    assert textos.RESPONDA in first.texto
    assert second.pergunta is None
    assert await world.status(at) is StatusConfirmacao.PENDENTE
    assert [tarefa.motivo for tarefa in await world.all_tarefas()] == [RESPONDER]


async def test_who_wants_another_hour_where_none_are_known_gets_a_person(world: World) -> None:
    at = await world.asked()

    said = await world.answer(at, "não posso nesse dia, tem outro horário?")

    assert await world.status(at) is StatusConfirmacao.REAGENDAR
    assert [tarefa.motivo for tarefa in await world.all_tarefas()] == [REMARCAR]
    assert said.pergunta is None


# What a message is about


async def test_words_are_about_what_they_were_asked_about_and_nothing_else(world: World) -> None:
    far = await world.booked("2026-04-20T10:00")
    near = await world.asked()

    found = await world.understand("confirmo sim")

    assert found.atendimento_ids == (near.id,)
    assert far.id not in found.atendimento_ids


async def test_of_two_that_were_asked_about_both_may_be_meant(world: World) -> None:
    first, second = await world.asked(), await world.asked("2026-03-05T09:30", nome_paciente="Pedro Prates")

    found = await world.understand("1")

    assert found.atendimento_ids == (first.id, second.id)
    assert found.lida.classe is Classe.CONFIRMADO


async def test_what_quotes_a_notice_is_about_that_one(world: World) -> None:
    await world.asked()
    second = await world.asked("2026-03-05T09:30", nome_paciente="Pedro Prates")

    assert (await world.understand("1", atendimento_id=second.id)).atendimento_ids == (second.id,)


async def test_the_hospitals_number_binds_and_an_unknown_one_binds_nothing(world: World) -> None:
    await world.asked(nr_seq_agenda="111")
    second = await world.asked("2026-03-05T09:30", nr_seq_agenda="222")

    bound = await world.understand("0", agenda_id="222")
    unknown = await world.understand("0", agenda_id="999")

    assert (bound.atendimento_ids, bound.lida.classe) == ((second.id,), Classe.CANCELADO)
    assert (unknown.atendimento_ids, unknown.lida, unknown.agenda) == ((), None, True)


@pytest.mark.parametrize("texto", ["quanto custa um clareamento?", "vocês aceitam Unimed?"])
async def test_a_question_is_for_whoever_answers_questions(world: World, texto: str) -> None:
    await world.asked()

    assert await world.understand(texto) is None


async def test_days_after_it_was_settled_words_are_about_something_else(world: World) -> None:
    at = await world.asked("2026-03-05T09:00")
    await world.press(at, "confirmar")
    world.clock.instant += timedelta(hours=25)

    assert await world.understand("não quero mais") is None


async def test_nobody_who_was_not_asked_answers_anything(world: World) -> None:
    await world.booked("2026-04-20T10:00")

    assert await world.understand("sim") is None


@pytest.mark.parametrize(
    "texto",
    ["parem de me mandar mensagem", "tirem meu número da lista de vocês", "não quero mais receber isso"],
)
async def test_who_wants_no_more_messages_is_heard_though_nothing_was_asked(world: World, texto: str) -> None:
    found = await world.understand(texto)

    assert (found.atendimento_ids, found.lida.classe) == ((), Classe.OPT_OUT)
    assert found.lida.evidencia in texto


@pytest.mark.parametrize(
    "texto",
    [
        "quero cancelar minha assinatura",
        "não recebo o SMS com o código",
        "queria tirar o telefone fixo do combo",
        "se não devolverem meu dinheiro vou ao Procon",
        "parem de cobrar a fatura que eu já paguei",
    ],
)
async def test_what_is_to_be_seen_to_silences_nobody(world: World, texto: str) -> None:
    assert await world.understand(texto) is None


async def test_a_refused_notice_of_an_older_hour_still_silences(world: World) -> None:
    at = await world.asked()

    found = await world.understand("não me mandem mais nada", atendimento_id=at.id, aviso="outro:1")

    assert found.lida.classe is Classe.OPT_OUT


def test_the_options_are_those_of_s3() -> None:
    assert [(one.id, one.numero) for one in textos.OPCOES] == [
        ("confirmar", 1),
        ("cancelar", 0),
        ("remarcar", 2),
    ]


@pytest.mark.parametrize(("says", "about_both"), [("não vou", True), ("confirmo sim", False)])
async def test_beside_one_that_is_confirmed_a_refusal_may_mean_either(
    world: World, says: str, about_both: bool
) -> None:
    first = await world.asked(nome_paciente="Pedro Prates")
    await world.press(first, "confirmar")
    world.clock.move(hours=25)
    second = await world.asked("2026-03-05T11:00")

    found = await world.understand(says)

    assert found.atendimento_ids == ((first.id, second.id) if about_both else (second.id,))
    assert (first.pergunta_id in found.perguntas) is about_both
