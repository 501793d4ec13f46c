"""Words by what they mean for telling two questions apart; apart from the rules, because these are data.

All are beginnings of folded words. A word may stand for several things.
"""

import re

# Said of anything: they tell nothing of the matter.
VAZIAS = frozenset(
    re.findall(
        r"\w+",
        "a ai ainda algo algum alguma ao aos aqui as assim ate bem boa bom bons certo claro com como consegue "
        "conseguem consigo da dar das de dela dele deles desde dessa desse desta deste deu diga diz dizer do "
        "dos duvida e ela ele eles em entao era essa esse esta estao estar estou eu existe existem faco fala "
        "favor faz fazem fazer feito foi forma gente gostaria ha informacao informar ir isso isto ja jeito la "
        "lhe maneira me mesmo meu meus minha minhas moca moco muito na nas nem nessa nesse nesta neste no nos "
        "o obrigada obrigado oi ok ola onde os ou para pela pelo pergunta pode podem poderia poderiam por "
        "posso pra precisa preciso pro quais qual quando quanta quantas quanto quantos que quem quer queria "
        "quero sabe saber se sei sem ser sera seria seu seus so sou sua suas tambem tchau te tem temos tenho "
        "ter teria tinha tudo um uma uns usar uso vai vao vc vcs voce voces vou",
    )
)

# What is said in several ways. A word is explained by a text that holds it or another of one of its groups.
SINONIMOS: dict[str, tuple[str, ...]] = {
    "funcionar": (
        "funcion",
        "abre",
        "abrem",
        "abrim",
        "abert",
        "fech",
        "atend",
        "expedient",
        "horario",
        "hora",
    ),
    "aceitar": ("aceit", "atend", "trabalh", "conveni", "credenci", "plano"),
    "lugar": ("endereco", "localiz", "fica", "ficam", "chegar", "local", "rua", "situad"),
    "casa": ("clinica", "consultorio", "loja", "empresa", "unidade", "predio"),
    "carro": ("estacion", "vaga", "garagem", "carro", "parar", "veiculo", "deixar"),
    "pagar": ("pagar", "pago", "paga", "pagament", "quitar"),
    "parcelar": ("parcel", "divid", "vezes", "prestac", "cartao"),
    "preco": ("preco", "valor", "cust", "investiment", "orcament"),
    "prazo": ("prazo", "demor", "tempo", "dias"),
    "durar": ("dura", "duracao", "tempo", "efeito"),
    "documento": ("document", "papel", "papeis", "levar", "necessari"),
    "crianca": ("crianc", "infantil", "bebe", "menin", "idade", "anos", "filh"),
    "senha": ("senha", "esquec", "recuper", "redefin", "reset"),
    "aplicativo": ("app", "aplicativ", "baixar"),
    "mensalidade": ("mensalidade", "fatura", "boleto", "carne"),
    "vencimento": ("vencimento", "vence", "data", "dia"),
    "incluir": ("inclu", "adicion", "acrescent", "coloc", "cadastr", "depend"),
    "mudar": ("mud", "troc", "alter", "transfer", "levar", "casa"),
    "marcar": ("marcar", "marco", "agend"),
    "remarcar": ("remarc", "reagend", "troc", "mud"),
    "consulta": ("consult", "horario", "avaliac"),
    "nota": ("nota", "nf", "nfe", "fiscal"),
    "obter": ("emit", "emiss", "pego", "pegar", "consig", "baix", "receb", "retir"),
    "aumentar": ("upgrade", "subir", "melhor", "maior", "superior"),
    "acessivel": ("cadeir", "rampa", "acess", "deficien", "rodas"),
    "espera": ("recepc", "espera", "sala", "aguard"),
    "internet": ("wifi", "internet", "rede", "wi", "fi"),
    "noite": ("noite", "noturn"),
    "urgencia": ("emerg", "urg", "plantao"),
    "reiniciar": ("reinici", "religar"),
    "limpeza": ("limpeza", "profilaxia"),
    "dente": ("dente", "dental", "odonto", "dentista"),
    "comer": ("jejum", "comer", "aliment"),
    "minimo": ("minim", "partir"),
    "contrato": ("contrato", "plano", "assinatura"),
}

# What is asked of a thing. Two questions that ask each something else of it are not one.
ASPECTOS: dict[str, tuple[str, ...]] = {
    "preco": (
        r"\bquanto (?:custa|fica|sai|e\b|cobra|ta\b|esta\b)",
        r"\bprecos?\b",
        r"\bvalor(?:es)?\b",
        r"\bcusto\b",
    ),
    "tempo": (
        *(
            r"\bquanto tempo\b",
            r"\bprazos?\b",
            r"\bquantos (?:dias|meses|anos)\b",
            r"\bdemora",
            r"\bdura(?:cao)?\b",
        ),
        *(r"\bdura quanto\b", r"\btempo\b"),
    ),
    "parcelas": (r"\bquantas (?:vezes|parcelas)\b", r"\bparcel", r"\bdividir\b"),
    "hora": (r"\bque horas\b", r"\bhorarios?\b", r"\bexpediente\b"),
    "lugar": (
        r"\bonde (?:fica|e\b|esta|estao|voces)",
        r"\benderecos?\b",
        r"\blocalizacao\b",
        r"\bcomo (?:faco para )?chegar?\b",
    ),
    "idade": (r"\bidade\b", r"\bquantos anos\b"),
    "quando": (r"\bquando\b", r"\bque dias?\b", r"\bqual (?:o )?dia\b"),
    "multa": (r"\bmultas?\b",),
    "senha": (r"\bsenhas?\b",),
}

# How an answer shows that it is about one of these, asked for by name or not.
DITOS: dict[str, tuple[str, ...]] = {
    "preco": (r"r\$", r"\breais\b"),
    "tempo": (r"\b(?:minutos?|horas?|dias?|semanas?|mes|meses|anos?)\b",),
    "parcelas": (r"\bparcel", r"\bvezes\b"),
    "hora": (r"\b\d{1,2} ?h", r"\bmeio-?dia\b", r"\bmeia-?noite\b"),
    "lugar": (r"\b(?:rua|avenida|av|praca|bairro|centro|em frente|ao lado|esquina|andar)\b",),
    "idade": (r"\banos?\b",),
    "quando": (r"\b(?:segunda|terca|quarta|quinta|sexta|sabado|domingo)", r"\bdias? (?:\d|util|uteis)"),
}

# What is to be done. A question that names another deed than the one that was answered is another question.
ATOS: dict[str, tuple[str, ...]] = {
    "incluir": ("inclu", "adicion", "acrescent"),
    "tirar": ("tirar", "tiro", "tira", "remov", "exclu", "retir", "apag", "delet"),
    "cancelar": ("cancel", "encerr", "desist", "rescind", "desmarc"),
    "subir": ("upgrade", "subir", "aument"),
    "descer": ("downgrade", "diminu", "reduz", "baixar o", "abaix"),
    "remarcar": ("remarc", "reagend", "adiar", "adio"),
    "marcar": ("marcar", "marco", "agendar", "agendo"),
    "mudar": ("troco", "trocar", "mudar", "mudo", "alter", "transfer", "mudanca", "mudando"),
    "recuperar": ("recuper", "redefin", "esquec", "reset"),
    "reiniciar": ("reinici", "religar"),
    "comprar": ("compr", "contratar", "contratei", "vend"),
    "suspender": ("suspend", "pausa", "congel"),
    "ativar": ("ativar", "ativo", "habilit", "desbloq"),
    "desativar": ("desativ", "desabilit", "bloque"),
}
# Deeds that are one another's way of saying it.
ATOS_AFINS = (
    frozenset({"remarcar", "mudar"}),
    frozenset({"remarcar", "marcar"}),
    frozenset({"recuperar", "mudar"}),
    frozenset({"subir", "mudar"}),
)

# Things of one kind: where the one is asked about and another was answered, nothing of the answer holds.
CLASSES: dict[str, tuple[str, ...]] = {
    "dia da semana": ("segunda", "terca", "quarta", "quinta", "sexta", "sabado", "domingo", "feriado"),
    "parte do dia": ("manha", "noite", "noturn", "madrug"),
    "convenio": (
        *(
            "unimed",
            "amil",
            "bradesco",
            "sulamerica",
            "hapvida",
            "notredame",
            "gndi",
            "porto",
            "cassi",
            "geap",
            "allianz",
        ),
        *(
            "odontoprev",
            "metlife",
            "uniodonto",
            "ipasgo",
            "ipsemg",
            "omint",
            "mediservice",
            "fusex",
            "sus",
            "interodonto",
        ),
    ),
    "pagamento": ("pix", "cheque", "dinheiro", "debito", "credito", "boleto", "transferencia", "vale"),
    "tratamento": (
        *(
            "clareamento",
            "implante",
            "aparelho",
            "alinhador",
            "limpeza",
            "canal",
            "extracao",
            "siso",
            "protese",
            "faceta",
        ),
        *(
            "lente",
            "botox",
            "harmoniz",
            "restaura",
            "manutenc",
            "raio",
            "exame",
            "vacina",
            "cirurgia",
            "coroa",
        ),
    ),
    "coisa": (
        *(
            "roteador",
            "modem",
            "telefone",
            "televis",
            "tv",
            "camera",
            "alarme",
            "portao",
            "elevador",
            "impressora",
        ),
        *("computador", "notebook", "celular", "aplicativ", "site", "sistema", "bicicl", "ar condicionado"),
    ),
    "pessoa": ("crianc", "bebe", "idos", "gestante", "gravid", "cadeirante", "animal", "cachorro", "gato"),
    "papel": ("nota", "recibo", "boleto", "contrato", "atestado", "laudo", "receita", "declarac", "carteir"),
}

# That something went wrong, or was done already: told, not asked.
QUEIXAS = (
    *(
        r"\bqueim",
        r"\bquebr",
        r"\bnao (?:funciona|abre|liga|entra|chegou|veio|caiu|recebi|consigo|deram|consegui)",
    ),
    *(
        r"\bcaiu\b",
        r"\berr(?:o|ad)",
        r"\bmal ?feit",
        r"\bsem (?:me |eu |nos )?(?:avis|ped|autoriz)",
        r"\bninguem\b",
    ),
    *(
        r"\bcobra(?:ram|do|da)\b",
        r"\bja (?:fiz|paguei|passou|liguei|pedi|falei)",
        r"\bvazando\b",
        r"\btravad",
        r"\bsumiu\b",
    ),
    *(
        r"\bestragad",
        r"\bparou\b",
        r"\batrasad",
        r"\bdemorou\b",
        r"\bcontinua\b",
        r"\bde novo\b",
        r"\bduas vezes\b",
    ),
)

# Of the one who asks alone: nobody else's answer holds.
PROPRIO = (
    r"\b(?:meus?|minhas?|nossos?|nossas?) (?:\w+ ){0,2}(?:exames?|resultados?|laudos?|pedidos?|encomendas?|protocolos?"
    r"|guias?|autorizac\w+|reembolsos?|estornos?|entregas?|chamados?|processos?|biopsia|proposta|debitos?|saldos?)\b",
    r"\b(?:horario|hora|data|dia|quando) (?:\w+ ){0,3}(?:minha|meu|nossa) "
    r"(?:consulta|horario|retorno|avaliacao|visita)\b",
    r"\b(?:ja )?(?:ficou|ficaram|esta|estao) pront[oa]s?\b",
    r"\bquanto (?:eu )?(?:devo|falta|estou devendo)\b",
    r"\bandamento\b",
    r"\bstatus d[oae]\b",
)
