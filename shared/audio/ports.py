"""What audio needs from outside: somebody who listens, and what a conta allows."""

from typing import Protocol

from shared.audio.models import Transcricao
from shared.contas.models import Conta
from shared.kit.canais import Provedor


class Transcritor(Protocol):
    async def transcribe(self, audio: bytes, media_type: str) -> Transcricao:
        """What is said in it, in Portuguese; nothing of it stays.

        Raises `AudioIlegivel`, `TranscricaoRecusada` when settings must change, `TransientError` on an outage.
        """


class Gravacoes(Protocol):
    async def fetch(self, conta: Conta, provedor: Provedor, midia: str) -> bytes | None:
        """The recording that a provider keeps; None where it cannot be had. Raises `TransientError`."""


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""
