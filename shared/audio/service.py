"""The use case of audio: who may listen to it, and that otherwise a person must."""

from dataclasses import dataclass

from shared.audio.errors import TranscricaoAusente, TranscricaoProibida
from shared.audio.models import Audio, Transcricao
from shared.audio.ports import Contas, Transcritor
from shared.kit.errors import RetornoError
from shared.kit.logging import get_logger

_log = get_logger(__name__)


@dataclass(frozen=True)
class TranscricaoService:
    """`transcritor` is None where none is configured."""

    contas: Contas
    transcritor: Transcritor | None

    async def transcribe(self, conta_id: str, audio: Audio) -> Transcricao:
        """What is said in the recording, which is kept nowhere.

        Raises `TranscricaoProibida` and `TranscricaoAusente`, in which cases a person must listen, and what the
        port raises.
        """
        if self.transcritor is None:
            raise TranscricaoAusente
        if not (await self.contas.load(conta_id)).llm_externo:
            raise TranscricaoProibida
        try:
            heard = await self.transcritor.transcribe(audio.conteudo, audio.media_type)
        except RetornoError as error:
            _log.warning("audio.not_transcribed", extra={"conta": conta_id, "slug": error.slug})
            raise
        size = {"bytes": len(audio.conteudo), "caracteres": len(heard.texto)}
        _log.info("audio.transcribed", extra={"conta": conta_id, "por": heard.origem, **size})
        return heard
