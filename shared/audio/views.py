"""What the routes show."""

from shared.kit.models import Document


class AudioTranscrito(Document):
    """S0's answer of `POST /V1/transcrever_audio`."""

    texto_transcrito: str
