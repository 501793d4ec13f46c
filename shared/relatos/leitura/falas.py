"""A pasted chat: who speaks in it, and on which side of the counter."""

import re
from dataclasses import dataclass

_LINE = re.compile(
    r"(?:^|\n)[ ]*(?:\[[^\]\n]{4,30}\]\s*|\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d{2}\s*-\s*|"
    r"\d{1,2}:\d{2}\s*-?\s*)?"
    r"(?P<quem>[a-z][a-z0-9 .()+&@'-]{1,40}):\s(?P<fala>[^\n]*)"
)
_STAFF = re.compile(
    r"\b(?:recep\w+|atend\w+|clinica|secretaria|comercial|vendas|equipe|consultor\w*|dra?|loja|suporte|crc|"
    r"sdr|studio|eu)\b"
)
_OFFERS = re.compile(
    r"r\$|\b(?:nosso|nossa|temos|fazemos|oferecemos|parcelamos|aceitamos|fica\s+(?:em|por)|posso\s+agendar|"
    r"te\s+(?:ligo|chamo|mando))\b"
)
_FIELDS = re.compile(
    r"^(?:data|hora|cliente|paciente|nome|valor|orcamento|assunto|pagamento|pgto|retorno|atendente|obs\w*|"
    r"procedimento|servico|"
    r"telefone|tel|status|forma\w*|proximo\w*|interesse|email|responsavel|resp|parcelas|contato|motivo|"
    r"origem|canal|local|resumo|relato)\b"
)


@dataclass(frozen=True, slots=True)
class Fala:
    """One speaker of a chat: where the name stands, and whether this is our side."""

    inicio: int
    fim: int
    nossa: bool


def find_falas(ditado: str) -> list[Fala]:
    """The speakers of a chat of at least two people; nothing when the text is no chat."""
    lines = [line for line in _LINE.finditer(ditado) if not _FIELDS.match(line["quem"])]
    speakers = {line["quem"] for line in lines}
    if len(lines) < 2 or len(speakers) < 2:
        return []
    ours = {who for who in speakers if _STAFF.search(who)}
    if not ours:
        offers = {
            who: sum(len(_OFFERS.findall(line["fala"])) for line in lines if line["quem"] == who)
            for who in speakers
        }
        ours = {who for who in speakers if offers[who] and offers[who] == max(offers.values())}
    return [Fala(line.start("quem"), line.end("quem"), line["quem"] in ours) for line in lines]
