"""What is handed over to a titular, put together: the data, why it is held, with whom it was shared, for how long."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from shared.contas.models import Conta
from shared.kit.titulares import Titular
from shared.titulares.models import Bloqueio, Exportacao, Operador, Prazo

_LEITURA = "leitura e escrita de textos por modelo de linguagem, com CPF, telefone e e-mail mascarados"
_MENSAGENS = "envio e recebimento de mensagens"
# By what an `origem` begins with, or a `provedor` is.
_OPERADORES = {
    "groq": Operador(nome="Groq", pais="Estados Unidos", para=_LEITURA),
    "openai": Operador(nome="OpenAI", pais="Estados Unidos", para=_LEITURA),
    "azure": Operador(nome="Microsoft (Azure OpenAI)", pais="Estados Unidos", para=_LEITURA),
    "kommo": Operador(nome="Kommo", pais="Estados Unidos", para="gestão do relacionamento comercial (CRM)"),
    "meta": Operador(nome="Meta (WhatsApp)", pais="Estados Unidos", para=_MENSAGENS),
    "twilio": Operador(nome="Twilio", pais="Estados Unidos", para=_MENSAGENS),
    "email": Operador(nome="Twilio SendGrid", pais="Estados Unidos", para=_MENSAGENS),
    "telegram": Operador(nome="Telegram", pais="Emirados Árabes Unidos", para=_MENSAGENS),
    "zapi": Operador(nome="Z-API", pais="Brasil", para=_MENSAGENS),
    "botconversa": Operador(nome="Botconversa", pais="Brasil", para=_MENSAGENS),
}

Dados = Mapping[str, list[dict[str, Any]]]


def make_exportacao(
    conta: Conta, titular: Titular, dados: Dados, now: datetime, *, suprimido: bool
) -> Exportacao:
    guarda = next((one["guarda_legal"] for one in dados.get("clientes", ()) if one.get("bloqueado_em")), None)
    return Exportacao(
        titular_id=titular.cliente_ids[0],
        gerada_em=now,
        fuso=conta.fuso,
        controlador=conta.nome or conta.id,
        dados=dict(dados),
        contato_suprimido=suprimido,
        finalidades=_finalidades(dados),
        compartilhado_com=_operadores(dados),
        retencao=_prazos(conta),
        bloqueado=Bloqueio.model_validate(guarda) if guarda else None,
    )


def _finalidades(dados: Dados) -> tuple[str, ...]:
    """The service itself, and what was agreed to: the newest line of each purpose stands."""
    newest: dict[str, bool] = {}
    lines = [line for one in dados.get("clientes", ()) for line in one.get("consentimentos", ())]
    for line in sorted(lines, key=lambda line: str(line["em"])):
        newest[line["finalidade"]] = line["concedido"]
    agreed = [finalidade for finalidade, is_granted in sorted(newest.items()) if is_granted]
    return tuple(
        dict.fromkeys(["atendimento", *(["acompanhamento"] if dados.get("relatos") else []), *agreed])
    )


def _operadores(dados: Dados) -> tuple[Operador, ...]:
    """Those that an `origem` anywhere in the data names, and the CRM that has told of the cliente."""
    names = {origem.partition(":")[0] for records in dados.values() for origem in _origens(records)}
    if any(one.get("crm_atualizado_em") for one in dados.get("clientes", ())):
        names.add("kommo")
    return tuple(_OPERADORES[name] for name in sorted(names & _OPERADORES.keys()))


def _origens(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for one in value:
            yield from _origens(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name in ("origem", "provedor") and isinstance(one, str):
                yield one
            else:
                yield from _origens(one)


def _prazos(conta: Conta) -> tuple[Prazo, ...]:
    """The retention table of `lgpd-and-etiquette`, with what the conta shortened."""
    retencao = conta.retencao
    return (
        Prazo(
            dados="orçamento que não virou contrato",
            prazo=f"{retencao.lead_meses} meses sem contato",
            depois="eliminação",
        ),
        Prazo(
            dados="texto das conversas",
            prazo=f"{retencao.conversa_meses} meses sem contato",
            depois="pseudonimização",
        ),
        Prazo(dados="linhas de importação", prazo="30 dias", depois="eliminação"),
        Prazo(dados="histórico de execução dos acompanhamentos", prazo="30 dias", depois="eliminação"),
        Prazo(
            dados="auditoria, sem dados pessoais além de identificadores", prazo="5 anos", depois="eliminação"
        ),
        Prazo(
            dados="registro do que a lei manda guardar", prazo="o da lei, com bloqueio", depois="eliminação"
        ),
    )
