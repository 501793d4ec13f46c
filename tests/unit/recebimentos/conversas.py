"""The routing on real services and stores, whose power a test may cut; apart as several stories are told in it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from shared.acompanhamentos.names import ENCERRAR, FLOW, instance_id
from shared.chamados.atendimento import Atendimento
from shared.chamados.models import Chamado, FiltroChamados
from shared.chamados.service import ChamadoService
from shared.chamados.store import ChamadoStore
from shared.clientes.cadastro import Cadastro
from shared.clientes.consentimentos import ConsentimentoService
from shared.clientes.identidades import IdentidadeStore
from shared.clientes.models import Cliente
from shared.clientes.remetentes import RemetenteService
from shared.clientes.service import ClienteService
from shared.clientes.store import ClienteStore
from shared.contas.store import ContaStore
from shared.envios.desistencias import DesistenciaService
from shared.envios.models import Envio, EnvioStatus, FiltroEnvios
from shared.kit.auditing import Nota
from shared.kit.canais import Provedor, TipoConteudo
from shared.perguntas.models import NovaPergunta, Opcao, Pergunta, TipoPergunta
from shared.perguntas.service import PerguntaService
from shared.perguntas.store import PerguntaStore
from shared.recebimentos.equipe import Equipe
from shared.recebimentos.models import Recebimento
from shared.recebimentos.remetente import Reconhecimento
from shared.recebimentos.respostas import Respostas
from shared.recebimentos.service import RoutingService
from shared.recebimentos.silencio import Silencio
from shared.recebimentos.situacao import Observacao
from shared.recebimentos.store import Novo, RecebimentoStore
from shared.relatos.desfechos import DesfechoService
from shared.relatos.models import ContatoSituacao, Relato, RelatoStatus
from shared.relatos.store import RelatoStore
from shared.tarefas.models import FiltroTarefas, Tarefa, TipoTarefa
from shared.tarefas.store import TarefaStore
from tests.builders import make_eliminados, make_extracao, make_relato
from tests.fakes import FakeFlows, FakeInvalidacao
from tests.unit.chamados.world import HORARIO, FakeClassificador, FakeRespondedor
from tests.unit.envios.world import CONTA, MARINA, SECRET, World
from tests.unit.recebimentos.portas import FakeAtendimentos, FakeOuvinte, Ledger, make_contato


@dataclass
class Conversas(World):
    flows: FakeFlows = field(default_factory=FakeFlows)
    ouvinte: FakeOuvinte = field(default_factory=FakeOuvinte)
    notas: list[Nota] = field(default_factory=list)
    atendimentos: FakeAtendimentos = field(default_factory=FakeAtendimentos)
    respondedor: FakeRespondedor = field(default_factory=FakeRespondedor)
    came: int = 0

    async def note(self, nota: Nota) -> None:
        self.notas.append(nota)

    def cadastro(self, conta: str) -> Cadastro:
        """Links age by the test's clock, so that a crash between a link and its cliente is over when it moves."""
        identidades = IdentidadeStore(self.documents.open("identidades", conta), SECRET, self.clock)
        return Cadastro(ClienteStore(self.documents.open("clientes", conta)), identidades)

    def relatos(self, conta: str) -> RelatoStore:
        return RelatoStore(self.documents.open("relatos", conta))

    def tarefas(self, conta: str) -> TarefaStore:
        return TarefaStore(self.documents.open("tarefas", conta))

    def recebimentos(self, conta: str) -> RecebimentoStore:
        return RecebimentoStore(self.documents.open("recebimentos", conta))

    @property
    def perguntas(self) -> PerguntaService:
        return PerguntaService(
            lambda conta: PerguntaStore(self.documents.open("perguntas", conta)), self.clock
        )

    @property
    def remetentes(self) -> RemetenteService:
        return RemetenteService(self.cadastro, self.supressoes, self.clock)

    @property
    def clientes(self) -> ClienteService:
        eliminados = make_eliminados(self.documents)
        return ClienteService(
            self.cadastro, eliminados, self.clock, lambda: f"C{self.came}", FakeInvalidacao()
        )

    @property
    def consentimentos(self) -> ConsentimentoService:
        return ConsentimentoService(self.cadastro, self.supressoes, self.clock, FakeInvalidacao())

    @property
    def desistencias(self) -> DesistenciaService:
        return DesistenciaService(self.envios, self.queues, self.clock)

    @property
    def desfechos(self) -> DesfechoService:
        return DesfechoService(
            open_relatos=self.relatos,
            open_tarefas=self.tarefas,
            desistencias=self.desistencias,
            queues=self.queues,
            now=self.clock,
        )

    def chamados(self, conta: str) -> ChamadoStore:
        return ChamadoStore(self.documents.open("chamados", conta))

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
            new_id=lambda: f"CH{self.came}",
            atendimento=Atendimento(
                clientes=self.clientes,
                respondedor=self.respondedor,
                perguntas=self.perguntas,
                saida=self.service,
                envios=self.service,
                now=self.clock,
            ),
            classificador=FakeClassificador(),
            reserva=FakeClassificador(),
        )

    @property
    def routing(self) -> RoutingService:
        equipe = Equipe(self.tarefas, self.clock)
        return RoutingService(
            open_recebimentos=self.recebimentos,
            contas=ContaStore(self.documents),
            ouvinte=self.ouvinte,
            reconhecimento=Reconhecimento(
                remetentes=self.remetentes,
                clientes=self.clientes,
                perguntas=self.perguntas,
                acompanhamentos=self.desfechos,
                open_enviados=self.envios,
            ),
            observacao=Observacao(
                open_enviados=self.envios,
                perguntas=self.perguntas,
                acompanhamentos=self.desfechos,
                chamados=self.chamado,
                atendimentos=self.atendimentos,
                now=self.clock,
            ),
            silencio=Silencio(
                ledger=Ledger(self.consentimentos),
                clientes=self.clientes,
                remetentes=self.remetentes,
                acompanhamentos=self.desfechos,
                desistencias=self.desistencias,
                equipe=equipe,
                auditor=self,
            ),
            respostas=Respostas(
                self.perguntas, self.chamado, self.atendimentos, self.recebimentos, equipe, self.clock
            ),
            acompanhamentos=self.desfechos,
            chamados=self.chamado,
            equipe=equipe,
            saida=self.service,
            now=self.clock,
        )

    # What there is before a story begins.

    async def follow(
        self, relato_id: str = "R1", cliente_id: str = "C1", conta: str = CONTA, **fields: Any
    ) -> Relato:
        """A relato in acompanhamento, its first contato made."""
        given: dict[str, Any] = {
            "atendente": "Paula",
            "status": RelatoStatus.COM_ESTRATEGIA,
            "extracao": make_extracao(),
            "contatos": (
                make_contato(1, self.clock() - timedelta(days=1), ContatoSituacao.TAREFA_CRIADA),
                make_contato(2, self.clock() + timedelta(days=7), ContatoSituacao.AGENDADO),
            ),
            "recebido_em": self.clock() - timedelta(days=4),
            "atualizado_em": self.clock() - timedelta(days=1),
        }
        relato = make_relato(id=relato_id, cliente_id=cliente_id, **given | fields).followed(self.clock())
        await self.relatos(conta).add(relato)
        await self.flows.start(FLOW, instance_id(conta, relato_id), {})
        return relato

    async def ask_confirmacao(
        self, chave: str = "A1", cliente_id: str = "C1", conta: str = CONTA, texto: str = "Confirma?"
    ) -> Pergunta:
        await self.flows.start("confirmacao", f"confirmacao-{chave}", {})
        return await self.perguntas.ask(
            conta,
            NovaPergunta(
                chave=chave,
                tipo=TipoPergunta.CONFIRMACAO,
                cliente_id=cliente_id,
                sobre=f"atendimentos/{chave}",
                texto=texto,
                opcoes=(
                    Opcao(id="confirmar", titulo="Confirmar", numero=1),
                    Opcao(id="cancelar", titulo="Cancelar", numero=2),
                ),
                expira_em=self.clock() + timedelta(days=2),
                fluxo=f"confirmacao-{chave}",
                evento="respondida",
            ),
        )

    async def answer_by_itself(self) -> Pergunta:
        """Marina asks what has an approved answer, gets it, and is asked whether it helped."""
        done = await self.say(HORARIO)
        await self.chamado.process(CONTA, done.destino_id or "")
        await self.deliver()
        [asked] = await self.perguntas.open_for(CONTA, ["C1"])
        return asked

    async def queue_two(self, relato_id: str = "R1", cliente_id: str = "C1") -> list[Envio]:
        """Two proactive messages that wait for tomorrow."""
        later: dict[str, Any] = {"nao_antes_de": self.clock() + timedelta(days=1), "cliente_id": cliente_id}
        return [
            await self.ask("um", relato_id=relato_id, **later),
            await self.ask("dois", texto="Ainda podemos ajudar?", **later),
        ]

    # What happens.

    async def receive(self, texto: str = "", conta: str = CONTA, **fields: Any) -> Recebimento:
        """Stored as the webhooks store it, not yet routed."""
        self.came += 1
        given: dict[str, Any] = {
            "id": f"zapi:M{self.came}",
            "provedor": Provedor.ZAPI,
            "provedor_id": f"M{self.came}",
            "tipo": TipoConteudo.TEXTO,
            "endereco": MARINA,
            "texto": texto,
            "recebido_em": self.clock(),
            "atualizado_em": self.clock(),
        }
        given |= fields
        if "telefone" not in fields and given["endereco"].startswith("+"):
            given["telefone"] = given["endereco"]
        recebimento = Recebimento(**given)
        await self.recebimentos(conta).add_new([Novo(recebimento, "{}")])
        return recebimento

    async def route(self, recebimento: Recebimento, conta: str = CONTA) -> Recebimento:
        return await self.routing.process(conta, recebimento.id, self.flows)

    async def say(self, texto: str = "", conta: str = CONTA, **fields: Any) -> Recebimento:
        return await self.route(await self.receive(texto, conta, **fields), conta)

    async def deliver(self, conta: str = CONTA) -> list[str]:
        """Let the worker of envios and its sweep do all they may; the texts that left since."""
        before = len(self.sent)
        for envio in await self.all_envios(conta):
            await self.despacho.process(conta, envio.id)
        return [saida.texto for saida in self.sent[before:]]

    # What there is afterwards.

    async def all_envios(self, conta: str = CONTA) -> list[Envio]:
        return (await self.envios(conta).search(FiltroEnvios(limite=200))).itens

    async def waiting(self, conta: str = CONTA) -> list[Envio]:
        return [one for one in await self.all_envios(conta) if one.status is EnvioStatus.AGENDADO]

    async def cliente(self, cliente_id: str = "C1", conta: str = CONTA) -> Cliente:
        return (await self.cadastro(conta).clientes.get(cliente_id)).cliente

    async def relato(self, relato_id: str = "R1", conta: str = CONTA) -> Relato:
        return (await self.relatos(conta).get(relato_id)).relato

    async def todo(self, conta: str = CONTA, tipo: TipoTarefa | None = None) -> list[Tarefa]:
        page = await self.tarefas(conta).search(FiltroTarefas(tipo=tipo), "America/Sao_Paulo")
        return list(page.itens)

    async def asked(self, conta: str = CONTA) -> list[Chamado]:
        """The chamados, the newest first."""
        return (await self.chamados(conta).search(FiltroChamados(), "America/Sao_Paulo")).itens

    def is_woken(self, relato_id: str = "R1", conta: str = CONTA) -> bool:
        return (instance_id(conta, relato_id), ENCERRAR) in self.flows.woken


__all__ = ["CONTA", "Conversas"]
