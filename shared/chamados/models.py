"""The chamado document: a customer's request from its first word to its end, and the bodies that change it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, BeforeValidator, Field

from shared.chamados.classe import Classificacao, Intencao, Prioridade, Setor
from shared.clientes.models import ClienteId
from shared.kit.canais import Provedor
from shared.kit.models import Day, Document, Instant, NewInput, SourceInput

Texto = Annotated[str, Field(min_length=1, max_length=10_000)]
Curto = Annotated[str, Field(min_length=1, max_length=200)]
# A document holds 2 MB: a conversation that is longer goes on in a new chamado.
MOST_FALAS = 100


class ChamadoStatus(StrEnum):
    """`aberto` is not yet read or answered, `encaminhado` waits for a person, `em_atendimento` has one,
    `aguardando_cliente` was answered, `resolvido` may still be opened again, `fechado` may not."""

    ABERTO = "aberto"
    ENCAMINHADO = "encaminhado"
    EM_ATENDIMENTO = "em_atendimento"
    AGUARDANDO_CLIENTE = "aguardando_cliente"
    RESOLVIDO = "resolvido"
    FECHADO = "fechado"


ENDED = (ChamadoStatus.RESOLVIDO, ChamadoStatus.FECHADO)


def folded(status: ChamadoStatus) -> ChamadoStatus:
    """As S1 knows it."""
    if status in ENDED:
        return ChamadoStatus.RESOLVIDO
    return status if status is ChamadoStatus.ENCAMINHADO else ChamadoStatus.ABERTO


class CanalChamado(StrEnum):
    """S1's channels and those that Retorno adds; `chat_ia` is S1's dashboard."""

    SITE = "site"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    TELEFONE = "telefone"
    TELEGRAM = "telegram"
    CHAT_IA = "chat_ia"


class Autor(StrEnum):
    CLIENTE = "cliente"
    PESSOA = "pessoa"
    AUTOMATICA = "automatica"


class TipoFonte(StrEnum):
    """Where an automatic answer is from: an approved answer, a validated mensagem, a model's own words."""

    RESPOSTA = "resposta"
    MENSAGEM = "mensagem"
    MODELO = "modelo"


class Fonte(Document):
    """What an answer cites. `pontuacao`: how alike the questions are, 0 to 1; 1 where the intention alone decides."""

    tipo: TipoFonte
    id: str
    pontuacao: float
    rotulo: str = ""


class Fala(Document):
    """One turn of the conversation. The id is that of the recebimento it came in, or the `chave` of the envio it left
    by, so that it is written once; `por` is the sujeito who wrote it. `enviada` False: shown only where it was asked.
    """

    id: str
    autor: Autor
    texto: str
    em: Instant
    por: str = ""
    fonte: Fonte | None = None
    enviada: bool = False


class Nota(Document):
    """What people of the conta write to each other about it; the cliente never sees it."""

    texto: str
    em: Instant
    por: str


class Mudanca(Document):
    """One line of the history: which field became what, when, by whom, why."""

    campo: str
    de: str | None
    para: str | None
    em: Instant
    por: str
    motivo: str = ""


class Correcao(Document):
    """A reading that a person corrected: what had been read, and what is right."""

    lida: Classificacao
    correta: Classificacao
    em: Instant
    por: str


class Chamado(Document):
    """The id is a ULID, made from the `Idempotency-Key` or from what came before it. `intencao`, `setor` and
    `prioridade` are those that hold now, whoever said so.

    `pendente` is True while words of the cliente wait for the worker. `automaticas` counts automatic answers,
    `reaberturas` how often it came back after it was solved. With `aceita_silencio`, silence on the newest answer
    counts as consent. `encaminhado_em` is when a person was first needed. `resposta_chave` is the newest answer that
    had to leave, `por_sair` are those that the gate does not have yet, the oldest first.
    The deadlines are instants; `proximo_em` is when the timer must look at it again, None for never.
    `resolvido_por` is `cliente`, `silencio` or a sujeito. `provedor` is how they wrote, None for the API.
    `migrado_em` is when it came from another system; its deadlines are counted from `prazos_desde`, then or later.
    """

    CONTAINER: ClassVar[str] = "chamados"

    id: str
    v: int = 1
    protocolo: str
    status: ChamadoStatus = ChamadoStatus.ABERTO
    cliente_id: str
    canal: CanalChamado
    provedor: Provedor | None = None
    assunto: str | None = None
    intencao: Intencao | None = None
    setor: Setor | None = None
    prioridade: Prioridade | None = None
    atendente: str | None = None
    classificacao: Classificacao | None = None
    correcoes: tuple[Correcao, ...] = ()
    falas: tuple[Fala, ...] = ()
    notas: tuple[Nota, ...] = ()
    historico: tuple[Mudanca, ...] = ()
    pendente: bool = True
    lida_ate: str | None = None
    falhas: int = 0
    automaticas: int = 0
    reaberturas: int = 0
    aceita_silencio: bool = False
    resposta_chave: str | None = None
    por_sair: tuple[str, ...] = ()
    pergunta_id: str | None = None
    encaminhado_em: Instant | None = None
    primeira_resposta_em: Instant | None = None
    respondido_em: Instant | None = None
    resolvido_em: Instant | None = None
    resolvido_por: str | None = None
    fechado_em: Instant | None = None
    responder_ate: Instant | None = None
    resolver_ate: Instant | None = None
    avisado_em: Instant | None = None
    estourado_em: Instant | None = None
    proximo_em: Instant | None = None
    migrado_em: Instant | None = None
    prazos_desde: Instant | None = None
    criado_em: Instant
    criado_por: str
    atualizado_em: Instant
    conteudo: str = ""
    traceparent: str = ""

    @property
    def mensagem(self) -> str:
        """The first words of the cliente."""
        return next((fala.texto for fala in self.falas if fala.autor is Autor.CLIENTE), "")

    @property
    def resposta_automatica(self) -> str | None:
        """The newest answer that nobody wrote by hand."""
        answers = [fala.texto for fala in self.falas if fala.autor is Autor.AUTOMATICA]
        return answers[-1] if answers else None

    def updated(self, now: datetime, **changes: object) -> Self:
        return self.model_copy(update={**changes, "atualizado_em": now})


def _bare(value: object) -> object:
    """S1's classifier wrote an accent where its own model had none."""
    return "media" if value == "média" else value


PrioridadeS1 = Annotated[Prioridade, BeforeValidator(_bare)]


class NovoChamado(SourceInput):
    """The body of `POST /chamados`, S1's."""

    cliente_id: ClienteId
    canal: CanalChamado
    mensagem: Texto


class NovaRespostaChamado(NewInput):
    """The body of `POST /chamados/{id}/respostas`: what a person answers. `validar` makes it an approved mensagem, so
    that the same question is answered by itself next time."""

    texto: Annotated[str, Field(min_length=1, max_length=4_096)]
    validar: bool = False
    resolve: bool = True


class NovaNota(NewInput):
    texto: Annotated[str, Field(min_length=1, max_length=4_000)]


class Atribuicao(NewInput):
    """The body of `PUT /chamados/{id}/atendente`: the id of a usuario, null for nobody."""

    atendente: Curto | None


class NovaCorrecao(NewInput):
    """The body of `PUT /chamados/{id}/classificacao`: what is right; what is absent was."""

    intencao: Annotated[Intencao, Field(strict=False)] | None = None
    setor: Annotated[Setor, Field(strict=False)] | None = None
    prioridade: Annotated[Prioridade, Field(strict=False)] | None = None


class Formato(StrEnum):
    """How `GET /chamados` answers: S1's list, or Retorno's page."""

    LISTA = "lista"
    PAGINA = "pagina"


# Whoever names one of these asks for a page.
_OF_A_PAGE = {"limite", "cursor", "cliente_id", "setor", "intencao", "prioridade", "atendente"}
_OF_A_PAGE |= {"criado_de", "criado_ate"}
# However many S1's clients ask for.
MOST_LISTED = 1_000


class FiltroChamados(SourceInput):
    """The query of `GET /chamados`, which serves S1's clients and our own pages: newest first in both.

    S1's `skip` and `status_filtro` ask for its plain list, `cursor`, `limite` and the filters that S1 has not for a
    page; without any it is the list. `formato` says it outright.
    """

    formato: Formato | None = Field(default=None, description="Decide o formato, seja qual for o resto.")
    status: ChamadoStatus | None = None
    status_filtro: ChamadoStatus | None = Field(default=None, description="S1: o mesmo que status.")
    canal: CanalChamado | None = None
    cliente_id: ClienteId | None = None
    setor: Setor | None = None
    intencao: Intencao | None = None
    prioridade: PrioridadeS1 | None = None
    atendente: Curto | None = None
    criado_de: Day | None = None
    criado_ate: Day | None = None
    skip: Annotated[int, Field(ge=0, le=100_000, description="S1: quantos pular.")] | None = None
    limit: Annotated[
        int,
        Field(ge=1, description="S1: quantos mostrar; no máximo 1000."),
        AfterValidator(lambda limit: min(limit, MOST_LISTED)),
    ] = 10
    limite: Annotated[int, Field(ge=1, le=200, description="Página: quantos por vez.")] = 50
    cursor: Annotated[str, Field(max_length=2_000, description="Página: onde a anterior parou.")] | None = (
        None
    )

    @property
    def shape(self) -> Formato:
        given = self.model_fields_set
        if self.formato:
            return self.formato
        is_page = given & _OF_A_PAGE and not given & {"skip", "status_filtro"}
        return Formato.PAGINA if is_page else Formato.LISTA
