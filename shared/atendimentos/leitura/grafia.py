"""How people type: one spelling for each word of a message, each traceable to where it was written.

Apart because rules that know every spelling of "não" would be read by nobody.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from shared.atendimentos.leitura.sinais import words
from shared.kit.texto import Texto, fold

# Hours and dates stay whole; "1️⃣" is a digit and two marks that are dropped below.
_TOKEN = re.compile(r"\d{1,2}:\d{2}|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?(?!\d)|[^\W_]+|\n|\.{2,}|\S")
_STOPS = frozenset(".!;\n\u2026|()[]{}")
_PAUSES = frozenset(",:-")
_QUESTIONS = frozenset("?\u2753\u2754")
_YES_SIGNS = frozenset("👍👌✅✔☑🆗🤝🫡💯🙆")
_NO_SIGNS = frozenset("👎❌🚫✖⛔🙅❎")
_IRONIC_SIGNS = frozenset("🙄😒🤡😏")
_SKIN = range(0x1F3FB, 0x1F400)

_SPELLINGS = {
    "nao": "n nn nan naum naun nau noa nop nops nope nao",
    "sim": "sm sin cim ss yes yep yeah sims sien simm",
    "ok": "okay okey oks oki okei okk okie okok oka",
    "beleza": "blz bele belesa bls blzinha belezinha",
    "uhum": "aham ahan uhun hunrum umhum unhum arram ahm rum",
    "vou": "vow voou",
    "chega": "xega",
    "precisa": "carece pressisa precissa",
    "deixa": "dexa dexe",
    "chegar": "xegar",
    "voce": "vc ce oce",
    "voces": "vcs ces ceis oces",
    "que": "q ki ke",
    "porque": "pq pque porq",
    "tambem": "tb tbm tbem tmb",
    "hoje": "hj oje",
    "amanha": "amn amnh",
    "mensagem": "msg mensage menssagem mensg menssage mensaje",
    "mensagens": "msgs mensages menssagens mgs",
    "whatsapp": "zap whats wpp wats whatszap zapzap uatsap watsapp",
    "obrigado": "obrigada obg obgd obgda brigado brigada vlw valeu obrigadao obrigadinha grato grata agradecido "
    "agradecida",
    "pra": "pro para pras pros p",
    "quando": "qdo qnd qndo",
    "comigo": "cmg cmigo",
    "conosco": "cnosco",
    "muito": "mto mt mui",
    "depois": "dps dpois",
    "mas": "maz",
    "e": "eh",
    "estou": "to tou tow",
    "estava": "tava",
    "esta": "ta",
    "estao": "tao",
    "estamos": "tamo tamos estamo",
    "fechou": "fxou",
    "consulta": "consuta consuta cnsulta konsulta",
    "quero": "kero qro qero",
    "minutos": "min mins minuto minutinhos minutinho minutin",
    "horas": "hrs hs h",
    "horario": "horaro orario",
    "posso": "poso",
    "agora": "agr",
    "certeza": "ctz cteza certza",
    "terca": "tersa",
    "seguinte": "sgt",
    "tudo": "td",
    "talvez": "tavez talves",
    "favor": "fv",
    "pfv": "pfvr pff plis please",
}
_SPELLED = {typed: word for word, forms in _SPELLINGS.items() for typed in forms.split()}
_SPELLED.update({"tmj": "tamojunto", "fmz": "firmeza", "podexa": "combinado", "fecho": "fechou"})
# The words that decide, which one slip of the finger must not hide.
_DECISIVE = words(
    "confirmo confirmar confirmado confirmada confirma confirme confirmei confirmando cancelar cancela "
    "cancelo cancele cancelem cancelado cancelada cancelamento desmarcar desmarca desmarque desmarco "
    "remarcar remarca remarque reagendar reagenda reagende reagendamento comparecer comparecerei "
    "compareco consigo conseguir conseguirei mensagem mensagens receber"
)
_LEAST_FUZZY = 7
_REPEATED = re.compile(r"([a-z])\1{2,}")
# "Confirmadíssimo" and "confirmadinha" are confirmed.
_DEGREE = re.compile(r"^(\w{3,}d|cert)(?:issim|errim|inh)([oa]s?)$")
_DOUBLED = re.compile(r"([a-qt-z])\1")
# "Dentroo" draws its end out; "voo" does not.
_DRAWN_OUT = re.compile(r"(?<=[^aeiou])([aeiu])\1$|(?<=[a-z]{3}[^aeiou])oo$")


@dataclass(frozen=True, slots=True)
class Palavra:
    """One word as the rules know it, or a sign (`@sim`, `,`, `.`, `?`), and where it stands in the text."""

    forma: str
    inicio: int
    fim: int

    @property
    def is_stop(self) -> bool:
        return self.forma in (".", "?")


_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)


def unquoted(texto: Texto) -> Texto:
    """With blanks for the lines that repeat what we wrote; as it is where it holds nothing else."""
    own = _QUOTED.sub(lambda match: " " * len(match[0]), texto.legivel)
    return replace(texto, legivel=own) if own.strip() else texto


def words_of(texto: Texto) -> list[Palavra]:
    """The words and signs of a message, in their order."""
    scanned = list(_scan(texto.dobrado))
    found = [word for index, word in enumerate(scanned) if not _says_nothing(scanned, index)]
    return [
        Palavra(_and_or_is(found, index, texto.legivel) or _in_context(found, index), word.inicio, word.fim)
        for index, word in enumerate(found)
    ]


def _says_nothing(words: list[Palavra], index: int) -> bool:
    """The full stop of "dra." ends nothing, and three thumbs say what one says."""
    if index == 0:
        return False
    before, forma = words[index - 1].forma, words[index].forma
    return (forma == "." and before in ("dr", "dra", "sr", "sra")) or (forma[0] == "@" and forma == before)


# After these an "e" that lost its accent is "é"; elsewhere it joins, and is written "&" here.
_BEFORE_IS = words("quem nao que qual onde isso aqui ja como quando nem agora hoje amanha certo @")


def _and_or_is(words: list[Palavra], index: int, legivel: str) -> str:
    if words[index].forma != "e":
        return ""
    accented = fold(legivel[words[index].inicio]) != legivel[words[index].inicio].lower()
    before = words[index - 1].forma if index else ""
    after = words[index + 1].forma if index + 1 < len(words) else ""
    in_number = after in _MINUTES and (before in _HOURS or before.isdigit())
    return "e" if accented or in_number or before in _BEFORE_IS else "&"


# "Dez e meia" is one hour.
_HOURS = words("uma duas tres quatro cinco seis sete oito nove dez onze doze dia horas vinte")
_MINUTES = words("meia meio quinze trinta vinte cinco dez pouco")


def _scan(dobrado: str) -> Iterator[Palavra]:
    for match in _TOKEN.finditer(dobrado):
        forma = _form(dobrado, match)
        if forma:
            yield Palavra(forma, match.start(), match.end())


def _form(dobrado: str, match: re.Match[str]) -> str:
    written = unicodedata.normalize("NFKC", match[0])
    if written[0].isalnum():
        return _spelling(written)
    return _sign(match[0][0], joined=_is_joined(dobrado, match))


def _sign(char: str, *, joined: bool) -> str:
    """What a character that is no letter says; "" for what only adorns."""
    if char in _QUESTIONS:
        return "?"
    if char in _STOPS:
        return "."
    if char in _PAUSES:
        return "" if joined else ","
    signs = ((_YES_SIGNS, "@sim"), (_NO_SIGNS, "@nao"), (_IRONIC_SIGNS, "@ironia"))
    meant = next((word for chars, word in signs if char in chars), None)
    if meant:
        return meant
    is_picture = unicodedata.category(char) == "So" and ord(char) not in _SKIN
    return "@" if is_picture else ""


def _is_joined(dobrado: str, match: re.Match[str]) -> bool:
    """A hyphen inside "terça-feira" parts nothing."""
    start, end = match.span()
    before, after = dobrado[max(0, start - 1) : start], dobrado[end : end + 1]
    return match[0] == "-" and before.isalpha() and after.isalpha()


def _first_letter(match: re.Match[str]) -> str:
    return match[0][0]


@lru_cache(4096)
def _spelling(written: str) -> str:
    once = _DEGREE.sub(r"\1\2", _DRAWN_OUT.sub(_first_letter, _REPEATED.sub(r"\1", written)))
    if once in _SPELLED:
        return _SPELLED[once]
    single = _DOUBLED.sub(r"\1", once)
    if single in _SPELLED:
        return _SPELLED[single]
    return _nearest(single if single in _KEEP else once)


_KEEP = words("sim nao ok vou claro bora show certo beleza pode")


def _nearest(word: str) -> str:
    """The decisive word that is one slip away."""
    if len(word) < _LEAST_FUZZY - 1 or not word.isalpha() or word in _DECISIVE or word in _LOOKALIKES:
        return word
    heard = _HEARD.sub("o", word)
    return next((known for known in _FUZZY if known == heard or _one_slip(heard, known)), word)


# A last "o" is heard, and typed, as "u".
_HEARD = re.compile(r"u$")
_FUZZY = tuple(sorted(word for word in _DECISIVE if len(word) >= _LEAST_FUZZY))
# Words of their own that are one letter away from a decisive one.
_LOOKALIKES = words(
    "canela canelas demarcar demarca comparece comparecera compareceu comparecemos perceber cancelou "
    "cancelei cancelas confirmou confirmam confirmem confirmas consegui consegue conseguira desmarquei "
    "desmarcou remarquei remarcou reagendei reagendou comparecerem compareceremos conseguiria desmarquem "
    "remarquem reagendem desmarcado desmarcada reagendado reagendada remarcado remarcada remarco "
    "reagendo cancelados canceladas confirmados confirmadas conseguiu conseguimos mensagens receberei "
    "recebera receberam"
)


def _one_slip(typed: str, known: str) -> bool:
    """Whether one letter too few, too many, wrong, or two changed about lie between them."""
    if abs(len(typed) - len(known)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(known)) and typed[start] == known[start]:
        start += 1
    left, right = typed[start:], known[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:] and len(right) > 1
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


def _in_context(words: list[Palavra], index: int) -> str:
    """The letters that are a word only where they stand alone, and "num" where it is no "em um"."""
    forma = words[index].forma
    following = words[index + 1].forma if index + 1 < len(words) else ""
    before = words[index - 1].forma if index else ""
    if forma == "num" and (following in _AFTER_NUM or before in _WHO):
        return "nao"
    if forma == "vo" and before not in _OF_GRANDPA:
        return "vou"
    if forma == "pra" and following in _AFTER_STOP and words[index].fim - words[index].inicio == len("para"):
        return "pare"
    if forma == "s" and (len(words) == 1 or following in {",", ".", "@"}):
        return "sim"
    return forma


# "Para" is "pare" before these; before anything else it is "for".
_AFTER_STOP = frozenset(("", ".", ",", "de", "com", "@", "@nao"))
_AFTER_NUM = words(
    "vou posso consigo da quero vai sei tenho irei preciso vamos rola deu dou tem vo dei pedi era "
    "autorizei autorizo aguento gosto mande mandem manda falto perco precisa deixo lembro"
)
_WHO = words("eu ela ele voce voces gente")
# "Meu vô" is somebody; any other "vo" goes.
_OF_GRANDPA = words("meu o seu do pra ao com teu no a minha da")


def plain(text: str) -> str:
    """Our own words, folded, without the marks that make them bold."""
    return " ".join(fold(text).replace("*", " ").replace("_", " ").split())
