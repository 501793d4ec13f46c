"""Which field of an atendimento a column means, however people spell it, and what a cell of that field says.

What a row says of the person goes by the names that files of clientes use, so that an erasure finds rows that wait.
"""

import re
from collections.abc import Mapping
from typing import Any

from shared.kit.texto import fold

_NAMES = {
    "nome": "nome, paciente, nome paciente, nome do paciente, nome completo, cliente, nome do cliente",
    "telefone": "telefone, celular, fone, phone, whatsapp, tel, telefone celular, telefone do paciente",
    "email": "email, e mail, mail, correio eletronico",
    "observacoes": "observacoes, observacao, obs, notas",
    "cliente_id": "cliente id, id do cliente, codigo do cliente",
    "nome_medico": "nome medico, medico, medica, nome do medico, profissional, nome do profissional, dentista, doutor",
    "especialidade": "especialidade",
    "procedimento": "procedimento, exame, servico, tipo de consulta, tipo de atendimento",
    "local": "local, unidade, sala, endereco",
    "data_consulta": "data consulta, data da consulta, data hora, data e hora, agendamento, data do agendamento",
    "data": "data, dia",
    "hora": "hora, horario, hora da consulta, hora consulta, hora do agendamento",
    "fuso": "fuso, fuso horario",
    "duracao_min": "duracao, duracao min, duracao em minutos",
    "nr_seq_agenda": "nr seq agenda, nr sequencia agenda, nr sequencia, agenda, agenda id, id agenda, id da agenda, "
    "numero da agenda, codigo da agenda",
    "subscriber_id": "subscriber id",
    "quer_antes": "quer antes, quer adiantar, encaixe",
}
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names.split(", ")}
_FIELD_OF = {"nome": "nome_paciente"}
# How pandas, spreadsheets and SQL write that there is nothing.
_NOTHING = frozenset({"", "-", "null", "NULL", "None", "nan", "NaN", "NaT", "N/A", "n/a", "#N/D", "#N/A"})
_YES, _NO = frozenset({"sim", "s", "x", "true", "1", "1.0"}), frozenset({"nao", "n", "false", "0", "0.0"})
_WHOLE = re.compile(r"(\d+)\.0+")
_WRITTEN_BY_NUMBER = frozenset({"telefone", "nr_seq_agenda", "subscriber_id", "cliente_id", "duracao_min"})
_HOUR = re.compile(r"(?P<h>\d{1,2})(?:\s*[:h]\s*(?P<m>\d{2})?)?(?::\d{2})?\s*(?:h|hs|min)?", re.IGNORECASE)
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?$")


def column_of(name: str) -> str | None:
    """The column that `name` means, whatever its accents, case and marks; None for one that we do not know."""
    return _COLUMNS.get(re.sub(r"[^a-z0-9]+", " ", fold(name)).strip())


def fields_of_row(cells: Mapping[str, Any]) -> dict[str, Any]:
    """What `cells` (column -> cell) say as a `NovoAtendimento` reads it; an empty cell says nothing."""
    said = {column: read for column, cell in cells.items() if (read := _read(column, cell)) is not None}
    data, hora = said.pop("data", None), said.pop("hora", None)
    when = said.get("data_consulta") or data
    if when is not None:
        said["data_consulta"] = _joined(when, hora)
    return {_FIELD_OF.get(column, column): read for column, read in said.items()}


def _read(column: str, cell: Any) -> Any:
    if cell is None or isinstance(cell, bool | list | dict):
        return cell
    text = str(cell).strip()
    if text in _NOTHING:
        return None
    if column in _WRITTEN_BY_NUMBER:  # a number that a spreadsheet or pandas wrote as 1234.0 is 1234
        match = _WHOLE.fullmatch(text)
        return match[1] if match else text
    if column == "quer_antes":
        return fold(text) in _YES if fold(text) in _YES | _NO else text
    return text


def _joined(when: Any, hora: Any) -> Any:
    """The day of one cell with the hour of another; a spreadsheet's day comes with an hour of its own, midnight."""
    if not (isinstance(when, str) and isinstance(hora, str)):
        return when
    found = _HOUR.fullmatch(hora)
    return (
        f"{_MIDNIGHT.sub('', when)} {int(found['h']):02}:{found['m'] or '00'}" if found else f"{when} {hora}"
    )
