"""The shapes of a conta and of an acesso, a credential that leads to one."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from shared.kit.auth import Papel
from shared.kit.clock import SAO_PAULO
from shared.kit.models import Document

Cadencia = Annotated[
    tuple[Annotated[int, Field(ge=1, le=365)], ...],
    Field(min_length=1),
    AfterValidator(lambda days: tuple(sorted(set(days)))),  # nobody is contacted twice on one day
]


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
    fuso: str = SAO_PAULO
    feriados: tuple[date, ...] = ()
    cadencia: Cadencia = (3, 10, 30)
    hora_contato: int = Field(default=9, ge=0, le=23)
    ofertas_permitidas: tuple[str, ...] = ()
    llm_externo: bool = True


class Acesso(Document):
    """What a presented credential opens. Its id is the keyed hash of the credential, never the credential."""

    CONTAINER: ClassVar[str] = "acessos"

    v: int = 1
    conta: str
    sujeito: str
    papel: Papel | None = None
    ativo: bool = True
