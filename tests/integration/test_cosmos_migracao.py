"""The migration on the Cosmos adapter, as an operator runs it for a deployment: what comes, and that it comes once."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from shared.adapters.cosmos import CosmosDocuments
from tests.local_host import ROOT, SAMPLE_VALUES

_KEY, _DATABASE = "cmV0b3Jubw==", "retorno-migracao"
_CONTAINERS = (
    *("acessos", "auditoria", "chamados", "clientes", "contas", "identidades", "mensagens", "migracoes"),
    *("pedidos", "supressoes", "usuarios"),
)
_FILES = {
    "clientes.csv": """id,nome,email,telefone,canal_preferido,data_criacao
17,Ana Prates,ana@exemplo.com.br,(11) 98888-7777,whatsapp,2025-11-18 10:30:00
18,Bia Prates,bia@exemplo.com.br,(11) 98888-7777,site,2025-11-18 10:30:00
19,Caio Reis,caio@exemplo.com.br,,site,ontem
""",
    "chamados.csv": """id,cliente_id,canal,mensagem,status,data_criacao
5,17,site,Meu boleto?,aberto,2025-11-18 10:30:00
6,19,site,Deu erro,aberto,2025-11-18 10:30:00
""",
    "users.csv": "id,username,email\n1,recepcao,recepcao@exemplo.com.br\n",
    "chat_interactions.csv": """id,client_id,sector,message,answer,validated_by,created_at,updated_at
41,550e8400-e29b-41d4-a716-446655440000,financeiro,Onde vejo?,Aqui.,human,2025-11-18 10:30:00,2025-11-18 10:30:00
""",
}


def test_both_systems_come_once_to_a_cosmos_account(
    cosmos_emulator: str, azurite: str, tmp_path: Path
) -> None:
    asyncio.run(_make_containers(cosmos_emulator))
    for name, text in _FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    first = [_migrar(cosmos_emulator, azurite, origem, tmp_path) for origem in ("s1", "s2")]
    second = [_migrar(cosmos_emulator, azurite, origem, tmp_path) for origem in ("s1", "s2")]

    assert _sums(first) == [
        "clientes.csv: linhas 3; novas 2, atualizadas 0, iguais 0, recusadas 1.",
        "chamados.csv: linhas 2; novas 1, atualizadas 0, iguais 0, recusadas 1.",
        "users.csv: linhas 1; novas 1, atualizadas 0, iguais 0, recusadas 0.",
        "chat_interactions.csv: linhas 1; novas 1, atualizadas 0, iguais 0, recusadas 0.",
    ]
    assert _sums(second) == [
        "clientes.csv: linhas 3; novas 0, atualizadas 0, iguais 2, recusadas 1.",
        "chamados.csv: linhas 2; novas 0, atualizadas 0, iguais 1, recusadas 1.",
        "users.csv: linhas 1; novas 0, atualizadas 0, iguais 1, recusadas 0.",
        "chat_interactions.csv: linhas 1; novas 0, atualizadas 0, iguais 1, recusadas 0.",
    ]


async def _make_containers(endpoint: str) -> None:
    documents = CosmosDocuments(endpoint=endpoint, key=_KEY, database=_DATABASE, create_missing=True)
    for container in _CONTAINERS:
        await documents.container(container)
    await documents.close()


def _migrar(endpoint: str, storage: str, origem: str, folder: Path) -> str:
    environ = {
        **os.environ,
        **SAMPLE_VALUES,
        "DOCUMENTOS__TIPO": "cosmos",
        "DOCUMENTOS__ENDPOINT": endpoint,
        "DOCUMENTOS__CHAVE": _KEY,
        "DOCUMENTOS__BANCO": _DATABASE,
        "AzureWebJobsStorage": storage,
    }
    arguments = ("--conta", "nuvem", "--origem", origem, "--pasta", str(folder))
    command = [sys.executable, "-m", "infra.migrar", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def _sums(reports: list[str]) -> list[str]:
    return [line for report in reports for line in report.splitlines() if "; novas " in line]
