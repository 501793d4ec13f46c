"""Why somebody does not come, where nothing else is said: what was to be seen to is gone, seen to, or out of reach.

Weak, since whoever says that they come all the same does come; and no more than the reason is used up.
"""

from shared.atendimentos.leitura.frases import APPOINTMENT, CARE, VISITORS, phrases
from shared.atendimentos.leitura.sinais import Forca, Tipo, one_of

_THING = (
    r"(?:carro|moto|veiculo|caminhonete|caminhao|aparelho|ar|casa|apartamento|ap|imovel|notebook|"
    r"cachorr\w+|gat\w+)"
)
_KIN = (
    r"(?:marido|esposa|mulher|cunhad\w|prim[oa]|irma\w?|irmao|vizinh\w|tio|tia|pai|mae|filh\w|genro|sogr\w|"
    r"amig\w|"
    r"namorad\w|zelador|porteiro)"
)
_DOCTOR = (
    r"(?:medic[oa]|doutora?|dra?|dermato\w*|ortopedista|obstetra|gineco\w*|cardio\w*|pediatra|oftalmo\w*|"
    r"dentista|"
    r"vet\w*|clinico|especialista)"
)
_DID = (
    r"(?:tirou|levou|passou|colheu|coletou|operou|trocou|fi[sz]|fizemos|fizeram|fez|fazendo|colhi|coletei|"
    r"realizei|realizamos|passei|levei|operei|operou|troquei|"
    r"comprei|tomei|tirei|revisei|dedetizei|dedetizaram|limpei|limparam)"
)
_MENDED = (
    r"(?:resolv(?:i|emos|eu|eram|id[oa])|consert(?:ei|ou|aram|amos|ad[oa])|arrum(?:ou|aram|ad[oa])|"
    r"solucion\w+|ajeit\w+)"
)
_ILL = (
    r"(?:covid|dengue|catapora|sarampo|caxumba|conjuntivite|pneumonia|chikungunya|zika|influenza|h1n1|"
    r"rotavirus|"
    r"meningite|virose|escarlatina|coqueluche)"
)

DONE = one_of(
    rf"(?:ja |acabei |acabamos )+(?:de )?{_DID}(?: (?:a|o|as|os|meus?|minhas?))? (?P<what>{APPOINTMENT})"
)
_WENT = (
    r"^(?:eu |a gente |nos |ate |bem que )*(?:ia|iamos|iria|queria ir|pretendia ir)"
    r"(?: (?:ai|la|hoje|amanha|sim|mesmo|na consulta|sem falta|com certeza|ate))*$"
)
WOULD = one_of(_WENT)

REASONS = (
    phrases(
        Tipo.NAO,
        # the thing or the animal is gone
        rf"(?:vendi|vendemos|vendeu|venderam|doei|doamos|roubaram|furtaram) (?:ja )?(?:o |a |meu |"
        rf"minha |ess[ea] )*"
        rf"{_THING}",
        rf"{_THING}(?: ja| foi| esta)* (?:roubad[oa]|furtad[oa]|vendid[oa]|doad[oa]|(?:pegou|deu) (?:fogo|"
        rf"pt)|queimou)",
        r"(?:deu|foi) (?:perda total|pt)",
        r"(?:bich\w+|cachorr\w+|gat\w+|pet|(?:meu|minha|nosso|nossa) \w+|v[oô]|avo|pai|mae)(?: del[ae])?(?:"
        r" \w+)? "
        r"(?:faleceu|morreu|foi a obito|nao resistiu|desencarnou|fugiu|sumiu)|virou estrelinha|fugiu|perdi"
        r" (?:meu|minha) \w+",
        r"(?:velorio|enterro|sepultamento|falecimento|luto)",
        rf"(?:bati|bateu|bateram|capotei|capotou)(?: com)? (?:o |a |meu |minha )*{_THING}|joguei fora|foi"
        rf" pro lixo",
        r"(?:perdi|perdemos|passou d)(?: a| o| da| do)? (?:hora|horario)|dormi demais",
        _WENT,
        # somebody has seen to it, or it has seen to itself
        rf"(?:ja |acabei |acabamos )*{_DID} (?:ess[ea]|est[ea]) {APPOINTMENT}",
        rf"(?:ja |acabei |acabamos )*{_DID}(?: \w+){{0,3}}? (?:n[oa]|em|com|pelo|pela|por) (?:outr[oa]|posto|"
        rf"upa|sus|hospital|"
        rf"concessionaria|oficina|particular|convenio|vizinh\w|minha cidade|empresa)",
        rf"(?:ja (?:esta |foi |me )?|tudo |consegui |conseguimos )(?:{_MENDED}|resolver|arrumar|consertar)",
        r"(?:foi|esta|ja) (?:ja )?(?:sanad\w|normalizad\w|solucionad\w|resolvid\w)|ja (?:esta |voltou a"
        r" )?(?:funcionando|gelando|"
        r"funcionar)",
        r"(?:hoje (?:eu )?|acabei de |acabo de |recem )(?:operei|operar|operad[oa]|ser operad[oa])",
        rf"{_THING} (?:nem|nao) (?:\w+ )?(?:mais )?(?:comigo|com a gente|meu)(?: mais)?",
        r"(?:ja )?(?:comprei|compramos) (?:outr[oa]|um|uma|oculos|lente)(?: \w+)? (?:nov[oa]|pront[oa])?",
        rf"{_KIN} (?:\w+ )?{_MENDED}",
        r"(?:internet|sinal|luz|wifi|wi fi|agua|tv|sistema)(?: \w+)? (?:voltou(?! a (?!funcionar|pegar|"
        r"ligar))|normalizou)",
        r"(?:dor|febre|problema|barulho|vazamento|goteira)(?: \w+)? (?:passou|sumiu|sarou|acabou|parou|"
        r"desapareceu)",
        r"voltou (?:sozinh\w|ao normal|a (?:funcionar|gelar|ligar|pegar|esfriar|andar))",
        r"(?:ja )?(?:sarei|sarou|melhorei|me curei|(?:fiquei|estou) (?:bo[am]|curad\w|recuperad\w))",
        r"dente (?:ja )?(?:caiu|saiu)",
        rf"ja (?:veio|vieram|passou|passaram)(?: \w+)?? {VISITORS}|ja (?:trouxe|trouxemos|levei|levamos|"
        rf"busquei) (?:o |a |meu |minha )?{_THING}",
        # it is over with them
        r"(?:troquei|trocamos|mudei|mudamos) de (?:operadora|provedor|dentista|medic\w|psicolog\w|terapeuta|"
        r"nutri\w*|clinica|"
        r"escola|empresa|curso|academia|carro|vet\w*|otica|oficina)",
        rf"(?:(?:encerr|parei|paramos|paus|suspend|interromp|larg|abandon|desisti|finaliz|conclu)\w*|"
        rf"d(?:ar|ei|ou) (?:uma|um) (?:pausa|tempo)|sai)(?: (?:com|d[ao]|n[ao]|a|o|as|os|minhas?|meus?|"
        rf"ess[ea]))* {CARE}",
        rf"{CARE} (?:ja )?(?:foi |esta )?(?:rescindid\w|encerrad\w|finalizad\w)",
        r"(?:fechei|fechamos|fechou|contratei|contratamos|contratou|matriculei|matriculamos|procurei|escolhi|"
        r"estou)"
        r"(?: me| com| em| n[ao])* outr[oa] (?:empresa|profissional|escola|curso|lugar|clinica|dentista|"
        r"prestador\w*|medic\w|"
        r"oficina|tecnico)",
        # somebody forbids it
        rf"{_DOCTOR}(?: \w+){{0,2}}? (?:proibiu|suspendeu|dispensou|cancelou|contraindicou|(?:me )?deu alta|"
        rf"mandou (?:eu )?(?:suspender|parar|interromper|esperar|dar um tempo)|nao (?:deixou|liberou|"
        rf"recomendou|quer))",
        r"(?:tive|tivemos|recebi|ganhei) alta",
        # out of reach
        r"(?:convenio|plano)(?: \w+)? (?:negou|recusou|nao (?:cobriu|cobre|autorizou|liberou))|estou de"
        r" atestado",
        r"trav(?:ei|ou) (?:a|as|o|minha) (?:coluna|costas|pescoco|lombar)",
        r"(?:estou|estamos|esta|estao|fui|foi|fomos|ficou|segue|continua|ficamos)(?: \w+)?? (?:internad\w|"
        r"hospitalizad\w|"
        r"entubad\w|acamad\w|de cama|pres[oa]|na uti|no cti|n[oa] (?:hospital|pronto socorro|upa|"
        r"maternidade))",
        r"(?:quebr(?:ei|ou)|fratur(?:ei|ou)|torc(?:i|eu)|desloq\w+) (?:o|a|meu|minha) (?:pe|perna|braco|"
        r"joelho|tornozelo|"
        r"costela|bacia|clavicula|mao|punho|coluna|femur|quadril)",
        rf"(?:peguei|pegou|pegamos|estou com|esta com|estamos com|positiv\w+ (?:pra|de|com)|suspeita de)"
        rf" (?:a |uma )?{_ILL}",
        r"(?:teve|tive|sofri|sofreu|tivemos|sofremos) (?:um|uma) (?:avc|infarto|acidente|enfarte|derrame|"
        r"aborto|parada|"
        r"queda feia)",
        r"mud(?:ei|amos|ou|aram)(?: me| se)? (?:pra (?!\d|as|outr\w|segunda|terca|quarta|quinta|sexta|sabado|"
        r"domingo)\w+|"
        r"de (?:cidade|casa|estado|pais|bairro))",
        r"(?:foi|fui|fomos) (?:morar|pra (?:a )?casa d\w+|embora|viajar)",
        r"(?:estou|estamos) (?:la |aqui |agora )*(?:n[oa]|em) (?:interior|exterior|praia|sitio|roca|fazenda|"
        r"outr[oa] (?:cidade|estado|pais))",
        r"(?:estou|estamos|fiquei) (?:\w+ )?(?:sem (?:dinheiro|grana|verba|um tostao)|dur[oa]|desempregad\w)",
        r"(?:perdeu|nao (?:faz|tem|ha)(?: mais)?) (?:o |a )?(?:sentido|razao de ser|finalidade|objeto)",
        r"desencanei|nao (?:estou|fiquei)(?: mais)? (?:a ?fim|com vontade)|perdi a vontade",
        forca=Forca.FRACA,
    ),
)
