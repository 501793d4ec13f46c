"""Exports in a folder and the conta that they come to, on SQLite unless a test brings documents of its own."""

import csv
import io
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from infra.migrar.arquivos import find
from infra.migrar.cofre import Cofre
from infra.migrar.execucao import Execucao
from infra.migrar.marcas import CONTAINER, Marcas
from infra.migrar.origens import UmaChance
from infra.migrar.relatorio import Desfecho, Relatorio
from infra.migrar.s1_chamados import ChamadosS1
from infra.migrar.s1_clientes import ClientesS1
from infra.migrar.s1_usuarios import UsuariosS1
from infra.migrar.s2_mensagens import MensagensS2
from infra.migrar.s3_atendimentos import AtendimentosS3
from infra.migrar.tabela import AnyTabela
from shared.atendimentos.models import Atendimento
from shared.chamados.models import Chamado
from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.kit.errors import NotFound
from shared.kit.store import Documents, Query
from shared.kit.titulares import Titular
from shared.mensagens.indexacao import Indexador
from shared.mensagens.models import Mensagem
from shared.mensagens.store import MensagemStore
from shared.titulares.store import SupressaoStore
from tests.builders import make_eliminados
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments, FakeQueues
from tests.unit.atendimentos.world import Atendimentos
from tests.unit.chamados.equipe import Equipe
from tests.unit.contas.office import Office
from tests.unit.envios.world import CONTA, SECRET, TUESDAY, WatchedDocuments
from tests.unit.mensagens.memoria import FakeIndice

CONTAINERS = (
    *(
        "clientes",
        "identidades",
        "chamados",
        "mensagens",
        "usuarios",
        "tarefas",
        "supressoes",
        "atendimentos",
    ),
    CONTAINER,
)
ANA: dict[str, Any] = {
    "id": 17,
    "nome": "Ana Prates",
    "email": "ana@exemplo.com.br",
    "telefone": "(11) 98888-7777",
    "canal_preferido": "whatsapp",
    "data_criacao": "2025-11-18 10:30:00.123456",
}
PEDIDO: dict[str, Any] = {
    "id": 5,
    "cliente_id": 17,
    "canal": "site",
    "mensagem": "Quero a segunda via",
    "status": "aberto",
    "resposta_automatica": "Seu chamado foi registrado.",
    "encaminhado_para_humano": "f",
    "data_criacao": "2026-03-02 09:00:00",
    "data_atualizacao": "2026-03-02 09:00:00",
}
TROCA: dict[str, Any] = {
    "id": 1,
    "client_id": "550e8400-e29b-41d4-a716-446655440000",
    "sector": "financeiro",
    "message": "Onde vejo meu boleto?",
    "answer": "Em Minha Conta.",
    "operator_name": "João Silva",
    "validated_by": "human",
    "created_at": "2025-11-18 10:00:00",
    "updated_at": "2025-11-18 11:00:00",
}
CONSULTA: dict[str, Any] = {
    "id": 38,
    "nome_paciente": "Ana Prates",
    "telefone": "5511988887777",
    "email": "ana@exemplo.com.br",
    "nome_medico": "Dr. Carlos Lima",
    "especialidade": "Cardiologia",
    "data_consulta": "2026-03-20 14:30:00",
    "observacoes": "Trazer exames",
    "nr_seq_agenda": 51177197,
    "status_confirmacao": "PENDENTE",
    "criado_em": "2026-02-20 09:00:00",
    "atualizado_em": "2026-02-20 09:00:00",
}


@dataclass
class Mundo:
    pasta: Path
    documents: Documents
    clock: FakeClock = field(default_factory=lambda: FakeClock(TUESDAY))
    queues: FakeQueues = field(default_factory=FakeQueues)
    conta: Conta = field(default_factory=lambda: Conta(id=CONTA, nome="Clínica Sorriso"))
    said: str = ""

    @cached_property
    def equipe(self) -> Equipe:
        """The people of the conta, on the same documents."""
        documents = cast("WatchedDocuments", self.documents)
        return Equipe(documents=documents, clock=self.clock, queues=self.queues)

    @cached_property
    def office(self) -> Office:
        return Office(cast("FakeDocuments", self.documents), self.clock)

    @property
    def mensagens(self) -> MensagemStore:
        return MensagemStore(self.documents.open("mensagens", CONTA))

    @property
    def cofre(self) -> Cofre:
        return Cofre(self.pasta / "senhas.csv")

    def rows(self, name: str, *rows: dict[str, Any]) -> None:
        """A file of these rows: CSV as `COPY ... TO CSV HEADER` writes it, else one JSON object a line."""
        if name.endswith(".csv"):
            text = io.StringIO()
            columns = list(dict.fromkeys(column for row in rows for column in row))
            writer = csv.DictWriter(text, columns)
            writer.writeheader()
            writer.writerows(rows)
            self.write(name, text.getvalue())
        else:
            self.write(name, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))

    def write(self, name: str, text: str, encoding: str = "utf-8") -> None:
        self.pasta.mkdir(exist_ok=True)
        (self.pasta / name).write_bytes(text.encode(encoding))

    async def migrar(
        self, origem: str = "s1", *, simular: bool = False, confiar_admin: bool = False, fuso: str = ""
    ) -> Relatorio:
        """Bring what is in the folder; what was reported is in `said`."""
        marcas = Marcas(self.documents.open(CONTAINER, CONTA), origem, SECRET)
        out = io.StringIO()
        relatorio = Relatorio(out, io.StringIO())
        zone = ZoneInfo(fuso or self.conta.fuso)
        execucao = Execucao(marcas, relatorio, zone, self.clock, simular)
        tabelas: tuple[AnyTabela, ...] = (self._s3(marcas) if origem == "s3" else self._s2(marcas),)
        if origem == "s1":
            tabelas = self._s1(marcas, simular=simular, confiar_admin=confiar_admin)
        try:
            for tabela in tabelas:
                if arquivo := find(self.pasta, tabela.arquivos, tabela.colunas):
                    await execucao.bring(tabela, arquivo)
        finally:
            self.said = out.getvalue()
        return relatorio

    def _s1(self, marcas: Marcas, *, simular: bool, confiar_admin: bool) -> tuple[AnyTabela, ...]:
        cadastro, vindos = self.equipe.cadastro(CONTA), set[str]()
        return (
            ClientesS1(
                cadastro=cadastro,
                eliminados=make_eliminados(self.documents),
                conta=CONTA,
                sujeito="migracao:s1",
                resumo=marcas.resumo,
                now=self.clock,
                vindos=vindos,
                simular=simular,
            ),
            ChamadosS1(
                chamados=self.equipe.chamados(),
                cadastro=cadastro,
                eliminados=make_eliminados(self.documents),
                marcas=marcas,
                conta=self.conta,
                sujeito="migracao:s1",
                now=self.clock,
                vindos=vindos,
            ),
            UsuariosS1(
                open_usuarios=self.office.usuarios,
                usuarios=self.office.service,
                nomes=self.office.nomes,
                admissao=self.office.admissao,
                cofre=self.cofre,
                conta=CONTA,
                sujeito="migracao:s1",
                reservado="admin",
                confiar_admin=confiar_admin,
                simular=simular,
            ),
        )

    def _s2(self, marcas: Marcas) -> AnyTabela:
        def open_mensagens(_conta: str) -> MensagemStore:
            return self.mensagens

        return MensagensS2(
            mensagens=self.mensagens,
            indexador=Indexador(open_mensagens, FakeIndice(), UmaChance(self.queues), self.clock),
            eliminados=make_eliminados(self.documents),
            marcas=marcas,
            conta=self.conta,
            sujeito="migracao:s2",
            now=self.clock,
        )

    @cached_property
    def agenda(self) -> Atendimentos:
        """Appointments, on the same documents."""
        documents = cast("WatchedDocuments", self.documents)
        return Atendimentos(documents=documents, clock=self.clock, queues=self.queues)

    def _s3(self, marcas: Marcas) -> AnyTabela:
        service = self.agenda.atendimento
        return AtendimentosS3(
            service=replace(service, queues=UmaChance(service.queues)),
            eliminados=make_eliminados(self.documents),
            marcas=marcas,
            conta=self.conta,
            sujeito="migracao:s3",
        )

    # What there is afterwards.

    async def atendimento(self, atendimento_id: str = "38") -> Atendimento:
        return (await self.agenda.atendimentos().get(atendimento_id)).atendimento

    async def cliente(self, cliente_id: str = "17") -> Cliente:
        return (await self.equipe.cadastro(CONTA).current(cliente_id)).cliente

    async def chamado(self, chamado_id: str = "5") -> Chamado:
        return (await self.equipe.chamados().get(chamado_id)).chamado

    async def mensagem(self, mensagem_id: str = "1") -> Mensagem:
        return (await self.mensagens.get(mensagem_id)).mensagem

    async def everything(self) -> dict[tuple[str, str], str]:
        """The etag of every document: what was written anew has another."""
        found: dict[tuple[str, str], str] = {}
        for container in CONTAINERS:
            page = await self.documents.open(container, CONTA).query(Query(limit=1000))
            found |= {(container, stored.id): stored.etag for stored in page.items}
        return found

    async def erase(self, cliente_id: str, **titular: Any) -> None:
        """What an erasure leaves: nobody, and the sign that nobody may bring them back."""
        store = SupressaoStore(self.documents.open("supressoes", CONTA), b"segredo")
        await store.add_erased(Titular(**titular), self.clock())
        cadastro = self.equipe.cadastro(CONTA)
        try:
            await cadastro.remove(await cadastro.clientes.get(cliente_id))
        except NotFound:
            return


def counted(relatorio: Relatorio, arquivo: str) -> dict[str, int]:
    """How many rows of each kind, those of which there are none left out."""
    return {str(one): n for one, n in relatorio.contagens[arquivo].items() if n}


NOVAS, IGUAIS, ATUALIZADAS, RECUSADAS = (
    str(one) for one in (Desfecho.NOVA, Desfecho.IGUAL, Desfecho.ATUALIZADA, Desfecho.RECUSADA)
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text)
