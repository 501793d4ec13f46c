"""An exportação as a text that a person reads or prints (LGPD art. 19, § 2)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from shared.kit.clock import parse_instant
from shared.kit.money import format_brl
from shared.kit.texto import fold
from shared.titulares.models import Exportacao

_TITLES = {
    "clientes": "Cadastro",
    "relatos": "Conversas e orçamentos (relatos)",
    "tarefas": "Tarefas da equipe",
    "envios": "Mensagens que enviamos ou íamos enviar",
    "mensagens": "Perguntas e respostas guardadas na memória de atendimento",
    "atividades": "Uso do produto, contado por dia, e logins",
    "importacoes": "Linhas de importação que aguardam processamento",
}
# What reads better than its own name with accents.
_LABELS = {
    "id": "identificador",
    "emails": "e-mails",
    "email": "e-mail",
    "extracao": "o que entendemos da conversa",
    "estrategia": "estratégia de retorno",
    "contatos": "contatos planejados",
    "identidade_cliente": "cliente",
    "identidade_atendente": "atendente",
    "resumo_assunto": "assunto",
    "valor_orcamento": "valor do orçamento",
    "forma_pagamento": "forma de pagamento",
    "formas_pagamento": "formas de pagamento",
    "nao_contatar": "pediu para não ser procurado",
    "opt_out": "pedido de não contato",
    "opt_outs": "pedidos de não contato",
    "evidencias": "trechos do relato em que nos baseamos",
    "descartados": "campos descartados por falta de apoio no texto",
    "campos_ausentes": "campos que o relato não traz",
    "instrucoes_proximo_passo": "próximo passo combinado",
    "base_dia": "dia de referência",
    "data_referencia": "data de referência",
    "data_conversa": "data da conversa",
    "contato_automatico": "contato automático",
    "razao_social": "razão social",
    "em": "quando",
    "client_id": "código do cliente",
    "sector": "setor",
    "message": "mensagem",
    "answer": "resposta",
    "operator_name": "atendente",
    "validated_by": "quem validou",
    "vale_ate": "vale até",
    "created_at": "quando",
    "updated_at": "última mudança",
}
# Names and values of ours are written without accents; people read them with.
_ACCENTED = {
    fold(word): word
    for word in (
        "não",
        "automático",
        "próximo",
        "personalização",
        "situação",
        "número",
        "cadência",
        "adesão",
        "descrição",
        "início",
        "observação",
        "observações",
        "informações",
        "conclusão",
        "versão",
        "orçamento",
        "evidência",
        "saúde",
        "obrigação",
        "legítimo",
        "importação",
        "responsável",
        "criação",
        "crédito",
        "débito",
        "convênio",
        "concluída",
        "CRM",
    )
}
_OURS = re.compile(r"[a-z]+(_[a-z]+)*")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def write_declaracao(exportacao: Exportacao) -> str:
    """Days and hours are those of the conta's zone."""
    zone = ZoneInfo(exportacao.fuso)
    return "\n".join([*_head(exportacao, zone), *_body(exportacao, zone), *_foot(exportacao)]) + "\n"


def _head(exportacao: Exportacao, zone: ZoneInfo) -> Iterator[str]:
    yield "DECLARAÇÃO DE DADOS PESSOAIS"
    yield "(Lei 13.709/2018, artigos 18 e 19)"
    yield ""
    yield f"Controlador: {exportacao.controlador}"
    yield f"Titular (identificador): {exportacao.titular_id}"
    yield f"Gerada em: {_moment(exportacao.gerada_em, zone)} ({exportacao.fuso})"
    yield f"Finalidades: {', '.join(exportacao.finalidades)}"
    yield f"Contato suprimido: {'sim' if exportacao.contato_suprimido else 'não'}"
    if exportacao.bloqueado:
        yield f"Dados bloqueados por guarda legal: {exportacao.bloqueado.motivo}"


def _body(exportacao: Exportacao, zone: ZoneInfo) -> Iterator[str]:
    for nome, records in exportacao.dados.items():
        yield ""
        yield f"== {_TITLES.get(nome, nome)} ({len(records)})"
        for record in records:
            yield ""
            yield from _fields(record, "", zone)
        if not records:
            yield "Nada guardado."


def _foot(exportacao: Exportacao) -> Iterator[str]:
    yield ""
    yield "== Com quem compartilhamos"
    for operador in exportacao.compartilhado_com:
        yield f"- {operador.nome} ({operador.pais}): {operador.para}"
    if not exportacao.compartilhado_com:
        yield "Com ninguém fora desta organização."
    yield ""
    yield "== Por quanto tempo guardamos"
    for prazo in exportacao.retencao:
        yield f"- {prazo.dados}: {prazo.prazo}; depois, {prazo.depois}"
    yield ""
    yield "Você pode pedir correção, portabilidade, eliminação ou revogar um consentimento a qualquer momento."


def _fields(record: Mapping[str, Any], margin: str, zone: ZoneInfo) -> Iterator[str]:
    for name, value in record.items():
        if value in (None, "", [], {}):
            continue
        label = _LABELS.get(name) or _spoken(name)
        if isinstance(value, dict):
            yield f"{margin}{label}:"
            yield from _fields(value, f"{margin}  ", zone)
        elif isinstance(value, list):
            yield f"{margin}{label}:"
            yield from _items(value, f"{margin}  ", zone)
        else:
            yield f"{margin}{label}: {_value(name, value, zone)}"


def _items(values: Sequence[Any], margin: str, zone: ZoneInfo) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict):
            lines = list(_fields(value, "", zone))
            yield from (f"{margin}{'- ' if at == 0 else '  '}{line}" for at, line in enumerate(lines))
        else:
            yield f"{margin}- {_LABELS.get(value) or _value('', value, zone)}"


def _value(name: str, value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, bool):
        return "sim" if value else "não"
    if name.startswith("valor") and isinstance(value, int | float):  # an excerpt or a cell says it in words
        return format_brl(Decimal(str(value)))
    text = str(value).replace("\n", " ")
    if moment := _instant(text):
        return _moment(moment, zone)
    if _OURS.fullmatch(text):
        return _spoken(text)
    return _DAY.sub(r"\3/\2/\1", text) if _DAY.fullmatch(text) else text


def _instant(text: str) -> datetime | None:
    """None for words of people that end, or even look, like one."""
    try:
        return parse_instant(text) if _INSTANT.fullmatch(text) else None
    except ValueError:
        return None


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d/%m/%Y às %H:%M}"


def _spoken(name: str) -> str:
    if name == "a_vista":
        return "à vista"
    return " ".join(_ACCENTED.get(word, word) for word in name.split("_"))
