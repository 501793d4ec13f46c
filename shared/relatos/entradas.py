"""What is asked of relatos after they came in: the list and its filter, and what a person corrects in a reading."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from shared.kit.models import Day, Money, NewInput, QueryInput
from shared.relatos.models import FormaPagamento, Linha, RelatoStatus

_YEARS = range(2000, 2200)


def _moment(text: str) -> str:
    """`text` as `YYYY-MM-DD`, or with its hour to the second."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("deve ser um dia e uma hora que existem") from None
    if moment.year not in _YEARS:
        raise ValueError("deve ser um dia entre 2000 e 2199")
    return str(moment) if " " in text else str(moment.date())


Momento = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$"),
    AfterValidator(_moment),
]
Nome = Annotated[str, Field(min_length=1, max_length=80)]
Frase = Annotated[str, Field(min_length=1, max_length=300)]


class FiltroRelatos(QueryInput):
    """The query of `GET /relatos`: days are local and inclusive; newest first."""

    status: RelatoStatus | None = None
    cliente: Linha | None = None
    cliente_id: Linha | None = None
    recebido_de: Day | None = None
    recebido_ate: Day | None = None
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: str | None = None


class CorrecaoExtracao(NewInput):
    """The body of `PATCH /relatos/{id}/extracao`: what is absent stays as it is, null says that there is none.

    `data_conversa` is local time. Where the ways to pay or the instalments are sent without `forma_pagamento`, that
    phrase is written anew from them.
    """

    data_conversa: Momento | None = None
    identidade_cliente: Nome | None = None
    identidade_atendente: Nome | None = None
    resumo_assunto: Frase | None = None
    valor_orcamento: Annotated[Money, Field(ge=Decimal("0.01"), le=1_000_000_000)] | None = None
    forma_pagamento: Frase | None = None
    formas_pagamento: Annotated[tuple[FormaPagamento, ...], Field(max_length=len(FormaPagamento))] | None = (
        None
    )
    parcelas: Annotated[int, Field(ge=1, le=360)] | None = None
    informacoes_organizadas: Annotated[tuple[Frase, ...], Field(max_length=50)] | None = None
    instrucoes_proximo_passo: Frase | None = None
    proximo_contato: Day | None = None
    nao_contatar: bool | None = None

    def said(self) -> dict[str, Any]:
        """The fields that were sent, as an Extracao holds them."""
        sent = {name: getattr(self, name) for name in self.model_fields_set}
        nothing: dict[str, Any] = {
            "resumo_assunto": "",
            "formas_pagamento": (),
            "informacoes_organizadas": (),
        }
        return {
            name: nothing.get(name) if value is None else value
            for name, value in sent.items()
            if value is not None or name != "nao_contatar"
        }

    @property
    def dia_conversa(self) -> date | None:
        return date.fromisoformat(self.data_conversa[:10]) if self.data_conversa else None
