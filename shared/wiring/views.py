"""What the app shows of itself; apart from `health`, since pydantic loads only when a route is called."""

from typing import Literal

from shared.kit.models import Document, Instant


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
