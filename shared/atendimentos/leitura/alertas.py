"""What forbids a machine to act: the wrong person, orders hidden in the text, irony, and conditions."""

import re

from shared.atendimentos.leitura.sinais import one_of, words

_ADDRESS = r"(?:numero|telefone|celular|contato|whatsapp|pessoa|destinatario)"
WRONG_PERSON = one_of(
    rf"{_ADDRESS} (?:esta )?(?:errad\w|trocad\w|equivocad\w)|(?:errad\w|errou|erraram|trocaram)(?: \w+)?"
    rf" {_ADDRESS}",
    rf"nao (?:sou|e|conheco|somos)(?: mais)?(?: o| a| essa?| esse| nenhum\w?| ninguem| dess[ae]| d[ao]|"
    rf" com| comigo| aqui)* (?:pessoa|{_ADDRESS}|chamad\w)",
    r"(?:aqui )?nao (?:e|mora|trabalha)(?: mais)? (?:o|a|da|do|dela|dele|comigo|meu|minha|aqui|"
    r"pra mim|ess[ae] numero)(?: .*)?",
    r"nao sou (?:eu|a|o|essa?|ela|ele|quem)(?: .*)?",
    r"nao (?:conheco|conhecemos)(?: .*)?",
    r"nao (?:e|era|foi) (?:eu|comigo|pra mim|meu|minha)(?: .*)?",
    r"(?:nao|nunca) (?:marquei|agendei|fiz|marcamos|agendamos|sou paciente|fui paciente|"
    r"solicitei)(?: \w+)? (?:nada|nenhum\w?|consulta|exame|hora|horario|paciente|ai|com voces)(?: .*)?",
    r"(?:aqui |eu )?nao (?:tem|existe|mora|ha) (?:ninguem(?! (?:em casa|aqui|la|no|na|pra|disponivel|"
    r"livre)(?!\S))|nenhum\w? (?!consulta|horario|vaga|problema|"
    r"como|motivo|estacionamento|jeito|condicao|chance|hipotese|motivo|outr)[a-z]{3,})(?: .*)?",
    r"nao (?:tenho|temos) (?:nenhuma? |mais )?(?:consulta|horario|nada)(?: \w+)? (?:marcad\w|agendad\w)(?:"
    r" .*)?",
    r"nao sou paciente(?: .*)?",
    r"(?:foi |e |deve ser |por )?engano(?: .*)?",
    r"mensagem errada|(?:voce |voces |acho que )*(?:errou|erraram)(?: .*)?",
    r"(?:mandou|mandaram|enviou|enviaram)(?: \w+){0,2} (?:pessoa|numero|contato) errad\w",
    r"(?:esse|este) (?:numero|telefone|celular|contato|whatsapp) (?:e|nao e|agora e|pertence|mudou)(?: .*)?",
    r"(?:mudou|trocou) de (?:numero|telefone|dono|celular)(?: .*)?",
    r"(?:nunca|jamais) (?:fui|estive|consultei|passei)(?: .*)?",
)
_AUTOMATIC = one_of(
    r"noss[oa]s? (?:horario|equipe|atendimento|canal|expediente)(?: de \w+)? (?:e|funciona|vai|retornara|"
    r"sera)(?: .*)?",
    r"(?:mensagem|resposta) automatica|numero comercial|perfil comercial",
    r"(?:agradece\w*|obrigado por) (?:o |seu |entrar em )+contato(?: .*)?",
    r"(?:responderemos|retornaremos|responderei|retornarei)(?: \w+){0,3} (?:assim que|em breve|logo)(?: .*)?",
    r"no momento nao (?:estou|estamos|posso|podemos) (?:disponive\w+|atend\w+|respond\w+)(?: .*)?",
)
_NO_MISTAKE = one_of(
    r"(?:por|foi) engano (?:cancel\w+|apertei|digitei|mandei|coloquei)(?: .*)?",
    r"(?:cancel\w+|apertei|digitei|mandei|coloquei|respondi)(?: \w+){0,3} (?:por )?engano(?: .*)?",
    r"(?:se nao )?(?:me )?engano",
)

_ORDER = re.compile(
    r"(?:ignor\w+|esquec\w+|desconsider\w+|sobrescrev\w+|burl\w+)\b.{0,40}\b(?:instru\w+|regras?|"
    r"ordens|comandos?|prompt|contexto|acima|o que foi dito|tudo o que|todas as)"
    r"|\b(?:system|assistant|developer|sistema|admin|root|usuario|user)\s*(?:prompt|message)?\s*[:>\]]"
    r"|\b(?:status|classe|class|intent|intencao|label|categoria|classificacao|resultado|output|acao|"
    r"status_confirmacao)\s*[\"']?\s*(?:[:=]|(?:para|como|to|as)\b)"
    r"|\b(?:set|defina|define|altere|atualize|mude|update|marque|registre|classifique|considere|"
    r"trate)\b.{0,30}\b(?:status|classe|resposta|mensagem|registro|banco|sistema|todos|todas|"
    r"paciente\w*|isto|isso|este texto)\b"
    r"|\b(?:marque|registre|defina|diga|classifique|considere)\s+(?:como|que|se)\s+(?:confirm|cancel|"
    r"o paciente|a paciente)|\bassistente\s*:|\b(?:repita|responda|responder|retornar|devolver|retorne|"
    r"devolva|imprima|escreva|return|print|respond|"
    r"reply|output|gere)\b.{0,30}\b(?:confirmad|cancelad|opt|json|apenas|somente|exatamente|only|"
    r"classe)"
    r"|\bvoce\s+(?:agora\s+)?(?:e|deve ser|sera|deve agir|esta)\s+(?:agora\s+)?(?:um|uma|no|em|o|"
    r"a)\s+(?:\w+\s+)?(?:assistente|robo|ia|bot|modelo|modo|agente|chatbot|ai|inteligencia|sistema|"
    r"administrador)"
    r"|\b(?:aja|finja|comporte|haja)\b.{0,12}\bcomo\b|\bmodo\s+(?:desenvolvedor|admin|debug|deus|"
    r"teste)|\b(?:jailbreak|prompt|drop\s+table|select\s+\*)\b"
    r"|\bvoce\s+(?:deve|devera|tem que|precisa)\s+\w+r\b|\beste\s+paciente\b|\bignore\s+(?:all|"
    r"previous|the|your)|<\s*/?\s*\w+[^<>]{0,40}>|\{\s*[\"'\w]+\s*:|```|\[\[|###|"
    r"\bnova(?:s)?\s+(?:instruc\w+|ordem|ordens|regras?|diretriz\w*)\b"
)

_IRONY = one_of(
    r"ate parece",
    r"uhum (?:sei|confia|acredito|vou sim)$",
    r"conta outra",
    r"so que nao",
    r"so se for (?:no dia|em sonho|quando)(?: .*)?",
    r"que piada(?: .*)?",
    r"(?:quando|no dia que) (?:a |o |as |os )?(?:vaca\w*|galinha\w*|porco\w*|boi\w*|inferno|papa|mar|"
    r"chover (?:dinheiro|canivete))(?: .*)?",
    r"dia de sao nunca",
    r"(?:vou |vai )?(?:largar|pedir demissao d\w|abandonar) (?:o |meu |tudo|do )?(?:emprego|trabalho|"
    r"tudo|servico|vida)?(?: .*)?",
    r"nao tenho (?:mais )?(?:nada|o que) (?:melhor )?(?:pra )?fazer(?: .*)?",
    r"com todo o prazer do mundo",
    r"sonha|sonhando|vai sonhando",
    r"me poupe\w*",
    r"(?:alem|depois) de (?:esperar|me fazerem esperar|tudo|\d+ horas)(?: .*)?",
)

# "Se consultar", "se preocupe".
_REFLEXIVE = r"(?:preocup|consult|operar|aposent|interess|confund|engan|chama)\w*"
_CONDITION = re.compile(
    rf"(?<!\S)(?:(?<!nao )(?<!nem )(?<!mesmo )(?<!gente )(?<!pra )(?<!sei )(?<!ver )(?<!saber "
    rf")(?<!perguntar )(?<!lembro "
    rf")(?:so |somente |apenas )?se (?!{_REFLEXIVE})|caso (?!de )|desde que |contanto que |"
    rf"a menos que |"
    r"a nao ser que |dependendo |quando (?:eu )?(?:der|puder|sair|voltar|melhorar|conseguir|tiver)(?!\S))"
)
_BENIGN = one_of(
    r"se (?:tudo|deus) (?:der certo|quiser|permitir|ajudar|abencoar|correr bem)",
    r"se nao (?:for|houver|tiver) (?:incomodo|problema|muito|pedir muito|abuso)(?: .*)?",
    r"se for (?:possivel|preciso|necessario|o caso)",
    r"se (?:houver|tiver|mudar|surgir) (?:algum\w?|qualquer|alguma coisa|algo|duvida|mudanca|imprevisto)(?:"
    r" .*)?",
    r"se (?:voces )?(?:puder|puderem|quiser|quiserem|precisar\w*)(?: (?:me|nos|voces|ser|mandar|"
    r"confirmar|enviar|avisar|marcar|remarcar|trocar|mudar|adiar|cancelar|desmarcar|de|manda|avisa|"
    r"liga|chama|agradeco)(?: .*)?)",
    r"se (?:eu )?(?:atrasar|chegar atrasad\w)(?: .*)?",
    r"se nao me engano",
    r"se (?:eu )?(?:morr\w+|o mundo \w+)",
)


def is_wrong_person(text: str) -> bool:
    return bool(WRONG_PERSON.search(text)) and not _NO_MISTAKE.search(text)


def is_automatic(text: str) -> bool:
    """Whether a machine of theirs answered ours."""
    return bool(_AUTOMATIC.search(text))


def is_order(folded: str) -> bool:
    """Whether a whole folded message speaks to a machine."""
    return bool(_ORDER.search(folded))


def is_ironic(text: str) -> bool:
    return bool(_IRONY.search(text)) or "@ironia" in text


def condition_in(text: str) -> str | None:
    """The word that makes a clause conditional; None where there is none, or only a polite one."""
    plain = _BENIGN.sub(lambda match: "_" * len(match[0]), text)
    for found in _CONDITION.finditer(plain):
        if not _INDIRECT & set(plain[: found.start()].split()[-3:]):
            return found[0].split()[0]
    return None


# "Não sei ainda se levo minha filha" is a question put indirectly.
_INDIRECT = words(
    "duvida sei saber ver perguntar verificar lembro confirmar dizer sabe avisar conferir checar decidi"
)
