"""The shapes of a conta and of an acesso, a credential that leads to one."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from shared.contas.atendimentos import PoliticaAtendimentos
from shared.contas.chamados import PoliticaChamados
from shared.contas.mensageria import Horario, Mensageria
from shared.contas.pauta import PoliticaPauta
from shared.contas.saude import PoliticaSaude
from shared.kit.auth import Papel
from shared.kit.clock import SAO_PAULO, is_zone
from shared.kit.expediente import Expediente
from shared.kit.models import Document, Instant

Cadencia = Annotated[
    tuple[Annotated[int, Field(ge=1, le=365)], ...],
    Field(min_length=1),
    AfterValidator(lambda days: tuple(sorted(set(days)))),  # nobody is contacted twice on one day
]


def _known_zone(name: str) -> str:
    """A document of before zones were checked may name none: it is read as the default, else nobody could mend it."""
    return name if is_zone(name) else SAO_PAULO


Fuso = Annotated[str, AfterValidator(_known_zone)]


class Retencao(Document):
    """Months that data outlives its last contact. A conta may only shorten what serves marketing.

    Source: the retention table of `lgpd-and-etiquette` (leads 12 months, conversations 24).
    """

    lead_meses: Annotated[int, Field(ge=1, le=12)] = 12
    conversa_meses: Annotated[int, Field(ge=1, le=24)] = 24


class Conta(Document):
    """A clinic or company and what it decided. `feriados` are its own, beside the national ones.

    `cadencia` is days after the conversation; `hora_contato` the local hour at which a contato falls due;
    `ofertas_permitidas` the only offers a text may mention (none by default: CFO Res. 118/2012, arts. 41-44);
    `llm_externo` False keeps every text away from outside models.
    """

    CONTAINER: ClassVar[str] = "contas"

    id: str
    v: int = 1
    nome: str = ""
    fuso: Fuso = SAO_PAULO
    feriados: tuple[date, ...] = ()
    cadencia: Cadencia = (3, 10, 30)
    hora_contato: int = Field(default=9, ge=0, le=23)
    ofertas_permitidas: tuple[str, ...] = ()
    llm_externo: bool = True
    retencao: Retencao = Retencao()
    mensageria: Mensageria = Mensageria()
    chamados: PoliticaChamados = PoliticaChamados()
    atendimentos: PoliticaAtendimentos = PoliticaAtendimentos()
    saude: PoliticaSaude = PoliticaSaude()
    pauta: PoliticaPauta = PoliticaPauta()

    def expediente(self, horario: Horario, fuso: ZoneInfo | None = None) -> Expediente:
        """These hours in a zone, the conta's unless another is named, with its holidays."""
        zone = fuso or ZoneInfo(self.fuso)
        return Expediente(horario, zone, frozenset(self.feriados), self.mensageria.carnaval)


class TipoAcesso(StrEnum):
    """What is presented: a log-in name or e-mail, an API token, an invitation, a form's key, a webhook's secret."""

    LOGIN = "login"
    TOKEN = "token"
    CONVITE = "convite"
    FORMULARIO = "formulario"
    KOMMO = "kommo"
    WEBHOOK = "webhook"


class Acesso(Document):
    """What a presented credential opens. Its id is the keyed hash of the credential, never the credential.

    `sujeito` is the id of the usuario behind a log-in, else what audits name. `credencial_id` is the listed record
    in the conta. `escopos` None means all that the papel may. `origens` are whose pages may show a form's page in a
    frame. Expiry is by the real clock.
    """

    CONTAINER: ClassVar[str] = "acessos"

    v: int = 1
    tipo: TipoAcesso = TipoAcesso.TOKEN
    conta: str
    sujeito: str
    papel: Papel | None = None
    escopos: tuple[str, ...] | None = None
    origens: tuple[str, ...] = ()
    ativo: bool = True
    expira_em: Instant | None = None
    credencial_id: str | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether it opens anything at `now`, an instant of the real clock."""
        return self.ativo and (self.expira_em is None or now < self.expira_em)
