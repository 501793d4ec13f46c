"""Phrases that decide nothing: said of something else, asked, or left open; read before those that decide."""

from shared.atendimentos.leitura.frases import phrases
from shared.atendimentos.leitura.sinais import Forca, Tipo, one_of

# What is asked of us on the way, and opens nothing: "vem, mas liga antes".
_CALL = (
    r"(?:lig(?:a|uem?)|avis(?:a|em?)|interfon(?:a|em?)|cham(?:a|em?)|to(?:ca|quem?)|buzin(?:a|em?)|"
    r"mand(?:a|em?)|trag(?:a|am)|traz)"
)
CALLS = one_of(rf"^(?:so |me |por favor )*{_CALL}(?: .*)?")

OPEN = (
    phrases(
        None,
        r"(?:toda vez|sempre|quando|onde) (?:que )?(?:eu )?(?:vou|posso|consigo)",
        r"como (?:vai|vao|voce vai|esta)(?: voces?| tudo)?",
        r"vai tomar\b.*",
        r"vai (?:custar|demorar|durar|chover)",
        r"(?:e )?(?:claro|obvio|logico|certo|evidente) que(?! (?:nao|sim)$)",
        r"nao se preocup\w+(?: nao)?",
        r"se deus quiser",
        r"nao adianta(?: \w+)?",
        r"(?:pode|podem) (?:me )?(?:ajudar|informar|falar|dizer)",
        r"se nao me engano",
        r"nao (?:e|seria) (?:nada|problema)",
        r"vou precisar (?:de|ficar|levar|estar|fazer|tomar|usar)",
        r"(?:cancel\w+|desmarquei|confirmei|confirmado) (?:sem querer|por engano|errado|sem perceber)",
        r"vou (?:tomar|dormir|comer)",
        rf"{_CALL}(?: me)?(?: um pouco| uns? \w+| bem)? antes(?: \w+){{0,3}}",
        # put off often enough
        r"(?:chega|cansei|cansad\w|nada|parem?|parar|pare|nunca mais|ja deu|basta)(?: \w+)? (?:de |com"
        r" )(?:ficar )?(?:adi|remarc|"
        r"desmarc|cancel|troc|mud|reagend|enrol|falt)(?:ar|ando)(?: (?:o|a|ess[ea]|est[ea]|minha|meu) \w+)?",
        r"outra consulta",
        r"minha outra consulta",
        r"(?:achei|pensei|achava|pensava|imaginei) que .*",
        r"nao fui eu (?:que|quem) .*",
        r"nao (?:confirmei|respondi|cancelei)(?: antes| ontem| ainda| nada)+",
        r"nao (?:da|tem) (?:nada|outra|problema|pra acreditar)",
        r"nao (?:sabia|lembrava|tinha visto|tinha lido|vi|li|recebi) .*",
        r"(?:tinha|havia|ja tinha) (?:dito|falado|avisado|pensado|respondido|mandado|posto|colocado|"
        r"escrito) (?:que )?(?!(?:sim|nao|vou|nao vou)$).*",
        r"(?:estava|fiquei|fiquei muito|estava muito) (?:em|na|com) duvidas?(?: .*)?",
        r"(?:oportunamente|futuramente|posteriormente|em breve|(?:semana|mes|ano) que vem) (?:eu )?(?:ligo|"
        r"retorno|marco|remarco|vejo|procuro|entro em contato|entrarei em contato|agendo)(?: .*)?",
        r"^(?:eu )?(?:vejo|marco|agendo|procuro) (?:outr[oa]|nov[oa]) (?:dia|data|hor\w+)(?: .*)?",
        r"(?:quase|por pouco)(?: que)? .*",
        r"(?:deveria|devia) .*",
        r"(?:assim que|quando|depois|mais pra frente|qualquer coisa|outra hora|outro dia|"
        r"logo)(?: \S+){0,4}? (?:marco|remarco|ligo|agendo|reagendo|"
        r"(?:entro|entrarei) em contato|procuro|volto a \w+|vejo outra data|marcar|remarcar|marcamos|"
        r"remarcamos)(?: .*)?",
        r"(?:oi|ola|opa|dia|tarde|noite|e ai|ei)(?: \S+)? (?:tudo (?:bem|bom|certo|joia|ok)|beleza|"
        r"como (?:vai|esta\w*))(?: (?:com )?voces?| ai)*",
        r"(?:antes de|depois de|pra poder) (?:confirmar|cancelar|remarcar|desmarcar|ir)",
        r"nao (?:vou|irei|quero) (?:falar|dizer|mentir)",
    ),
    phrases(
        Tipo.TALVEZ,
        r"^(?:aqui )?(?:sou eu|sou [ao] \w+|e el[ae](?: mesm[oa])?|quem fala|eu mesm[oa]|falando|"
        r"e (?:el[ae]|[ao] \w+) quem fala)$",
        forca=Forca.FRACA,
    ),
    phrases(
        Tipo.DUVIDA,
        r"(?:confirmar|confirme|confirma|confirmem)(?: (?:me|com voces|aqui|antes|so|primeiro|pra mim|"
        r"uma coisa))* (?:se|qual|quanto|que (?:horas|dia)|quem|onde|quando|uma coisa|(?:o|a) (?:hora|dia|"
        r"data|convenio|plano|rua|horario))(?: .*)?",
        r"(?:me )?(?:confirma|confirme|confirmar|confirmem|manda|mande|envia|envie|passa|passe|informa|"
        r"informe|mandar|enviar|passar)"
        r"(?: me| pra mim| por favor| ai| so| voces)*(?: o| a| os| as| qual)? ?(?:endereco|valor|preco|"
        r"local|localizacao|nome|medico|"
        r"telefone|link|mapa|preparo|dados|orientac\w+|instruc\w+|rua|numero da sala)(?: .*)?",
        r"nao (?:entendi|compreendi|saquei)(?: .*)?",
        r"(?:quero|queria|preciso|precisava|gostaria)(?: so)?(?: d?[oa]| de saber o| saber o) (?:telefone|"
        r"endereco|link|valor|preco|local|"
        r"localizacao|nome d\w+|telefone d\w+)(?: .*)?",
        r"(?:.* )?(?:pra )?(?:responder|fazer|levar) (?:o )?que$",
        r"(?:confirmar|cancelar|responder|desmarcar) o que(?: .*)?",
        r"nao (?:estou )?(?:lembro|lembrando|lembramos|recordo) (?:de ter|d?[oa]s?|qual|onde|quem|quando|"
        r"que|se|como|nada).*",
        r"nao (?:sei|sabemos) (?:o que|[oa] (?:horario|endereco|dia|hora|nome|local)|qual|onde|quem|que|"
        r"chegar|ir|nada).*",
        r"(?:precisa|preciso|tem que|tenho que|pode|posso|devo) (?!.* sim$)(?:levar|estar em jejum|ir em"
        r" jejum|"
        r"de jejum|fazer jejum|chegar antes|"
        r"de encaminhamento|de guia|de acompanhante|tomar|comer|beber|parar de tomar|pagar)(?: .*)?",
        r"(?:aceita|aceitam|atende|atendem|cobre|cobrem|tem estacionamento|tem elevador|tem rampa|parcela|"
        r"parcelam|divide)(?: .*)?",
        r"(?:quanto|qual) (?:e|fica|custa|sai|que fica|seria|o valor|valor).*",
        r"(?:eu )?(?:posso|podemos) (?:ir|chegar|entrar|comparecer)(?: ai)? (?:sem|direto|pra (?!consulta|"
        r"ai|mim)|antes|mais cedo|por|"
        r"de(?! (?:carro|uber|onibus|manha|tarde|noite|moto|taxi|metro|\d))|"
        r"com (?!certeza)|so com|mesmo|acompanhad\w|descalc\w)(?: .*)?",
        r"(?:.* )?(?:e )?(?:a )?que horas?$",
        r"(?:.* )?(?:quanto tempo|quantos minutos|quantas horas)(?: antes| mais ou menos| de antecedencia)*$",
        r"(?:eu )?(?:posso|podemos|poderia) (?:te |lhe )?(?:confirmar|responder|cancelar) (?:depois|amanha|"
        r"outra hora|"
        r"mais tarde|hoje|segunda|a noite|ate|quando|com|por|em)(?: .*)?",
        r"(?:.* )?foi (?:cancelad|desmarcad|remarcad)\w (?:a |o |minha |meu )*(?:consulta|horario|"
        r"agendamento)",
        r"(?<!nao )(?:precisa|precisam|necessita|e preciso|e necessario|e obrigatorio) (?:de )?(?!mais|"
        r"remarc|cancel|confirm|desmarc|nao|ir$|troc|mud|adi)\w+(?: .*)?",
        r"(?:quero|queria|preciso de|gostaria de|so)(?: pedir| saber)? (?:uma|umas|"
        r"mais) informac\w+(?: .*)?",
        r"(?:tenho|estou com|tive|surgiu|com) (?:uma |umas |algumas )?duvidas?(?: .*)?",
        forca=Forca.FRACA,
    ),
    phrases(
        Tipo.TALVEZ,
        r"(?:ainda )?nao (?:sei|sabemos|sabia|tenho certeza|tenho como saber|sei dizer|da pra saber|"
        r"e certeza|e certo|decidi)"
        r"(?: ainda| bem| ao certo| mesmo)*(?: se| como| que)?"
        r"(?: (?:eu|ela|ele|a gente|vai|minha \w+|meu \w+))?(?: nao)?"
        r"(?: (?:vou|posso|consigo|poderei|irei|vai|vamos|da|va|conseguirei|comparecerei|"
        r"estarei)(?! (?:de|com|sozinh|a pe|leva)))"
        r"(?: (?:poder|conseguir|dar|ir|comparecer|estar))*",
        r"(?:pode ser|vai|capaz|e capaz|periga|tomara|espero|talvez|quem sabe|e possivel|e provavel)(?: de)?"
        r" que .*",
        r"(?:talvez|quem sabe)(?: .*)?",
        r"^(?:eu )?(?:acho|creio|imagino|espero|suponho|penso)(?: eu| que sim| que vou)?$",
        r"(?:te|lhe|voce|voces|eu|ja|ja ja|depois|logo|mais tarde) (?:te |lhe |eu )?(?:aviso|falo|digo|"
        r"respondo|retorno|confirmo depois|informo)(?: .*)?",
        r"(?:te|lhe|vos|ja|ja ja|ja te|depois|logo|mais tarde|daqui a pouco|amanha|hoje a noite|a noite|"
        r"em breve) (?:eu )?(?:te |lhe )?(?:confirmo|confirmarei|(?<!te )vejo|dou (?:uma|a) resposta|"
        r"dou retorno)(?: .*)?",
        r"ate (?:o fim do dia|mais tarde|logo|\w+)(?: feira)?(?: (?:eu|ja|te|lhe|voces?|a noite|de tarde|"
        r"cedo)){0,3} (?:confirmo|aviso|falo|respondo|digo|vejo|retorno|decido|dou|confirmarei|"
        r"sei)(?: .*)?",
        r"confirmo (?:depois|mais tarde|em breve|daqui a pouco|logo|assim que|quando|ate|ja ja|a noite|"
        r"mais pra frente)(?: .*)?",
        r"(?:vou|irei|vamos|tentarei|tento|tentar|vai) (?:tentar|ver|fazer o possivel|dar um jeito|"
        r"me organizar|pensar|fazer de tudo|me programar|se organizar)(?: .*)?",
        r"(?:tentarei|tento|tentando|farei o possivel|espero (?:conseguir|poder|ir))(?: .*)?",
        r"(?:vou|vai|vamos|preciso|tenho que|deixa|deixe|deixem|precisa|precisamos|ia|irei)(?: (?:eu|me|"
        r"te|ela|primeiro|antes|so|ainda|que|conseguir))*"
        r" (?:confirmar (?:com|se|no|na|depois|antes|mais)|verificar|checar|conferir|consultar|perguntar|"
        r"conversar|olhar|decidir|"
        r"ver|analisar|avaliar|resolver|falar com|avisar|responder|passar o recado|repassar|combinar com)(?:"
        r" .*)?",
        r"so (?:vou |irei )?(?:saber|sei|saberei|decido|decidirei|defino)(?: .*)?",
        r"nem va(?: .*)?",
        r"(?:hoje|amanha)? ?(?:de|a|pela) (?:noite|tarde|manha) (?:eu |te |lhe |ja )*(?:confirmo|aviso|"
        r"respondo|falo|decido|digo)(?: .*)?",
        r"(?<!nem )(?:acho|acha|acham|achamos|creio|acredito|imagino|suponho|parece|penso)(?: eu)? que (?!e"
        r" melhor|"
        r"melhor|"
        r"vou (?:ter que )?(?:remarcar|trocar|mudar)).*",
        r"(?:depende|dependo|dependendo|vai depender)(?: .*)?",
        r"(?:em|na|com) duvida",
        r"(?:estou |ainda )*indecis\w",
        r"a confirmar",
        r"(?:provavelmente|possivelmente|quase certeza|de repente|se bobear)(?: .*)?",
        r"(?:meio |muito |bem |esta )*(?:dificil|complicado)(?: .*)?",
        r"ainda nao (?:decidi|confirmei|tenho|posso|confirmo|sei)(?: .*)?",
        r"nao (?:tenho|e|estou com|temos) (?:muita )?certeza(?: .*)?",
        r"(?:em|a) principio(?: .*)?",
        r"(?:teoricamente|inicialmente|em tese|ate segunda ordem|por enquanto|por ora)(?! (?:vou |"
        r"quero )?(?:cancel|desmarc))(?: .*)?",
        r"assim que (?:eu )?(?:der|puder|souber|conseguir|chegar|sair|tiver)(?: .*)?",
        r"sei la|^(?:ah|hm+|hum|ue) (?:esta|entendi|e)$",
        r"(?:estou|estamos|esta|a gente esta|ainda)(?: ainda)? (?:decidindo|resolvendo|pensando|vendo|"
        r"combinando|analisando|"
        r"conversando)(?: .*)?",
        r"tanto faz",
        r"mais ou menos",
    ),
)
