"""The recording in S0's form: one field, `audio_file`, whose name on the sender's disk means nothing here."""

from shared.audio.errors import AudioMissing, AudioNotSupported, AudioTooLarge
from shared.audio.formatos import media_type_of
from shared.audio.models import MAX_BYTES, Audio
from shared.kit.multipart import read_parts

_FIELD = "audio_file"


def read_audio(raw: bytes, content_type: str) -> Audio:
    """Raises `MalformedRequest` for what is no form, then `AudioMissing`, `AudioTooLarge`, `AudioNotSupported`."""
    found = next((part for part in read_parts(raw, content_type) if part.nome == _FIELD), None)
    if found is None or not found.conteudo:
        raise AudioMissing
    return checked(bytes(found.conteudo))


def checked(conteudo: bytes) -> Audio:
    """A recording, wherever it came from."""
    if len(conteudo) > MAX_BYTES:
        raise AudioTooLarge
    media_type = media_type_of(conteudo[:16])
    if media_type is None:
        raise AudioNotSupported
    return Audio(conteudo, media_type)
