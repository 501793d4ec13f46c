"""The bodies of S0's two routes, field by field as its clients know them (source: S0's document and openapi.json)."""

from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from shared.kit.models import Document, Money, SourceInput
from shared.kit.money import parse_money
from shared.relatos.models import Extracao, Texto

# "3500.00" is read as JSON numbers are; with one of these it is read as Brazilians write.
_PT_BR_SIGNS = (",", "r$", "mil", "k")
# Beyond it a number cannot be written out to the cent.
_MOST_MONEY = 10**15


def _money(value: Any) -> Any:
    """A source client sends 3500.00, "3500.00" or "R$ 3.500,00"; what is no money at all stays to be refused."""
    if not isinstance(value, str) or not any(sign in value.lower() for sign in _PT_BR_SIGNS):
        return value
    found = parse_money(value)
    return value if found is None else found


class PedidoRelato(SourceInput):
    relato: Texto


class RelatoConversa(SourceInput):
    """What `/processar_relato` answers and `/gerar_estrategia` takes. All were required; what is unknown is null."""

    data_conversa: str | None = None
    identidade_cliente: str | None = None
    identidade_atendente: str | None = None
    resumo_assunto: str | None = None
    valor_orcamento: Annotated[Money | None, Field(ge=0, le=_MOST_MONEY), BeforeValidator(_money)] = None
    forma_pagamento: str | None = None
    informacoes_organizadas: tuple[str, ...] = Field(default=(), max_length=100)
    instrucoes_proximo_passo: str | None = None

    def to_extracao(self, fuso: str) -> Extracao:
        """For the writer; a conversation date that cannot be read is left out, never guessed."""
        return Extracao(
            data_conversa=_day(self.data_conversa, fuso),
            identidade_cliente=self.identidade_cliente,
            identidade_atendente=self.identidade_atendente,
            resumo_assunto=self.resumo_assunto or "",
            valor_orcamento=self.valor_orcamento,
            forma_pagamento=self.forma_pagamento,
            informacoes_organizadas=self.informacoes_organizadas,
            instrucoes_proximo_passo=self.instrucoes_proximo_passo,
        )


class RelatoProcessado(RelatoConversa):
    """S0's answer, plus what the text did not give and who read it."""

    campos_ausentes: tuple[str, ...] = ()
    origem: str


class EstrategiaGerada(Document):
    estrategia: str


def processed(extracao: Extracao) -> RelatoProcessado:
    fields = extracao.model_dump(include=set(RelatoConversa.model_fields))
    return RelatoProcessado(**fields, campos_ausentes=extracao.campos_ausentes, origem=extracao.origem)


def _day(text: str | None, fuso: str) -> str | None:
    """`text` as local `YYYY-MM-DD HH:MM:SS` when it is ISO 8601 or dd/mm/aaaa, else None."""
    try:
        moment = _moment((text or "").strip())
        if moment.tzinfo is not None:
            moment = moment.astimezone(ZoneInfo(fuso)).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return moment.isoformat(" ", "seconds")


def _moment(text: str) -> datetime:
    """Local time, unless `text` names its offset. Raises `ValueError`."""
    for form in ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  # local
        except ValueError:
            continue
    return datetime.fromisoformat(text)
