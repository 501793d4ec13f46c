"""An exportação as a text that a person reads or prints (LGPD art. 19, § 2)."""

from collections.abc import Iterator
from typing import Any

from shared.titulares.models import Exportacao

_TITLES = {
    "clientes": "Cadastro",
    "relatos": "Conversas e orçamentos (relatos)",
    "tarefas": "Tarefas da equipe",
    "importacoes": "Linhas de importação que aguardam processamento",
}
_LABELS = {
    "id": "identificador",
    "emails": "e-mails",
    "email": "e-mail",
    "extracao": "o que entendemos da conversa",
    "estrategia": "estratégia de retorno",
    "contatos": "contatos planejados",
    "vence_em": "vence em",
    "origem": "origem",
    "observacoes": "observações",
    "numero": "número",
    "situacao": "situação",
    "valor_orcamento": "valor do orçamento",
    "opt_out": "pedido de não contato",
    "evidencias": "trechos do relato em que nos baseamos",
    "descartados": "campos descartados por falta de apoio no texto",
    "campos_ausentes": "campos que o relato não traz",
    "informacoes_organizadas": "informações organizadas",
    "instrucoes_proximo_passo": "próximo passo combinado",
    "proximo_contato": "próximo contato",
    "base_dia": "dia de referência",
}


def write_declaracao(exportacao: Exportacao) -> str:
    return "\n".join([*_head(exportacao), *_body(exportacao), *_foot(exportacao)]) + "\n"


def _head(exportacao: Exportacao) -> Iterator[str]:
    yield "DECLARAÇÃO DE DADOS PESSOAIS"
    yield "(Lei 13.709/2018, artigos 18 e 19)"
    yield ""
    yield f"Controlador: {exportacao.controlador}"
    yield f"Titular (identificador): {exportacao.titular_id}"
    yield f"Gerada em: {exportacao.gerada_em:%d/%m/%Y %H:%M} (UTC)"
    yield f"Finalidades: {', '.join(exportacao.finalidades)}"
    yield f"Contato suprimido: {_plain(exportacao.contato_suprimido)}"
    if exportacao.bloqueado:
        yield f"Dados bloqueados por guarda legal: {exportacao.bloqueado.motivo}"


def _body(exportacao: Exportacao) -> Iterator[str]:
    for nome, records in exportacao.dados.items():
        yield ""
        yield f"== {_TITLES.get(nome, nome)} ({len(records)})"
        for record in records:
            yield ""
            yield from _fields(record, "")
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


def _fields(record: dict[str, Any], margin: str) -> Iterator[str]:
    for name, value in record.items():
        if value in (None, "", [], {}):
            continue
        label = _LABELS.get(name, name.replace("_", " "))
        if isinstance(value, dict):
            yield f"{margin}{label}:"
            yield from _fields(value, f"{margin}  ")
        elif isinstance(value, list):
            yield f"{margin}{label}:"
            yield from _items(value, f"{margin}  ")
        else:
            yield f"{margin}{label}: {_plain(value)}"


def _items(values: list[Any], margin: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict):
            lines = list(_fields(value, ""))
            yield from (f"{margin}{'- ' if at == 0 else '  '}{line}" for at, line in enumerate(lines))
        else:
            yield f"{margin}- {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "sim" if value else "não"
    return str(value).replace("\n", " ")
