"""Audio that people send instead of typing: fetched, listened to and let go; else somebody must listen."""

from dataclasses import dataclass

from shared.audio.errors import AudioIlegivel, AudioNotSupported, AudioTooLarge, TranscricaoAusente
from shared.audio.formulario import checked
from shared.audio.ports import Gravacoes, Transcritor
from shared.contas.models import Conta
from shared.kit.logging import get_logger
from shared.recebimentos.models import Recebimento

_A_PERSON_MUST = (AudioIlegivel, AudioNotSupported, AudioTooLarge, TranscricaoAusente)
_log = get_logger(__name__)


@dataclass(frozen=True)
class Escuta:
    """`transcritor` is None where none is configured: then nothing is fetched either."""

    gravacoes: Gravacoes
    transcritor: Transcritor | None

    async def hear(self, conta: Conta, recebimento: Recebimento) -> str | None:
        """What an audio says; None where nobody can listen to it here, or nothing is said. Nothing of it is kept.

        Raises `TransientError` on an outage.
        """
        if self.transcritor is None or not conta.llm_externo or not recebimento.midia:
            return None
        content = await self.gravacoes.fetch(conta, recebimento.provedor, recebimento.midia)
        if not content:
            return None
        try:
            audio = checked(content)
            heard = await self.transcritor.transcribe(audio.conteudo, audio.media_type)
        except _A_PERSON_MUST as error:
            extra = {"conta": conta.id, "recebimento_id": recebimento.id, "slug": error.slug}
            _log.warning("audio.not_transcribed", extra=extra)
            return None
        return heard.texto or None
