"""What Kommo's leads, contacts and webhooks say, in our words; pure, and wary of every field that people made up.

Source: https://developers.kommo.com/reference/leads
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from pydantic import AliasPath, BaseModel, ConfigDict, Field, ValidationError

from shared.clientes.importacao.colunas import column_of, ficha_fields
from shared.clientes.kommo_ports import Objeto
from shared.clientes.models import Ficha
from shared.kit.clock import local_day
from shared.kit.errors import MalformedRequest
from shared.kit.texto import squeeze

MAX_HINTED = 500
_MAX_FIELDS = 5_000
_MAX_NAME = 200
# The last second of the year 9998: every zone has it.
_LAST_SECOND = 253_370_764_799
_HINTED_LEAD = re.compile(r"leads\[(?!delete\])[a-z_]{1,40}\]\[\d{1,6}\]\[id\]")
_LEAD_ID = re.compile(r"\d{1,15}")
_BY_CODE = {"PHONE": "telefone", "EMAIL": "email"}
# What people may name a field of their own like, and still the lead's own word counts.
_LEADS_OWN = {"id", "client_id", "nome", "valor", "status", "pipeline", "canal_preferido"}


class _Loose(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="ignore", frozen=True, hide_input_in_errors=True)


class _Link(_Loose):
    id: int
    is_main: bool = False


class Lead(_Loose):
    """As much of a lead as we use. `price` is reais; instants are unix seconds."""

    id: int = Field(ge=1, lt=10**15)
    updated_at: int = Field(ge=0, le=_LAST_SECOND)
    name: str | None = None
    price: float | None = None
    responsible_user_id: int | None = None
    status_id: int | None = None
    pipeline_id: int | None = None
    is_deleted: bool | None = None
    custom_fields_values: list[Any] | None = None
    contacts: list[_Link] = Field(default=[], validation_alias=AliasPath("_embedded", "contacts"))
    loss_reason: Any = Field(default=None, validation_alias=AliasPath("_embedded", "loss_reason"))

    @property
    def main_contact(self) -> int | None:
        """The id of the person behind the lead."""
        main = [link.id for link in self.contacts if link.is_main] or [link.id for link in self.contacts]
        return main[0] if main else None


@dataclass(frozen=True, slots=True)
class Nomes:
    """What Kommo gives by number, by name: pipelines, the etapas of each, usuarios."""

    pipelines: Mapping[int, str] = field(default_factory=dict)
    etapas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    usuarios: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lida:
    """A lead as a ficha; `descartados` names the fields whose value no ficha can hold."""

    ficha: Ficha
    descartados: tuple[str, ...] = ()


def read_lead(raw: Objeto) -> Lead | None:
    """None for what lacks an id or the instant of its last change, or is of another shape."""
    try:
        return Lead.model_validate(raw)
    except ValidationError:
        return None


def names_of(pipelines: Iterable[Objeto], users: Iterable[Objeto]) -> Nomes:
    """The names in Kommo's own lists; what has none is left out."""
    funnels: dict[int, str] = {}
    steps: dict[tuple[int, int], str] = {}
    for pipeline in pipelines:
        statuses = _list(_dict(pipeline.get("_embedded")).get("statuses"))
        for funnel, name in _named([pipeline]):
            funnels[funnel] = name
            steps |= {(funnel, number): step for number, step in _named(statuses)}
    return Nomes(funnels, steps, dict(_named(users)))


def read_ficha(lead: Lead, nomes: Nomes, contact: Objeto | None) -> Lida:
    """What the lead says, and its contact where the lead is silent."""
    contact = contact or {}
    cells: dict[str, Any] = {
        "client_id": lead.id,
        "nome": _name(lead, contact),
        "valor": lead.price,
        "pipeline": nomes.pipelines.get(lead.pipeline_id or 0),
        "status": nomes.etapas.get((lead.pipeline_id or 0, lead.status_id or 0)),
        "motivos_churn": _loss_reason(lead.loss_reason),
    }
    for fields in (lead.custom_fields_values, contact.get("custom_fields_values")):
        for column, value in _custom(_list(fields)):
            cells[column] = value if cells.get(column) is None else cells[column]
    cells.setdefault("vendedor", nomes.usuarios.get(lead.responsible_user_id or 0))
    return _lida(cells, datetime.fromtimestamp(lead.updated_at, UTC))


def hinted_leads(raw: bytes) -> list[int]:
    """The ids of the leads that a webhook's form tells of, in order, each once. Raises `MalformedRequest`."""
    try:
        pairs = parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError:
        raise MalformedRequest("O formulário enviado não pôde ser lido em UTF-8.") from None
    ids = [int(value) for name, value in pairs if _HINTED_LEAD.fullmatch(name) and _LEAD_ID.fullmatch(value)]
    return list(dict.fromkeys(ids))[:MAX_HINTED]


def _lida(cells: Mapping[str, Any], em: datetime) -> Lida:
    fields, wrong = ficha_fields(cells)
    dropped = [one.campo for one in wrong]
    try:
        return Lida(Ficha.model_validate(fields | {"crm_atualizado_em": em}), tuple(dropped))
    except ValidationError as error:
        bad = {str(detail["loc"][0]) for detail in error.errors(include_input=False, include_url=False)}
    kept = {name: value for name, value in fields.items() if name not in bad}
    return Lida(Ficha.model_validate(kept | {"crm_atualizado_em": em}), (*dropped, *sorted(bad)))


def _name(lead: Lead, contact: Objeto) -> str:
    said = (lead.name, contact.get("name"))
    named = next((text for one in said if isinstance(one, str) and (text := squeeze(one))), None)
    return named[:_MAX_NAME] if named else f"Lead #{lead.id}"


def _custom(fields: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """The first value of each field of the account's own that means something to us, by column."""
    for one in map(_dict, fields):
        column = _BY_CODE.get(str(one.get("field_code"))) or column_of(str(one.get("field_name") or ""))
        values = _list(one.get("values"))
        value = _dict(values[0]).get("value") if values else None
        if column and column not in _LEADS_OWN and value not in (None, ""):
            yield column, _day(value) if column.startswith("data_") else value


def _day(value: Any) -> Any:
    """Kommo's date fields are unix seconds of the local midnight; a text field says what it says."""
    if isinstance(value, int) and 0 <= value <= _LAST_SECOND:
        return str(local_day(datetime.fromtimestamp(value, UTC)))
    return value


def _loss_reason(raw: Any) -> str | None:
    """The name of the reason for which the lead was lost; it comes as a list of one."""
    reason = _dict(raw[0] if isinstance(raw, list) and raw else raw)
    name = reason.get("name")
    return name if isinstance(name, str) else None


def _named(items: Iterable[Any]) -> Iterator[tuple[int, str]]:
    for one in map(_dict, items):
        number, name = one.get("id"), one.get("name")
        if isinstance(number, int) and isinstance(name, str):
            yield number, name


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
