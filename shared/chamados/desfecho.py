"""What somebody says of an answer that they were given; pure, and sure of itself or silent.

The worst error is to hear "resolveu" from somebody who was not served: on any doubt it is `OUTRO`.
"""

import re

from shared.chamados.classe import Desfecho
from shared.chamados.leitura_texto import read_palavras
from shared.chamados.padroes import words

_DONE = r"""(?:resolv\w+|solucion\w+|ajud\w+|adiant\w+|funcion\w+|deu|deram|consig\w+|consegu\w+|abr\w+|entr\w+|foi|
    serviu|rolou|aparec\w+)"""
_AGAINST = rf"""
    (?:nao|nem|nunca|nada|ninguem) (?:me |se |foi |esta |estou |deu |era |e |ainda |a |o |minha |meu )*{_DONE}|
    (?:resolveu|solucionou|ajudou|adiantou|funcionou|deu certo|deu|consegui|serviu|foi) (?:nao|nada|nem)|
    nao (?:e|era|foi) (?:bem )?(?:isso|essa|esse|assim)|nao (?:entendi|respondeu|veio|chegou|apareceu|recebi)|
    (?:continu|persist|pior)\w+|mesma(?: coisa| situacao)?|mesmo (?:erro|problema)|
    ainda (?:nao|sem|da|esta|com|assim|aparece|continua)|👎|
    sem (?:funcionar|resolver|sucesso|solucao|acesso|sinal|resposta)|
    (?:caiu|parou|travou|aconteceu|deu|voltou|sumiu|falhou|cai|para|trava) (?:\S+ ){{0,3}}(?:de novo|outra vez)|
    (?:da|deu|dando|aparece|apareceu) (?:\S+ )?erro|nada (?:ainda|feito)|nenhuma? (?:delas|deles|dessas)
"""
_NO = re.compile(r"^ (?:ainda )?nao(?: nao)*(?: [.!])* $")
_NOT_NEEDED = re.compile(r" nao precisa(?: mais)?(?: nao)?(?= )")
_IN_FAVOUR = r"""
    (?:obrigado|agradec\w+|agradeco|grat[oa]|gratidao|valeu|tks|thanks|resolv(?:eu|ido|ida|i|emos|eram)|
    solucionado|solucionou|consegui(?:mos)?|funcionou|deu (?:tudo )?certo|deu bom|ajudou|
    (?:esta|voltou a) (?:funcionando|funcionar|resolvido)|agora foi|👍|🙏)
"""
# What goes with it and asks for nothing.
_BESIDE = """
    a o as os agora ajuda aqui atencao beleza bem blz certo certinho com de demais do da e em entao era esta eu foi
    gente hein isso ja la maravilha me mesmo meu minha moca moco muito muita ok otimo ola oi para pela pelo perfeito
    perfeita pessoal por problema retorno rapidez show bola sim so super todos tudo top tambem tenha um uma bom boa
    dia tarde noite viu voce voces deus abencoe nota 10 dez mil agilidade excelente atendimento mais precisa
    😊 😀 😃 😄 😁 😍 🥰 ❤ 👏 👍 🙏 🙌 💙 💚 💜 💛 😘 🎉 ✅ 👊 . , !
"""
_MARKS = re.compile(r" [.,;:!]+(?= )")


def read_desfecho(texto: str) -> Desfecho:
    """`RESOLVEU` only where nothing else is said; `OUTRO` on any doubt, and for any question."""
    norma = _NOT_NEEDED.sub(" ", read_palavras(texto).norma)
    against, in_favour = words(_AGAINST), words(_IN_FAVOUR)
    if against.search(norma) or against.search(_MARKS.sub("", norma)) or _NO.match(norma):
        return Desfecho.NAO_RESOLVEU
    left = set(in_favour.sub(" ", norma).split()) - set(_BESIDE.split())
    if left or not in_favour.search(norma):
        return Desfecho.OUTRO
    return Desfecho.RESOLVEU
