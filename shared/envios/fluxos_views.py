"""What S3's routes of Botconversa take and show, in its words."""

from typing import Annotated, Any

from pydantic import Field

from shared.clientes.models import Telefone
from shared.kit.models import Document, SourceInput


class ParametrosFluxo(SourceInput):
    """The query of `POST /test/subscriber/{subscriber_id}/send_flow`; S3 had `flow_id` alone."""

    flow_id: Annotated[int, Field(ge=1, le=10**15)]
    telefone: Telefone | None = None


class ParametrosSubscriber(SourceInput):
    """The query of `POST /test/subscriber`."""

    telefone: Telefone
    nome: Annotated[str, Field(min_length=1, max_length=100)]
    sobrenome: Annotated[str, Field(max_length=100)] = ""


class ParametrosCampanha(SourceInput):
    """The query of `POST /test/subscriber/{subscriber_id}/campaigns/{campaign_id}`; S3 had none."""

    telefone: Telefone | None = None


class Conexao(Document):
    success: bool = True
    message: str = "Conexão com o Botconversa estabelecida"


class Assinante(Document):
    """`phone` in E.164, as it was asked for."""

    id: int
    phone: str


class Subscriber(Document):
    success: bool = True
    message: str
    subscriber: Assinante


class CampanhaDoSubscriber(Document):
    success: bool = True
    message: str
    subscriber_id: int
    campaign_id: int


class Campanhas(Document):
    success: bool = True
    message: str
    campanhas: list[dict[str, Any]]


class Fluxos(Document):
    success: bool = True
    message: str
    fluxos: list[dict[str, Any]]


class FluxoEnviado(Document):
    success: bool = True
    message: str
    subscriber_id: int
    flow_id: int
