"""What a file comes with; apart because triggers make it before any model is built."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arquivo:
    """`chave` is the `Idempotency-Key`; `nome` what the sender calls the file, `tipo` what its rows are."""

    conteudo: bytes
    media_type: str
    nome: str | None = None
    chave: str | None = None
    traceparent: str = ""
    tipo: str = "clientes"
