"""Groq's audio transcriptions on loopback: it reads the form as it came and hears what the recording says of itself."""

from email.parser import BytesParser
from email.policy import HTTP

from tests.servers.loopback import Asked, Loopback, Reply, reply

KEY = "chave-inventada-para-testes"
PATH = "/openai/v1/audio/transcriptions"
_ENDINGS = ("flac", "mp3", "mp4", "mpeg", "mpga", "m4a", "ogg", "wav", "webm")


def failure(status: int, code: str = "", **headers: str) -> Reply:
    error = {"message": "as the provider words it", "type": "invalid_request_error", "code": code}
    return reply({"error": error}, status, **headers)


def recording(words: str, start: bytes = b"OggS") -> bytes:
    """A recording of `words` as this server hears them."""
    return start + b"\x00" * 12 + words.encode()


class GroqAudioServer(Loopback):
    """`heard` are the forms that were taken: their fields, and the file's name and type."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[dict[str, str]] = []

    def refusal(self, asked: Asked) -> Reply | None:
        if asked.path != PATH:
            return failure(404, "unknown_url")
        if asked.headers.get("authorization") != f"Bearer {KEY}":
            return failure(401, "invalid_api_key")
        if asked.headers.get("user-agent", "Python-urllib").startswith("Python-urllib"):
            return failure(403, "1010")
        return None

    def answer(self, asked: Asked) -> Reply:
        fields, audio = _form(asked)
        if fields.get("model") != "whisper-large-v3-turbo":
            return failure(404, "model_not_found")
        if fields["filename"].rpartition(".")[2] not in _ENDINGS or len(audio) < 16:
            return failure(400, "could not process file - is it a valid media file?")
        self.heard.append(fields)
        return reply({"text": " " + audio[16:].decode(), "x_groq": {"id": "req_1"}})


def _form(asked: Asked) -> tuple[dict[str, str], bytes]:
    head = b"content-type: " + asked.headers["content-type"].encode() + b"\r\n\r\n"
    fields: dict[str, str] = {}
    audio = b""
    for part in BytesParser(policy=HTTP).parsebytes(head + asked.raw).iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if name == "file":
            audio = content
            fields |= {"filename": part.get_filename(""), "type": part.get_content_type()}
        else:
            fields[name] = content.decode()
    return fields, audio
