"""What holds of every answer, whoever writes it: it is read, its evidence is in it, and noise turns no act around."""

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.atendimentos.classe import Classe, Pergunta
from shared.atendimentos.leitura.regras import read_resposta

ENVIADA = "Sua consulta é na quinta-feira, 08/10/2026, às 14h. Responda 1 para confirmar ou 0 para cancelar."
WORDS = (
    *(
        "não",
        "sim",
        "vou",
        "posso",
        "consigo",
        "confirmo",
        "cancela",
        "remarcar",
        "se",
        "talvez",
        "mas",
        "e",
        ",",
        ".",
    ),
    *(
        "?",
        "1",
        "0",
        "2",
        "quinta",
        "sexta",
        "15h",
        "amanhã",
        "quero",
        "parar",
        "mensagem",
        "ela",
        "vai",
        "que",
        "de",
    ),
    *(
        "jeito",
        "nenhum",
        "deixar",
        "faltar",
        "perder",
        "atrasar",
        "10",
        "minutos",
        "👍",
        "👎",
        "número",
        "errado",
        "né",
    ),
)
ANSWERS = {
    Classe.CONFIRMADO: ("vou sim", "confirmo", "não vou faltar", "1", "pode confirmar", "👍", "estarei lá"),
    Classe.CANCELADO: (
        "não vou",
        "pode cancelar",
        "não consigo ir",
        "0",
        "vou não",
        "👎",
        "cancela por favor",
    ),
    Classe.REAGENDAR: ("quero remarcar", "pode ser na sexta?", "tem outro horário?"),
}
NOISE = ("oi", "Bom dia!", "boa tarde,", "Olá 😊", "obrigada", "🙏", "kkkk", "tudo bem?", "Deus abençoe", "❤️")
ACTS = (Classe.CONFIRMADO, Classe.CANCELADO)
STOP = "pare de me mandar mensagem"

# The first answer of a process counts the examples; that is no hang.
patient = settings(deadline=None)
any_text = st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


@patient
@given(any_text, st.text(max_size=80))
def test_every_text_is_read_and_its_evidence_and_wish_stand_in_it(texto: str, enviada: str) -> None:
    lida = read_resposta(Pergunta(enviada, texto)).lida

    assert lida.evidencia in texto
    assert (lida.desejo or "") in texto
    assert lida.desejo is None or lida.classe is Classe.REAGENDAR


@patient
@given(any_text, st.sampled_from(["\n", ". ", "! "]))
def test_whoever_asks_to_be_left_alone_is(texto: str, parting: str) -> None:
    after = read_resposta(Pergunta(ENVIADA, f"{texto}{parting}{STOP}")).lida
    before = read_resposta(Pergunta(ENVIADA, f"{STOP}{parting}{texto}")).lida

    assert (after.classe, before.classe) == (Classe.OPT_OUT, Classe.OPT_OUT)


@patient
@given(
    st.sampled_from([(classe, answer) for classe, answers in ANSWERS.items() for answer in answers]),
    st.lists(st.sampled_from(NOISE), max_size=3),
    st.lists(st.sampled_from(NOISE), max_size=3),
)
def test_greetings_and_thanks_never_turn_an_act_into_another(
    said: tuple[Classe, str], before: list[str], after: list[str]
) -> None:
    classe, answer = said

    read = read_resposta(Pergunta(ENVIADA, " ".join([*before, answer, *after]))).lida.classe

    assert read not in ACTS or read is classe


@patient
@given(st.lists(st.sampled_from(NOISE), max_size=4))
def test_noise_alone_decides_nothing(noise: list[str]) -> None:
    read = read_resposta(Pergunta(ENVIADA, " ".join(noise))).lida.classe

    assert read not in (*ACTS, Classe.OPT_OUT)


@patient
@given(any_text)
def test_the_same_answer_is_always_read_the_same(texto: str) -> None:
    pergunta = Pergunta(ENVIADA, texto)

    assert read_resposta(pergunta) == read_resposta(pergunta)


COMES = (
    "vou",
    "posso ir",
    "consigo ir",
    "irei",
    "confirmo",
    "compareço",
    "vou comparecer",
    "estarei aí",
    "vai ter como",
    "poderei ir",
)
WHO = ("", "eu ", "ela ", "a gente ", "minha mãe ", "infelizmente ", "bom dia, ", "oi! ")
TAILS = (
    "",
    " mais",
    " viu",
    " tá",
    " não",
    " não tá bom",
    " nessa consulta",
    " na quinta",
    " desculpa",
    " 😢",
)
FIRM_YES = ("vou sim", "confirmo", "estarei lá", "pode confirmar")
FIRM_NO = ("não vou", "pode cancelar", "não consigo ir", "desmarca por favor")
PARTINGS = (". ", ", ", " e ", "\n", "! ")
JOINS = ("e", "mas", "se")
HEDGES = (
    "talvez ",
    "acho que ",
    "não sei se ",
    "se der, ",
    "se eu puder, ",
    "caso eu consiga, ",
    "depende, ",
)


def class_of(texto: str) -> Classe:
    return read_resposta(Pergunta(ENVIADA, texto)).lida.classe


@patient
@given(st.sampled_from(WHO), st.sampled_from(COMES), st.sampled_from(TAILS))
def test_a_denied_coming_never_confirms(who: str, comes: str, tail: str) -> None:
    assert class_of(f"{who}não {comes}{tail}") is not Classe.CONFIRMADO


@patient
@given(st.sampled_from(COMES), st.sampled_from(COMES))
def test_neither_nor_never_confirms(first: str, second: str) -> None:
    assert class_of(f"nem {first} nem {second}") is not Classe.CONFIRMADO


@patient
@given(st.sampled_from(HEDGES), st.sampled_from((*FIRM_YES[:1], "vou", "consigo ir", *FIRM_NO[::2])))
def test_a_doubt_before_an_answer_leaves_it_open(hedge: str, answer: str) -> None:
    assert class_of(f"{hedge}{answer}") not in ACTS


@patient
@given(
    st.lists(
        st.sampled_from([word for word in WORDS if word.isalpha() and word not in JOINS]), max_size=8
    ).map(" ".join)
)
def test_a_question_mark_makes_an_act_of_no_clause(texto: str) -> None:
    if class_of(texto) not in ACTS:
        assert class_of(f"{texto}?") not in ACTS


@patient
@given(st.sampled_from(FIRM_YES), st.sampled_from(PARTINGS), st.sampled_from(FIRM_NO))
def test_a_yes_beside_a_no_acts_upon_neither_that_was_said_first(yes: str, parting: str, no: str) -> None:
    yes_first, no_first = class_of(f"{yes}{parting}{no}"), class_of(f"{no}{parting}{yes}")

    assert yes_first is not Classe.CONFIRMADO
    assert no_first is not Classe.CANCELADO


@patient
@given(
    st.sampled_from(("", "é pra ", "não entendi se é pra ", "não sei se é ", "devo ", "oi, ")),
    st.sampled_from(("confirmar", "vou", "confirmo", "sim")),
    st.sampled_from(("cancelar", "não vou", "cancelo", "não")),
    st.booleans(),
)
def test_alternatives_choose_nothing(lead: str, yes: str, no: str, turned: bool) -> None:
    first, second = (no, yes) if turned else (yes, no)

    assert class_of(f"{lead}{first} ou {second}") not in ACTS
