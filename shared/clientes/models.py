"""The cliente document and the ficha, what any outside source says of a cliente."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, Field, PlainSerializer

from shared.clientes.pipelines import is_served
from shared.kit.brasil import document_number, email_address, phone_number
from shared.kit.models import Day, Document, Instant, Money, SourceInput

SEM_NOME = "Cliente sem nome"  # who wrote to us and never said a name
_EXACT_DIGITS = 15  # what a JSON number holds everywhere without rounding
AGAIN_WITHIN = timedelta(
    days=30
)  # who asks for silence again this soon was not left alone (`lgpd-and-etiquette` §3)


def _as_text(value: object) -> object:
    """An id may come as the number that it goes out as."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**_EXACT_DIGITS:
        return str(value)
    return value


def shown_id(text: str) -> int | str:
    """An id of digits alone is a number, as its source system knows it; leading zeros and long ones stay text."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _EXACT_DIGITS
    return int(text) if is_number and str(int(text)) == text else text


Linha = Annotated[str, Field(min_length=1, max_length=200)]
Prosa = Annotated[str, Field(max_length=4_000)]
Telefone = Annotated[str, Field(max_length=40), AfterValidator(phone_number)]  # E.164
Email = Annotated[str, Field(max_length=254), AfterValidator(email_address)]
Documento = Annotated[str, Field(max_length=20), AfterValidator(document_number)]  # CPF or CNPJ, no marks
_Numbered = BeforeValidator(_as_text, json_schema_input_type=int | str)
# The id of a cliente as a body names it; the code of a cliente in another system; either as an answer shows it.
ClienteId = Annotated[str, _Numbered, Field(pattern=r"^[A-Za-z0-9_-]{1,100}$")]
Codigo = Annotated[str, _Numbered, Field(min_length=1, max_length=100)]
Identificador = Annotated[str, PlainSerializer(shown_id, return_type=int | str)]


class Canal(StrEnum):
    """How a cliente likes to be reached: S1's, and the ones that Retorno adds."""

    SITE = "site"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    TELEFONE = "telefone"
    TELEGRAM = "telegram"


class Origem(StrEnum):
    MANUAL = "manual"
    RELATO = "relato"
    IMPORTACAO = "importacao"
    KOMMO = "kommo"
    CANAL = "canal"


# They came by themselves: nobody of the conta has put them on its books.
ESPONTANEAS = (Origem.RELATO, Origem.CANAL)


class BaseLegal(StrEnum):
    """Why a purpose is lawful (LGPD arts. 7 and 11)."""

    CONSENTIMENTO = "consentimento"
    CONTRATO = "contrato"
    TUTELA_DA_SAUDE = "tutela_da_saude"
    OBRIGACAO_LEGAL = "obrigacao_legal"
    LEGITIMO_INTERESSE = "legitimo_interesse"


class Finalidade(StrEnum):
    """`equipe` is of who works for the conta: its own day's work, told to them and to nobody else."""

    ATENDIMENTO = "atendimento"
    LEMBRETES = "lembretes"
    ACOMPANHAMENTO = "acompanhamento"
    MARKETING = "marketing"
    EQUIPE = "equipe"


class Consentimento(Document):
    """One line of the ledger, which only grows (LGPD art. 8): the newest line of a purpose stands.

    `concedido` False is a revocation. `evidencia` is the id of what proves it, such as a message's.
    """

    finalidade: Finalidade
    concedido: bool
    base_legal: BaseLegal = BaseLegal.CONSENTIMENTO
    texto_versao: str
    canal: Canal
    evidencia: str
    em: Instant
    registrado_por: str


class OptOut(Document):
    """The cliente asked for silence: no proactive message leaves. `registrado_por` is who took the request.

    `total`: it was asked for again, so not even notices about an own appointment go on.
    """

    canal: Canal
    evidencia: str
    em: Instant
    registrado_por: str
    total: bool = False


def joined(*opt_outs: OptOut | None) -> OptOut | None:
    """The one silence of several: since the first of them, and total if any is."""
    known = sorted((one for one in opt_outs if one), key=lambda one: one.em)
    if not known:
        return None
    return known[0].model_copy(update={"total": any(one.total for one in known)})


@dataclass(frozen=True, slots=True)
class Supressao:
    """What addresses carry whoever has them now: a holder's silence, and since when one of them was erased."""

    opt_out: OptOut | None = None
    eliminado_em: datetime | None = None


class PedidoOptOut(Document):
    """One line of the other ledger: silence was asked for (`sair`), or taken back."""

    sair: bool
    canal: Canal
    evidencia: str
    em: Instant
    registrado_por: str


class GuardaLegal(Document):
    """What the law makes us keep against an erasure, why and until when (Lei 13.787/2018: 20 years)."""

    motivo: str
    ate: date | None = None


class Cliente(Document):
    """Who we serve: S1's contact fields, S4's CRM fields, what was agreed to. Phones are E.164, the first is the main.

    `enderecos` are addresses of channels that are neither phone nor e-mail, as `provedor:endereco`.
    `client_id` and `tenant_id` are S4's numbers as text, `ids_externos` the ids that imports knew this one by.
    `mesclado_em` leads from a merged duplicate to the one that stays. `bloqueado_em` marks one whose data is kept
    for the law alone and shown to nobody. `responsavel_id` is who answers for a child (LGPD art. 14).
    `conteudo` is the digest of the body that an `Idempotency-Key` came with; `atualizado_por` the last sujeito.
    """

    CONTAINER: ClassVar[str] = "clientes"

    id: str
    v: int = 1
    nome: str
    telefones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    enderecos: tuple[str, ...] = ()
    documento: str | None = None
    canal_preferido: Canal = Canal.SITE
    responsavel_id: str | None = None
    origem: Origem = Origem.MANUAL
    observacoes: str | None = None

    ids_externos: tuple[str, ...] = ()
    client_id: str | None = None
    tenant_id: str | None = None
    slug: str | None = None
    razao_social: str | None = None
    valor: Money | None = None
    vendedor: str | None = None
    cs: str | None = None
    status: str | None = None
    pipeline: str | None = None
    data_adesao: date | None = None
    data_start_onboarding: date | None = None
    data_end_onboarding: date | None = None
    data_cancelamento: date | None = None
    motivos_churn: str | None = None
    descricao_cancelamento: str | None = None
    crm_atualizado_em: Instant | None = None

    consentimentos: tuple[Consentimento, ...] = ()
    opt_out: OptOut | None = None
    opt_outs: tuple[PedidoOptOut, ...] = ()
    guarda_legal: GuardaLegal | None = None
    bloqueado_em: Instant | None = None
    mesclado_em: str | None = None
    conteudo: str | None = None
    criado_em: Instant
    atualizado_em: Instant
    atualizado_por: str = ""

    @property
    def telefone(self) -> str | None:
        return self.telefones[0] if self.telefones else None

    @property
    def email(self) -> str | None:
        return self.emails[0] if self.emails else None

    @property
    def is_shown(self) -> bool:
        return self.bloqueado_em is None and self.mesclado_em is None

    @property
    def is_scored(self) -> bool:
        return self.is_shown and is_served(self.pipeline, self.tenant_id, self.data_cancelamento)

    def endereco_em(self, provedor: str) -> str | None:
        """The address at this channel, where it is neither a phone nor an e-mail; the one learned last."""
        own = [one.partition(":")[2] for one in self.enderecos if one.startswith(f"{provedor}:")]
        return own[-1] if own else None

    def asked_again(self, evidencia: str) -> bool:
        """Whether the request for silence with this evidence followed another soon, none taken back in between."""
        lines = self.opt_outs
        place = next((at for at, one in enumerate(lines) if one.sair and one.evidencia == evidencia), 0)
        return place > 0 and lines[place - 1].sair and lines[place].em - lines[place - 1].em <= AGAIN_WITHIN


@dataclass(frozen=True, slots=True)
class Versao:
    """A cliente as it was read; saving it needs the etag of that reading."""

    cliente: Cliente
    etag: str


@dataclass(frozen=True, slots=True)
class Pessoa:
    """Somebody as another feature heard of them: raw words, not yet normalised, maybe useless.

    `endereco` is where a channel reaches them, as `provedor:endereco`, where that is neither phone nor e-mail.
    `origem` is what a cliente that must be made is marked with.
    """

    nome: str | None = None
    telefone: str | None = None
    email: str | None = None
    endereco: str | None = None
    origem: Origem = Origem.RELATO


class CamposCrm(BaseModel):
    """S4's fields, as any body may bring them."""

    client_id: Codigo | None = None
    tenant_id: Codigo | None = None
    slug: Linha | None = None
    razao_social: Linha | None = None
    valor: Annotated[Money, Field(ge=0, le=1_000_000_000)] | None = None
    vendedor: Linha | None = None
    cs: Linha | None = None
    status: Linha | None = None
    pipeline: Linha | None = None
    data_adesao: Day | None = None
    data_start_onboarding: Day | None = None
    data_end_onboarding: Day | None = None
    data_cancelamento: Day | None = None
    motivos_churn: Prosa | None = None
    descricao_cancelamento: Prosa | None = None


class Ficha(CamposCrm, SourceInput):
    """What an outside source (an import row, a CRM lead) says of a cliente; what it does not say stays as it is.

    `id` is the id the source knows the cliente by. Texts are normalised; what cannot be is refused by field.
    `crm_atualizado_em` is when the CRM says it was so: older news never overwrites newer.
    """

    id: ClienteId | None = None
    nome: Linha | None = None
    telefone: Telefone | None = None
    email: Email | None = None
    documento: Documento | None = None
    canal_preferido: Canal | None = None
    observacoes: Prosa | None = None
    crm_atualizado_em: AwareDatetime | None = None


class Resultado(StrEnum):  # what a ficha did
    NOVO = "novo"
    ATUALIZADO = "atualizado"
    IGUAL = "igual"


@dataclass(frozen=True, slots=True)
class Aplicada:
    cliente_id: str
    resultado: Resultado
