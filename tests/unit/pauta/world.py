"""A conta's day as other features left it in the store, and the brief that reads it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from shared.atendimentos.models import Atendimento
from shared.chamados.classe import Prioridade
from shared.chamados.models import CanalChamado, Chamado, ChamadoStatus
from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.contas.store import ContaStore
from shared.kit.clock import SAO_PAULO
from shared.kit.models import Document
from shared.pauta.leitura import Leitor
from shared.pauta.models import Acao, FiltroPauta, ResumoDoDia
from shared.pauta.service import PautaService
from shared.relatos.models import Contato, Relato, RelatoStatus
from shared.saude.classe import Categoria, Pilar
from shared.saude.models import DiaDeSaude, MedidasGuardadas, Saude, SinalGuardado
from shared.tarefas.models import Tarefa, TipoTarefa
from tests.builders import make_extracao, make_relato
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments

CONTA = "clinica"
_SINAL = SinalGuardado(quantidade=0, dias=30, sem_dados=False)
_MEDIDAS = MedidasGuardadas(
    acessos=_SINAL,
    entradas=_SINAL,
    saidas=_SINAL,
    leads=_SINAL,
    econversa=None,
    integradores=None,
    econversa_uso=_SINAL,
    integrador_uso=_SINAL,
)


def at(text: str, fuso: str = SAO_PAULO) -> datetime:
    """A local moment, `2026-03-03 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(fuso)).astimezone(UTC)


# A Tuesday, ten in the morning in São Paulo.
NOW = at("2026-03-03 10:00")


@dataclass
class FakeUsuarios:
    known: dict[str, str] = field(default_factory=lambda: {"U1": "carla"})

    async def names(self, conta: str, usuario_ids: Sequence[str]) -> dict[str, str]:
        return {one: self.known[one] for one in usuario_ids if one in self.known}


@dataclass
class Dia:
    documents: FakeDocuments = field(default_factory=FakeDocuments)
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW))

    @property
    def pauta(self) -> PautaService:
        return PautaService(ContaStore(self.documents), Leitor(self.documents), FakeUsuarios(), self.clock)

    async def brief(self, limite: int = 20) -> ResumoDoDia:
        return await self.pauta.today(CONTA, FiltroPauta(limite=limite))

    async def acoes(self) -> tuple[Acao, ...]:
        return (await self.brief()).acoes

    async def only(self) -> Acao:
        (acao,) = await self.acoes()
        return acao

    async def put_conta(self, **fields: Any) -> None:
        await self._put("contas", Conta(id=CONTA, **fields), pk="contas")

    async def put_tarefa(self, tipo: TipoTarefa, **fields: Any) -> Tarefa:
        given = {"id": f"T-{tipo}", "motivo": "cadencia", "vence_em": NOW, "criada_em": NOW}
        tarefa = Tarefa(**{**given, "tipo": tipo, **fields})
        await self._put("tarefas", tarefa)
        return tarefa

    async def put_relato(self, relato_id: str = "R1", *, valor: int | None = 5_000, **fields: Any) -> Relato:
        """In acompanhamento since ten days, of Marina; what is not said is planned for nobody's day."""
        given = {
            "atendente": "Paula",
            "status": RelatoStatus.EM_ACOMPANHAMENTO,
            "recebido_em": at("2026-02-21 09:00"),
            "extracao": make_extracao(valor_orcamento=None if valor is None else Decimal(valor)),
        }
        relato = make_relato(**{"id": relato_id, **given, **fields})
        await self._put("relatos", relato)
        return relato

    async def put_atendimento(self, atendimento_id: str = "A1", **fields: Any) -> Atendimento:
        given = {"nome_paciente": "Helena Prado", "data_consulta": at("2026-03-04 09:00"), "fuso": SAO_PAULO}
        made = {"criado_em": NOW, "criado_por": "api", "atualizado_em": NOW}
        atendimento = Atendimento(**{"id": atendimento_id, **given, **made, **fields})
        await self._put("atendimentos", atendimento)
        return atendimento

    async def put_chamado(self, chamado_id: str = "C1", **fields: Any) -> Chamado:
        given = {
            "protocolo": "2026-000001",
            "cliente_id": "P1",
            "canal": CanalChamado.SITE,
            "status": ChamadoStatus.ENCAMINHADO,
            "prioridade": Prioridade.MEDIA,
            "primeira_resposta_em": NOW,
            "criado_em": at("2026-03-01 08:00"),
            "criado_por": "api",
            "atualizado_em": NOW,
        }
        chamado = Chamado(**{"id": chamado_id, **given, **fields})
        await self._put("chamados", chamado)
        return chamado

    async def put_cliente(self, cliente_id: str = "P1", nome: str = "Carla Dias", **fields: Any) -> None:
        await self._put(
            "clientes", Cliente(id=cliente_id, nome=nome, criado_em=NOW, atualizado_em=NOW, **fields)
        )

    async def put_fall(self, cliente_id: str = "L1", *, valor: int | None = 499, **fields: Any) -> Saude:
        """A cliente that fell from Saudável two days ago, and the tarefa of it."""
        before = DiaDeSaude(score=0.82, categoria=Categoria.SAUDAVEL, pilares=dict.fromkeys(Pilar, 0.82))
        given = {
            "nome": "Loja Aurora",
            "valor": valor,
            "cs": "Bruno",
            "perfil": "documentado:1",
            "dia": date(2026, 3, 3),
            "medidas": _MEDIDAS,
            "pilares": dict.fromkeys(Pilar, 0.24),
            "score": 0.24,
            "bruto": 0.24,
            "categoria": Categoria.CRITICO,
            "desde": date(2026, 3, 1),
            "sem_dados": False,
            "dias": {"2026-02-28": before},
            "calculado_em": NOW,
        }
        saude = Saude(**{"id": cliente_id, **given, **fields})
        await self._put("saude", saude)
        due = at("2026-03-03 18:00")
        money = None if valor is None else Decimal(valor)
        await self.put_tarefa(
            TipoTarefa.SAUDE, id=f"S-{cliente_id}", cliente_id=cliente_id, vence_em=due, valor=money
        )
        return saude

    async def _put(self, container: str, document: Document, *, pk: str = CONTA) -> None:
        body = document.model_dump(mode="json")
        await self.documents.open(container, pk).upsert(body.pop("id"), body)


def contato(due: str, *, motivo: str = "cadencia", numero: int = 1) -> Contato:
    devido_em = at(due)
    return Contato(
        numero=numero,
        motivo=motivo,
        data_nominal=devido_em.date(),
        data_ajustada=devido_em.date(),
        devido_em=devido_em,
    )
