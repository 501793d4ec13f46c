"""What stands around people's names, for whoever asks which of them is the cliente and which one writes."""

import re

from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.nomes import Nome

TITLE = r"(?:(?:sr|sra|srta|dr|dra|dona|seu|senhor|senhora|prof|profa|d)\.?\s+)?"
CLIENT_LABEL = re.compile(
    r"\b(?:client[ea]s?|pacientes?|pct(?:\s+\w+\s*,)?|ref\.?|inadimplente|devedora?|assinante|sindic[oa]|proprietari[oa]|inquilin[oa]|morador[a]?|noiv[oa](?=\s*:)|se\s+chama|nome\s+d(?:ele|ela)\s+e|nome(?:\s+completo)?|lead|tutora?|alun[oa]|interessad[oa]|contratante|"
    r"solicitante|"
    r"quem\s+ligou|assinado\s+cliente|comprador[a]?|titular|contato|contato\s+com|hospede|"
    r"associad[oa])\s*[:=,-]?\s*"
    r"(?:(?:da|de|do|a|o|e)\s+)?" + TITLE + "$"
)
GUARDIAN_LABEL = re.compile(
    r"\b(?:responsavel(?:\s+(?:legal|financeir[oa]))?)\s*[:=-]?\s*(?:e\s+)?(?:[ao]\s+)?" + TITLE + "$"
)
RELATED = re.compile(
    r"\b(?:indicad[oa]s?|indicacao|encaminhad[oa]s?)(?:\s+(?:pel[oa]|por|d[aoe]))?(?:\s+(?:amiga|amigo))?\s+"
    + TITLE
    + "$"
    r"|\b(?:amig[oa]|filh[oa]s?|marido|espos[oa]|irm[ao]o?|irma|net[oa]|sobrinh[oa]|vizinh[oa]|cunhad[oa]|"
    r"noiv[oa]|namorad[oa]|"
    r"chefe|pet|cachorr[oa]|gat[oa]|caes|cao|bebe)\s*(?:d(?:ele|ela)\s*)?[,:(]?\s*(?:[oa]\s+|d[aoe]\s+|e\s+)?"
    + TITLE
    + "$"
    r"|\b(?:mae|pai|avo|tia|tio|filh[oa]|marido|espos[oa]|irma|irmao|responsavel)\s+d[aoe]s?\s+" + TITLE + "$"
    r"|\b(?:dr|dra|doutor|doutora)\.?\s+$|\bclinica\s+(?:d[aoe]\s+)?$|\bloja\s+(?:d[aoe]\s+)?$|"
    r"\btrouxe\s+[oa]\s+$|"
    r"\bcuida\w*\s+d[oa]s?\s+\w+\s*[,:(]?\s*" + TITLE + "$"
)
KIN = re.compile(
    r"\b(?:mae|pai|avo|tia|tio|madrinha|madrasta|padrasto|responsavel)(?:\s*[,:(]\s*|\s+(?:e\s+)?)(?:[ao]\s+)?"
    + TITLE
    + "$"
)
# Where a name is that of a place, a brand or a house of business.
PLACE_BEFORE = re.compile(
    r"\b(?:n[ao]s?|pel[ao]s?|bairro|rua|avenida|av|praca|jardim|vila|cidade|hospital|colegio|escola|igreja|loja|banco|"
    r"clinica|lab|laboratorio|convenio|plano|marca|edificio|ed|predio|condominio|residencial|fazenda|shopping|"
    r"concorrente|empresa|construtora|grupo|instituto|industria|transportadora|distribuidora|associacao|"
    r"cooperativa|restaurante|hotel|pousada|farmacia|familia|promocao|campanha|sao|santo|santa)\.?\s+(?:d[aeo]\s+)?$"
)
COURTESY = frozenset({"sr", "sra", "srta", "dona", "seu", "senhor", "senhora"})
OPENING_WORDS = re.compile(
    r"\d+(?:hs?|o)?|\b(?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|"
    r"dezembro|segunda|terca|quarta|"
    r"quinta|sexta|sabado|domingo|feira|as|e|foi|conv|data|contato|hoje|ontem|sr|sra|dr|dra|dona|seu|a|o|as|em|meio|dia|h|hs|oi|ola|de)\b"
)


def speaks(doc: Documento, nome: Nome, *, ours: bool) -> bool:
    """Whether a name is that of a speaker of our side, or of the other."""
    return any(fala.inicio <= nome.inicio < fala.fim and fala.nossa is ours for fala in doc.falas)
