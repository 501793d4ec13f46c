"""Turns of phrase whose sense is not the sum of their words, tried before the verbs; the longest known go first."""

import re
from dataclasses import dataclass

from shared.atendimentos.leitura.sinais import Forca, Tipo, one_of

_SLOT = r"(?:minha|meu|a|o|essa|esse|nossa|nosso)"
_MY = rf"{_SLOT} (?:vaga|horario|consulta|lugar|agendamento|atendimento|marcacao|hora|sessao|exame)"
_SOMEBODY = r"(?:outra pessoa|outro (?:paciente|cliente)|outra (?:paciente|cliente)|outr[oa]$|alguem|quem (?:precisa|precisar|quiser)|proximo)"


@dataclass(frozen=True, slots=True)
class Expressao:
    """`tipo` None: the words say nothing of coming, and nothing in them is read as a verb. `nega`: "não" turns it."""

    padrao: re.Pattern[str]
    tipo: Tipo | None
    forca: Forca = Forca.PLENA
    nega: bool = False


def _of(tipo: Tipo | None, *patterns: str, forca: Forca = Forca.PLENA, nega: bool = False) -> Expressao:
    return Expressao(one_of(*patterns), tipo, forca, nega)


# Words that stand for a negation of what follows: put in their place before the verbs are read.
NEVER = one_of(
    r"(?:de jeito nenhum|de jeito algum|de forma alguma|de forma nenhuma|de maneira nenhuma|de modo algum|em hipotese alguma|"
    r"nem pensar|jamais|nunca|nem (?:morto|morta|ferrando|a pau|fudendo|lascando|sonhando|por nada|por decreto))(?: que)?",
    r"nao (?:ha|tem|tenho|vejo|existe) (?:motivo|razao|porque|desculpa|chances?|hipotese|possibilidade)(?: nenhum\w?| alguma?)?(?= (?:pra|de|eu|que))",
    r"(?:nem|nao) (?:pens\w+|ous\w+|invent\w+|sonh\w+|me venha\w*|venha\w*|se atrev\w+|va|vao)(?: de| em| a| que)*(?= (?:cancel|desmarc|falt|perder|me |remarc))",
    r"(?:deus me livre|longe de mim|imagina se|imagina|capaz|de maneira alguma)(?: de| que| eu)*(?= (?:eu )?(?:vou )?(?:falt|perd|cancel|desmarc))",
    r"nem que (?:me )?(?:pag\w+|implor\w+|obrig\w+|amarr\w+|arrast\w+|mat\w+|peca\w*|dess\w+|deem|fosse de graca)(?: \w+){0,2}?",
)
IMPOSSIBLE = one_of(
    r"(?:e |esta |fica |vai ser |seria |sera |completamente |totalmente )*(?:impossivel|inviavel|impossibilitad\w|sem condicoes|sem chance\w*|sem possibilidade|sem como|fora de cogitacao)"
)
# "Nem que chova eu perco": whatever happens; the verb after it is denied when it means missing.
WHATEVER = one_of(
    r"nem que (?:\w+ )?(?:chov\w+|caia\w*|o mundo|faca|tenha|seja|for|venha|precise|eu)(?: \S+){0,3}?(?= (?:eu )?(?:perco|falto|vou|deixo|cancelo|desmarco|desisto)| *$)"
)

EXPRESSIONS = (
    _of(
        None,
        r"(?:toda vez|sempre|quando|onde) (?:que )?(?:eu )?(?:vou|posso|consigo)", r"como (?:vai|vao|voce vai|esta)(?: voces?| tudo)?",
        r"vai tomar\b.*",
        r"vai (?:custar|demorar|durar|chover)",
        r"por (?:favor|gentileza)",
        r"nao se preocup\w+",
        r"se deus quiser",
        r"(?:pode|podem) (?:me )?(?:ajudar|informar|falar|dizer)",
        r"se nao me engano",
        r"nao (?:e|seria) (?:nada|problema)",
        r"vou precisar (?:de|ficar|levar|estar|fazer|tomar|usar)",
        r"(?:cancel\w+|desmarquei|confirmei|confirmado) (?:sem querer|por engano|errado|sem perceber)",
        r"vou (?:tomar|dormir|comer)",
        r"outra consulta",
        r"minha outra consulta",
        r"muda(?:r)? nada",
        r"(?:achei|pensei|achava|pensava|imaginei) que .*",
        r"nao (?:sabia|lembrava|tinha visto|tinha lido|vi|li|recebi) .*",
        r"(?:tinha|havia|ja tinha) (?:dito|falado|avisado|pensado|respondido|mandado|posto|colocado|escrito) (?:que )?.*",
        r"(?:quase|por pouco)(?: que)? .*",
        r"(?:deveria|devia) .*",
        r"(?:assim que|quando|depois|mais pra frente|qualquer coisa|outra hora|outro dia|logo)(?: \S+){0,4}? (?:marco|remarco|ligo|agendo|reagendo|"
        r"(?:entro|entrarei) em contato|procuro|volto a \w+|vejo outra data|marcar|remarcar|marcamos|remarcamos)(?: .*)?",
        r"(?:oi|ola|opa|dia|tarde|noite|e ai|ei)(?: \S+)? (?:tudo (?:bem|bom|certo|joia|ok)|beleza|como (?:vai|esta\w*))(?: (?:com )?voces?| ai)*",
        r"(?:antes de|depois de|pra poder) (?:confirmar|cancelar|remarcar|desmarcar|ir)",
        r"nao (?:vou|irei|quero) (?:falar|dizer|mentir)",
    ),
    _of(
        Tipo.TALVEZ,
        r"^(?:aqui )?(?:sou eu|sou [ao] \w+|e el[ae](?: mesm[oa])?|quem fala|eu mesm[oa]|falando|e (?:el[ae]|[ao] \w+) quem fala)$",
        forca=Forca.FRACA,
    ),
    _of(
        Tipo.DUVIDA,
        r"(?:confirmar|confirme|confirma|confirmem)(?: (?:me|com voces|aqui|antes|so|primeiro|pra mim|uma coisa))* (?:se|qual|quanto|que (?:horas|dia)|quem|onde|quando|uma coisa|(?:o|a) (?:hora|dia|data|convenio|plano|rua|horario))(?: .*)?",
        r"(?:me )?(?:confirma|confirme|confirmar|confirmem|manda|mande|envia|envie|passa|passe|informa|informe|mandar|enviar|passar)"
        r"(?: me| pra mim| por favor| ai| so| voces)*(?: o| a| os| as| qual)? ?(?:endereco|valor|preco|local|localizacao|nome|medico|"
        r"telefone|link|mapa|preparo|dados|orientac\w+|instruc\w+|rua|numero da sala)(?: .*)?",
        r"nao (?:entendi|compreendi|saquei)(?: .*)?",
        r"(?:.* )?(?:pra )?(?:responder|fazer|levar) (?:o )?que$",
        r"nao (?:estou )?(?:lembro|lembrando|lembramos|recordo) (?:de ter|d?[oa]s?|qual|onde|quem|quando|que|se|como|nada).*",
        r"nao (?:sei|sabemos) (?:o que|[oa] (?:horario|endereco|dia|hora|nome|local)|qual|onde|quem|que|chegar|ir|nada).*",
        r"(?:precisa|preciso|tem que|tenho que|pode|posso|devo) (?:levar|estar em jejum|ir em jejum|de jejum|fazer jejum|chegar antes|"
        r"de encaminhamento|de guia|de acompanhante|tomar|comer|beber|parar de tomar|pagar)(?: .*)?",
        r"(?:aceita|aceitam|atende|atendem|cobre|cobrem|tem estacionamento|tem elevador|tem rampa|parcela|parcelam|divide)(?: .*)?",
        r"(?:quanto|qual) (?:e|fica|custa|sai|que fica|seria|o valor|valor).*",
        r"(?:tenho|estou com|tive|surgiu|com) (?:uma |umas |algumas )?duvidas?(?: .*)?",
        forca=Forca.FRACA,
    ),
    _of(
        Tipo.TALVEZ,
        r"(?:ainda )?nao (?:sei|sabemos|sabia|tenho certeza|tenho como saber|sei dizer|da pra saber|e certeza|e certo|decidi)"
        r"(?: ainda| bem| ao certo| mesmo)*(?: se| como| que)?(?: (?:eu|ela|ele|a gente|vai|minha \w+|meu \w+))?"
        r"(?: (?:vou|posso|consigo|poderei|irei|vai|vamos|da|va|conseguirei|comparecerei|estarei)(?! (?:de|com|sozinh|a pe|leva)))"
        r"(?: (?:poder|conseguir|dar|ir|comparecer|estar))*",
        r"(?:pode ser|vai|capaz|e capaz|periga|tomara|espero|talvez|quem sabe|e possivel|e provavel)(?: de)? que .*",
        r"talvez .*",
        r"(?:te|lhe|voce|voces|eu|ja|ja ja|depois|logo|mais tarde) (?:te |lhe |eu )?(?:aviso|falo|digo|respondo|retorno|confirmo depois|informo)(?: .*)?",
        r"(?:te|lhe|vos|ja|ja ja|ja te|depois|logo|mais tarde|daqui a pouco|amanha|hoje a noite|a noite|em breve) (?:eu )?(?:te |lhe )?(?:confirmo|confirmarei|vejo|dou (?:uma|a) resposta|dou retorno)(?: .*)?",
        r"confirmo (?:depois|mais tarde|em breve|daqui a pouco|logo|assim que|quando|ate|ja ja|a noite|mais pra frente)(?: .*)?",
        r"(?:vou|irei|vamos|tentarei|tento|tentar|vai) (?:tentar|ver|fazer o possivel|dar um jeito|me organizar|pensar|fazer de tudo|me programar|se organizar)(?: .*)?",
        r"(?:tentarei|tento|tentando|farei o possivel|espero (?:conseguir|poder|ir))(?: .*)?",
        r"(?:vou|vai|vamos|preciso|tenho que|deixa|deixe|deixem|precisa|precisamos|ia|irei)(?: (?:eu|me|te|ela|primeiro|antes|so|ainda|que|conseguir))*"
        r" (?:confirmar (?:com|se|no|na|depois|antes|mais)|verificar|checar|conferir|consultar|perguntar|conversar|olhar|decidir|"
        r"ver|analisar|avaliar|resolver|falar com|avisar|responder|passar o recado|repassar|combinar com)(?: .*)?",
        r"(?:acho|creio|acredito|imagino|suponho|parece|penso)(?: eu)? que (?!e melhor|melhor|vou (?:ter que )?(?:remarcar|trocar|mudar)).*",
        r"(?:depende|dependo|dependendo|vai depender)(?: .*)?",
        r"(?:em|na|com) duvida",
        r"(?:estou |ainda )*indecis\w",
        r"a confirmar",
        r"(?:muito |provavelmente|possivelmente|quase certeza|a principio|por enquanto|por ora|de repente|se bobear)(?: .*)?",
        r"(?:meio |muito |bem |esta )*(?:dificil|complicado)(?: .*)?",
        r"ainda nao (?:decidi|confirmei|tenho|posso|confirmo|sei)(?: .*)?",
        r"(?:nao )?(?:tenho|e) certeza(?: .*)?",
        r"assim que (?:eu )?(?:der|puder|souber|conseguir|chegar|sair|tiver)(?: .*)?",
        r"sei la",
        r"tanto faz",
        r"mais ou menos",
    ),
    _of(
        Tipo.OUTRO,
        r"(?:(?:ess[ea]|nesse|nessa|o|a|este|esta) )?(?:horario|dia(?: \d+)?|data|hora|segunda|terca|quarta|quinta|sexta)(?: \d+)? (?:e|esta|fica|ficou|ficaria|seria)(?: muito| meio| bem)? (?:ruim|pessim\w|apertad\w|cedo|tarde|horrivel|contramao|inviavel)(?: .*)?",
        r"nao (?:quero|gosto|gostei|queria)(?: d?[oa]| d?ess[ea]| d?est[ea])(?: mesm[oa])? (?:medic\w|doutor\w?|dentista|dra?|horario|dia|data|profissional)(?: .*)?",
        r"(?:ess[ea]|nesse|nessa|n?este|n?esta) (?:horario|hora) (?:eu )?(?:nao|n)(?: \w+){1,2}?(?: pra mim| mais| nao)*",
        r"nao (?:posso|consigo|da|vou poder|vou conseguir|poderei|conseguirei|vai dar|tenho como|rola)(?: ir| comparecer| pra mim)* (?:nesse|esse|neste|nessa|essa) (?:horario|hora)(?: .*)?",
        r"nao (?:posso|consigo|da|vou poder|vou conseguir|poderei|conseguirei|vai dar|tenho como|rola)(?: ir| comparecer| pra mim)* (?:n?ess[ea]s?|n?est[ea]s?) (?:semana|mes|dias)(?: .*)?",
        r"(?:n?ess[ea]s?|n?est[ea]s?) (?:semana|mes|dias) (?:eu )?(?:nao)(?: .*)?", r"so (?:na|pra|a) proxima$",
        r"(?:queria|quero|gostaria de|posso|consigo|daria pra|da pra|prefiro|podia|poderia) (?:ir|ser|chegar|consultar)(?: um pouco| mais| bem)* (?:antes|depois)(?: .*)?",
        r"tem (?:\w+ )?(?:horarios?|vagas?|hora|dias?|datas?)(?: (?:mais )?(?:pra|na|no|em|as|depois|antes|cedo|tarde|melhor|livres?|disponiv\w+))*(?: .*)?",
        r"(?:pode|podemos|consegue|da pra|vamos|quero|queria|gostaria de|bora|tem como|poderia|conseguimos)(?: \w+)?? (?:marcar|agendar|deixar)(?: \S+){0,2}? (?:depois|antes|outr\w|mais|uma nova|nova|noutr\w)(?: .*)?",
    ),
    _of(
        Tipo.NAO,
        r"(?:fica|deixa|deixe|deixar|deixem|vai ficar|ficara|ficar)(?: \w+)? (?:pra|na) (?:a )?(?:proxima|outra oportunidade)(?: vez)?",
        r"(?:deixa|deixe|deixar|melhor deixar) (?:pra la|quieto|baixo|isso pra la)",
        rf"(?:dar|dê|da|de|passar|passa|passe|passem|liberar?|libera|libere|liberem|ceder|cede|cedam|oferecer|ofereca|disponibilizar|desocupar)"
        rf"(?: pra)? {_MY}(?: .*)?",
        rf"(?:colocar|coloca|coloque|botar|bota|chamar|chama|chame|encaixar|encaixa|atender|atende|por)(?: ai)? {_SOMEBODY}(?: .*)?",
        rf"(?:passar?|passe|dar|de|ceder|cede)(?: ela| ele| isso)? pra {_SOMEBODY}",
        rf"(?:tira|tire|tirem|retira|retire|risca|risque|remove|remova|exclui|exclua|apaga|apague|tirar|retirar|remover)"
        rf"(?: ai| pra mim| por favor)*(?: {_MY}| (?:o )?meu nome| me)(?: d\w+ (?:\w+ )?(?:agenda|dia|consulta|horario|terca|quinta|quarta|sexta|segunda))?",
        r"(?:me )(?:tira|tire|retira|retire|tirem) d\w+ (?:\w+ )?(?:consulta|agenda|horario|dia \d+|terca|quinta|quarta|sexta|segunda)(?: .*)?",
        r"(?:abro|abri|abrir|abrimos) mao(?: .*)?",
        r"sem interesse|perdi o interesse|nao (?:tenho|ha|temos)(?: mais)? interesse|nao (?:me )?interess\w+(?: mais)?",
        r"(?:ja )?(?:fiz|fui|consultei|me consultei|resolvi|passei|arrumei|achei|encontrei|marquei|tratei|fui atendid\w|estou (?:fazendo|tratando)|fiz o \w+|fiz a \w+)(?: \w+){0,4}? (?:em|com|por|no|na) (?:outr[oa]|outro lugar|particular|convenio)(?: .*)?",
        r"nao (?:preciso|precisa|precisamos|precisarei|vou precisar|vai precisar|precisava|necessito)(?: mais)? (?:mais|d?essa consulta|da consulta|de consulta|d?esse atendimento|do atendimento|do exame)(?: .*)?",
        r"nao (?:e|era|vai ser|sera|seria)(?: mais)? (?:necessari\w|preciso)(?: .*)?",
        r"nao quero(?: mais)?(?: (?:ir|nao|essa consulta|a consulta|consulta|esse atendimento|fazer (?:a consulta|o exame|isso)|tratar|continuar))?$",
        r"nao quero(?: mais)? (?:fazer|tratar|continuar|seguir|consultar|passar)(?: mais| nao| isso| o tratamento| a consulta| ai)*$",
        r"nao (?:e|vai ser|sera|seria|foi|esta sendo|fica)(?: mais)? (?:possivel|viavel)(?: .*)?",
        r"nao (?:vai |ia )?(?:dar|da|deu|dara|rola|rolar|rolou|vai dar|vai rolar)(?: mais| pra mim| nao| tempo| hoje| amanha| mesmo| certo| jeito)*(?! pra| pro)",
        r"(?:vai dar|da|deu|rola|vai rolar|vai ter como|tem como|tem jeito|tenho como|vou poder|vou conseguir)(?: mais)? nao(?: .*)?",
        r"nao (?:vou|vamos|vai|irei)?(?: ?(?:poder|conseguir|ter como|dar pra|consigo|posso|conseguimos|podemos|conseguirei|poderei))+ (?:levar|trazer|acompanhar) "
        r"(?:el[ea]s?|a|o|as|os|meu|minha|meus|minhas)(?: .*)?",
        r"(?:nao|n) (?:tenho|temos|tem|vou ter|terei|havera|ha)(?: mais)? (?:como|condicoes|condicao|tempo|disponibilidade|quem|jeito)(?: (?:de|eu|ir|comparecer|a gente|nao|pra ir|de ir))*"
        r"(?! (?:nao|eu faltar|ser|marcar))(?! (?!ir |ir$|comparecer|chegar|sair|estar|aparecer)\w{2,}[aei]r(?!\S))",
        r"(?:estou|estarei|estaremos|to) fora(?! (?:do|da|de))",
        r"(?:confirmo|confirmar|confirmado)(?: \w+)? (?:cancelamento|desistencia|ausencia|falta|desmarcacao|nao comparecimento)",
        r"(?:solicito|quero|peco|favor|gostaria d\w|queria|pode fazer|faz|faca|fazer|pedir|desejo)?(?: \w)? ?cancelamento(?! (?:tem|custa|e|gera))",
        r"tive (?:que|de) cancelar",
        r"(?:vai|vou|fica) (?:ficar )?sem (?:a )?consulta",
        r"prefiro nao",
        r"(?:melhor|preferivel) nao",
        r"(?:claro|obvio|logico|certeza|obviamente) que nao",
    ),
    _of(
        Tipo.NAO,
        r"(?:vou|estarei|estaremos|vamos|vai|terei|tenho|estou|estamos|vou estar|estara|irei)(?: estar| ter| que)*(?: infelizmente| a)? (?:viajando|viajar|viajo|de viagem|viagem|"
        r"trabalhando|de plantao|plantao|fora d\w (?:cidade|estado|pais|minha cidade)|em outra cidade|em viagem|em reuniao|reuniao|prova|concurso|audiencia|outro compromisso|um compromisso|compromisso)(?: .*)?",
        r"(?:surgiu|apareceu|aconteceu|tive) (?:um|uns|uma) (?:imprevisto|compromisso|emergencia|contratempo)\w*",
        forca=Forca.FRACA,
    ),
    _of(
        Tipo.SIM,
        r"(?:pode|podem|pode sim|vou|)? ?(?:contar?|contem|conte) (?:comigo|conosco|com (?:a gente|minha presenca|a minha presenca|ela|ele|nos))",
        r"(?:pode |podem |me |nos |podem me |pode me )(?:espera|espere|esperem|esperar|aguarde|aguardem|aguardar)(?: por mim| la)?(?=$| (?:que|ai|la|as|na|viu|sim|obrigado|terca|quinta))",
        r"(?:espera|espere|esperem|aguarde|aguardem)(?: me| por mim)(?: .*)?",
        r"(?:deixa|deixe|deixem|deixar)(?: ai| tudo| ja| ela| ele| isso| bem| por favor| a consulta| meu horario)* (?:marcad\w|confirmad\w|agendad\w|como esta|assim(?: mesmo)?|reservad\w|anotad\w)",
        r"(?:mante\w+|mantem|manter|mantid\w)(?: .*)?",
        r"(?:esta|estou|tudo|estamos|continua|segue|ficou)(?: tudo| sim| ja)* (?:de pe|mantid\w|confirmad\w|marcad\w|agendad\w|combinad\w)",
        r"(?:estou|estamos) (?:ai|la|dentro|indo|chegando|a caminho)(?: .*)?",
        r"(?:com a )?(?:minha )?presenca (?:esta )?(?:confirmada|garantida|certa)",
        r"(?:esta|ja esta|anotado|marcado|anotei) (?:na|aqui na|em) (?:minha )?agenda",
        r"nao (?:falto|faltarei|vou faltar|faltamos|perco|vou perder)(?: .*)?",
        r"(?:pode|podem) me esperar",
        r"(?:vai|vai sim|vamos) dar certo",
        nega=True,
    ),
    _of(
        Tipo.SIM,
        r"so (?:nao (?:vou|irei)|falto|perco|deixo de ir) se (?:eu )?(?:morr\w+|o mundo|cair um|tiver um terremoto|acabar)(?: .*)?",
        r"nao (?:tem|ha|corre|existe) (?:perigo|risco|erro)(?: (?:de|que)(?: eu)?(?: nao)? (?:\w+))?", r"nao (?:dou|vou dar) (?:mancada|cano|bolo)(?: .*)?",
    ),
    _of(
        Tipo.NAO,
        r"(?:vou|irei|vamos|tive que|tenho que|vou ter que) (?:dar|levar) (?:cano|bolo|no|mancada)(?: .*)?",
        r"(?:anula|anular|anule|exclui|exclua|excluir|apaga|apague|apagar|suspende|suspender|derruba)(?: ai)? (?:a |minha |meu |essa |esse |o )*(?:consulta|horario|agendamento|marcacao|atendimento)(?: .*)?",
        r"(?:dispenso|recuso|declino)(?: (?:d?a|d?o|d?essa|esse))? ?(?:consulta|horario|atendimento|convite|exame)?$", r"(?:vou|prefiro) (?:passar|declinar|recusar)(?: essa| dessa vez| dessa)?$",
        r"nao (?:ha|havera|tem|tenho|vejo) (?:mais )?necessidade(?: .*)?", r"(?:esquece|esqueca|esquecam)(?: (?:essa|a|da|dessa|minha|disso|isso))? ?(?:consulta|horario)?$",
        r"nao (?:farei|faremos|vou fazer|faco|vamos fazer|quero fazer)(?: mais)?(?: (?:o|a|esse|essa|isso))?(?: (?:tratamento|consulta|exame|procedimento|nao))?(?: mais)?$",
        r"nao (?:estou|estarei|estaremos|vou estar|estara|vai estar)(?: mais)? (?:presente|na cidade|disponivel|em casa|ai|por ai|podendo|conseguindo|em condicoes|com condicoes|em (?!jejum)\w+)(?: .*)?",
        r"nao (?:me |nos )?(?:liberaram|liberou|deixaram|deixou)(?: .*)?", r"ja (?:melhorei|sarei|estou (?:bem|boa|bom|curad\w))(?: .*)?",
        r"(?:nao )?(?:sem|fiquei sem|estou sem|cancelei o|perdi o|nao tenho mais) (?:meu )?(?:plano|convenio)(?: .*)?",
        forca=Forca.FRACA,
    ),
    _of(
        Tipo.SIM,
        r"nao (?:vou |irei )?(?:me )?(?:esquec\w+|atras\w+)(?: nao| disso)?",
        r"sem falta",
        r"(?:claro|obvio|logico|certeza|obviamente) que sim",
        r"(?:da|vai dar|deu)(?: certo)? sim",
        r"(?:pra mim |por mim )(?:da|esta otimo|esta bom|sim|ok|esta ok|pode ser|tudo bem|beleza)",
        r"deu certo",
        r"^(?:sim |ok |beleza |certo |entao |combinado |perfeito |valeu |obrigado )*ate (?:la|entao|terca|quarta|quinta|sexta|segunda|sabado|domingo|dia \d+|amanha|hoje|depois de amanha)(?: feira)?(?: .*)?",
        r"(?:nos )?vemos (?:la|na|no|ai|terca|quarta|quinta|sexta|segunda|amanha).*",
        r"(?:te|vejo) (?:vejo|voces) (?:la|na|no|ai|terca|quarta|quinta|sexta|segunda|amanha).*",
        r"(?:quero|queremos) sim",
        r"(?:preciso|precisamos) (?:muito )?(?:ir|dessa consulta)(?: .*)?",
        forca=Forca.FRACA,
    ),
)
