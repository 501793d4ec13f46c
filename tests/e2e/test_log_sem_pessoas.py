"""The log of a whole demonstration names nobody: no name, phone, e-mail, document or word of what people wrote."""

import dataclasses
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from infra.local.demo import demonstration
from infra.local.demo_carteira_samples import LOJAS
from infra.local.demo_chamados import PEDIDOS
from infra.local.demo_report import Report
from infra.local.demo_respostas import RESPOSTAS, VARIAVEIS
from infra.local.demo_samples import STORIES
from infra.local.demo_week_samples import CONSULTAS, MEDICA, POLITICA
from tests.local_host import SAMPLE_VALUES

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w[\w.]+")
_CPF = re.compile(r"\b\d{3}\.\d{3}\.\d{3}-\d{2}\b")
_SHINGLE = 4  # words in a row: fewer are anybody's


@pytest.fixture(scope="module")
def log() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SAMPLE_VALUES.items():
            patch.setenv(name, value)
        with demonstration(Report(io.StringIO())) as (host, wrong):
            assert wrong == []
            told = (host.state / "host.log").read_text(encoding="utf-8")
        yield told


def said() -> Iterator[tuple[str, str]]:
    """Every text of the samples, with the name of the field it stands in."""
    for kept in (*STORIES, *PEDIDOS, *CONSULTAS, *LOJAS):
        yield from _texts(dataclasses.asdict(kept), "")
    yield from _texts([RESPOSTAS, VARIAVEIS, POLITICA], "")
    yield "nome", MEDICA


def _texts(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            yield from _texts(inside, str(key))
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from _texts(inside, name)


def names() -> set[str]:
    """Whole, and of people each part that is long enough to be nobody else's word."""
    whole = {text for name, text in said() if name == "nome"}
    people = {text for kept in (*STORIES, *PEDIDOS) if (text := kept.cliente.get("nome", ""))}
    people |= {consulta.nome for consulta in CONSULTAS}
    return whole | {part for text in people for part in text.split() if len(part) > 3}


def phones() -> set[str]:
    """The number without its area, as digits and as written."""
    found = {text for name, text in said() if name == "telefone"}
    return {text.rpartition(" ")[2] for text in found} | {re.sub(r"\D", "", text)[-9:] for text in found}


def shingles() -> set[str]:
    found = set()
    for _, text in said():
        words = text.split()
        found |= {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
    return {one for one in found if "{" not in one}


def told_of_people(log: str) -> set[str]:
    """Everything of theirs that the text holds, as it is or with its accents escaped."""
    forms = {one: (one, one.encode("unicode_escape").decode()) for one in shingles() | phones()}
    found = {one for one, written in forms.items() if any(form in log for form in written)}
    found |= {one for one in names() if re.search(rf"\b{re.escape(one)}\b", log)}
    return found | set(_EMAIL.findall(log)) | set(_CPF.findall(log))


def test_a_line_about_somebody_would_be_found() -> None:
    planted = (
        "contato com Marina",
        "para 900000001",
        "veio hoje avaliar lentes de contato dental",
        "camila@exemplo.com.br",
        "documento 123.456.789-09",
        "n\\xe3o abre desde cedo",
    )

    assert [line for line in planted if not told_of_people(line)] == []


def test_the_log_of_a_whole_demonstration_names_nobody(log: str) -> None:
    assert told_of_people(log) == set()


def test_it_is_the_log_of_all_that_was_done(log: str) -> None:
    for evento in (
        *("http.answered", "queue.worked", "activity.worked", "timer.worked"),
        *("relato.extracted", "chamado.considered", "recebimento.routed", "atendimento.step_made"),
        *("envio.decided", "envio.simulated", "contato.due", "fluxos.counted"),
    ):
        assert f'"evento": "{evento}"' in log, evento
