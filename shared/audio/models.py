"""A recording, and what was heard in it."""

from dataclasses import dataclass, field

MAX_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Audio:
    """`media_type` is what the bytes are, whatever was said about them."""

    conteudo: bytes = field(repr=False)
    media_type: str


@dataclass(frozen=True, slots=True)
class Transcricao:
    """`origem` names what listened: `groq:whisper-large-v3-turbo`."""

    texto: str = field(repr=False)
    origem: str
