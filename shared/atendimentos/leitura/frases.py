"""Turns of phrase whose sense is not the sum of their words: what one is, and those that turn into a negation."""

import re
from dataclasses import dataclass

from shared.atendimentos.leitura.sinais import Forca, Tipo, one_of


@dataclass(frozen=True, slots=True)
class Expressao:
    """`tipo` None: the words say nothing of coming, and nothing in them is read as a verb. `nega`: "não" turns it."""

    padrao: re.Pattern[str]
    tipo: Tipo | None
    forca: Forca = Forca.PLENA
    nega: bool = False


# Whatever people come for, or somebody comes to them for.
APPOINTMENT = (
    r"(?:consultas?|horarios?|sess(?:ao|oes)|exames?|coletas?|revis(?:ao|oes)|visitas?|servicos?|limpezas?|"
    r"testes?|retornos?|"
    r"manutenc(?:ao|oes)|instalac(?:ao|oes)|procedimentos?|atendimentos?|agendamentos?|marcac(?:ao|oes)|"
    r"aulas?|avaliac\w+|"
    r"dedetizac\w+|vacinas?|cirurgias?|reparos?|vistorias?)"
)
CARE = (
    r"(?:terapia|tratamento|fisio\w*|cursos?|sess\w+|contratos?|acompanhamento|analise|"
    r"servicos?|plano)"
)
VISITORS = (
    r"(?:tecnic[oa]s?|equipe|mecanico|profissiona\w+|rapaz|moco|moca|pessoal|instalador\w*|funcionari[oa]s?|"
    r"prestador\w*|"
    r"ninguem|alguem|cara)"
)


def phrases(tipo: Tipo | None, *patterns: str, forca: Forca = Forca.PLENA, nega: bool = False) -> Expressao:
    return Expressao(one_of(*patterns), tipo, forca, nega)


# Words that stand for a negation of what follows: put in their place before the verbs are read.
NEVER = one_of(
    r"(?:de jeito nenhum|de jeito algum|de forma alguma|de forma nenhuma|de maneira nenhuma|"
    r"de modo algum|em hipotese alguma|"
    r"nem pensar(?: em)?|jamais|nunca|nem (?:morto|morta|ferrando|a pau|fudendo|lascando|sonhando|por nada|"
    r"por decreto))(?: que)?",
    r"nao (?:ha|tem|tenho|vejo|existe) (?:a menor |menor |nenhum\w? )?(?:motivo|razao|porque|por que|"
    r"pra que|desculpa|chance|chances|hipotese|possibilidade)(?: nenhum\w?| alguma?)?(?= (?:pra|de|eu|"
    r"que|cancelar|desmarcar|faltar|remarcar)(?!\S))",
    r"nao (?:tem|tenho|ha|existe|vejo)(?: nem| nenhum)? (?:como|jeito)(?= (?:de |pra |que |eu |ela |ele |a"
    r" gente |"
    r"nos )*(?:nao \w*[aei]r|faltar|perder|deixar de)(?!\S))",
    r"(?:nem|nao) (?:pens\w+|ous\w+|invent\w+|sonh\w+|me venha\w*|venha\w*|se atrev\w+|va|vao)(?: de|"
    r" em| a| que)*(?= (?:cancel|desmarc|falt|perder|me |remarc))",
    r"(?:deus me livre|longe de mim|imagina se|imagina|capaz|de maneira alguma)(?: de| que|"
    r" eu)*(?= (?:eu )?(?:vou )?(?:falt|perd|cancel|desmarc))",
    r"nem (?:doente|mal|gripad\w|com \w+|chovendo|de muleta\w*|arrastad\w)(?= (?:eu )?(?:falto|perco|"
    r"deixo|desmarco|cancelo))",
    r"nem que (?:me )?(?:pag\w+|implor\w+|obrig\w+|amarr\w+|arrast\w+|mat\w+|peca\w*|dess\w+|deem|"
    r"fosse de graca)(?: \w+){0,2}?",
)
IMPOSSIBLE = one_of(
    r"(?:e |esta |fica |vai ser |seria |sera |completamente |totalmente )*(?:impossivel|inviavel|"
    r"impossibilitad\w|sem condicoes|sem chance\w*|sem possibilidade|sem como|fora de cogitacao)"
)
# "Nem que chova eu perco": whatever happens; the verb after it is denied when it means missing.
WHATEVER = one_of(
    r"nem (?:com|por|debaixo de|a|se)(?: \S+){1,4}?(?= (?:eu )?(?:perco|falto|vou|deixo|cancelo|"
    r"desmarco|desisto|irei)(?!\S))",
    r"nem que (?:\w+ )?(?:chov\w+|caia\w*|o mundo|faca|tenha|seja|for|venha|precise|"
    r"eu)(?: \S+){0,3}?(?= (?:eu )?(?:perco|falto|vou|deixo|cancelo|desmarco|desisto)| *$)",
)
