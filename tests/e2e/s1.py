"""What S1's clients say and expect; apart from the stories that are told with it."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from tests.e2e.client import Attendant
from tests.local_host import LocalHost

PASSWORD = "uma senha boa"
NOBODY = "999999"
numbers = count(1)
_TEXT = (str,)
_BOOL = (bool,)
_ID = (int, str)
CHAMADO = {
    "id": _ID,
    "cliente_id": _ID,
    "canal": _TEXT,
    "mensagem": _TEXT,
    "status": _TEXT,
    "resposta_automatica": (str, type(None)),
    "encaminhado_para_humano": _BOOL,
    "data_criacao": _TEXT,
}
ABERTO = {
    "chamado_id": _ID,
    "cliente_id": _ID,
    "canal": _TEXT,
    "resposta": _TEXT,
    "resolvido_automaticamente": _BOOL,
    "prioridade": _TEXT,
    "encaminhado_para_humano": _BOOL,
    "data_criacao": _TEXT,
}


def signed_up(host: LocalHost) -> Attendant:
    """Somebody who signed up as S1's readme says."""
    number = next(numbers)
    body = {"username": f"ana{number}", "email": f"ana{number}@exemplo.com", "password": PASSWORD}
    answer = host.post("/auth/signup", json=body)
    assert answer.status_code == 201, answer.text
    return Attendant(host, answer.json()["access_token"])


def someone(**fields: Any) -> dict[str, Any]:
    number = next(numbers)
    return {"nome": f"Pessoa {number}", "email": f"pessoa{number}@exemplo.com.br"} | fields


def has_fields(shown: Mapping[str, Any], fields: Mapping[str, tuple[type, ...]]) -> bool:
    return all(name in shown and type(shown[name]) in types for name, types in fields.items())


def opened(
    ana: Attendant, cliente_id: Any, mensagem: str = "Qual o endereço?", **fields: Any
) -> dict[str, Any]:
    body = {"cliente_id": cliente_id, "canal": "site", "mensagem": mensagem} | fields
    return ana.post("/chamados", body, status=201)


def told(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["detail"]
