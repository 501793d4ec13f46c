"""What the routes show of an importação: the progress and the errors, never a row."""

from shared.clientes.importacao.models import ErroLinha, ImportacaoStatus, TipoImportacao
from shared.kit.models import Document, Instant


class ImportacaoAceita(Document):
    """What a sent file is answered with; columns that mean nothing to us are listed, not taken."""

    id: str
    status: ImportacaoStatus
    linhas: int
    partes: int
    colunas_ignoradas: tuple[str, ...]


class ImportacaoResumo(Document):
    id: str
    tipo: TipoImportacao
    status: ImportacaoStatus
    nome_arquivo: str | None
    linhas: int
    processadas: int
    percentual: int
    novos: int
    atualizados: int
    iguais: int
    com_erro: int
    criada_em: Instant
    atualizada_em: Instant


class ImportacaoDetalhe(ImportacaoResumo):
    """The progress, with the first hundred errors; the rest is at `/importacoes/{id}/erros`."""

    partes: int
    colunas_ignoradas: tuple[str, ...]
    criada_por: str
    erros: tuple[ErroLinha, ...]


class ImportacaoLista(Document):
    itens: list[ImportacaoResumo]
    cursor: str | None


class ErroLista(Document):
    itens: list[ErroLinha]
    cursor: str | None
