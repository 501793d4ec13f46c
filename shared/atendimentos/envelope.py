"""What comes with an atendimento, or a change of one, but is not in a body; apart because triggers make it before any
model is built."""

from dataclasses import dataclass

from shared.kit.auth import Principal
from shared.kit.etags import Precondition

_ANY_VERSION = Precondition()


@dataclass(frozen=True, slots=True)
class Envelope:
    """`chave` is the `Idempotency-Key`; `sozinho` says that nobody asks for it now, as of a row of a file."""

    principal: Principal
    traceparent: str
    chave: str | None = None
    sozinho: bool = False


@dataclass(frozen=True, slots=True)
class Pedido:
    """Who wants which atendimento changed; `lido` is the version that they read, where they say so."""

    conta: str
    por: str
    atendimento_id: str
    lido: Precondition = _ANY_VERSION
