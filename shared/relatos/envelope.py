"""What comes with a relato but is not in its body; apart because triggers make it before any model is built."""

from dataclasses import dataclass

from shared.kit.auth import Principal
from shared.kit.etags import Precondition


@dataclass(frozen=True, slots=True)
class Envelope:
    """`chave` is the `Idempotency-Key`; `agora` says that the relato's own request does the work."""

    principal: Principal
    traceparent: str
    chave: str | None = None
    agora: bool = False


@dataclass(frozen=True, slots=True)
class Pedido:
    """Who asks to change which relato, and the version that they read."""

    principal: Principal
    relato_id: str
    lido: Precondition
