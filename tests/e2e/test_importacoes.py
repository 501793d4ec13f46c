"""A file of clientes through HTTP alone: progress, bad rows by line, a power cut in the middle, no doubles."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.client import TOKEN, Attendant
from tests.local_host import LocalHost

_PATIENCE_S = 240
# What a host may keep after an import beyond what it had: parsers, models, pages of the store, and no rows.
_FLAT_MB = 60


def spreadsheet(rows: int) -> bytes:
    """`rows` clientes as Excel writes them in Brazil; each hundredth has a phone that is none."""
    lines = ["Nome;Celular;E-mail;Valor (MRR);Data de Adesão;Signo"]
    for number in range(1, rows + 1):
        celular = "não tenho" if number % 100 == 0 else f"(11) 9{number:08d}"
        lines.append(f"José {number};{celular};cliente{number}@exemplo.com.br;1.234,56;15/03/2024;Leão")
    return "\r\n".join(lines).encode("cp1252")


def send(host: LocalHost, content: bytes, media_type: str = "text/csv", **headers: str) -> Any:
    return Attendant(host).call(
        "POST",
        "/clientes/importar",
        content=content,
        headers={"Content-Type": media_type} | {name.replace("_", "-"): it for name, it in headers.items()},
    )


def progress(host: LocalHost, importacao_id: str) -> dict[str, Any]:
    return Attendant(host).get(f"/importacoes/{importacao_id}")


def wait_until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not done():
        assert time.monotonic() < deadline, "it does not get there"
        time.sleep(0.1)


def memory_mb(host: LocalHost) -> int:
    """What the host's process holds now."""
    lines = Path(f"/proc/{host.pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) // 1024


@pytest.mark.parametrize(
    "rows", [5_000, pytest.param(50_000, marks=[pytest.mark.longo, pytest.mark.timeout(1_500)])]
)
def test_a_large_file_cut_short_by_a_power_cut_comes_in_once_and_whole(
    own_host: LocalHost, rows: int
) -> None:
    content = spreadsheet(rows)
    sent = send(own_host, content, idempotency_key="clientes-de-abril")
    assert sent.status_code == 202, sent.text
    importacao_id = str(sent.json()["id"])

    wait_until(lambda: in_store(own_host) > rows // 3)
    own_host.kill9()
    own_host.restart()
    memory = memory_mb(own_host)
    wait_until(lambda: progress(own_host, importacao_id)["status"] == "concluida")

    told = progress(own_host, importacao_id)
    counts = {name: told[name] for name in ("linhas", "novos", "atualizados", "iguais", "com_erro")}
    assert counts == {
        "linhas": rows,
        "novos": rows - rows // 100,
        "atualizados": 0,
        "iguais": 0,
        "com_erro": rows // 100,
    }
    assert in_store(own_host) == rows - rows // 100
    assert every_error(own_host, importacao_id) == list(range(101, rows + 2, 100))
    assert memory_mb(own_host) < memory + _FLAT_MB


def test_what_was_imported_is_found_the_same_when_it_comes_again(local_host: LocalHost) -> None:
    raw = b"nome;celular;cpf\nAna Lima;(11) 98888-7777;529.982.247-25\nBia Reis;(11) 97777-6666;\n"

    first = send(local_host, raw).json()["id"]
    local_host.settle()
    again = send(local_host, raw + b"Bia Reis;(11) 97777-6666;111.444.777-35\n").json()["id"]
    local_host.settle()

    told = [progress(local_host, one) for one in (first, again)]
    assert [(one["novos"], one["atualizados"], one["iguais"]) for one in told] == [(2, 0, 0), (0, 1, 2)]


def test_the_same_key_is_one_importacao_and_another_file_under_it_is_refused(local_host: LocalHost) -> None:
    raw = b"nome;celular\nCaio Melo;(11) 96666-5555\n"

    first = send(local_host, raw, idempotency_key="maio")
    again = send(local_host, raw, idempotency_key="maio")
    other = send(local_host, raw + b"Davi;1\n", idempotency_key="maio")

    assert again.json()["id"] == first.json()["id"]
    assert first.headers["Location"] == f"/importacoes/{first.json()['id']}"
    assert other.status_code == 422


def test_files_that_cannot_be_taken_are_refused_as_a_whole(local_host: LocalHost) -> None:
    large = b"nome;celular\n" + b"x" * (20 * 1024 * 1024)

    answers = [
        send(local_host, large),
        send(local_host, b"signo;time\nLeao;Santos\n"),
        send(local_host, b'[{"nome": ', "application/json"),
        send(local_host, b"nome;celular\n", "text/plain"),
    ]

    assert [answer.status_code for answer in answers] == [413, 422, 422, 415]


def test_an_importacao_is_listed_and_another_credential_sees_nothing(local_host: LocalHost) -> None:
    sent = send(local_host, b'{"nome": "Eva Luz", "celular": "11 95555-4444"}\n', "application/x-ndjson")
    importacao_id = sent.json()["id"]
    local_host.settle()

    listed = Attendant(local_host).get("/importacoes", limite=1)["itens"]
    stranger = Attendant(local_host, token=TOKEN[:-1]).call("GET", f"/importacoes/{importacao_id}")
    missing = Attendant(local_host).call("GET", "/importacoes/nenhuma")

    assert [(one["id"], one["status"], one["percentual"]) for one in listed] == [
        (importacao_id, "concluida", 100)
    ]
    assert (stranger.status_code, missing.status_code) == (401, 404)


def every_error(host: LocalHost, importacao_id: str) -> list[int]:
    """The lines that did not come in, page after page."""
    lines: list[int] = []
    cursor: dict[str, str] = {}
    while True:
        page = Attendant(host).get(f"/importacoes/{importacao_id}/erros", limite=1_000, **cursor)
        lines += [erro["linha"] for erro in page["itens"]]
        if page["cursor"] is None:
            return lines
        cursor = {"cursor": page["cursor"]}


def in_store(host: LocalHost) -> int:
    """How many clientes there are, doubles included: no route would show those."""
    file = host.state / "documentos.db"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
        known = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'clientes'").fetchone()
        return int(db.execute("SELECT COUNT(*) FROM clientes").fetchone()[0]) if known else 0
