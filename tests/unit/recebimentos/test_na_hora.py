"""An answer whose sender waits: carried out at once and told as it went; by the queue where that takes too long."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from shared.atendimentos.classe import Classe, Leitura, RespostaLida
from shared.atendimentos.models import Atendimento, Resposta, StatusConfirmacao
from shared.contas.store import ContaStore
from shared.kit.canais import Entrada, Provedor
from shared.kit.durable import Flows
from shared.kit.errors import TransientError
from shared.kit.ids import keyed_id
from shared.recebimentos.entrada import QUEUE, EntradaService
from shared.recebimentos.models import Recebimento
from shared.recebimentos.na_hora import RespostaNaHora
from shared.recebimentos.ports import Rotas
from shared.recebimentos.views import Desfecho
from tests.unit.envios.world import CONTA, MARINA
from tests.unit.recebimentos.conversas import Conversas
from tests.unit.recebimentos.test_entrada import Envios, Preferencias

pytestmark = pytest.mark.anyio
CONFIRMO = RespostaLida(classe=Classe.CONFIRMADO, evidencia="1", origem="numero")
KEY = b"k" * 32
TALVEZ = RespostaLida(classe=Classe.INDEFINIDO, origem="regras:1")


@dataclass
class Atendidos:
    found: dict[str, Atendimento] = field(default_factory=dict)

    async def find(self, conta_id: str, atendimento_id: str) -> Atendimento | None:
        return self.found.get(atendimento_id)


@dataclass
class Slow:
    """A routing that never comes to its end, or an outage."""

    error: type[Exception] | None = None

    async def process(self, conta_id: str, recebimento_id: str, flows: Flows) -> Recebimento:
        if self.error:
            raise self.error
        await asyncio.Event().wait()
        raise AssertionError


@dataclass
class Balcao:
    world: Conversas
    atendidos: Atendidos = field(default_factory=Atendidos)
    rotas: Rotas | None = None
    within_s: float = 5.0

    async def hear(self, texto: str, numero: str = "1", **campos: str) -> Desfecho:
        world = self.world
        service = RespostaNaHora(
            entrada=EntradaService(
                open_recebimentos=world.recebimentos,
                contas=ContaStore(world.documents),
                envios=Envios(),
                preferencias=Preferencias(),
                queues=world.queues,
                hmac_key=KEY,
                now=world.clock,
            ),
            rotas=self.rotas or world.routing,
            perguntas=world.perguntas,
            atendidos=self.atendidos,
            within_s=self.within_s,
        )
        entrada = Entrada(
            Provedor.BOTCONVERSA, numero, MARINA, texto=texto, telefone=MARINA, campos=campos, bruto="{}"
        )
        return await service.take(CONTA, entrada, "", world.flows)

    def knows(
        self, atendimento_id: str, status: StatusConfirmacao, *, lida: RespostaLida, aplicada: bool
    ) -> None:
        """How the appointment stands once the message number 1 was heard."""
        now, heard = self.world.clock(), keyed_id(Provedor.BOTCONVERSA, "1", KEY)
        resposta = Resposta(lida=lida, texto="", recebimento_id=heard, em=now, aplicada=aplicada)
        self.atendidos.found[atendimento_id] = make_atendimento(
            atendimento_id, now, status_confirmacao=status, respostas=(resposta,)
        )


def make_atendimento(atendimento_id: str, now: datetime, **fields: object) -> Atendimento:
    given = {
        "id": atendimento_id,
        "nome_paciente": "Marina",
        "data_consulta": now,
        "fuso": "America/Sao_Paulo",
        "criado_em": now,
        "criado_por": "recepcao",
        "atualizado_em": now,
    }
    return Atendimento.model_validate(given | fields)


@pytest.fixture
def balcao(world: Conversas) -> Balcao:
    return Balcao(world)


@pytest.mark.parametrize(
    ("lida", "status", "told"),
    [
        (CONFIRMO, StatusConfirmacao.CONFIRMADO, "CONFIRMADO"),
        (CONFIRMO, StatusConfirmacao.CANCELADO, "NAO_APLICADO"),
        (TALVEZ, StatusConfirmacao.PENDENTE, "INDEFINIDO"),
    ],
)
async def test_an_answer_is_told_by_what_it_did_to_its_appointment(
    world: Conversas, balcao: Balcao, lida: RespostaLida, status: StatusConfirmacao, told: str
) -> None:
    balcao.knows("A1", status, lida=lida, aplicada=status is StatusConfirmacao.CONFIRMADO)
    world.atendimentos.leituras["1"] = Leitura(("A1",), lida, agenda=True)

    first = await balcao.hear("1")
    again = await balcao.hear("1")

    assert first == again == Desfecho("A1", told)
    assert len(world.atendimentos.heard) == 1


async def test_what_is_about_no_appointment_says_that_it_went_elsewhere(balcao: Balcao) -> None:
    assert await balcao.hear("Qual o endereço de vocês?") == Desfecho(status="ENCAMINHADO")
    assert await balcao.hear("SAIR", numero="2") == Desfecho(status="OPT_OUT")


async def test_a_number_that_may_be_about_two_is_asked_back_and_says_so(
    world: Conversas, balcao: Balcao
) -> None:
    await world.ask_confirmacao("A1")
    await world.ask_confirmacao("A2")

    told = await balcao.hear("1")

    assert told == Desfecho(status="INDEFINIDO")
    assert world.atendimentos.heard == []


@pytest.mark.parametrize("error", [None, TransientError])
async def test_what_takes_too_long_is_told_as_received_and_waits_in_the_queue(
    world: Conversas, balcao: Balcao, error: type[Exception] | None
) -> None:
    slow = replace(balcao, rotas=Slow(error), within_s=0.01)

    told = await slow.hear("1")

    assert told == Desfecho(status="RECEBIDO")
    assert len(world.queues.messages(QUEUE)) == 1


async def test_the_queue_s_redelivery_changes_nothing(world: Conversas, balcao: Balcao) -> None:
    await world.ask_confirmacao("A1")
    await balcao.hear("1")
    [hint] = world.queues.messages(QUEUE)

    await world.routing.process(CONTA, str(hint["recebimento_id"]), world.flows)

    assert [at for at, _, _ in world.atendimentos.heard] == ["A1"]
