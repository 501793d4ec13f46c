"""Files of clientes as people and programs write them: every line comes out, numbered, or says why it cannot."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.documents import encode_body
from shared.clientes.importacao.colunas import column_of, ficha_fields
from shared.clientes.importacao.errors import NoKnownColumn, TooManyLines, UnreadableFile
from shared.clientes.importacao.fichas import read_ficha
from shared.clientes.importacao.leitura import read_lines
from shared.clientes.importacao.linhas import Colunas, Linha
from shared.clientes.importacao.models import LinhaGuardada

CSV, JSON, NDJSON = "text/csv", "application/json", "application/x-ndjson"


def read(raw: str | bytes, media_type: str = CSV) -> list[Linha]:
    content = raw.encode() if isinstance(raw, str) else raw
    return list(read_lines(content, media_type, Colunas()))


def cells(raw: str | bytes, media_type: str = CSV) -> list[dict[str, Any]]:
    return [dict(line.celulas) for line in read(raw, media_type)]


def fields(**row: Any) -> dict[str, Any]:
    found, wrong = ficha_fields(row)
    assert wrong == []
    return found


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_spreadsheet_s_csv_is_read_whatever_parts_and_encodes_it(
    delimiter: str, encoding: str, end: str
) -> None:
    rows = (("Nome", "Observação", "E-mail"), ("José Conceição", "fala; muito, mesmo", "jose@exemplo.com.br"))
    quoted = end.join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)

    [line] = read(quoted.encode(encoding))

    assert (line.numero, line.motivo) == (2, None)
    assert line.celulas == {
        "nome": "José Conceição",
        "observacoes": "fala; muito, mesmo",
        "email": "jose@exemplo.com.br",
    }


def test_lines_are_counted_as_a_person_sees_them_over_quoted_line_breaks_and_blank_lines() -> None:
    raw = 'nome;obs\r\nAna;"uma\r\nduas\r\ntrês"\r\n\r\n;;\r\nBia;x\r\n'

    lines = read(raw)

    assert [(line.numero, line.celulas["nome"]) for line in lines] == [(2, "Ana"), (7, "Bia")]
    assert lines[0].celulas["observacoes"] == "uma\r\nduas\r\ntrês"


def test_columns_are_known_by_the_usual_names_and_unknown_ones_are_listed() -> None:
    colunas = Colunas()
    header = "NOME FANTASIA;Cpf/Cnpj;Razão  Social;Celular;Data de Adesão;Valor (MRR);Signo;Time do coração"

    list(read_lines(f"{header}\na;;;;;;Leão;\n".encode(), CSV, colunas))

    assert colunas.ignoradas == ["Signo", "Time do coração"]
    names = ("e-mail", "CPF", "cnpj", "CPF/CNPJ", "Razão Social", "celular", "data de adesão", "Valor (MRR)")
    assert [column_of(name) for name in names] == [
        "email",
        "cpf",
        "cnpj",
        "documento",
        "razao_social",
        "telefone",
        "data_adesao",
        "valor",
    ]


def test_of_two_columns_with_one_meaning_the_first_that_is_filled_counts() -> None:
    assert cells("nome;telefone;celular\nAna;;11988887777\nBia;1133334444;11988886666\n") == [
        {"nome": "Ana", "telefone": "11988887777"},
        {"nome": "Bia", "telefone": "1133334444"},
    ]


@pytest.mark.parametrize(
    ("raw", "motivo"),
    [
        ('nome;obs\n"Ana "a" B";x\nBia;y\n', "as aspas da linha não fecham direito"),
        ("nome;obs\nAna;x;11 98888-7777\nBia;y\n", "a linha tem mais colunas que o cabeçalho"),
        (f"nome;obs\nAna;{'x' * 70_000}\nBia;y\n", "a linha é longa demais"),
        (f"nome;obs\nAna;{'x' * 1_000_000}\nBia;y\n", "a linha é longa demais"),
        ("nome;obs\nAn\ufffda;x\nBia;y\n", "a linha tem caracteres que não puderam ser lidos"),
        ("nome;obs\nAn\0a;x\nBia;y\n", "a linha tem caracteres que não puderam ser lidos"),
    ],
    ids=["quotes", "more cells", "too long", "longer than a cell", "bad characters", "null character"],
)
def test_a_bad_line_is_told_and_the_next_one_stands(raw: str, motivo: str) -> None:
    bad, good = read(raw)

    assert (bad.numero, bad.motivo, bad.celulas) == (2, motivo, {})
    assert (good.numero, good.celulas["nome"]) == (3, "Bia")


@pytest.mark.parametrize(
    "raw",
    [
        'nome;obs\nAna;x\n"Bia;y\nCaio;z\n',
        'nome;obs\nAna;x\n"Bia;y\n"Caio";z\n',
        'nome;obs\nAna;x\n"Bia;y\n' + "Caio;z\n" * 50_000,
    ],
    ids=["to the end", "to another row's quote", "beyond a field's size"],
)
def test_quotes_that_swallow_other_lines_refuse_the_file_and_say_where(raw: str) -> None:
    with pytest.raises(UnreadableFile, match="na linha 3"):
        read(raw)


@pytest.mark.parametrize("raw", ["signo;time\nLeão;Santos\n", "", "\n\n", "{}", "Ana;11988887777\n"])
def test_a_csv_without_any_known_column_is_refused(raw: str) -> None:
    with pytest.raises(NoKnownColumn):
        read(raw)


def test_a_file_with_a_header_alone_has_nothing_to_import() -> None:
    with pytest.raises(UnreadableFile, match="nenhuma linha"):
        read("nome;telefone\n")


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (b"nome\n" + b"a\n" * 110_000, CSV),
        (b"1\n" * 110_000, NDJSON),
        (b"[" + b"1," * 110_000 + b"1]", JSON),
        (b"nome\n" + b"\n" * 3_000_000, CSV),
        (b"nome\n" + b"\r" * 3_000_000, CSV),
    ],
    ids=["csv", "one a line", "list", "blank lines", "blank lines of an old Mac"],
)
def test_more_lines_than_one_request_can_take_in_are_refused(raw: bytes, media_type: str) -> None:
    with pytest.raises(TooManyLines, match="100 mil"):
        read(raw, media_type)


def test_more_columns_than_a_cliente_can_have_are_another_kind_of_file() -> None:
    keys = ", ".join(f'"k{n}": 1' for n in range(1_001))

    wide, good = read(f'[{{"nome": "Ana", {keys}}}, {{"nome": "Bia"}}]', JSON)

    assert (wide.motivo, good.motivo) == ("a linha é longa demais", None)
    with pytest.raises(NoKnownColumn):
        read("nome" + ";x" * 1_001 + "\nAna\n")


def test_a_file_whose_lines_are_all_bad_is_refused_for_what_is_wrong_with_the_first() -> None:
    with pytest.raises(UnreadableFile, match="na linha 2, a linha tem mais colunas que o cabeçalho"):
        read("nome;celular\nAna;11;98888-7777\nBia;11;97777-6666\n")


def test_lines_that_end_as_on_an_old_mac_are_lines() -> None:
    lines = read('nome;obs\rAna;"a\rb"\rBia;x\r')

    assert [(line.numero, line.celulas["nome"]) for line in lines] == [(2, "Ana"), (4, "Bia")]


def test_a_list_of_objects_is_read_with_the_line_each_begins_at() -> None:
    raw = '[\n  {"nome": "Ana",\n   "celular": "11988887777"},\n\n  {"nome": "Bia"}, {"nome": "Caio"}]\n'

    assert [(line.numero, line.celulas["nome"]) for line in read(raw, JSON)] == [
        (2, "Ana"),
        (5, "Bia"),
        (6, "Caio"),  # counted on: no two rows have one number
    ]


def test_s4_s_export_by_client_id_is_read_as_it_is() -> None:
    exported = {
        "1234": {
            "client_id": 1234,
            "nome": "Empresa XYZ Ltda",
            "cnpj": 191,
            "valor": 1500.00,
            "data_adesao": "2024-03-15T00:00:00",
            "data_cancelamento": None,
            "tmo": 36,
            "criado_em": "2024-03-10T10:30:00",
        },
        "5678": {"nome": "ABC", "cnpj": 0, "valor": 0.0},
    }
    colunas = Colunas()

    first, second = read_lines(json.dumps(exported, indent=2).encode(), JSON, colunas)

    assert fields(**first.celulas) == {
        "client_id": "1234",
        "nome": "Empresa XYZ Ltda",
        "documento": "00000000000191",
        "valor": 1500,
        "data_adesao": "2024-03-15",
    }
    assert fields(**second.celulas) == {"client_id": "5678", "nome": "ABC", "valor": 0}
    assert colunas.ignoradas == ["tmo", "criado_em"]


def test_objects_longer_than_the_reading_window_come_out_whole() -> None:
    rows = [{"nome": f"Cliente {n}", "observacoes": "ç" * 30_000} for n in range(60)]

    lines = read(json.dumps(rows, ensure_ascii=False), JSON)

    assert [line.celulas["nome"] for line in lines] == [row["nome"] for row in rows]


def test_one_object_a_line_lets_the_bad_lines_be_told_alone() -> None:
    raw = '{"nome": "Ana"}\n{"nome": \n\n[1]\n{"nome": "Bia"}'

    lines = read(raw, NDJSON)

    assert [(line.numero, line.motivo) for line in lines] == [
        (1, None),
        (2, "a linha não é um JSON válido"),
        (4, "deveria ser um objeto JSON com os campos do cliente"),
        (5, None),
    ]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ('[{"nome": "Ana"},\n{"nome": }]', "na linha 2"),
        ('[{"nome": "Ana"}\n', "na linha 2"),
        ('[{"nome": "Ana"}] x', "na linha 1"),
        ('[{"nome": "Ana"}, 12', "na linha 1"),
        ('"Ana"', "lista de objetos"),
        ('{"nome": "Ana"}', "lista de objetos"),
        ("", "lista de objetos"),
        ("[]", "nenhuma linha"),
        ("[" * 100_000, "na linha 1"),
        ('[{"nome": "' + "x" * 1_200_000, "na linha 1"),
        (b'[{"nome": "Jos\xe9"}]', "UTF-8"),
    ],
)
def test_json_that_cannot_be_told_apart_is_refused(raw: str | bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read(raw, JSON)


def test_values_that_no_store_could_keep_are_made_fit_or_refused_by_line() -> None:
    raw = (
        '[{"nome": "\\ud800"}, {"nome": "Ana", "valor": 1e999, "documento": 123456789012345678901234567890},'
        '{"nome": {"a": [1]}, "valor": NaN}, {"desconhecido": 1}]'
    )

    broken, big, nested, unknown = read(raw, JSON)

    assert broken.motivo == "a linha tem caracteres que não puderam ser lidos"
    assert big.celulas == {"nome": "Ana", "valor": "1e999", "documento": "123456789012345678901234567890"}
    assert nested.celulas == {"nome": [], "valor": "NaN"}
    assert unknown.motivo == "a linha não tem nenhuma coluna que conhecemos"


_ODD = st.sampled_from(
    ['"', ";", ",", "\t", "\r\n", "\n", "nome", "valor", "cnpj", "{", "}", "[", "]", ":", "\\ud800"]
)
_TEXTS = st.lists(_ODD | st.text(max_size=8)).map("".join)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["nome", "valor", "cpf", "x"]) | st.text(), inner)
    ),
)
_FILES = (
    st.binary()
    | _TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))
    | _JSON.map(json.dumps).map(str.encode)
)


@given(raw=_FILES, header=st.sampled_from([b"", b"nome;valor;data adesao\n", b'[{"nome": "Ana"},']))
def test_no_file_breaks_the_reading_and_every_line_can_be_kept(raw: bytes, header: bytes) -> None:
    for media_type in (CSV, JSON, NDJSON):
        try:
            lines = read(header + raw, media_type)
        except UnreadableFile:
            continue
        for line in lines:
            encode_body({"celulas": dict(line.celulas)})
            ficha, wrong = read_ficha(LinhaGuardada(numero=line.numero, celulas=dict(line.celulas)))
            assert (ficha is None) == bool(wrong)


def test_each_row_has_a_number_of_its_own_however_many_are_on_a_line() -> None:
    lines = read('[{"nome": "Ana"}, {"nome": "Bia"},\n{"nome": "Caio"},\n\n{"nome": "Davi"}]', JSON)
    assert [line.numero for line in lines] == [1, 2, 3, 4]
    assert [line.numero for line in read('[\n{"nome": "Ana"},\n\n{"nome": "Bia"}]', JSON)] == [2, 4]
