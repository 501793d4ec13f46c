"""The short words that answer alone: "ok", "claro", "não, obrigada"; weak, since any verb goes before them."""

from collections.abc import Sequence

from shared.atendimentos.leitura.sinais import Tipo, one_of, words
from shared.atendimentos.leitura.vocabulario import CHAIN, CLITIC, FINITE, INFINITIVES, NEGATIONS

_AROUND = (
    "oi ola opa bom boa dia tarde noite obrigado muito pfv por favor gentileza moca moco querida "
    "querido linda flor amiga "
    "amigo doutora doutor dra dr dona seu senhor senhora gente pessoal meu minha bem amor anjo viu "
    "ne entao ai hein pela "
    "pelo lembrete aviso lembranca atencao mensagem lembrar e ah a o de desde ja mesmo tudo kk kkk k "
    "rs rsrs haha hehe tche "
    "bah oxe uai eita mano cara irmao filha filho deus abraco abracos beijo beijos bjs att grande "
    "meus voces voce para pra "
    "eu ela ele @ @sim @nao tmb tambem ta sua equipe clinica desculpa desculpe agradeco igualmente "
    "abencoe abencoa amem "
    "segunda terca quarta quinta sexta sabado domingo feira mim nos consulta confirmacao resposta"
)
_FILLERS = words(_AROUND)
# May be followed by a few words that decide nothing.
_YES = words(
    "sim ok beleza combinado fechado fechou fechadissimo perfeito positivo afirmativo bora simbora "
    "borimbora vamobora "
    "partiu demorou firmeza dale claro logico obvio evidente certinho show uhum @sim tamojunto ciente concordo "
    "isso exato exatamente correto otimo otima excelente maravilha joia blza suave tranquilo "
    "tranquila sussa massa top "
    "garantido anotado agendado marcado marcadissimo aceito presente cravado lacrou arretado tri "
    "tranquilao suavao okzinho certissimo "
    "evidentemente obviamente logicamente naturalmente certamente bamo confirmadissimo"
)
_YES_PHRASES = one_of(
    r"(?:com|tenho) (?:toda )?certeza(?: absoluta)?",
    r"(?:(?:esta|tudo|ja) )+(?:bom|bem|certo|ok|otimo|joia|beleza|combinado|tranquilo|perfeito|certinho|legal)",
    r"pode ser(?: sim)?",
    r"pode deixar",
    r"pode(?: sim)?",
    r"pode ficar (?:tranquil\w|sossegad\w|despreocupad\w)",
    r"podes? crer",
    r"deixa comigo",
    r"de acordo(?: com (?:a|o) (?:data|dia|horario|hora|agendamento))?",
    r"sem (?:problemas?|duvidas?|erro|stress)(?: alguma?| nenhuma?)?",
    r"ja e",
    r"e nois|e nos|eh nois",
    r"de boas?",
    r"numa boa",
    r"na hora",
    r"estamos juntos?|tamo junto|to junto|estou junto",
    r"isso (?:mesmo|ai)",
    r"com (?:muito )?prazer",
    r"mand\w (?:brasa|bala|ver)|toca o barco|mete bronca",
    r"por (?:mim|nos) (?:tudo )?(?:ok|certo|bem|sim|tranquilo|beleza|fechado)",
    r"certo",
    r"esta",
    r"bora la|vamos la|vamo que vamo|vamos nessa|bora bora",
    r"to dentro|estou dentro|tamo dentro|estamos dentro",
    r"marcado entao",
    r"sim senhora?",
    r"show de bola",
    r"beleza pura",
    r"aham|uhum",
    r"capaz que nao",
)
_NO_PHRASES = one_of(
    r"nao(?: nao)*(?: mesmo| mais)?",
    r"@nao",
    r"@jamais",
    r"@impossivel",
    r"negativo",
    r"nada feito",
    r"nops?",
    r"prefiro nao",
    r"melhor nao",
    r"acho melhor nao",
    r"nao nao",
    r"dessa vez nao|desta vez nao|hoje nao|agora nao da|infelizmente nao",
    r"tambem nao",
    r"de novo nao",
    r"nao vai",
    r"nem",
)
_MOST_UNKNOWN = 2
_SPOILS = words(
    "mas se nao que talvez quem qual quando onde como quanto preciso precisa problema ruim google nada sei"
)


def is_filler(forma: str) -> bool:
    return forma in _FILLERS


_PLAIN = (
    _FILLERS
    | _YES
    | CHAIN
    | CLITIC
    | NEGATIONS
    | INFINITIVES.keys()
    | FINITE.keys()
    | words(
        "consulta horario dia hora vaga agenda presenca nesse nessa esse essa desse dessa na no la as "
        "ate mas porque vez nunca"
    )
)


def is_plain(forma: str) -> bool:
    """Whether the rules know the word well enough to need no second opinion on it."""
    return forma in _PLAIN or any(char.isdigit() for char in forma)


def weak_answer(formas: Sequence[str]) -> Tipo | None:
    """What a clause without a verb of its own answers."""
    text = " ".join(formas)
    for tipo, pattern in ((Tipo.NAO, _NO_PHRASES), (Tipo.SIM, _YES_PHRASES)):
        rest = pattern.sub(" ", text, count=1).split()
        if len(rest) < len(formas) and all(word in _FILLERS or word in _YES for word in rest):
            return tipo if tipo is Tipo.SIM or not set(rest) & _YES else None
    return Tipo.SIM if _says_yes(formas) else None


def _says_yes(formas: Sequence[str]) -> bool:
    content = [word for word in formas if word not in _FILLERS or word in _YES]
    if not content or content[0] not in _YES:
        return False
    unknown = [word for word in content if word not in _YES]
    allowed = _MOST_UNKNOWN if content[0] in _LOOSE else 0 if content[0] in _POINTS else 1
    return len(unknown) <= allowed and not set(unknown) & _SPOILS


# With anything behind them they speak of it: "isso é golpe".
_POINTS = words("isso exato correto presente")
_LOOSE = words("sim ok beleza combinado fechado perfeito @sim")
