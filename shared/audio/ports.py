"""What audio needs from outside: somebody who listens, and what a conta allows."""

from typing import Protocol

from shared.audio.models import Transcricao
from shared.contas.models import Conta


class Transcritor(Protocol):
    async def transcribe(self, audio: bytes, media_type: str) -> Transcricao:
        """What is said in it, in Portuguese; nothing of it stays.

        Raises `AudioIlegivel`, `TranscricaoRecusada` when settings must change, `TransientError` on an outage.
        """


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""
