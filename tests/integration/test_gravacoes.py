"""Recordings fetched from servers that keep them as Meta, Telegram, Twilio and Z-API do, and never from elsewhere."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from shared.adapters import gravacoes
from shared.adapters.gravacoes import Fonte, fetch
from shared.audio.errors import AudioIlegivel, TranscricaoRecusada
from shared.audio.escuta import Escuta
from shared.audio.models import MAX_BYTES, Transcricao
from shared.config import Settings
from shared.contas.mensageria import CanalDaConta, Mensageria
from shared.contas.models import Conta
from shared.kit.canais import Provedor, TipoConteudo
from shared.kit.errors import RetornoError, TransientError
from shared.recebimentos.models import Recebimento
from shared.wiring.carteiros import CarteirosDaConta
from shared.wiring.gravacoes import GravacoesDaConta
from tests.servers.groq_audio import recording
from tests.servers.loopback import RESET, Asked, Loopback, Reply, nobody_listens, reply

pytestmark = pytest.mark.anyio
TOKEN = "token-segredo-do-canal"
AUDIO = recording("oi").decode("latin-1")
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


class MediaServer(Loopback):
    """The media APIs of all providers under one address; `leads_to` is where Meta says that a media is."""

    leads_to = ""

    def refusal(self, asked: Asked) -> Reply | None:
        return None

    def answer(self, asked: Asked) -> Reply:
        paths = {
            "/v23.0/M1": reply({"url": self.leads_to or f"{self.url}/arquivo", "mime_type": "audio/ogg"}),
            f"/bot{TOKEN}/getFile?file_id=F1": reply({"ok": True, "result": {"file_path": "voice/a b.oga"}}),
            f"/file/bot{TOKEN}/voice/a%20b.oga": Reply(body=AUDIO),
            "/2010-04-01/Media/ME1": Reply(307, headers={"location": "/arquivo"}),
            "/longe": Reply(302, headers={"location": "http://169.254.169.254/latest/meta-data"}),
            "/roda": Reply(302, headers={"location": "/roda"}),
            "/arquivo": Reply(body=AUDIO),
        }
        return paths.get(asked.path, Reply(404))


@pytest.fixture
def server() -> Iterator[MediaServer]:
    with MediaServer().serving() as serving:
        yield serving


def settings_for(server: MediaServer) -> Settings:
    secrets = {
        "meta": {"token": TOKEN},
        "telegram": {"token": TOKEN},
        "zapi": {},
        "botconversa": {"chave": TOKEN},
    }
    secrets["twilio"] = {"conta_sid": "AC1", "auth_token": TOKEN}
    return Settings.model_validate(
        {
            "chave_hmac": "h" * 32,
            "chave_jwt": "j" * 32,
            "conta_padrao": "clinica",
            "canais": {name: json.dumps(secret) for name, secret in secrets.items()},
            "provedores": {
                "meta": f"{server.url}/v23.0",
                "telegram": server.url,
                "twilio": f"{server.url}/2010-04-01",
                "zapi": server.url,
            },
        }
    )


def gravacoes_for(server: MediaServer) -> GravacoesDaConta:
    return GravacoesDaConta(CarteirosDaConta(settings_for(server), lambda: NOW))


def conta_with(*provedores: Provedor, conta_id: str = "clinica", llm_externo: bool = True) -> Conta:
    canais = tuple(CanalDaConta(provedor=one, remetente="R1") for one in provedores)
    return Conta(id=conta_id, mensageria=Mensageria(canais=canais), llm_externo=llm_externo)


@pytest.mark.parametrize(
    ("provedor", "midia"),
    [
        (Provedor.META, "M1"),
        (Provedor.TELEGRAM, "F1"),
        (Provedor.TWILIO, "{url}/2010-04-01/Media/ME1"),
        (Provedor.ZAPI, "{url}/arquivo"),
    ],
)
async def test_each_provider_hands_over_what_it_keeps(
    server: MediaServer, provedor: Provedor, midia: str
) -> None:
    found = await gravacoes_for(server).fetch(conta_with(provedor), provedor, midia.format(url=server.url))

    assert found == AUDIO.encode()


async def test_meta_and_twilio_are_asked_with_the_credential_of_the_channel(server: MediaServer) -> None:
    of_conta = gravacoes_for(server)
    await of_conta.fetch(conta_with(Provedor.META), Provedor.META, "M1")
    await of_conta.fetch(conta_with(Provedor.TWILIO), Provedor.TWILIO, f"{server.url}/2010-04-01/Media/ME1")

    kinds = [asked.headers["authorization"].split()[0] for asked in server.asked]

    assert kinds == ["Bearer", "Bearer", "Basic", "Basic"]


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "https://fbsbx.com.outro.exemplo/a",
        "https://outrofbsbx.com/a",
        "http://lookaside.fbsbx.com/a",
        "https://usuario@lookaside.fbsbx.com/a",
        "https://lookaside.fbsbx.com:8443/a",
        "file:///etc/passwd",
        "ftp://lookaside.fbsbx.com/a",
        "http://[",
        "nada",
        "",
    ],
)
async def test_an_address_of_somebody_else_is_never_asked(server: MediaServer, address: str) -> None:
    server.leads_to = address or " "

    assert await gravacoes.of_meta(f"{server.url}/v23.0", TOKEN, "M1") is None
    assert server.paths() == ["GET /v23.0/M1"]


def test_only_a_providers_own_hosts_get_the_credential() -> None:
    fonte = Fonte("https://api.twilio.com/2010-04-01", {"Authorization": "x"}, arquivos=("twiliocdn.com",))

    assert fonte.headers_for("https://api.twilio.com/2010-04-01/Media/ME1") == {"Authorization": "x"}
    assert fonte.headers_for("https://mms.twiliocdn.com/a") == {}
    assert fonte.headers_for("https://outro.exemplo/a") is None


@pytest.mark.parametrize("path", ["/longe", "/roda", "/nada"])
async def test_what_leads_elsewhere_or_nowhere_is_not_to_be_had(server: MediaServer, path: str) -> None:
    assert await fetch(Fonte(server.url), server.url + path) is None
    assert len(server.asked) <= 3


async def test_a_recording_that_is_too_large_is_let_go(server: MediaServer) -> None:
    server.script(Reply(body="a" * (MAX_BYTES + 1)))

    assert await fetch(Fonte(server.url), f"{server.url}/arquivo") is None


@pytest.mark.parametrize("failure", [RESET, Reply(500), Reply(503), Reply(429)])
async def test_an_outage_is_told_as_one(server: MediaServer, failure: Reply) -> None:
    server.script(failure)

    with pytest.raises(TransientError):
        await fetch(Fonte(server.url), f"{server.url}/arquivo")
    with pytest.raises(TransientError):
        await gravacoes.of_telegram(nobody_listens(), TOKEN, "F1")


async def test_a_conta_without_the_channel_or_its_credential_gets_nothing(server: MediaServer) -> None:
    of_conta = gravacoes_for(server)

    assert await of_conta.fetch(conta_with(Provedor.EMAIL), Provedor.META, "M1") is None
    assert await of_conta.fetch(conta_with(Provedor.META, conta_id="outra"), Provedor.META, "M1") is None
    assert await of_conta.fetch(conta_with(Provedor.BOTCONVERSA), Provedor.BOTCONVERSA, "https://x/a") is None
    assert server.asked == []


async def test_no_token_reaches_logs_or_errors(server: MediaServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server.script(RESET)

    with pytest.raises(TransientError) as caught:
        await gravacoes.of_telegram(server.url, TOKEN, "F1")
    await gravacoes.of_telegram(server.url, TOKEN, "F1")
    await gravacoes.of_telegram(server.url, TOKEN, "F2")

    assert "gravacao.not_fetched" in caplog.text
    assert TOKEN not in caplog.text + repr(Fonte(server.url, {"Authorization": TOKEN}))
    assert caught.value.__context__ is None


class FakeTranscritor:
    def __init__(self, answer: str | RetornoError) -> None:
        self.answer = answer
        self.heard: list[tuple[bytes, str]] = []

    async def transcribe(self, audio: bytes, media_type: str) -> Transcricao:
        self.heard.append((audio, media_type))
        if isinstance(self.answer, RetornoError):
            raise self.answer
        return Transcricao(self.answer, "teste")


class FakeGravacoes:
    def __init__(self, content: bytes | None) -> None:
        self.content = content
        self.asked = 0

    async def fetch(self, conta: Conta, provedor: Provedor, midia: str) -> bytes | None:
        self.asked += 1
        return self.content


RECEBIMENTO = Recebimento(
    id="R1",
    provedor=Provedor.META,
    provedor_id="wamid.A",
    tipo=TipoConteudo.AUDIO,
    endereco="+5531996290047",
    midia="M1",
    recebido_em=NOW,
    atualizado_em=NOW,
)


async def test_an_audio_is_fetched_and_heard() -> None:
    transcritor = FakeTranscritor("Quero remarcar")

    heard = await Escuta(FakeGravacoes(AUDIO.encode()), transcritor).hear(conta_with(), RECEBIMENTO)

    assert heard == "Quero remarcar"
    assert transcritor.heard == [(AUDIO.encode(), "audio/ogg")]


async def test_where_nobody_may_listen_nothing_is_even_fetched() -> None:
    kept, transcritor = FakeGravacoes(AUDIO.encode()), FakeTranscritor("x")
    without_media = RECEBIMENTO.model_copy(update={"midia": None})

    assert await Escuta(kept, None).hear(conta_with(), RECEBIMENTO) is None
    assert await Escuta(kept, transcritor).hear(conta_with(llm_externo=False), RECEBIMENTO) is None
    assert await Escuta(kept, transcritor).hear(conta_with(), without_media) is None
    assert (kept.asked, transcritor.heard) == (0, [])


@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.7", b"#!AMR\n"])
async def test_what_is_no_recording_waits_for_a_person(content: bytes | None) -> None:
    transcritor = FakeTranscritor("x")

    assert await Escuta(FakeGravacoes(content), transcritor).hear(conta_with(), RECEBIMENTO) is None
    assert transcritor.heard == []


@pytest.mark.parametrize("answer", ["", AudioIlegivel(), TranscricaoRecusada()])
async def test_what_cannot_be_heard_waits_for_a_person(answer: str | RetornoError) -> None:
    escuta = Escuta(FakeGravacoes(AUDIO.encode()), FakeTranscritor(answer))

    assert await escuta.hear(conta_with(), RECEBIMENTO) is None


async def test_an_outage_of_the_transcriber_is_tried_again() -> None:
    escuta = Escuta(FakeGravacoes(AUDIO.encode()), FakeTranscritor(TransientError()))

    with pytest.raises(TransientError):
        await escuta.hear(conta_with(), RECEBIMENTO)
