"""Relatos read by a model behind Groq's contract: what it invents is dropped, and when it fails nothing is lost."""

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.client import Attendant
from tests.groq_server import (
    BAD_KEY,
    CAPACITY,
    DOWN,
    GARBAGE,
    GONE,
    PROXY_PAGE,
    RESET,
    GroqServer,
    Received,
    Reply,
    completion,
    limited,
)
from tests.local_host import LocalHost

TEXTO = "Marina quer aparelho, R$ 2.500,00 em 10x no cartão. Telefone (11) 98888-7777. Caso {}. Paula"
FAILURES = (DOWN, CAPACITY, RESET, GARBAGE, PROXY_PAGE, limited("30"), completion("{"), GONE, BAD_KEY)


@pytest.fixture
def groq() -> Iterator[GroqServer]:
    with GroqServer().serving() as server:
        yield server


@pytest.fixture
def paula(groq: GroqServer, tmp_path: Path) -> Iterator[Attendant]:
    environ = {"GROQ__API_KEY": "gsk_teste", "GROQ__BASE_URL": groq.url}
    host = LocalHost(tmp_path, environ=environ)
    yield Attendant(host.start())
    host.close()


def test_a_storm_of_failures_loses_no_relato_and_says_who_read_each(
    groq: GroqServer, paula: Attendant
) -> None:
    replies = cycle(FAILURES)
    groq.answer_with(lambda _: next(replies))
    ids = [paula.post("/relatos", {"texto": TEXTO.format(number)}, status=202)["id"] for number in range(40)]

    paula.host.settle()

    relatos = [paula.relato(relato_id) for relato_id in ids]
    assert {relato["status"] for relato in relatos} == {"em_acompanhamento"}
    assert {relato["extracao"]["origem"] for relato in relatos} == {"regras:1"}
    assert {relato["extracao"]["valor_orcamento"] for relato in relatos} == {2500.0}


def test_an_outage_of_the_first_model_is_bridged_by_the_second(groq: GroqServer, paula: Attendant) -> None:
    groq.answer_with(lambda asked: DOWN if asked.model.endswith("-20b") else obedient(asked))

    relato = paula.relato(paula.tell(TEXTO.format(1)))

    assert relato["extracao"]["origem"] == "groq:openai/gpt-oss-120b"
    assert relato["status"] == "em_acompanhamento"


def test_what_leaves_the_house_names_no_phone(groq: GroqServer, paula: Attendant) -> None:
    groq.answer_with(obedient)

    paula.tell(TEXTO.format(1))

    assert groq.received
    assert all("98888" not in asked.raw for asked in groq.received)


def test_no_log_line_holds_the_text_the_name_the_phone_or_the_key(groq: GroqServer, paula: Attendant) -> None:
    groq.answer_with(lambda _: DOWN)
    paula.tell(TEXTO.format(1), cliente={"nome": "Marina", "telefone": "(11) 98888-7777"})

    log = paula.host.log()

    assert "relato.extracted" in log
    assert not [
        secret for secret in ("Marina", "98888", "aparelho", "gsk_teste", paula.token) if secret in log
    ]


def obedient(asked: Received) -> Reply:
    """The emptiest answer that the asked schema allows: a model that understood nothing and invents nothing."""
    return completion(json.dumps(emptiest(asked.body["response_format"]["json_schema"]["schema"])))


def emptiest(schema: dict[str, Any]) -> Any:
    if "anyOf" in schema:
        return None if {"type": "null"} in schema["anyOf"] else emptiest(schema["anyOf"][0])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "null" in kinds:
        return None
    if kinds == ["object"]:
        return {name: emptiest(child) for name, child in schema["properties"].items()}
    return {"array": [], "boolean": False, "string": "", "integer": 0, "number": 0}[kinds[0]]
