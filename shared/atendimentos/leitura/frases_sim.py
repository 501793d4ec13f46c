"""Phrases of who comes."""

from shared.atendimentos.leitura.frases import APPOINTMENT, VISITORS, phrases
from shared.atendimentos.leitura.sinais import Forca, Tipo, one_of

YES = (
    phrases(
        Tipo.SIM,
        r"(?:pode|podem|pode sim|vou|)? ?(?:contar?|contem|conte) (?:comigo|conosco|com (?:a gente|"
        r"minha presenca|a minha presenca|ela|ele|nos))",
        r"(?:pode |podem |me |nos |podem me |pode me )(?:espera|espere|esperem|esperar|aguarde|aguardem|"
        r"aguardar)(?: por mim| la)?(?=$| (?:que|ai|la|as|na|viu|sim|obrigado|terca|quinta))",
        r"(?:espera|espere|esperem|aguarde|aguardem)(?: me| por mim)(?: .*)?",
        r"(?:deixa|deixe|deixem|deixar)(?: ai| tudo| ja| ela| ele| isso| bem| por favor| a consulta|"
        r" meu horario)* (?:marcad\w|confirmad\w|agendad\w|como esta|assim(?: mesmo)?|reservad\w|anotad\w)",
        r"(?:mante\w+|mantem|manter|mantid\w)(?: .*)?",
        r"(?<!nao )(?:esta|estou|tudo|estamos|continua|segue|ficou)(?: tudo| sim| ja)* (?:de pe|mantid\w|"
        r"confirmad\w|marcad\w|agendad\w|combinad\w|garantid\w)",
        r"(?:respondi|respondido|avisei|avisado|disse|dito|falei|falado) que (?:sim|vou)$",
        r"(?:estou|estamos) (?:dentro|(?:ai|la)(?= *$| (?:sim|terca|quarta|quinta|sexta|segunda|sabado|"
        r"domingo|cedo|cedinho|firme|as|dia|"
        r"na hora|no horario|com|antes|viu|obrigado|pontual\w*|na terca|na quinta|"
        r"na clinica)(?!\S)))(?: .*)?",
        r"(?:estou|estamos)(?: ja)? (?:indo|chegando|a caminho)(?= *$| (?:ai|ja|segunda|terca|quarta|quinta|"
        r"sexta|sabado|domingo|sim|agora|pra (?:ai|la|"
        r"clinica|consulta))(?!\S))(?: .*)?",
        r"(?:com a )?(?:minha )?presenca (?:esta )?(?:confirmada|garantida|certa)",
        r"(?:marcar|marca|marque|botar|bota|colocar|coloca|registrar) (?:ai )?(?:a )?(?:minha )?presenca",
        r"(?:esta|ja esta|anotado|marcado|anotei) (?:na|aqui na|em) (?:minha )?agenda",
        r"nao (?:falto|faltarei|vou faltar|faltamos|perco|vou perder)(?: .*)?",
        r"(?:pode|podem) me esperar",
        rf"(?:vou|vamos|irei|vai|quero) (?:fazer|coletar|colher|realizar|participar)(?: (?:d?[oa]|d?ess[ea]|"
        rf"meu|minha))* "
        rf"{APPOINTMENT}(?! (?:em|com|n[oa]|por|particular|outr\w|depois|mais|quando))",
        # who is visited
        rf"(?:pode|podem|poderao)(?: \w+)?? (?:vir|vim|subir|entrar|passar aqui|(?:mand|envi)ar (?:o |a |os |"
        rf"as )?{VISITORS}|"
        rf"(?:fazer|executar|realizar) o servico)(?! (?:so|outr\w))",
        r"(?:vou|vai|vamos|irei|estarei|estaremos|havera|tera)(?: (?:estar|esta|ter|ficar|haver|ai|sempre|"
        r"eu))*"
        r" (?:(?:gente|alguem) )?(?:em casa|no local|aqui (?:em casa|pra)|pra (?:receber|atender|abrir)\w*)",
        rf"(?:vou|vamos)? ?(?:receb(?:o|er|erei|eremos)|aguard(?:o|amos|arei|aremos)|esper(?:o|amos))(?:"
        rf" (?:o|a|os|as|um))* "
        rf"(?:{VISITORS}|voces)|(?:recebo|receberei|receberemos|vou receber|vamos receber) a visita",
        r"(?:estaremos|estarei|estamos|estou|vou estar|ficarei|ficaremos|vou ficar|ficamos|fico) (?:te |"
        r"lhes? |os |ja |ai |la )*"
        r"(?:aguardando|esperando|no aguardo|a espera)(?! (?:(?:o|a|pra|de|sua|uma) )*(?:resposta|retorno|"
        r"resultado|autoriza|liberac|guia|pedido|confirma|voces? (?:ligar|dizer)))",
        r"confirm\w+ o recebimento d[aeo]s? (?:equipe|tecnic\w+|visita|profission\w+)",
        r"(?:vai|vai sim|vamos) dar certo",
        nega=True,
    ),
    phrases(
        Tipo.SIM,
        r"so (?:nao (?:vou|irei)|falto|perco|deixo de ir) se (?:eu )?(?:morr\w+|o mundo|cair um|"
        r"tiver um terremoto|acabar)(?: .*)?",
        r"so se (?:o mundo|eu morr\w+|cair o ceu|um raio)(?: \w+)?? (?:que )?(?:eu )?(?:nao (?:vou|irei)|"
        r"falto|perco)(?: .*)?",
        r"nao (?:vou|irei) (?:te |lhe )?(?:deixar|largar) (?:voces?|el[ea]|a senhora)? ?(?:na mao|"
        r"esperando)(?: .*)?",
        r"nao (?:tem|ha|corre|existe) (?:perigo|risco|erro)(?: (?:de|que)(?: eu)?(?: nao)? (?:\w+))?",
        r"nao (?:dou|vou dar) (?:mancada|cano|bolo)(?: .*)?",
    ),
)

# Asked by nobody: who says "eu lá sou doida de perder?" comes.
_MISS = r"(?:perder|faltar|furar|cancelar|desmarcar|desistir|deixar de ir|esquecer)"
RHETORICAL = one_of(
    r"(?:la )?(?:sou|estou|seria|ia ser) (?:la |nem )?(?:lou[ck]\w|doid\w|besta|boba?|maluc\w|trouxa|burr\w)"
    r" (?:de|pra) "
    rf"{_MISS}(?: .*)?",
    rf"(?:imagina|magina|capaz|deus me livre|quem (?:disse|falou)|onde ja se viu|como (?:e )?que eu)(?: se|"
    rf" que| eu)*"
    rf" (?:la )?(?:ia|iria|vou|havia de|podia) {_MISS}(?: .*)?",
    r"(?:oxe|oxente|o|oh|ora|uai|opa|ah|vixe) se (?:eu )?(?:vou|irei)$",
)
ASKED_BACK = one_of(
    r"^(?:(?:oxe|uai|mas|ah) )*eu (?:(?:la )?(?:ia|iria|havia de) )?(?:perder|faltar|furar|desistir|deixar"
    r" de ir)(?: .*)?"
)

WEAK_YES = (
    phrases(
        Tipo.SIM,
        r"(?:levo|levarei|vou levar|levaremos|vamos levar|deixo|deixarei|vou deixar|entrego) (?:o|a|meu|"
        r"minha)"
        r" (?:carro|moto|veiculo|caminhonete|bich\w+|cachorr\w+|gat\w+|pet|menin\w|filh\w|crianca|mel)(?!"
        r" (?:na|no|pra|ao|em|outr))(?:"
        r" (?:sim|ai|la))*",
        forca=Forca.FRACA,
        nega=True,
    ),
    phrases(
        Tipo.SIM,
        r"(?:porteiro|portaria|sindic\w|zelador) (?:\w+ ){0,2}?avisad\w|avis(?:ei|amos) (?:o|a|na|no)"
        r" (?:porteiro|portaria)|e so subir",
        r"(?:libero|liberarei|liberamos|vou liberar|esta liberad\w)(?: \w+)? (?:entrada|acesso|portaria|"
        r"subida)",
        r"(?:deixo|deixarei|vou deixar|deixamos)(?: \w+)? (?:a )?chave(?: \w+){0,3}",
        r"(?:entro|entrarei|entramos|vou entrar|estarei|estaremos|estou|vou estar)(?: \w+)? (?:on|online|"
        r"conectad\w|n[ao] (?:chamada|"
        r"sala|call|link|meet|zoom|video\w*))",
        r"(?:pode|podem) (?:anotar|escrever|acreditar|cravar|botar fe|apostar)(?: ai| isso)?$",
        r"^(?:oi |opa |entao |sim )*(?:bora|vamos|partiu|simbora) (?!ver|remarc|marc|mud|troc|cancel|desmarc|"
        r"deix|adi|pens|fal|"
        r"convers|reagend|passar|supor)\w+[aei]r(?: \w+){0,3}$",
        r"(?:pai|mae|avo|vovo|vo|tia|tio|madrinha|padrinho|sogr[oa]|cunhad[oa]|vizinh[oa]|amig[oa]|irma|"
        r"irmao|marido|esposa|filh\w|neto|genro|nora|baba) (?:que |quem"
        r" )?"
        r"(?:leva|levara|vai levar|acompanha)(?!(?: el[ea])? (?:outr|mais|pr[ao]|pra|n[ao]|ao|em|tod|"
        r"sempre))(?: el[ea]| sim)*",
        r"(?:levo|levarei)(?: sim)?$",
        r"^(?:(?:pode|podem|entao|ok|sim) )*(?:venha|venham|vem)(?: (?:sim|mesmo|entao|logo|por favor))*$",
        r"(?:cedo|cedinho) (?:eu )?chego$|chego (?:la|ai)(?: sim| cedo| cedinho)*$",
        r"nao vejo a hora|cont(?:o|ando) os dias|mal posso esperar|ansios\w (?:pra|por)(?: .*)?",
        r"(?:nunca|jamais) (?:faltei|falto|perdi)(?: .*)?",
        r"estou (?:ja )?saindo(?: (?:de casa|agora|ja))*$",
        r"estou (?:me arrumando|firme|pront[oa]|preparad\w)(?: .*)?",
        r"nao (?:vou|quero|preciso|precisa) (?:mudar|trocar|mexer em|alterar) nada(?: nao)?",
        r"nao (?:vou |irei )?(?:me )?(?:esquec\w+|atras\w+)(?: nao| disso)?",
        r"sem falta",
        r"(?:vou levar|levo|levarei) (?:os?|as?|meus?|minhas?)? ?"
        r"(?:exames?|documentos?|carteirinha|guia|pedido|raio)(?: x)?$",
        r"(?:chego|chegarei|chegamos) (?:na hora|em ponto|no horario|cedo|pontual\w*)",
        r"(?:levo|levarei|vou levar|levaremos|vamos levar) (?:el[ea]s?|meu \w+|minha \w+|noss[oa] \w+)(?:"
        r" sim)?$",
        r"(?:claro|obvio|logico|certeza|obviamente) que sim",
        r"(?:da|vai dar|deu)(?: certo)? sim",
        r"(?:pra mim |por mim )(?:da|esta otimo|esta bom|sim|ok|esta ok|pode ser|tudo bem|beleza)",
        r"^(?:sim |ok |beleza |certo |entao |combinado |perfeito |valeu |obrigado )*ate (?:la|entao|terca|"
        r"quarta|quinta|sexta|segunda|sabado|domingo|dia \d+|amanha|hoje|"
        r"depois de amanha)(?: feira)?(?= *$| (?:as|entao|viu|obrigado|se|com|abraco|beijo|bom|boa|na|no|"
        r"deus|querida|doutora)(?!\S))(?: .*)?",
        r"(?:nos vemos|se ve|vemos|se encontra\w*) (?:la|na|no|ai|terca|quarta|quinta|sexta|segunda|"
        r"amanha).*",
        r"(?:te|vejo) (?:vejo|voces) (?:la|na|no|ai|terca|quarta|quinta|sexta|segunda|amanha).*",
        r"(?:quero|queremos) sim",
        r"(?:preciso|precisamos) (?:muito )?(?:ir$|dessa consulta)(?: .*)?",
        forca=Forca.FRACA,
    ),
)
