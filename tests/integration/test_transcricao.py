"""Recordings through the real adapter and the real service, against a server that hears and fails as Groq does."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from shared.adapters.transcricao import GroqTranscritor
from shared.audio.errors import (
    AudioIlegivel,
    AudioMissing,
    AudioNotSupported,
    AudioTooLarge,
    TranscricaoAusente,
    TranscricaoProibida,
    TranscricaoRecusada,
)
from shared.audio.formatos import media_type_of
from shared.audio.formulario import read_audio
from shared.audio.models import MAX_BYTES, Audio
from shared.audio.service import TranscricaoService
from shared.contas.models import Conta
from shared.kit.errors import MalformedRequest, RetornoError, TransientError
from tests.servers.groq_audio import KEY, GroqAudioServer, failure, recording
from tests.servers.loopback import HANG, PROXY_PAGE, RESET, Reply, nobody_listens, reply

pytestmark = pytest.mark.anyio
MODEL = "whisper-large-v3-turbo"
WORDS = "Falei com a Marina sobre o aparelho."


class FakeContas:
    def __init__(self, *, llm_externo: bool = True) -> None:
        self.llm_externo = llm_externo

    async def load(self, conta: str) -> Conta:
        return Conta(id=conta, llm_externo=self.llm_externo)


@pytest.fixture
def server() -> Iterator[GroqAudioServer]:
    with GroqAudioServer().serving() as serving:
        yield serving


@pytest.fixture
async def transcritor(server: GroqAudioServer) -> AsyncIterator[GroqTranscritor]:
    made = GroqTranscritor(base_url=server.url, chave=KEY, modelo=MODEL, whole_s=10)
    yield made
    await made.close()


async def test_a_recording_becomes_what_was_said_in_it(
    server: GroqAudioServer, transcritor: GroqTranscritor
) -> None:
    heard = await transcritor.transcribe(recording(WORDS), "audio/ogg")

    assert (heard.texto, heard.origem) == (WORDS, f"groq:{MODEL}")
    assert server.heard == [
        {
            "model": MODEL,
            "language": "pt",
            "response_format": "json",
            "temperature": "0",
            "filename": "audio.ogg",
            "type": "audio/ogg",
        }
    ]


async def test_twenty_at_once_never_swap(server: GroqAudioServer, transcritor: GroqTranscritor) -> None:
    said = [f"Relato número {number}" for number in range(20)]

    heard = await asyncio.gather(*(transcritor.transcribe(recording(one), "audio/ogg") for one in said))

    assert [one.texto for one in heard] == said


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (RESET, TransientError),
        (PROXY_PAGE, TransientError),
        (reply({"text": None}), TransientError),
        (Reply(500), TransientError),
        (failure(498, "capacity_exceeded"), TransientError),
        (failure(503), TransientError),
        (failure(400, "could not process file"), AudioIlegivel),
        (failure(413), AudioTooLarge),
        (failure(401, "invalid_api_key"), TranscricaoRecusada),
        (failure(404, "model_not_found"), TranscricaoRecusada),
    ],
)
async def test_each_failure_is_told_for_what_it_is_and_asked_once(
    server: GroqAudioServer, transcritor: GroqTranscritor, answer: Reply, kind: type[RetornoError]
) -> None:
    server.script(answer)

    with pytest.raises(RetornoError) as caught:
        await transcritor.transcribe(recording(WORDS), "audio/ogg")

    assert type(caught.value) is kind
    assert len(server.asked) == 1


async def test_an_answer_that_does_not_come_is_not_waited_for_without_end(server: GroqAudioServer) -> None:
    hurried = GroqTranscritor(base_url=server.url, chave=KEY, modelo=MODEL, whole_s=0.2)
    server.script(HANG)

    with pytest.raises(TransientError):
        await hurried.transcribe(recording(WORDS), "audio/ogg")
    await hurried.close()


@pytest.mark.parametrize(("said", "seconds"), [("7", 7), ("99999999", 3_600), ("amanhã", 30), ("inf", 30)])
async def test_a_limit_says_how_long_to_wait(
    server: GroqAudioServer, transcritor: GroqTranscritor, said: str, seconds: int
) -> None:
    headers = {"retry_after": said} if said.isascii() else {}
    server.script(failure(429, "rate_limit_exceeded", **headers))

    with pytest.raises(TransientError) as caught:
        await transcritor.transcribe(recording(WORDS), "audio/ogg")

    assert caught.value.retry_after_s == seconds


@pytest.mark.parametrize(
    ("base_url", "chave", "kind"),
    [
        ("ftp://groq", KEY, TranscricaoRecusada),
        ("api.groq.com", KEY, TranscricaoRecusada),
        (None, "gsk_com_aspas_\u201d", TranscricaoRecusada),
        (None, KEY, TransientError),
    ],
)
async def test_an_address_or_key_that_cannot_be_used_asks_nothing(
    base_url: str | None, chave: str, kind: type[RetornoError]
) -> None:
    transcritor = GroqTranscritor(base_url=base_url or nobody_listens(), chave=chave, modelo=MODEL)

    with pytest.raises(kind):
        await transcritor.transcribe(recording(WORDS), "audio/ogg")
    await transcritor.close()


async def test_without_a_transcriber_or_where_the_conta_forbids_it_a_person_must_listen(
    server: GroqAudioServer, transcritor: GroqTranscritor
) -> None:
    audio = Audio(recording(WORDS), "audio/ogg")

    with pytest.raises(TranscricaoAusente):
        await TranscricaoService(FakeContas(), None).transcribe("clinica", audio)
    with pytest.raises(TranscricaoProibida):
        await TranscricaoService(FakeContas(llm_externo=False), transcritor).transcribe("clinica", audio)

    assert server.asked == []


async def test_neither_key_nor_words_reach_logs_or_errors(
    server: GroqAudioServer, transcritor: GroqTranscritor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service = TranscricaoService(FakeContas(), transcritor)
    audio = Audio(recording(WORDS), "audio/ogg")
    await service.transcribe("clinica", audio)
    server.script(failure(401), RESET)

    with pytest.raises(TranscricaoRecusada) as refused:
        await service.transcribe("clinica", audio)
    with pytest.raises(TransientError) as cut:
        await service.transcribe("clinica", audio)

    seen = caplog.text + repr(audio) + repr(refused.value.__dict__) + repr(cut.value.__dict__)
    assert "audio.transcribed" in seen
    assert [secret for secret in (KEY, "Marina", "aparelho") if secret in seen] == []
    assert (refused.value.__context__, cut.value.__context__) == (None, None)


@pytest.mark.parametrize(
    ("start", "media_type"),
    [
        (b"OggS\x00\x02", "audio/ogg"),
        (b"ID3\x04\x00\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x64\x00", "audio/mpeg"),
        (b"\xff\xf3\x44\xc4\x00", "audio/mpeg"),
        (b"fLaC\x00\x00", "audio/flac"),
        (b"\x1aE\xdf\xa3\x01", "audio/webm"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"RIFF\x24\x00\x00\x00AVI LIST", None),
        (b"\xff\xf1\x50\x80", None),  # AAC
        (b"#!AMR\n", None),
        (b"\xff\xff\xff\xff", None),
        (b"\x89PNG\r\n", None),
        (b"%PDF-1.7", None),
        (b"\xff", None),
        (b"", None),
    ],
)
async def test_a_recording_is_known_by_its_first_bytes(start: bytes, media_type: str | None) -> None:
    assert media_type_of(start) == media_type


def form(*parts: tuple[str, bytes], boundary: str = "limite") -> tuple[bytes, str]:
    lines = [
        f"--{boundary}\r\nContent-Disposition: form-data; {names}\r\nContent-Type: text/plain\r\n\r\n".encode()
        + content
        + b"\r\n"
        for names, content in parts
    ]
    return b"".join(lines) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


async def test_the_form_gives_the_recording_whatever_it_is_called_and_said_to_be() -> None:
    audio = recording("com quebras\r\n--outra\r\n\r\nde linha")
    raw, content_type = form(
        ('name="idioma"', b"pt"), ('name="audio_file"; filename="../../etc/passwd"', audio)
    )

    read = read_audio(raw, content_type)

    assert read == Audio(audio, "audio/ogg")


@pytest.mark.parametrize(
    ("raw", "content_type", "kind"),
    [
        (b"", "multipart/form-data; boundary=limite", MalformedRequest),
        (b"OggS", "multipart/form-data", MalformedRequest),
        (*form(('name="arquivo"; filename="a.ogg"', recording(WORDS))), AudioMissing),
        (*form(('name="audio_file"', b"")), AudioMissing),
        (*form(('name="audio_file"; filename="a.ogg"', b"%PDF-1.7")), AudioNotSupported),
        (*form(('name="audio_file"; filename="a.ogg"', recording("a" * MAX_BYTES))), AudioTooLarge),
    ],
    ids=["empty", "no boundary", "another field", "no bytes", "no recording", "too large"],
)
async def test_what_is_no_recording_is_refused(
    raw: bytes, content_type: str, kind: type[RetornoError]
) -> None:
    with pytest.raises(kind):
        read_audio(raw, content_type)
