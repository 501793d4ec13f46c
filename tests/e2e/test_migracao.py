"""A clinic moves in: S1's and S2's tables are brought by the command, then their clients go on with their numbers."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.e2e.s2 import PATH
from tests.local_host import ROOT, SAMPLE_VALUES, LocalHost
from tests.tokens import issue_token

CONTA = "mudanca"
CLIENT = "550e8400-e29b-41d4-a716-446655440000"
_MEASURED = """
import sys, tracemalloc
from infra.migrar.__main__ import main
tracemalloc.start()
status = main(sys.argv[1:])
print(tracemalloc.get_traced_memory()[1])
sys.exit(status)
"""


def migrar(
    documents: Path, *arguments: str, storage: str = "", program: tuple[str, ...] = ("-m", "infra.migrar")
) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, **SAMPLE_VALUES, "DOCUMENTOS__CAMINHO": str(documents)}
    if storage:
        environ["AzureWebJobsStorage"] = storage
    command = [sys.executable, *program, "--conta", CONTA, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)


def write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    folder.mkdir(exist_ok=True)
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def pasta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an operator exported from both databases."""
    folder = tmp_path_factory.mktemp("exportado")
    born = "2025-11-18 10:30:00"
    write(
        folder,
        "clientes.csv",
        [
            {"id": 17, "nome": "Ana Prates", "email": "ana@exemplo.com.br", "telefone": "(11) 98888-7777"},
            {"id": 18, "nome": "Bia Lima", "email": "sem arroba", "telefone": ""},
        ],
    )
    clientes = (folder / "clientes.csv").read_text(encoding="utf-8").splitlines()
    dated = [f"{clientes[0]},data_criacao", *(f"{line},{born}" for line in clientes[1:])]
    (folder / "clientes.csv").write_text("\n".join(dated) + "\n", encoding="utf-8")
    chamado = {
        "cliente_id": 17,
        "canal": "whatsapp",
        "mensagem": "Meu boleto?",
        "resposta_automatica": "Registrado.",
    }
    lines = [
        chamado | {"id": 5, "status": "aberto", "encaminhado_para_humano": True, "data_criacao": born},
        chamado | {"id": 6, "status": "resolvido", "encaminhado_para_humano": False, "data_criacao": born},
    ]
    (folder / "chamados.json").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    write(folder, "users.csv", [{"id": 1, "username": "recepcao", "email": "", "hashed_password": "x"}])
    exchange = {"client_id": CLIENT, "sector": "financeiro", "message": "Onde vejo meu boleto?"}
    answered = exchange | {"answer": "Em Minha Conta, no menu Faturas.", "validated_by": "human"}
    write(
        folder,
        "chat_interactions.csv",
        [{"id": 41, "created_at": born, "updated_at": born, "embedding": "[0.1,0.2]"} | answered],
    )
    return folder


@pytest.fixture(scope="module")
def moved(local_host: LocalHost, pasta: Path) -> LocalHost:
    """The running host after both were brought to it."""
    documents, storage = local_host.state / "documentos.db", local_host.azurite.connection_string
    for origem in ("s1", "s2"):
        done = migrar(documents, "--origem", origem, "--pasta", str(pasta), storage=storage)
        assert done.returncode == 0, done.stderr
    local_host.settle()
    return local_host


@pytest.fixture(scope="module")
def s1(moved: LocalHost) -> Attendant:
    return Attendant(moved, issue_token(moved, CONTA, Papel.ATENDENTE))


def test_s1_s_clients_find_their_numbers(s1: Attendant) -> None:
    ana = s1.get("/clientes/17")
    listed = s1.call("GET", "/chamados/cliente/17", params={"skip": 0, "limit": 10}).json()

    assert (ana["id"], ana["nome"], ana["email"]) == (17, "Ana Prates", "ana@exemplo.com.br")
    assert ana["data_criacao"] == "2025-11-18T13:30:00.000000Z"
    assert {(one["id"], one["cliente_id"], one["status"]) for one in listed} == {
        (5, 17, "aberto"),
        (6, 17, "resolvido"),
    }


def test_s1_s_chamado_is_as_it_was_and_moves_on(s1: Attendant) -> None:
    before = s1.get("/chamados/5")

    answer = s1.call("PUT", "/chamados/5", params={"novo_status": "resolvido"})

    assert (before["mensagem"], before["resposta_automatica"]) == ("Meu boleto?", "Registrado.")
    assert (before["encaminhado_para_humano"], before["situacao"]) == (True, "aberto")
    assert before["data_criacao"] == "2025-11-18T13:30:00.000000Z"
    assert (answer.status_code, answer.json()["status"]) == (200, "resolvido")


def test_what_people_did_meanwhile_survives_another_run(s1: Attendant, pasta: Path) -> None:
    s1.call("PUT", "/chamados/5", params={"novo_status": "resolvido"})

    done = migrar(s1.host.state / "documentos.db", "--origem", "s1", "--pasta", str(pasta))

    assert done.returncode == 0, done.stderr
    assert "clientes.csv: linhas 2; novas 0, atualizadas 0, iguais 1, recusadas 1." in done.stdout
    assert "chamados.json: linhas 2; novas 0, atualizadas 0, iguais 2, recusadas 0." in done.stdout
    assert s1.get("/chamados/5")["status"] == "resolvido"


def test_a_new_chamado_of_a_migrated_cliente_names_the_same_number(s1: Attendant) -> None:
    body = {"cliente_id": 17, "canal": "site", "mensagem": "Qual o endereço de vocês?"}

    opened = s1.post("/chamados", body, status=201)

    assert opened["cliente_id"] == 17
    assert isinstance(opened["chamado_id"], str)


def test_s1_s_user_logs_in_with_what_the_operator_was_told(moved: LocalHost, pasta: Path) -> None:
    with (pasta / f"senhas-provisorias-{CONTA}.csv").open(encoding="utf-8") as file:
        [told] = csv.DictReader(file)

    answer = moved.post("/auth/login", data={"username": "recepcao", "password": told["senha_provisoria"]})

    assert answer.status_code == 200, answer.text
    assert (answer.json()["user_name"], told["papel"]) == ("recepcao", "atendente")


def test_s2_s_clients_find_their_mensagens_and_search_does_too(s1: Attendant) -> None:
    found = s1.get(f"{PATH}/41")
    page = s1.get(f"{PATH}/client/{CLIENT}")
    search = s1.call("POST", f"{PATH}/search", json={"query": "onde vejo o boleto", "sector": "financeiro"})

    assert (found["id"], found["validated_by"], found["stale"]) == (41, "human", False)
    assert found["created_at"] == "2025-11-18T13:30:00.000000Z"
    assert [one["id"] for one in page["messages"]] == [41]
    assert [one["id"] for one in search.json()] == [41]


@pytest.mark.parametrize(
    ("origem", "files", "why"),
    [
        ("s2", {"clientes.csv": "id,nome\n"}, "não há nenhuma tabela do S2 na pasta"),
        ("s1", {"clientes.csv": "cor;sabor\nazul;doce\n"}, "clientes.csv: não reconhecemos nenhuma coluna"),
        ("s1", {"clientes.json": '[{"id": 1}, nada'}, "clientes.json: O JSON deixa de ser válido na linha 1"),
        ("s1", None, "a pasta não existe"),
    ],
    ids=["no table", "another table", "broken", "no folder"],
)
def test_what_cannot_be_used_ends_with_status_1_and_says_why(
    tmp_path: Path, origem: str, files: dict[str, str] | None, why: str
) -> None:
    folder = tmp_path / "exportado"
    for name, text in (files or {}).items():
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    done = migrar(tmp_path / "documentos.db", "--origem", origem, "--pasta", str(folder))

    assert done.returncode == 1
    assert why in done.stderr
    assert "Traceback" not in done.stderr


def test_ten_times_the_rows_take_no_more_memory(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        folder = tmp_path / str(rows)
        vector = ",".join(["0.123456789"] * 300)
        write(
            folder,
            "chat_interactions.csv",
            [
                {
                    "id": number,
                    "client_id": CLIENT,
                    "sector": "suporte",
                    "message": f"Pergunta {number}: como troco a senha?",
                    "answer": "No menu Perfil.",
                    "embedding": f"[{vector}]",
                    "created_at": "2025-11-18 10:30:00",
                    "updated_at": "2025-11-18 10:30:00",
                }
                for number in range(1, rows + 1)
            ],
        )
        done = migrar(
            folder / "documentos.db", *("--origem", "s2", "--pasta", str(folder)), program=("-c", _MEASURED)
        )
        assert done.returncode == 0, done.stderr
        assert f"novas {rows:,}".replace(",", ".") in done.stdout
        return int(done.stdout.split()[-1])

    small, large = peak(500), peak(5_000)

    assert large < small * 1.1
