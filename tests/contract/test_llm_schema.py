"""What is asked of models: schemas under the strict rules, prompts that fit them, and nothing loaded before use."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import BaseModel

from shared.chamados import classificacao
from shared.chamados.classificacao import RespostaClassificacao
from shared.kit.llm import InvalidCompletion, json_parser, strict_schema
from shared.relatos import extraction, strategy
from shared.relatos.extraction import RespostaExtracao
from shared.relatos.strategy import RespostaEstrategia
from tests.groq_server import breaks_strictness

ANSWERS: list[type[BaseModel]] = [RespostaExtracao, RespostaEstrategia, RespostaClassificacao]
KNOWN_KEYS = {"type", "properties", "required", "additionalProperties", "items", "enum"}


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_schema_obeys_the_strict_rules(answer: type[BaseModel]) -> None:
    assert breaks_strictness(strict_schema(answer)) == []


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_schema_uses_no_keyword_beyond_the_strict_subset(answer: type[BaseModel]) -> None:
    unknown = {key for schema in schemas_within(strict_schema(answer)) for key in schema} - KNOWN_KEYS

    assert unknown == set()


@pytest.mark.parametrize(
    "schema",
    [
        {
            "type": "object",
            "properties": {"a": {"type": "string"}},
            "required": [],
            "additionalProperties": False,
        },
        {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]},
        {"type": "object", "properties": {"a": {}}, "required": ["a"], "additionalProperties": False},
        {"type": "array"},
    ],
)
def test_the_server_of_the_tests_notices_a_schema_that_breaks_the_rules(schema: dict[str, Any]) -> None:
    assert breaks_strictness(schema)


def test_the_schema_of_the_extraction_is_the_one_that_was_released_with_its_prompt() -> None:
    schema = strict_schema(RespostaExtracao)["properties"]

    assert list(schema) == [
        "data_conversa",
        "identidade_cliente",
        "identidade_atendente",
        "resumo_assunto",
        "valor_orcamento",
        "formas_pagamento",
        "parcelas",
        "informacoes_organizadas",
        "instrucoes_proximo_passo",
        "proximo_contato",
        "nao_contatar",
    ]
    assert schema["valor_orcamento"]["properties"]["valor"] == {"type": ["number", "null"]}
    assert "cartao_credito" in schema["formas_pagamento"]["items"]["properties"]["valor"]["enum"]


def test_the_example_in_the_prompt_is_a_valid_answer_whose_quotes_are_literal() -> None:
    system = extraction.prompt_for("relato").system
    relato = system.split('Relato: "')[1].split('"\n')[0]
    example = RespostaExtracao.model_validate_json(system.split("Resposta: ")[1])

    quotes = [
        cited["evidencia"]
        for cited in objects_within(json.loads(example.model_dump_json()))
        if "evidencia" in cited
    ]

    assert len(quotes) > 10
    assert [quote for quote in quotes if quote and quote not in relato] == []


@pytest.mark.parametrize("name", list(RespostaExtracao.model_fields))
def test_the_prompt_explains_every_field_that_it_asks_for(name: str) -> None:
    assert f"`{name}`" in extraction.prompt_for("relato").system


def test_the_example_of_the_classification_is_a_valid_answer_whose_quotes_are_literal() -> None:
    system = classificacao.prompt_for("pedido").system
    pedido = system.split('Pedido: "')[1].split('"\n')[0]
    example = RespostaClassificacao.model_validate_json(system.split("Resposta: ")[1])

    quotes = [cited["evidencia"] for cited in objects_within(example.model_dump()) if "evidencia" in cited]

    assert [quote for quote in quotes if quote and quote not in pedido] == []
    assert all(quote for quote in quotes[: len(example.intencoes)])


@pytest.mark.parametrize("name", list(RespostaClassificacao.model_fields))
def test_the_prompt_of_the_classification_explains_every_field_that_it_asks_for(name: str) -> None:
    assert f"`{name}`" in classificacao.prompt_for("pedido").system


@pytest.mark.parametrize("content", ["", "[]", "{}", "null", '{"resumo": 1}', "```json\n{}\n```"])
def test_an_answer_outside_the_schema_is_told_where_it_is_wrong_and_never_what_it_said(content: str) -> None:
    with pytest.raises(InvalidCompletion) as caught:
        json_parser(RespostaEstrategia)(content)

    assert "esquema" in caught.value.hint
    assert caught.value.reason == "schema"


def test_a_fault_is_told_without_the_value() -> None:
    with pytest.raises(InvalidCompletion) as caught:
        json_parser(RespostaEstrategia)('{"resumo": "x", "personalizacao": "y", "contatos": ["Seu Osvaldo"]}')

    assert "contatos.0" in caught.value.hint
    assert "Osvaldo" not in caught.value.hint


def test_importing_the_language_tasks_loads_no_sdk_and_reads_no_prompt() -> None:
    code = (
        "import sys, shared.relatos.extraction as e, shared.relatos.strategy as s; "
        "print(sorted({'groq', 'openai', 'httpx', 'httpx2'} & set(sys.modules)), "
        "e._system.cache_info().currsize + s._system.cache_info().currsize)"
    )

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "[] 0"


def test_both_prompts_are_versioned_by_their_file_names() -> None:
    assert (extraction.VERSION, strategy.VERSION) == ("extracao_v1", "estrategia_v1")


def schemas_within(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    children = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return [schema, *(found for child in children for found in schemas_within(child))]


def objects_within(value: Any) -> list[dict[str, Any]]:
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    found = [value] if isinstance(value, dict) else []
    return found + [inner for child in children for inner in objects_within(child)]
