"""What may be told of an activity, and in which words the rest is refused."""

from typing import Any

import pytest

from shared.atividades.entradas import AtividadeUnica, NovasAtividades, NovoLote
from shared.kit.errors import InvalidInput, MalformedRequest
from shared.kit.validation import parse_json

_LEAD = b'{"tipo": "lead", "tenant_id": 7, "em": "2026-03-10T09:00:00"'


def refused(raw: bytes) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        parse_json(NovasAtividades, raw)
    return {error.pointer: error.detail for error in caught.value.errors}


def test_one_alone_and_a_lote_are_told_apart_by_what_they_hold() -> None:
    one = parse_json(NovasAtividades, _LEAD + b', "lote_id": "L1"}').root
    lote = parse_json(NovasAtividades, b'{"lote_id": "L1", "atividades": [' + _LEAD + b"}]}").root

    assert isinstance(one, AtividadeUnica)
    assert (one.lote_id, one.tenant_id, one.vezes) == ("L1", "7", 1)
    assert isinstance(lote, NovoLote)
    assert lote.atividades[0].tenant_id == "7"


def test_what_is_wrong_is_told_by_its_place_and_nothing_else_is() -> None:
    lote = b'{"lote_id": "L1", "atividades": [' + _LEAD + b'}, {"tipo": "visita", "tenant_id": 7}]}'

    assert refused(lote).keys() == {"#/atividades/1/tipo", "#/atividades/1/em"}
    assert refused(b'{"lote_id": "L1", "atividades": []}') == {
        "#/atividades": "deve ter no mínimo 1 itens",
    }
    assert refused(b'{"atividades": [' + _LEAD + b"}]}") == {"#/lote_id": "é obrigatório"}
    assert refused(b"[1, 2]") == {"#": "deve ser um objeto JSON"}


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"[" * 100_000], ids=["empty", "cut", "latin", "deep"])
def test_what_is_no_json_is_malformed(raw: bytes) -> None:
    with pytest.raises(MalformedRequest):
        parse_json(NovasAtividades, raw)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (b', "client_id": 9}', "informe tenant_id, client_id ou cliente_id, e só um deles"),
        (b', "usuario_nome": "Ana"}', "só um login tem id, usuario_nome e usuario_email"),
        (b', "ativo": true}', "só econversa e integrador têm ativo"),
        (b', "integrador": "Loja X"}', "integrador é o nome ou número de um integrador, e só dele"),
    ],
)
def test_what_belongs_to_another_kind_is_refused(fields: bytes, sentence: str) -> None:
    assert refused(_LEAD + fields) == {"#": sentence}


@pytest.mark.parametrize(
    ("field", "value"),
    [("em", '"0001-01-01T00:00:00+14:00"'), ("em", "5"), ("quantidade", "0"), ("quantidade", "100001")],
)
def test_what_no_calendar_or_counter_holds_is_refused(field: str, value: str) -> None:
    given = {"tipo": '"lead"', "tenant_id": "7", "em": '"2026-03-10"', field: value}
    raw = "{" + ", ".join(f'"{name}": {one}' for name, one in given.items()) + "}"

    assert f"#/{field}" in refused(raw.encode())


@pytest.mark.parametrize(
    ("told", "times"),
    [({}, 1), ({"ativo": True}, 0), ({"ativo": False, "quantidade": 3}, 3), ({"quantidade": 40}, 40)],
)
def test_switching_something_on_or_off_is_no_use_of_it(told: dict[str, Any], times: int) -> None:
    given = {"tipo": "econversa", "tenant_id": "7", "em": "2026-03-10T09:00:00"}

    assert AtividadeUnica.model_validate(given | told, strict=False).vezes == times
