"""The services of importações with fakes around them, and files to send them; apart to keep the stories short."""

from dataclasses import dataclass, field
from typing import Any

from shared.clientes.importacao.arquivo import Arquivo
from shared.clientes.importacao.colunas import column_of
from shared.clientes.importacao.fichas import FichaAplicador
from shared.clientes.importacao.models import Importacao, TipoImportacao
from shared.clientes.importacao.partes import ParteService
from shared.clientes.importacao.service import QUEUE, ImportacaoService
from shared.clientes.importacao.store import ImportacaoStore
from shared.clientes.models import Aplicada, Ficha, Origem, Resultado
from shared.kit.auditing import Nota
from shared.kit.errors import Conflict, TransientError
from tests.builders import make_principal
from tests.fakes import FakeClock, FakeInvalidacao
from tests.fakes_store import FakeDocuments, FakeQueues

CONTA = "clinica"


@dataclass
class FakeFichas:
    """Clientes known by phone. `dies_after` cuts it off as a power cut would; `refused` phones contradict."""

    clientes: dict[str, tuple[str, Ficha]] = field(default_factory=dict)
    dies_after: int | None = None
    refused: frozenset[str] = frozenset()

    async def apply(
        self, conta: str, ficha: Ficha, *, novo_id: str, origem: Origem, sujeito: str
    ) -> Aplicada:
        if self.dies_after == 0:
            raise TransientError
        self.dies_after = None if self.dies_after is None else self.dies_after - 1
        if ficha.telefone in self.refused:
            raise Conflict("O telefone já é de outro cliente.")
        known = self.clientes.get(str(ficha.telefone))
        cliente_id = known[0] if known else novo_id
        self.clientes[str(ficha.telefone)] = (cliente_id, ficha)
        if known is None:
            return Aplicada(cliente_id, Resultado.NOVO)
        return Aplicada(cliente_id, Resultado.IGUAL if known[1] == ficha else Resultado.ATUALIZADO)

    async def forget(self, conta: str, cliente_id: str) -> None:
        self.clientes = {phone: one for phone, one in self.clientes.items() if one[0] != cliente_id}


@dataclass
class FakeAuditor:
    notas: list[Nota] = field(default_factory=list)

    async def note(self, nota: Nota) -> None:
        self.notas.append(nota)


@dataclass
class World:
    documents: FakeDocuments = field(default_factory=FakeDocuments)
    queues: FakeQueues = field(default_factory=FakeQueues)
    clock: FakeClock = field(default_factory=FakeClock)
    fichas: FakeFichas = field(default_factory=FakeFichas)
    auditor: FakeAuditor = field(default_factory=FakeAuditor)
    invalidacao: FakeInvalidacao = field(default_factory=FakeInvalidacao)
    count: int = 0

    def open(self, conta: str) -> ImportacaoStore:
        return ImportacaoStore(self.documents.open("importacoes", conta))

    def new_id(self) -> str:
        self.count += 1
        return f"I{self.count}"

    @property
    def service(self) -> ImportacaoService:
        formatos = {TipoImportacao.CLIENTES: column_of}
        return ImportacaoService(self.open, formatos, self.queues, self.clock, self.new_id)

    @property
    def partes(self) -> ParteService:
        aplicadores = {TipoImportacao.CLIENTES: FichaAplicador(self.fichas)}
        return ParteService(self.open, aplicadores, self.auditor, self.clock, self.invalidacao)

    async def send(self, raw: str, *, media_type: str = "text/csv", **more: Any) -> Importacao:
        arquivo = Arquivo(raw.encode(), media_type, **more)
        return await self.service.receive(make_principal(CONTA), arquivo)

    async def work(self) -> None:
        """Deliver every message once, as the queue does."""
        messages, self.queues.sent = self.queues.messages(QUEUE), []
        for message in messages:
            await self.partes.process(CONTA, str(message["importacao_id"]), int(message["parte"]))

    @property
    def kept(self) -> str:
        """All that the container holds, as it lies there."""
        return "".join(entry.text for entry in self.documents.partitions[("importacoes", CONTA)].values())


def phone(number: int) -> str:
    return f"+55119{number:08d}"


def csv_of(rows: int, *, bad: frozenset[int] = frozenset()) -> str:
    """`rows` clientes; those whose line number is in `bad` have a phone that is none."""
    lines = [f"Cliente {line};{'não tenho' if line in bad else phone(line)}" for line in range(2, rows + 2)]
    return "\n".join(["nome;celular", *lines])
