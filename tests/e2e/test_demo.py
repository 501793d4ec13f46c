"""`make demo` and `make run` as a newcomer starts them: real processes, and what they print."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from infra.local.demo_chamados import PEDIDOS
from tests.local_host import SAMPLE_VALUES

ROOT = Path(__file__).parents[2]
TIMEOUT_S = 240
STORIES = [
    ("Marina Duarte", "ninguém responde", 3, "sem_resposta"),
    ("Paulo Sérgio Nunes", "responde no dia 4", 1, "respondeu"),
    (r"\S*\s?João", "retorno combinado", 1, "sem_resposta"),
    ("Camila Prado", "fecha no dia 14", 2, "convertido"),
    (r"\S*\s?Osvaldo", "relato atrasado", 1, "sem_resposta"),
    ("Beatriz Lemos", "não quer contato", 0, "nao_contatar"),
]
CHAMADOS = [
    ("Lúcia Andrade", "boleto, por whatsapp", "automática", "cliente"),
    ("Rafael Moura", "urgente, por site", "de uma pessoa", "silêncio"),
    ("Sônia Freitas", "armadilha, por email", "de uma pessoa", "silêncio"),
    ("Tiago Reis", "pergunta, por whatsapp", "de uma pessoa", "silêncio"),
    ("Vera Campos", "aprendida, por site", "automática", "silêncio"),
]

CONSULTAS = [
    ("Helena Prado", 2, "confirma por botão", "realizado"),
    ("Ivo Tavares", 1, "escreve que não vem", "cancelado"),
    ("Júlia Campos", 2, "escolhe outro horário", "realizado"),
    ("Caio Bastos", 3, "não responde", "faltou"),
    ("Rita Nogueira", 2, "família: “1” e depois qual", "realizado"),
    ("Bento Nogueira", 2, "família: o outro, por botão", "realizado"),
    ("Nina Duarte", 2, "queria vir antes", "realizado"),
    ("Otávio Lins", 1, "marcada em cima da hora", "realizado"),
]

LOJAS = [
    ("Auto Peças Norte", "Campeão"),
    ("Padaria Trigo Bom", "Saudável"),
    ("Ótica Boa Vista", "Normal"),
    ("Studio Zen", "Crítico"),
    ("Moda Bela", "Normal"),
]


@dataclass(frozen=True)
class Ended:
    status: int
    printed: str
    complaints: str


@contextmanager
def started(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The demonstration as a child, asked to end when it is still there: it ends its own host and Azurite."""
    process = subprocess.Popen(
        [sys.executable, "-m", "infra.local.demo", *arguments],
        cwd=ROOT,
        env=os.environ | SAMPLE_VALUES | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate()


def ended(process: subprocess.Popen[str]) -> Ended:
    printed, complaints = process.communicate(timeout=TIMEOUT_S)
    return Ended(process.returncode, printed, complaints)


@pytest.fixture(scope="module")
def demonstration() -> Ended:
    with started() as process:
        return ended(process)


def test_the_demonstration_ends_well(demonstration: Ended) -> None:
    assert demonstration.status == 0, demonstration.printed + demonstration.complaints
    assert demonstration.complaints == ""


@pytest.mark.parametrize(("cliente", "story", "contatos", "resultado"), STORIES)
def test_each_story_gets_its_contatos_and_its_end(
    demonstration: Ended, cliente: str, story: str, contatos: int, resultado: str
) -> None:
    row = rf"^{cliente}\s+{story}\s+{contatos} de {contatos}\s.*{resultado}\s+confere$"

    told = re.findall(rf"^  ● {cliente}: contato \d, por ", demonstration.printed, re.MULTILINE)

    assert len(told) == contatos
    assert re.search(row, demonstration.printed, re.MULTILINE)


@pytest.mark.parametrize(("cliente", "chamado", "resposta", "resolvido_por"), CHAMADOS)
def test_each_chamado_gets_its_answer_and_its_end(
    demonstration: Ended, cliente: str, chamado: str, resposta: str, resolvido_por: str
) -> None:
    row = rf"^{cliente}\s+{chamado}\s+{resposta}\s+{resolvido_por}\s+confere$"

    assert re.search(row, demonstration.printed, re.MULTILINE)


@pytest.mark.parametrize(("pessoa", "avisos", "historia", "fim"), CONSULTAS)
def test_each_appointment_of_the_week_gets_its_notices_and_its_end(
    demonstration: Ended, pessoa: str, avisos: int, historia: str, fim: str
) -> None:
    row = rf"^{pessoa}\s+\S+ \S+, \S+\s+{avisos}\s+{historia}\s+{fim}\s+confere$"

    told = re.findall(rf"^  ● .*, aviso a {pessoa}$", demonstration.printed, re.MULTILINE)

    assert len(told) == avisos
    assert re.search(row, demonstration.printed, re.MULTILINE)


@pytest.mark.parametrize(("loja", "categoria"), LOJAS)
def test_each_loja_has_the_score_that_its_use_earns(demonstration: Ended, loja: str, categoria: str) -> None:
    row = rf"^{loja}\s+R\$ \S+\s+\d,\d\d\s+\d,\d\d\s+{categoria}\s+confere$"

    assert re.search(row, demonstration.printed, re.MULTILINE)


def test_it_ends_with_the_dashboard_and_the_brief_of_the_morning(demonstration: Ended) -> None:
    _, _, end = demonstration.printed.partition("\nPainel\n")
    told = re.sub(r"\s+", " ", end)

    assert "Clientes ativos 5, pagantes 5" in told
    assert "Receita mensal R$ 4.386,90" in told
    assert "1º Retomar a conversa com Fernanda Lima · R$ 7.200,00 · Renata Ficou combinado falar" in told
    assert "Ótica Boa Vista caiu de Saudável (0,73) para Normal (0,56) hoje" in told
    assert "Gustavo Pires tem horário" in told
    message = told.partition("no telefone de quem abre")[2]
    assert "Comece por: orçamento de R$ 7.200,00, contato de hoje" in message
    assert "Fernanda" not in message


def test_the_week_tells_who_is_silent_what_fell_free_and_how_many_confirmed(demonstration: Ended) -> None:
    _, _, week = demonstration.printed.partition("Uma semana da clínica")

    assert "✓ atendimento" in week
    assert "✓ vaga" in week
    assert "Confirmaram 6 de 8 perguntados (75.0%); faltaram 1 de 7." in week
    assert "1 - Bento: Horário de quinta" in week


def test_what_a_person_taught_is_answered_by_itself_and_what_is_urgent_by_a_person(
    demonstration: Ended,
) -> None:
    told = dict(
        re.findall(r"^  (\S+ \S+): “(.*?)(?=^\d+\. |^Dia)", demonstration.printed, re.MULTILINE | re.DOTALL)
    )

    assert "✓ encaminhado" in told["Rafael Moura"]
    assert "✓ encaminhado" in told["Tiago Reis"]
    assert "✓ respondido sozinho  “Oi, Vera! Temos estacionamento" in told["Vera Campos"]
    assert "Cita o que uma pessoa validou" in re.sub(r"\s+", " ", told["Vera Campos"])


def test_each_quoted_value_is_read_from_its_relato(demonstration: Ended) -> None:
    quoted = ["9.600,00", "5.600,00", "5.000,00", "4.720,00", "3.200,00", "890,00"]

    read = re.findall(r"✓ extraído(.*?)✓ com estratégia", demonstration.printed, re.DOTALL)

    assert len(read) == len(quoted)
    assert [value for value, words in zip(quoted, read, strict=True) if value not in words] == []


def test_nobody_is_contacted_after_a_reply_and_the_reason_is_told(demonstration: Ended) -> None:
    _, reply, after = demonstration.printed.partition("★ Paulo Sérgio Nunes respondeu")

    assert reply
    assert "● Paulo Sérgio Nunes" not in after
    assert "Sem contato hoje com Paulo Sérgio Nunes, que já respondeu em" in after


def test_a_promise_and_an_old_conversation_are_told_with_their_reasons(demonstration: Ended) -> None:
    printed = demonstration.printed

    assert "por combinado na conversa" in printed
    assert "nada antes do prometido" in printed
    assert printed.count("vencido antes de o relato chegar") == 2
    assert "passou, fica para o próximo dia útil" in re.sub(r"\s+", " ", printed)
    assert "movido para o próximo dia útil" in re.sub(r"\s+", " ", printed)


def test_the_report_fits_in_100_columns_and_has_no_colours_in_a_pipe(demonstration: Ended) -> None:
    widest = max(map(len, demonstration.printed.splitlines()))

    assert widest <= 100
    assert "\x1b" not in demonstration.printed


def test_a_second_run_finds_the_samples_of_the_first_and_ctrl_c_ends_both(tmp_path: Path) -> None:
    first, second = (run_until_it_stays(tmp_path) for _ in range(2))

    assert (first.status, second.status) == (0, 0)
    assert first.printed.count("✓ recebido") == len(STORIES) + len(PEDIDOS)
    assert second.printed.count("✓ já estava guardado") == len(STORIES) + len(PEDIDOS)
    assert "✓ recebido" not in second.printed
    assert f"Ela já tem {len(STORIES)} relatos" in second.printed
    assert "/docs" in second.printed
    assert "/auth/login" in second.printed


def run_until_it_stays(state: Path) -> Ended:
    """`make run`, interrupted when it has told all; a terminal would interrupt its host too, which ends the same."""
    with started("--ficar", "--estado", str(state), PORTA="0") as process:
        assert process.stdout
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C encerra" in line:
                process.send_signal(signal.SIGINT)
        last = ended(process)
    return Ended(last.status, "".join(lines) + last.printed, last.complaints)


def test_a_busy_port_is_named_with_the_way_to_choose_another(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with started("--ficar", "--estado", str(tmp_path), PORTA=str(port)) as process:
            run = ended(process)

    assert run.status == 1
    assert f"A porta {port} está ocupada" in run.complaints
    assert f"PORTA={port + 1} make run" in run.complaints
