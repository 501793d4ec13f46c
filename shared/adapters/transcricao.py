"""Groq's Whisper behind the `Transcritor` port. By HTTP alone: the SDK would add its import for one form post.

Source: https://console.groq.com/docs/speech-to-text
"""

import asyncio
import contextlib

import httpx2

from shared.audio.errors import AudioIlegivel, AudioTooLarge, TranscricaoRecusada
from shared.audio.models import Transcricao
from shared.kit.errors import RetornoError, TransientError
from shared.kit.logging import get_logger

_USER_AGENT = "retorno/0.2 (+python)"
_CONNECT_S, _WHOLE_S = 5.0, 60.0
_LONGEST_WAIT_S, _GUESSED_WAIT_S = 3_600, 30
_UNREADABLE, _TOO_LARGE = (400, 415, 422), 413
_REFUSED = (401, 402, 403, 404)
_TOO_MANY = 429
# Groq tells a recording's kind by its name's ending.
_ENDINGS = {
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/flac": "flac",
    "audio/webm": "webm",
    "audio/wav": "wav",
    "audio/mp4": "m4a",
}
_log = get_logger(__name__)


class GroqTranscritor:
    """One client per process and event loop; recordings pass through it and are kept nowhere."""

    def __init__(self, *, base_url: str, chave: str, modelo: str, whole_s: float = _WHOLE_S) -> None:
        self._url = f"{base_url.rstrip('/')}/openai/v1/audio/transcriptions"
        self._headers = {"Authorization": f"Bearer {chave}", "User-Agent": _USER_AGENT}
        self._modelo = modelo
        self._whole_s = whole_s
        self._http = httpx2.AsyncClient(
            timeout=httpx2.Timeout(whole_s, connect=_CONNECT_S), trust_env=False, follow_redirects=False
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def transcribe(self, audio: bytes, media_type: str) -> Transcricao:
        response = await self._post(audio, media_type)
        if response.status_code != httpx2.codes.OK:
            raise _failure(response)
        return Transcricao(_text(response), f"groq:{self._modelo}")

    async def _post(self, audio: bytes, media_type: str) -> httpx2.Response:
        named = (f"audio.{_ENDINGS.get(media_type, 'bin')}", audio, media_type)
        form = {"model": self._modelo, "language": "pt", "response_format": "json", "temperature": "0"}
        try:
            async with asyncio.timeout(self._whole_s):
                return await self._http.post(
                    self._url, headers=self._headers, data=form, files={"file": named}
                )
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol, ValueError) as error:
            failure: RetornoError = _refused(
                type(error).__name__
            )  # an address or a key that no request can carry
        except (httpx2.RequestError, TimeoutError):
            failure = TransientError(retry_after_s=_GUESSED_WAIT_S)
        # Raised out here, since an exception's context would carry the request with its key.
        raise failure


def _text(response: httpx2.Response) -> str:
    try:
        body = response.json()
    except (ValueError, RecursionError):  # a proxy's page
        body = None
    texto = body.get("text") if isinstance(body, dict) else None
    if not isinstance(texto, str):
        raise TransientError
    return texto.strip()


def _failure(response: httpx2.Response) -> RetornoError:
    status = response.status_code
    if status in _UNREADABLE:
        return AudioIlegivel()
    if status == _TOO_LARGE:
        return AudioTooLarge()
    if status in _REFUSED:
        return _refused(f"http_{status}")
    return TransientError(retry_after_s=_wait_s(response) if status == _TOO_MANY else _GUESSED_WAIT_S)


def _refused(codigo: str) -> TranscricaoRecusada:
    _log.error("audio.refused", extra={"codigo": codigo})
    return TranscricaoRecusada()


def _wait_s(response: httpx2.Response) -> int:
    with contextlib.suppress(ValueError, OverflowError):
        return min(max(int(float(response.headers.get("retry-after", ""))), 1), _LONGEST_WAIT_S)
    return _GUESSED_WAIT_S
