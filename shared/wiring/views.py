"""What the app shows of itself; apart from `health`, since pydantic loads only when a route is called."""

from typing import Literal

from pydantic import Field

from shared.kit.models import Document, Instant, SourceInput


class Inicio(Document):
    message: str
    version: str


class Sondagem(Document):
    """S4's shape without the names of its settings: which dependency fails is for the logs."""

    status: Literal["healthy", "unhealthy"]
    environment: str
    checks: dict[str, str]
    version: str
    timestamp: Instant


class Sonda(SourceInput):
    """`completo=1` asks for the dependencies in detail; any other name is ignored, as S1 and S4 did."""

    completo: Literal["1"] | None = None


class Dependencia(Document):
    nome: str
    tipo: str
    estado: Literal["ok", "indisponivel", "erro"]
    latencia_ms: int


class ModeloDeLinguagem(Document):
    """`sem_chave` is never asked; the rest is what one process learned since it started."""

    nome: str
    estado: Literal["disponivel", "sem_chave", "desconhecido", "limitado", "em_pausa"]


class Detalhes(Document):
    """`avisos` are what works, but not as one may think."""

    dependencias: tuple[Dependencia, ...]
    modelos: tuple[ModeloDeLinguagem, ...]
    avisos: tuple[str, ...]


class SondagemCompleta(Sondagem):
    """`detalhes` only where `completo=1` asked for them."""

    detalhes: Detalhes | None = Field(default=None, exclude_if=lambda found: found is None)
