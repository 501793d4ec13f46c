"""From what is asked for to the envio that waits: its id, its digest, the values that its template needs; pure."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.envios.janela import find_template
from shared.envios.modelos import fill, variaveis_for
from shared.envios.models import Envio, EnvioStatus, PedidoEnvio
from shared.kit.errors import FieldError, InvalidInput
from shared.kit.ids import digest_id


@dataclass(frozen=True, slots=True)
class Autor:
    """Who asks, and in which trace."""

    sujeito: str
    traceparent: str = ""


def id_of(conta_id: str, chave: str) -> str:
    return digest_id(conta_id, "envios", chave)


def digest_of(novo: PedidoEnvio) -> str:
    """Defaults are left out: a field that a later version adds must not change the digest of an old body."""
    return hashlib.sha256(novo.model_dump_json(exclude_defaults=True).encode()).hexdigest()


def born(novo: PedidoEnvio, conta: Conta, cliente: Cliente, *, autor: Autor, now: datetime) -> Envio:
    """Raises `InvalidInput` for a template that is not there or lacks a value, and for a deadline before its hour."""
    if novo.nao_antes_de and novo.nao_depois_de and novo.nao_depois_de < novo.nao_antes_de:
        raise InvalidInput(errors=[FieldError("#/nao_depois_de", "não pode vir antes de nao_antes_de")])
    envio = Envio(
        **novo.model_dump(exclude={"nao_antes_de", "cliente_id"}),
        id=id_of(conta.id, novo.chave),
        cliente_id=cliente.id,
        nao_antes_de=novo.nao_antes_de or now,
        criado_por=autor.sujeito,
        criado_em=now,
        atualizado_em=now,
        conteudo=digest_of(novo),
        traceparent=autor.traceparent,
    )
    return _with_template(envio, conta, cliente).moved(EnvioStatus.AGENDADO, now, por=autor.sujeito)


def _with_template(envio: Envio, conta: Conta, cliente: Cliente) -> Envio:
    """With the values that its template asks and everybody has. A template that was named must be there and full."""
    modelo = find_template(envio, conta)
    if modelo is None:
        if envio.modelo is None:
            return envio
        raise InvalidInput(errors=[FieldError("#/modelo", "não é o nome de um modelo desta conta")])
    variaveis = variaveis_for(modelo, envio.variaveis, cliente=cliente, conta=conta)
    if envio.modelo is not None:
        fill(modelo, variaveis)
    return envio.model_copy(update={"variaveis": variaveis})
