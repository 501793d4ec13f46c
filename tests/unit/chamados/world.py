"""Chamados on real services and stores, whose power a test may cut; who reads and who answers is in its hands."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.chamados.atendimento import Atendimento
from shared.chamados.classe import Classificacao, Intencao, Leitura, Prioridade
from shared.chamados.envelope import Envelope
from shared.chamados.fala_models import FalaRecebida
from shared.chamados.models import CanalChamado, Chamado, Fonte, NovoChamado, TipoFonte
from shared.chamados.ports import Questao, RespostaPronta
from shared.chamados.service import ChamadoService
from shared.chamados.store import ChamadoStore
from shared.clientes.service import ClienteService
from shared.contas.chamados import PoliticaChamados
from shared.contas.models import Conta
from shared.contas.store import ContaStore
from shared.envios.models import Envio, FiltroEnvios
from shared.kit.canais import Provedor
from shared.kit.errors import TransientError
from shared.perguntas.models import Pergunta
from shared.perguntas.service import PerguntaService
from shared.perguntas.store import PerguntaStore
from tests.builders import make_eliminados, make_envelope
from tests.fakes import FakeInvalidacao
from tests.unit.chamados.casos import make_classificacao
from tests.unit.envios.world import CONTA, World, nothing

HORARIO = "Qual é o horário de vocês?"
ABRIMOS = "Abrimos de segunda a sexta, das 8h às 18h."
APROVADA = make_classificacao(
    intencao=Intencao.INFORMACAO, prioridade=Prioridade.BAIXA, resposta_automatica=True
)


@dataclass
class FakeClassificador:
    """Reads everything as `le`, or a text as `textos` says; `before` runs while it reads."""

    le: Classificacao = APROVADA
    textos: dict[str, Classificacao] = field(default_factory=dict)
    before: Callable[[], Awaitable[None]] = nothing
    read: list[str] = field(default_factory=list)

    async def classify(self, leitura: Leitura) -> Classificacao:
        self.read.append(leitura.texto)
        await self.before()
        return self.textos.get(leitura.texto, self.le)


@dataclass
class FakeRespondedor:
    """Knows the answers of `sabe`, by the question's words; `before` runs while it looks for one."""

    sabe: dict[str, str] = field(default_factory=lambda: {HORARIO: ABRIMOS})
    before: Callable[[], Awaitable[None]] = nothing
    down: bool = False
    asked: list[Questao] = field(default_factory=list)

    async def answer(self, conta: Conta, questao: Questao) -> RespostaPronta | None:
        if self.down:
            raise TransientError
        self.asked.append(questao)
        await self.before()
        texto = self.sabe.get(questao.texto)
        fonte = Fonte(tipo=TipoFonte.RESPOSTA, id=f"resposta de {texto}", pontuacao=1)
        return RespostaPronta(texto, fonte) if texto else None


@dataclass
class Chamados(World):
    classificador: FakeClassificador = field(default_factory=FakeClassificador)
    reserva: FakeClassificador = field(default_factory=FakeClassificador)
    respondedor: FakeRespondedor = field(default_factory=FakeRespondedor)
    made: int = 0

    def chamados(self, conta: str = CONTA) -> ChamadoStore:
        return ChamadoStore(self.documents.open("chamados", conta))

    def new_id(self) -> str:
        self.made += 1
        return f"CH{self.made:04d}"

    @property
    def clientes(self) -> ClienteService:
        eliminados = make_eliminados(self.documents)
        return ClienteService(self.cadastro, eliminados, self.clock, self.new_id, FakeInvalidacao())

    @property
    def perguntas(self) -> PerguntaService:
        return PerguntaService(
            lambda conta: PerguntaStore(self.documents.open("perguntas", conta)), self.clock
        )

    @property
    def chamado(self) -> ChamadoService:
        return ChamadoService(
            open_chamados=self.chamados,
            contas=ContaStore(self.documents),
            clientes=self.clientes,
            eliminados=make_eliminados(self.documents),
            perguntas=self.perguntas,
            queues=self.queues,
            now=self.clock,
            new_id=self.new_id,
            atendimento=Atendimento(
                clientes=self.clientes,
                respondedor=self.respondedor,
                perguntas=self.perguntas,
                saida=self.service,
                envios=self.service,
                now=self.clock,
            ),
            classificador=self.classificador,
            reserva=self.reserva,
        )

    # What there is before a story begins.

    async def begin(self, **policy: Any) -> None:
        """A conta with this policy, and Marina, who is C1."""
        conta = Conta(id=CONTA, nome="Clínica Sorriso", chamados=PoliticaChamados(**policy))
        await ContaStore(self.documents).add(conta)
        await self.add_cliente()

    # What happens.

    async def post(self, mensagem: str = HORARIO, *, chave: str | None = None, **fields: Any) -> Chamado:
        given: dict[str, Any] = {"cliente_id": "C1", "canal": CanalChamado.SITE, "mensagem": mensagem}
        envelope: Envelope = make_envelope_of(chave, agora=fields.pop("agora", False))
        return await self.chamado.open_chamado(NovoChamado(**given | fields), envelope)

    async def hear(self, texto: str = HORARIO, fala_id: str = "", **fields: Any) -> Chamado:
        self.made += 1
        return await self.chamado.hear(
            CONTA, self.make_fala(texto, fala_id or f"zapi:F{self.made}", **fields), ""
        )

    def make_fala(self, texto: str, fala_id: str, **fields: Any) -> FalaRecebida:
        given: dict[str, Any] = {
            "cliente_id": "C1",
            "canal": CanalChamado.WHATSAPP,
            "provedor": Provedor.ZAPI,
            "em": self.clock(),
        }
        return FalaRecebida(id=fala_id, texto=texto, **given | fields)

    async def process(self, chamado: Chamado) -> Chamado:
        return await self.chamado.process(CONTA, chamado.id)

    async def asks(self, texto: str = HORARIO, **fields: Any) -> Chamado:
        """Heard, then worked on."""
        return await self.process(await self.hear(texto, **fields))

    async def confirm(self, chamado: Chamado, *, resolveu: bool, fala_id: str = "zapi:B1") -> Chamado:
        return await self.chamado.confirm(CONTA, chamado.id, resolveu=resolveu, fala_id=fala_id)

    # What there is afterwards.

    async def now_of(self, chamado: Chamado) -> Chamado:
        return (await self.chamados().get(chamado.id)).chamado

    async def all_chamados(self) -> Sequence[Chamado]:
        return await self.chamados().latest("C1", limit=200)

    async def all_envios(self) -> list[Envio]:
        return (await self.envios(CONTA).search(FiltroEnvios(limite=200))).itens

    async def open_perguntas(self) -> list[Pergunta]:
        return await self.perguntas.open_for(CONTA, ["C1"])

    def queued(self) -> list[str]:
        return [str(message["chamado_id"]) for message in self.queues.messages("chamados-recebidos")]


def make_envelope_of(chave: str | None, *, agora: bool) -> Envelope:
    given = make_envelope(conta=CONTA, chave=chave, agora=agora)
    return Envelope(given.principal, given.traceparent, given.chave, given.agora)


def texts(chamado: Chamado) -> list[str]:
    return [fala.texto for fala in chamado.falas]


async def motivos(chamado: Chamado) -> list[str]:
    return [line.motivo for line in chamado.historico if line.motivo]
