"""What comes with an atendimento but is not in its body; apart because triggers make it before any model is built."""

from dataclasses import dataclass

from shared.kit.auth import Principal


@dataclass(frozen=True, slots=True)
class Envelope:
    """`chave` is the `Idempotency-Key`."""

    principal: Principal
    traceparent: str
    chave: str | None = None
