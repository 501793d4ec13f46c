"""The words of an explanation: each measure, each band and each number as a Brazilian reads it."""

from dataclasses import dataclass
from decimal import Decimal

from shared.saude.classe import Pilar
from shared.saude.medidas import NUNCA
from shared.saude.perfil_models import Medida, Regra, SinalOpcional

_MENOS = "\N{MINUS SIGN}"
NOMES_PILARES = {
    Pilar.ENGAJAMENTO: "Engajamento",
    Pilar.ESTOQUE: "Movimentação de estoque",
    Pilar.CRM: "CRM",
    Pilar.ADOCAO: "Adoção",
}


@dataclass(frozen=True, slots=True)
class _Nome:
    um: str
    varios: str
    nenhum: str
    ultimo: str


_ACESSO = _Nome("acesso", "acessos", "nenhum acesso", "último acesso")
_ENTRADA = _Nome(
    "entrada de estoque", "entradas de estoque", "nenhuma entrada de estoque", "última entrada de estoque"
)
_SAIDA = _Nome("saída de estoque", "saídas de estoque", "nenhuma saída de estoque", "última saída de estoque")
_LEAD = _Nome("lead", "leads", "nenhum lead", "último lead")
_INTEGRADOR = _Nome(
    "integrador conectado", "integradores conectados", "nenhum integrador conectado", "integradores"
)
_CONVERSA = _Nome(
    "conversa", "uso do eConversa", "nenhuma conversa com o eConversa ligado", "última conversa no eConversa"
)
_INTEGRACAO = _Nome(
    "integração",
    "atividade de integradores",
    "nenhuma atividade de integrador",
    "última atividade de integrador",
)
_NOMES = {
    Medida.ACESSOS: _ACESSO,
    Medida.ULTIMO_ACESSO: _ACESSO,
    Medida.ENTRADAS: _ENTRADA,
    Medida.ULTIMA_ENTRADA: _ENTRADA,
    Medida.SAIDAS: _SAIDA,
    Medida.ULTIMA_SAIDA: _SAIDA,
    Medida.LEADS: _LEAD,
    Medida.ULTIMO_LEAD: _LEAD,
    Medida.ECONVERSA: _Nome("eConversa", "eConversa", "eConversa", "eConversa"),
    Medida.INTEGRADORES: _INTEGRADOR,
    Medida.ULTIMA_CONVERSA: _CONVERSA,
    Medida.ULTIMA_INTEGRACAO: _INTEGRACAO,
    Medida.RELATORIOS: _Nome("relatório", "relatórios emitidos", "nenhum relatório", "último relatório"),
    Medida.CONTRATOS: _Nome("contrato", "contratos vigentes", "nenhum contrato", "último contrato"),
}

_NOVOS = {
    Medida.ULTIMO_ACESSO: "um novo acesso",
    Medida.ULTIMA_ENTRADA: "uma nova entrada de estoque",
    Medida.ULTIMA_SAIDA: "uma nova saída de estoque",
    Medida.ULTIMO_LEAD: "um novo lead",
    Medida.ULTIMA_CONVERSA: "uma nova conversa no eConversa",
    Medida.ULTIMA_INTEGRACAO: "uma nova atividade de integrador",
}


def measured(medida: Medida, valor: int) -> str:
    """`45 acessos nos últimos 30 dias`."""
    if medida is Medida.ECONVERSA:
        return "eConversa ativo" if valor else "eConversa desligado"
    nome = _NOMES[medida]
    if medida.is_recency:
        return _recency(nome, valor)
    text = nome.nenhum if valor == 0 else f"{_thousands(valor)} {nome.um if valor == 1 else nome.varios}"
    return text if medida is Medida.INTEGRADORES else f"{text} nos últimos 30 dias"


def _recency(nome: _Nome, dias: int) -> str:
    if dias >= NUNCA:
        return f"{nome.nenhum} até hoje"
    return f"{nome.ultimo} {days_ago(dias)}"


def goal(medida: Medida, valor: int) -> str:
    """The condition of a hint: `com 76 acessos nos últimos 30 dias`, `com um novo acesso`."""
    if medida.is_recency:
        return f"com {_NOVOS[medida]}"
    return f"com {'o ' if medida is Medida.ECONVERSA else ''}{measured(medida, valor)}"


def listed(parts: list[str]) -> str:
    """`a, b e c`."""
    return " e ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def days_ago(dias: int) -> str:
    return ("hoje", "ontem")[dias] if dias < 2 else f"há {_thousands(dias)} dias"


def missing(medida: Medida) -> str:
    nome = _NOMES[medida].ultimo if medida.is_recency else _NOMES[medida].varios
    if not medida.is_measured:
        return f"{nome}: o Retorno não mede"
    return f"{nome}: ainda não recebemos dados"


def band(regra: Regra, faixa: int) -> str:
    """Where a value lies: `de 41 a 75`, `acima de 30 dias`; of what is only on or off, nothing."""
    if regra.medida is Medida.ECONVERSA:
        return ""
    unit = " dias" if regra.medida.is_recency else ""
    return _between(regra.limites, faixa, unit)


def _between(limites: tuple[int, ...], faixa: int, unit: str) -> str:
    if faixa == len(limites):
        return f"acima de {_thousands(limites[-1])}{unit}"
    high = _thousands(limites[faixa])
    if faixa == 0:
        return f"até {high}{unit}" if limites[0] else f"zero{unit}"
    low = _thousands(limites[faixa - 1] + 1)
    return f"de exatamente {high}{unit}" if low == high else f"de {low} a {high}{unit}"


def signal(sinal: SinalOpcional, quantos: int) -> str:
    if sinal is SinalOpcional.FALTAS:
        noun = "falta" if quantos == 1 else "faltas"
        return f"{quantos} {noun} a atendimentos nos últimos 30 dias"
    return f"{quantos} {'chamado aberto' if quantos == 1 else 'chamados abertos'}"


def uncounted(sinal: SinalOpcional) -> str:
    return "faltas a atendimentos" if sinal is SinalOpcional.FALTAS else "chamados abertos"


def number(value: Decimal) -> str:
    """With a comma, two decimals or as many as it needs."""
    whole, _, rest = f"{value:f}".partition(".")
    return f"{whole},{rest.rstrip('0').ljust(2, '0')}"


def signed(value: Decimal) -> str:
    """With its sign, `+0,15`; a minus as long as the plus."""
    return f"{_MENOS if value < 0 else '+'}{number(abs(value))}"


def sentence(text: str) -> str:
    """`text` begun with a capital; eConversa is written as it is."""
    return text if text.startswith("eConversa") else text[:1].upper() + text[1:]


def _thousands(value: int) -> str:
    return f"{value:,}".replace(",", ".")
