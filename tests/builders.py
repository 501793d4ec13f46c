"""Builders fill what a test does not care about; what it cares about is visible where it is called."""

from datetime import UTC, date, datetime
from typing import Any

from shared.envios.models import Envio, NovoEnvio
from shared.kit.auth import Papel, Principal
from shared.kit.store import Documents
from shared.relatos.envelope import Envelope
from shared.relatos.models import Extracao, NovoRelato, Relato
from shared.titulares.store import PedidoStore, SupressaoStore
from shared.titulares.supressao import EliminadosService, SupressaoService

RECEIVED_AT = datetime(2025, 2, 14, 15, tzinfo=UTC)
TEXTO = "Falei com a Marina sobre o aparelho, R$ 2.500 em 10x. Ela vai pensar."


def make_principal(conta: str = "clinica", papel: Papel = Papel.ATENDENTE) -> Principal:
    return Principal(conta=conta, sujeito="recepcao", papel=papel)


def make_envelope(*, conta: str = "clinica", chave: str | None = None, agora: bool = False) -> Envelope:
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    return Envelope(principal=make_principal(conta), traceparent=trace, chave=chave, agora=agora)


def make_novo_relato(texto: str = TEXTO, **fields: Any) -> NovoRelato:
    return NovoRelato(texto=texto, **fields)


def make_extracao(**fields: Any) -> Extracao:
    given = {"identidade_cliente": "Marina", "resumo_assunto": "Cotação de aparelho"}
    return Extracao(**given | fields)


def make_relato(**fields: Any) -> Relato:
    given: dict[str, Any] = {
        "id": "R1",
        "texto": TEXTO,
        "data_referencia": date(2025, 2, 14),
        "recebido_em": RECEIVED_AT,
        "atualizado_em": RECEIVED_AT,
    }
    return Relato(**given | fields)


def make_envio(novo: NovoEnvio, **fields: Any) -> Envio:
    """The envio that a gate makes of what is asked."""
    given: dict[str, Any] = {
        **novo.model_dump(exclude={"nao_antes_de"}),
        "id": "E1",
        "nao_antes_de": RECEIVED_AT,
        "criado_por": "acompanhamentos",
        "criado_em": RECEIVED_AT,
        "atualizado_em": RECEIVED_AT,
    }
    return Envio(**given | fields)


def make_supressoes(documents: Documents) -> SupressaoService:
    """What addresses carry by the supressões of `documents`."""
    return SupressaoService(lambda conta: SupressaoStore(documents.open("supressoes", conta), b"segredo"))


def make_eliminados(documents: Documents) -> EliminadosService:
    """Whom the pedidos and supressões of `documents` say to be erased."""
    return EliminadosService(
        lambda conta: PedidoStore(documents.open("pedidos", conta)),
        lambda conta: SupressaoStore(documents.open("supressoes", conta), b"segredo"),
    )
