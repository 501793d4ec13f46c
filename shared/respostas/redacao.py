"""What may stand in an approved answer: variables that have a value, links that are safe, a question that calls it."""

from shared.contas.chamados_models import NOME
from shared.contas.mensageria import VARIAVEL, variables_of
from shared.contas.models import Conta
from shared.kit.errors import FieldError, InvalidInput
from shared.kit.links import has_insecure_link
from shared.respostas.models import POR_INTENCAO, NovaResposta

_UNKNOWN = (
    "usa a variável {name}, que a conta não definiu: "
    "defina-a em chamados.variaveis (PATCH /conta) ou tire-a do texto"
)


def unknown_variables(conta: Conta, texto: str) -> tuple[str, ...]:
    """The variables of `texto` that nobody gives a value to, in their order."""
    known = {NOME, *conta.chamados.variaveis}
    return tuple(name for name in variables_of(texto) if name not in known)


def check_wording(conta: Conta, nova: NovaResposta) -> None:
    """Raises `InvalidInput` with every field that is wrong."""
    if errors := [*_texto(conta, nova.texto), *_perguntas(nova)]:
        raise InvalidInput(errors=errors)


def _texto(conta: Conta, texto: str) -> list[FieldError]:
    found = [_UNKNOWN.format(name=f"{{{{{name}}}}}") for name in unknown_variables(conta, texto)]
    rest = VARIAVEL.sub("x", texto)
    if "{{" in rest or "}}" in rest:
        found.append("deve trazer cada variável entre chaves duplas, como {{nome}}")
    if has_insecure_link(rest):
        found.append("só aceita links que começam com https://")
    return [FieldError("#/texto", sentence) for sentence in found]


def _perguntas(nova: NovaResposta) -> list[FieldError]:
    if nova.perguntas or nova.intencao in POR_INTENCAO:
        return []
    allowed = " e ".join(POR_INTENCAO)
    sentence = (
        f"é obrigatório, com ao menos uma pergunta: só {allowed} dispensam, porque a intenção já diz tudo"
    )
    return [FieldError("#/perguntas", sentence)]
