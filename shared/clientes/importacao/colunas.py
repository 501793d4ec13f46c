"""Which field of a ficha a column means, however people spell it, and what a cell of that field says.

Kommo's custom fields go by the same names, so they are read here too.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from shared.kit.clock import local_day
from shared.kit.money import to_cents
from shared.kit.texto import fold

_NAMES = {
    "id": "id, codigo, codigo do cliente, cliente id, id do cliente",
    "nome": "nome, name, nome completo, cliente, nome do cliente, nome fantasia, paciente, nome do paciente",
    "telefone": "telefone, celular, fone, phone, whatsapp, tel, telefone celular",
    "email": "email, e mail, mail, correio eletronico",
    "documento": "documento, cpf cnpj, cnpj cpf, cpf ou cnpj, doc",
    "cpf": "cpf, cpf do cliente",
    "cnpj": "cnpj, cnpj da empresa",
    "canal_preferido": "canal preferido, canal, canal de preferencia",
    "observacoes": "observacoes, observacao, obs, notas, anotacoes",
    "client_id": "client id",
    "tenant_id": "tenant id, tenant",
    "slug": "slug",
    "razao_social": "razao social, empresa",
    "valor": "valor, valor mrr, mrr, mensalidade, valor do contrato, valor mensal, price",
    "vendedor": "vendedor, vendedora, vendedor responsavel",
    "cs": "cs, customer success, cs responsavel, responsavel cs",
    "status": "status, etapa, situacao",
    "pipeline": "pipeline, funil",
    "data_adesao": "data adesao, data de adesao, adesao",
    "data_start_onboarding": "data start onboarding, inicio onboarding, inicio do onboarding, "
    "data de inicio do onboarding, data inicio onboarding",
    "data_end_onboarding": "data end onboarding, fim onboarding, fim do onboarding, "
    "data de fim do onboarding, data fim onboarding",
    "data_cancelamento": "data cancelamento, data de cancelamento, cancelamento, data do churn",
    "motivos_churn": "motivos churn, motivo churn, motivo do churn, motivos do churn, motivo do cancelamento",
    "descricao_cancelamento": "descricao cancelamento, descricao do cancelamento",
}
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names.split(", ")}
_FIELD_OF = {"cpf": "documento", "cnpj": "documento"}
# How pandas, spreadsheets and SQL write that there is nothing.
_NOTHING = frozenset({"", "-", "null", "NULL", "None", "nan", "NaN", "NaT", "N/A", "n/a", "#N/D", "#N/A"})
_CHANNELS = {"e-mail": "email", "zap": "whatsapp", "whats": "whatsapp", "fone": "telefone"}

_NOT_TEXT = "deve ser um texto ou um número"
_NOT_DAY = "deve ser uma data, como 31/12/2025 ou 2025-12-31"
_NOT_MONEY = "deve ser um valor em reais, como 1.234,56"
_BRAZILIAN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
# In a Brazilian file the point parts thousands and the comma cents; without a comma, a lone point parts cents.
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d{1,2}")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+")
_LARGEST, _MAX_MONEY = 10**15, 20
_WHOLE = re.compile(r"(\d+)\.0+")


class BadCell(ValueError):
    """A cell that its field cannot hold: a fixed sentence in Portuguese."""


@dataclass(frozen=True, slots=True)
class CampoInvalido:
    campo: str
    motivo: str


def column_of(name: str) -> str | None:
    """The column that `name` means, whatever its accents, case and marks; None for one that we do not know."""
    return _COLUMNS.get(re.sub(r"[^a-z0-9]+", " ", fold(name)).strip())


def ficha_fields(cells: Mapping[str, Any]) -> tuple[dict[str, Any], list[CampoInvalido]]:
    """What `cells` (column -> cell) say as fields of a ficha, and what could not be read. Empty cells say nothing."""
    fields: dict[str, Any] = {}
    wrong: list[CampoInvalido] = []
    for column, cell in cells.items():
        field = _FIELD_OF.get(column, column)
        try:
            value = _read(column, cell)
        except BadCell as error:
            wrong.append(CampoInvalido(field, str(error)))
            continue
        if value is not None:
            fields.setdefault(field, value)
    return fields, wrong


def _read(column: str, cell: Any) -> Any:
    if isinstance(cell, bool | list | dict):
        raise BadCell(_NOT_TEXT)
    if column == "valor" and isinstance(cell, int | float):
        return _amount(cell)
    text = _text(cell)
    if text is None:
        return None
    reader = _READERS.get(column)
    return reader(text) if reader else text


def _amount(number: float) -> Decimal:
    """A JSON number is no Brazilian text: its point always parts cents."""
    if abs(number) > _LARGEST:
        raise BadCell(_NOT_MONEY)
    return to_cents(Decimal(str(number)))


def _text(cell: str | float | None) -> str | None:
    text = "" if cell is None else str(cell).strip()
    return None if text in _NOTHING else text


def _whole(text: str) -> str:
    """A number that a spreadsheet or pandas wrote as 1234.0 is 1234."""
    match = _WHOLE.fullmatch(text)
    return match[1] if match else text


def _document(length: int | None) -> Callable[[str], str | None]:
    """Digits that lost their leading zeros as a number get them back; all zeros are S4's way of saying none."""

    def read(text: str) -> str | None:
        text = _whole(text)
        if not text.isdecimal():
            return text
        size = length or (11 if len(text) <= 11 else 14)
        return text.zfill(size) if text.strip("0") else None

    return read


def _day(text: str) -> str:
    if match := _BRAZILIAN_DAY.fullmatch(text):
        text = f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadCell(_NOT_DAY) from None
    return str(_local(moment))


def _local(moment: datetime) -> date:
    try:
        return local_day(moment) if moment.tzinfo else moment.date()
    except OverflowError:  # the first and last days of the calendar, moved to another zone
        raise BadCell(_NOT_DAY) from None


def _money(text: str) -> Decimal:
    plain = re.sub(r"\s", "", text).upper().removeprefix("R$")
    if len(plain) <= _MAX_MONEY and _GROUPED.fullmatch(plain):
        return to_cents(Decimal(plain.replace(".", "").replace(",", ".")))
    if len(plain) <= _MAX_MONEY and _PLAIN.fullmatch(plain):
        return to_cents(Decimal(plain.replace(",", "")))
    raise BadCell(_NOT_MONEY)


def _channel(text: str) -> str:
    plain = fold(text)
    return _CHANNELS.get(plain, plain)


_READERS: dict[str, Callable[[str], Any]] = {
    "id": _whole,
    "client_id": _whole,
    "tenant_id": _whole,
    "telefone": _whole,
    "cpf": _document(11),
    "cnpj": _document(14),
    "documento": _document(None),
    "canal_preferido": _channel,
    "valor": _money,
    **dict.fromkeys(
        ("data_adesao", "data_start_onboarding", "data_end_onboarding", "data_cancelamento"), _day
    ),
}
