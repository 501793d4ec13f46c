"""Approved answers, the memory and what answers from both: real services, and a search that a test tells its scores."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.chamados.classe import Intencao
from shared.chamados.models import TipoFonte
from shared.chamados.ports import Questao, RespostaPronta
from shared.chamados.respondedor.aprovado import RespondedorAprovado
from shared.chamados.respondedor.escolha import Motivo
from shared.chamados.respondedor.ports import Pauta, Redigida
from shared.clientes.models import Cliente
from shared.contas.chamados import PoliticaChamados
from shared.contas.models import Conta
from shared.kit.etags import Precondition, entity_tag
from shared.mensagens.entradas import MudancaMensagem
from shared.mensagens.indice_models import Achado, Consulta
from shared.mensagens.lembranca import LembrancaService
from shared.mensagens.models import Validacao
from shared.respostas.indexacao import QUEUE
from shared.respostas.indexacao import Indexador as IndexadorDeRespostas
from shared.respostas.models import FiltroRespostas, NovaResposta, Resposta
from shared.respostas.service import RespostaService
from shared.respostas.store import RespostaStore
from shared.respostas.views import RespostaDetalhe, RespostaLista
from tests.builders import make_principal
from tests.fakes import FakeClock
from tests.unit.chamados.casos import make_classificacao
from tests.unit.mensagens.memoria import CONTA as CONTA
from tests.unit.mensagens.memoria import FakeIndice, Memoria

LINK = "https://clinica.exemplo.com.br/boletos"
HORARIO = "Qual é o horário de atendimento?"
ABRIMOS = "Olá, {{nome}}! Atendemos de segunda a sexta, das 8h às 18h."


@dataclass
class IndicePontuado(FakeIndice):
    """As alike as `pontos` says of the item's first question; what it does not name is not found."""

    pontos: dict[str, float] = field(default_factory=dict)

    async def search(self, conta: str, consulta: Consulta) -> Sequence[Achado]:
        if not self.pontos:
            return await super().search(conta, consulta)
        found = [
            Achado(item.tipo, item.id, pontos, item.validacao, semantico=not self.down)
            for (owner, tipo, _), item in self.items.items()
            if owner == conta
            and tipo in consulta.tipos
            and (pontos := self.pontos.get(item.perguntas[0], 0)) >= consulta.limiar
            and (not consulta.validacoes or item.validacao in consulta.validacoes)
        ]
        return sorted(found, key=lambda one: -one.pontuacao)[: consulta.limite]


@dataclass
class FakeRedator:
    """Writes what it is told to; None writes nothing."""

    escreve: Redigida | None = None
    pautas: list[Pauta] = field(default_factory=list)

    async def write(self, pauta: Pauta) -> Redigida | None:
        self.pautas.append(pauta)
        return self.escreve


@dataclass
class Mundo(Memoria):
    indice: IndicePontuado = field(default_factory=IndicePontuado)
    redator: FakeRedator = field(default_factory=FakeRedator)
    politica: PoliticaChamados = field(
        default_factory=lambda: PoliticaChamados(variaveis={"link_boleto": LINK})
    )
    llm_externo: bool = True
    told: int = 0

    def conta(self, conta_id: str = CONTA) -> Conta:
        return Conta(id=conta_id, nome="Sorriso", chamados=self.politica, llm_externo=self.llm_externo)

    async def load(self, conta: str) -> Conta:
        """The port of contas: the policy of this world, whatever lies in the store."""
        return self.conta(conta)

    def respostas(self, conta: str = CONTA) -> RespostaStore:
        return RespostaStore(self.documents.open("respostas", conta))

    @property
    def indexador_de_respostas(self) -> IndexadorDeRespostas:
        return IndexadorDeRespostas(self.respostas, self.indice, self.queues, self.clock)

    @property
    def aprovadas(self) -> RespostaService:
        return RespostaService(
            open_respostas=self.respostas,
            contas=self,
            indexador=self.indexador_de_respostas,
            now=self.clock,
            new_id=self.new_id,
        )

    @property
    def respondedor(self) -> RespondedorAprovado:
        return RespondedorAprovado(
            respostas=self.aprovadas,
            mensagens=LembrancaService(self.open),
            indice=self.indice,
            redator=self.redator,
            now=self.clock,
        )

    async def approve(
        self, *, conta: str = CONTA, chave: str | None = None, **fields: Any
    ) -> RespostaDetalhe:
        """Approve an answer and let search hear of it."""
        found = await self.aprovadas.create(make_principal(conta), make_nova(**fields), chave=chave)
        await self.tell()
        return found

    async def replace(self, resposta: RespostaDetalhe, **fields: Any) -> RespostaDetalhe:
        lido = Precondition(entity_tag(resposta.etag))
        nova = make_nova(**fields)
        found = await self.aprovadas.replace(make_principal(), resposta.id, nova=nova, lido=lido)
        await self.tell()
        return found

    async def tell(self) -> None:
        """What the queue's worker does with what was sent since."""
        sent = self.queues.messages(QUEUE)
        todo, self.told = sent[self.told :], len(sent)
        for message in todo:
            await self.indexador_de_respostas.index(str(message["conta"]), str(message["resposta_id"]))

    async def stored(self, resposta_id: str, conta: str = CONTA) -> Resposta:
        return (await self.respostas(conta).get(resposta_id)).resposta

    async def list(self, **filtro: Any) -> RespostaLista:
        return await self.aprovadas.search(CONTA, FiltroRespostas(**filtro))

    async def validated(self, message: str, answer: str, *, conta: str = CONTA, **fields: Any) -> str:
        """The id of a mensagem that a person answered and vouches for."""
        asked = await self.ask(message, conta=conta, **fields)
        mudanca = MudancaMensagem(answer=answer, validated_by=Validacao.HUMAN)
        await self.service.update(make_principal(conta), str(asked.id), mudanca=mudanca, lido=Precondition())
        await self.work()
        return str(asked.id)

    async def asked(
        self, texto: str, *, conta: str = CONTA, nome: str = "Marina Duarte", **read: Any
    ) -> RespostaPronta | None:
        """The answer that `texto`, read as `read` says, is given."""
        questao = Questao(texto, make_lida(**read), make_cliente(nome))
        return await self.respondedor.answer(self.conta(conta), questao)

    async def why(self, texto: str, **read: Any) -> Motivo | None:
        """Why it is given none."""
        parecer = await self.respondedor.judge(self.conta(), texto, make_lida(**read), nome="")
        return parecer.escolha.motivo


def make_nova(**fields: Any) -> NovaResposta:
    given: dict[str, Any] = {
        "intencao": Intencao.INFORMACAO,
        "titulo": "Horário",
        "perguntas": (HORARIO,),
        "texto": ABRIMOS,
    }
    return NovaResposta(**given | fields)


def make_lida(**fields: Any) -> Any:
    """A question for everybody, as the classification would read it."""
    given: dict[str, Any] = {
        "intencao": Intencao.INFORMACAO,
        "setor": "geral",
        "prioridade": "baixa",
        "resposta_automatica": True,
    }
    return make_classificacao(**given | fields)


def make_cliente(nome: str) -> Cliente:
    now = FakeClock().instant
    return Cliente(id="C1", nome=nome, criado_em=now, atualizado_em=now)


def cited(resposta: RespostaPronta | None) -> tuple[TipoFonte, str] | None:
    """What it cites, without how sure it was."""
    return (resposta.fonte.tipo, resposta.fonte.id) if resposta else None
