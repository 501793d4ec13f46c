"""The shapes of an importação: its header, which tells the progress, and its parts, which hold rows and errors."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Field

from shared.kit.errors import DomainError
from shared.kit.models import Document, Instant, QueryInput


class ImportacaoStatus(StrEnum):
    RECEBIDA = "recebida"
    EM_ANDAMENTO = "em_andamento"
    CONCLUIDA = "concluida"


class TipoImportacao(StrEnum):
    CLIENTES = "clientes"
    ATENDIMENTOS = "atendimentos"


class Contagem(Document):
    """What became of the lines of one part; `falhou` when we gave up on it, and then all its lines are `erros`."""

    novos: int = 0
    atualizados: int = 0
    iguais: int = 0
    erros: int = 0
    falhou: bool = False

    @property
    def linhas(self) -> int:
        return self.novos + self.atualizados + self.iguais + self.erros


class Importacao(Document):
    """One file. `feitas` maps a part's number to what became of it; `conteudo` is the hash of file and format."""

    CONTAINER: ClassVar[str] = "importacoes"

    id: str
    v: int = 1
    tipo: TipoImportacao = TipoImportacao.CLIENTES
    status: ImportacaoStatus = ImportacaoStatus.RECEBIDA
    nome_arquivo: str | None = None
    linhas: int
    partes: int
    feitas: dict[int, Contagem] = Field(default_factory=dict)
    colunas_ignoradas: tuple[str, ...] = ()
    conteudo: str
    traceparent: str = ""
    criada_por: str
    criada_em: Instant
    atualizada_em: Instant

    @property
    def lote(self) -> str:
        """What the ids of its parts begin with: another file under the same key has parts of its own."""
        return f"{self.id}-{self.conteudo[:12]}"

    @property
    def missing(self) -> list[int]:
        return [numero for numero in range(1, self.partes + 1) if numero not in self.feitas]

    @property
    def processadas(self) -> int:
        return sum(contagem.linhas for contagem in self.feitas.values())

    @property
    def novos(self) -> int:
        return sum(contagem.novos for contagem in self.feitas.values())

    @property
    def atualizados(self) -> int:
        return sum(contagem.atualizados for contagem in self.feitas.values())

    @property
    def iguais(self) -> int:
        return sum(contagem.iguais for contagem in self.feitas.values())

    @property
    def com_erro(self) -> int:
        return sum(contagem.erros for contagem in self.feitas.values())

    @property
    def percentual(self) -> int:
        """Whole percents of the lines; 100 only when all parts are done."""
        done = self.processadas * 100 // self.linhas
        return 100 if not self.missing else min(done, 99)


# The `motivo` of a row whose titular was erased before it came in.
ELIMINADA = "a linha foi eliminada a pedido do titular"


class LinhaGuardada(Document):
    """A row as it was read: `celulas` by column, or the `motivo` for which it could not be."""

    numero: int
    celulas: dict[str, Any] = Field(default_factory=dict)
    motivo: str | None = None


class ErroLinha(Document):
    """Why a line did not come in; `motivo` never holds what the line said."""

    linha: int
    campo: str | None = None
    motivo: str

    @classmethod
    def refused(cls, linha: int, error: DomainError) -> "list[ErroLinha]":
        """Why a row that is well written cannot be taken, field by field where it is one's fault."""
        named = [
            cls(linha=linha, campo=one.pointer.removeprefix("#/"), motivo=one.detail) for one in error.errors
        ]
        return named or [cls(linha=linha, motivo=error.detail)]


class Parte(Document):
    """At most 500 rows. Once `resultado` is there the rows are gone: they hold personal data."""

    v: int = 1
    numero: int
    linhas: tuple[LinhaGuardada, ...] = ()
    resultado: Contagem | None = None
    erros: tuple[ErroLinha, ...] = ()


class PedidoImportacao(QueryInput):
    """The query of `POST /clientes/importar` and `POST /atendimentos/importar`."""

    nome_arquivo: Annotated[str, Field(max_length=120)] | None = None


class FiltroImportacoes(QueryInput):
    """The query of `GET /importacoes`: newest first."""

    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=1_000)] | None = None


class FiltroErros(QueryInput):
    """The query of `GET /importacoes/{id}/erros`: by line; `cursor` is what the page before ended with."""

    limite: Annotated[int, Field(ge=1, le=1_000)] = 100
    cursor: Annotated[str, Field(pattern=r"^[0-9]{1,6}-[0-9]{1,6}$")] | None = None
