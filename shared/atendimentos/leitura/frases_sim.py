"""Phrases of who comes."""

from shared.atendimentos.leitura.frases import phrases
from shared.atendimentos.leitura.sinais import Forca, Tipo

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
        r"(?:estou|estamos) (?:dentro|(?:ai|la)(?= *$| (?:sim|terca|quarta|quinta|sexta|segunda|as|dia|"
        r"na hora|no horario|com|antes|viu|obrigado|pontual\w*|na terca|na quinta|"
        r"na clinica)(?!\S)))(?: .*)?",
        r"(?:estou|estamos)(?: ja)? (?:indo|chegando|a caminho)(?= *$| (?:ai|ja|sim|agora|pra (?:ai|la|"
        r"clinica|consulta))(?!\S))(?: .*)?",
        r"(?:com a )?(?:minha )?presenca (?:esta )?(?:confirmada|garantida|certa)",
        r"(?:marcar|marca|marque|botar|bota|colocar|coloca|registrar) (?:ai )?(?:a )?(?:minha )?presenca",
        r"(?:esta|ja esta|anotado|marcado|anotei) (?:na|aqui na|em) (?:minha )?agenda",
        r"nao (?:falto|faltarei|vou faltar|faltamos|perco|vou perder)(?: .*)?",
        r"(?:pode|podem) me esperar",
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

WEAK_YES = (
    phrases(
        Tipo.SIM,
        r"(?:nunca|jamais) (?:faltei|falto|perdi)(?: .*)?",
        r"estou (?:ja )?saindo(?: (?:de casa|agora|ja))*$",
        r"estou (?:me arrumando|firme|pront[oa]|preparad\w)(?: .*)?",
        r"nao (?:vou|quero|preciso|precisa) (?:mudar|trocar|mexer em|alterar) nada(?: nao)?",
        r"nao (?:vou |irei )?(?:me )?(?:esquec\w+|atras\w+)(?: nao| disso)?",
        r"sem falta",
        r"(?:vou levar|levo|levarei) (?:os?|as?|meus?|minhas?)? ?"
        r"(?:exames?|documentos?|carteirinha|guia|pedido|raio)(?: x)?$",
        r"(?:chego|chegarei|chegamos) (?:na hora|em ponto|no horario|cedo|pontual\w*)",
        r"(?:levo|levarei|vou levar|levaremos|vamos levar) (?:el[ea]s?|meu \w+|minha \w+|noss[oa] \w+)(?: sim)?$",
        r"(?:claro|obvio|logico|certeza|obviamente) que sim",
        r"(?:da|vai dar|deu)(?: certo)? sim",
        r"(?:pra mim |por mim )(?:da|esta otimo|esta bom|sim|ok|esta ok|pode ser|tudo bem|beleza)",
        r"^(?:sim |ok |beleza |certo |entao |combinado |perfeito |valeu |obrigado )*ate (?:la|entao|terca|"
        r"quarta|quinta|sexta|segunda|sabado|domingo|dia \d+|amanha|hoje|"
        r"depois de amanha)(?: feira)?(?= *$| (?:as|entao|viu|obrigado|se|com|abraco|beijo|bom|boa|na|no|"
        r"deus|querida|doutora)(?!\S))(?: .*)?",
        r"(?:nos vemos|se ve|vemos|se encontra\w*) (?:la|na|no|ai|terca|quarta|quinta|sexta|segunda|amanha).*",
        r"(?:te|vejo) (?:vejo|voces) (?:la|na|no|ai|terca|quarta|quinta|sexta|segunda|amanha).*",
        r"(?:quero|queremos) sim",
        r"(?:preciso|precisamos) (?:muito )?(?:ir$|dessa consulta)(?: .*)?",
        forca=Forca.FRACA,
    ),
)
