"""Dictation through the real host: S0's form in, its answer out, nothing kept, and clear words where nobody listens."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.local_host import LocalHost
from tests.servers.groq_audio import KEY, GroqAudioServer, failure, recording
from tests.tokens import issue_token

PATHS = ["/transcrever_audio", "/V1/transcrever_audio"]
WORDS = "Falei com a Marina sobre o aparelho."


@pytest.fixture(scope="module")
def server() -> Iterator[GroqAudioServer]:
    with GroqAudioServer().serving() as serving:
        yield serving


@pytest.fixture(scope="module")
def listening(server: GroqAudioServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalHost]:
    environ = {"GROQ__API_KEY": KEY, "GROQ__BASE_URL": server.url}
    host = LocalHost(tmp_path_factory.mktemp("ouvinte"), environ=environ)
    yield host.start()
    host.close()


def dictate(attendant: Attendant, content: bytes, path: str = PATHS[0]) -> Any:
    files = {"audio_file": ("../../relato.ogg", content, "audio/ogg")}
    return attendant.call("POST", path, files=files)


@pytest.mark.parametrize("path", PATHS)
def test_what_was_dictated_comes_back_as_text(listening: LocalHost, path: str) -> None:
    answer = dictate(Attendant(listening), recording(WORDS), path)

    assert answer.status_code == 200, answer.text
    assert answer.json() == {"texto_transcrito": WORDS}


def test_two_at_once_never_swap(listening: LocalHost) -> None:
    said = [f"Relato número {number}" for number in range(16)]

    with ThreadPoolExecutor(8) as pool:
        heard = list(pool.map(lambda one: dictate(Attendant(listening), recording(one)).json(), said))

    assert heard == [{"texto_transcrito": one} for one in said]


def test_nothing_of_it_stays(listening: LocalHost) -> None:
    secret = "segredo-que-foi-ditado"

    assert dictate(Attendant(listening), recording(secret)).status_code == 200
    listening.settle()

    files = [path for path in listening.folder.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if secret.encode() in path.read_bytes() or path.suffix == ".ogg"] == []


def test_an_outage_is_told_with_when_to_come_back(listening: LocalHost, server: GroqAudioServer) -> None:
    server.script(failure(429, "rate_limit_exceeded", retry_after="7"))

    answer = dictate(Attendant(listening), recording(WORDS))

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")


def test_a_conta_that_keeps_its_texts_from_outside_models_keeps_its_recordings_too(
    listening: LocalHost, server: GroqAudioServer
) -> None:
    discreet = Attendant(listening, issue_token(listening, "discreta", Papel.ADMIN))
    headers = {"If-Match": discreet.call("GET", "/conta").headers["etag"]}
    discreet.call("PATCH", "/conta", json={"llm_externo": False}, headers=headers).raise_for_status()
    before = len(server.asked)

    answer = dictate(discreet, recording(WORDS))

    assert answer.status_code == 409
    assert "Uma pessoa precisa ouvir" in answer.json()["detail"]
    assert len(server.asked) == before


def test_where_nobody_listens_the_answer_says_so(local_host: LocalHost) -> None:
    answer = dictate(Attendant(local_host), recording(WORDS))

    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert answer.json()["type"] == "urn:retorno:problema:transcricao-indisponivel"
    assert "não está configurada" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 422), (b"%PDF-1.7", 415), (recording("a" * (25 * 1024 * 1024)), 413)],
    ids=["no bytes", "no recording", "over 25 MB"],
)
def test_what_is_no_recording_is_refused(local_host: LocalHost, content: bytes, status: int) -> None:
    answer = dictate(Attendant(local_host), content)

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (recording(WORDS), "audio/ogg", 415),
        (b"{}", "application/json", 415),
        (recording(WORDS), "multipart/form-data", 400),
        (b"qualquer", "multipart/form-data; boundary=limite", 400),
        (b"--limite\r\n", "multipart/form-data; boundary=limite", 422),
    ],
)
def test_what_is_no_form_is_refused(
    local_host: LocalHost, body: bytes, content_type: str, status: int
) -> None:
    answer = Attendant(local_host).call(
        "POST", PATHS[0], content=body, headers={"Content-Type": content_type}
    )

    assert answer.status_code == status, answer.text


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer errado"}])
def test_s0s_words_refuse_who_has_no_token(local_host: LocalHost, path: str, headers: dict[str, str]) -> None:
    files = {"audio_file": ("a.ogg", recording(WORDS), "audio/ogg")}

    answer = local_host.post(path, files=files, headers=headers)

    assert answer.status_code == 401
    assert answer.json()["detail"] == "Token inválido"
