"""What the API shows of an envio: everything a person needs to see why it left, waits or was refused."""

from typing import Self

from shared.clientes.models import Finalidade, Identificador
from shared.envios.models import Acao, BotaoEnvio, Decisao, Envio, EnvioStatus, Motivo, Passagem
from shared.kit.canais import Provedor
from shared.kit.models import Document, Instant


class EnvioAceito(Document):
    id: str
    status: EnvioStatus
    nao_antes_de: Instant


class EnvioDetalhe(Document):
    """`decisao.passos` are the rules that were asked last, in order; `historico` is the ledger, the oldest first."""

    id: str
    status: EnvioStatus
    chave: str
    cliente_id: Identificador
    finalidade: Finalidade
    texto: str
    texto_enviado: str | None
    assunto: str | None
    botoes: tuple[BotaoEnvio, ...]
    modelo: str | None
    variaveis: dict[str, str]
    canal: Provedor | None
    resposta: bool
    nao_antes_de: Instant
    nao_depois_de: Instant | None
    relato_id: str | None
    pergunta_id: str | None
    decisao: Decisao | None
    provedor: Provedor | None
    provedor_id: str | None
    provedores_tentados: tuple[Provedor, ...]
    tentativas: int
    historico: tuple[Passagem, ...]
    criado_por: str
    criado_em: Instant
    atualizado_em: Instant


class DecisaoCurta(Document):
    """What the gate said last, without its steps."""

    acao: Acao
    motivo: Motivo | None
    ate: Instant | None


class EnvioResumo(Document):
    """One row of the list. `cliente_nome` is that of today, None of who is known no more."""

    id: str
    chave: str
    status: EnvioStatus
    cliente_id: Identificador
    cliente_nome: str | None = None
    finalidade: Finalidade
    texto: str
    provedor: Provedor | None
    decisao: DecisaoCurta | None
    nao_antes_de: Instant
    relato_id: str | None
    criado_em: Instant
    atualizado_em: Instant

    @classmethod
    def of(cls, envio: Envio, cliente_nome: str | None) -> Self:
        return cls.model_validate(envio.model_dump() | {"cliente_nome": cliente_nome})


class EnvioLista(Document):
    itens: tuple[EnvioResumo, ...]
    cursor: str | None = None


class Simulacao(Document):
    """`decisao` is what would happen now; `pode_sair_em` when it could go, as things stand, None where it never could.

    `texto` is what the person would read, by `provedor`.
    """

    decisao: Decisao
    texto: str | None
    provedor: Provedor | None
    pode_sair_em: Instant | None
