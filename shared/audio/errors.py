"""Why a recording was not written down."""

from shared.kit.errors import Conflict, InvalidInput, PayloadTooLarge, TransientError, UnsupportedMediaType

_LATER_S = 3_600


class AudioMissing(InvalidInput):
    slug, title = "audio-ausente", "Áudio ausente"
    default_detail = "Envie o áudio no campo audio_file de um formulário multipart/form-data."


class AudioTooLarge(PayloadTooLarge):
    slug, title = "audio-grande-demais", "Áudio grande demais"
    default_detail = "O áudio passa de 25 MB. Grave em partes menores e envie uma de cada vez."


class AudioNotSupported(UnsupportedMediaType):
    slug, title = "audio-nao-suportado", "Formato de áudio não suportado"
    default_detail = "Envie o áudio em MP3, MP4, M4A, OGG, WAV, WEBM ou FLAC."


class AudioIlegivel(InvalidInput):
    slug, title = "audio-ilegivel", "Áudio ilegível"
    default_detail = "Não conseguimos ouvir este áudio: o arquivo parece incompleto ou danificado."


class TranscricaoProibida(Conflict):
    slug, title = "transcricao-proibida", "Transcrição não permitida"
    default_detail = "Esta conta não envia áudios a serviços externos. Uma pessoa precisa ouvir e escrever."


class TranscricaoAusente(TransientError):
    """No transcriber is configured, or what is configured does not let us in."""

    slug, title = "transcricao-indisponivel", "Transcrição indisponível"
    default_detail = (
        "A transcrição de áudio não está configurada nesta instalação. Por enquanto, escreva o texto."
    )

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail, retry_after_s=_LATER_S)


class TranscricaoRecusada(TranscricaoAusente):
    """The provider refuses us: no recording passes until the settings change."""

    default_detail = "A transcrição de áudio está fora do ar. Por enquanto, escreva o texto."
