"""What carries and hears messages: each conta's carriers, Botconversa's own tools, and who writes recordings down."""

from functools import cache
from typing import TYPE_CHECKING

from shared.wiring.base import settings
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.audio.ports import Transcritor
    from shared.audio.service import TranscricaoService


@cache
def transcricao_service() -> "TranscricaoService":
    from shared.audio.service import TranscricaoService

    return TranscricaoService(contas=conta_store(), transcritor=_transcritor())


@cache
def _transcritor() -> "Transcritor | None":
    groq = settings().groq
    if groq.api_key is None:
        return None
    from shared.adapters.transcricao import GroqTranscritor

    return GroqTranscritor(
        base_url=groq.base_url, chave=groq.api_key.get_secret_value(), modelo=groq.modelo_audio
    )
