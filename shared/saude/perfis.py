"""The profiles: S4's document, its first code, the document mended where it is unfair, and a conta's own."""

from dataclasses import replace

from shared.contas.models import Conta
from shared.contas.saude import NomePerfil, PerfilProprio, RegraPropria, SinaisSaude
from shared.saude.classe import Pilar
from shared.saude.perfil_models import Desconto, Medida, Perfil, PesoPilar, Regra, SinalOpcional

_Faixas = tuple[tuple[int, ...], tuple[int, ...]]

# Limits and, one more of them, points in hundredths: see `Regra`.
_ACESSO_RECENTE: _Faixas = ((3, 7, 14, 30), (100, 90, 60, 20, 0))
_RECENTE: _Faixas = ((3, 7, 14, 30), (100, 80, 50, 20, 0))
_ACESSOS: _Faixas = ((1, 6, 11, 25, 40, 75), (0, 15, 30, 50, 70, 100, 120))
_MOVIMENTOS: _Faixas = ((1, 5, 15, 30, 50), (0, 20, 40, 60, 80, 100))
_LEADS: _Faixas = ((1, 5, 10, 20, 30), (0, 20, 40, 60, 80, 100))
_LIGADO: _Faixas = ((0,), (0, 100))
_INTEGRADORES: _Faixas = ((0, 1), (0, 50, 100))


def _regra(medida: Medida, peso: int, faixas: _Faixas) -> Regra:
    return Regra(medida, peso, *faixas)


def _from_one(faixas: _Faixas) -> _Faixas:
    """The lowest band from the first occurrence on."""
    limites, pontos = faixas
    return (0, *limites[1:]), pontos


def _engajamento(quantidade: _Faixas, recencia: _Faixas) -> PesoPilar:
    regras = (_regra(Medida.ULTIMO_ACESSO, 50, recencia), _regra(Medida.ACESSOS, 50, quantidade))
    return PesoPilar(Pilar.ENGAJAMENTO, 30, regras)


def _estoque(quantidade: _Faixas, recencia: _Faixas) -> PesoPilar:
    regras = (
        _regra(Medida.ULTIMA_ENTRADA, 25, recencia),
        _regra(Medida.ENTRADAS, 25, quantidade),
        _regra(Medida.ULTIMA_SAIDA, 25, recencia),
        _regra(Medida.SAIDAS, 25, quantidade),
    )
    return PesoPilar(Pilar.ESTOQUE, 30, regras)


def _crm(quantidade: _Faixas, recencia: _Faixas) -> PesoPilar:
    regras = (_regra(Medida.ULTIMO_LEAD, 50, recencia), _regra(Medida.LEADS, 50, quantidade))
    return PesoPilar(Pilar.CRM, 20, regras)


_ADOCAO = PesoPilar(
    Pilar.ADOCAO,
    20,
    (_regra(Medida.ECONVERSA, 50, _LIGADO), _regra(Medida.INTEGRADORES, 50, _INTEGRADORES)),
)

# S4's document to the letter: more than 1 earns, exactly 1 does not.
DOCUMENTADO = Perfil(
    "documentado:1",
    (
        _engajamento(_ACESSOS, _ACESSO_RECENTE),
        _estoque(_MOVIMENTOS, _RECENTE),
        _crm(_LEADS, _RECENTE),
        _ADOCAO,
    ),
)

# S4 at 9fa5dc3, which capped no pillar; what it measured and we do not earns nothing, and is told as such.
CODIGO = Perfil(
    "codigo:1",
    (
        _engajamento(_ACESSOS, _ACESSO_RECENTE),
        _estoque(((0, 3, 9, 20, 40), (0, 33, 50, 70, 100, 120)), ((3, 7, 14, 30), (100, 85, 60, 30, 0))),
        _crm(_ACESSOS, _ACESSO_RECENTE),
        PesoPilar(
            Pilar.ADOCAO,
            20,
            (
                _regra(Medida.ULTIMA_CONVERSA, 30, ((15,), (100, 0))),
                _regra(Medida.ULTIMA_INTEGRACAO, 40, ((30,), (100, 0))),
                _regra(Medida.RELATORIOS, 10, _LIGADO),
                _regra(Medida.CONTRATOS, 20, ((1,), (0, 100))),
            ),
        ),
    ),
    limita_pilares=False,
    arredonda_pilares=True,
    categoria_exata=True,
)

# The document's bands, fair to who did something once and to who was never measured.
AJUSTADO = Perfil(
    "ajustado:1",
    (
        _engajamento(_from_one(_ACESSOS), _ACESSO_RECENTE),
        _estoque(_from_one(_MOVIMENTOS), _RECENTE),
        _crm(_from_one(_LEADS), _RECENTE),
        _ADOCAO,
    ),
    redistribui=True,
)

_PRONTOS = {
    NomePerfil.DOCUMENTADO: DOCUMENTADO,
    NomePerfil.CODIGO: CODIGO,
    NomePerfil.AJUSTADO: AJUSTADO,
}
_POR_ID = {perfil.id: perfil for perfil in _PRONTOS.values()}


def perfil_of(conta: Conta, nome: NomePerfil | None = None) -> Perfil:
    """The profile that the conta chose, or the one of this name, with the conta's optional signals.

    A conta that chose its own and has none is scored as documented.
    """
    politica = conta.saude
    chosen = nome or politica.perfil
    if chosen is NomePerfil.PROPRIO:
        perfil = own(politica.proprio) if politica.proprio else DOCUMENTADO
    else:
        perfil = _PRONTOS[chosen]
    return with_signals(perfil, politica.sinais)


def named(perfil_id: str) -> Perfil | None:
    """A profile of ours by its id, `documentado:1`, without any conta's signals; None for what is a conta's own."""
    return _POR_ID.get(perfil_id)


def own(proprio: PerfilProprio, perfil_id: str | None = None) -> Perfil:
    pilares = tuple(
        PesoPilar(pilar, parte.peso, tuple(_own_rule(regra) for regra in parte.regras))
        for pilar in Pilar
        if (parte := proprio.pilares.get(pilar))
    )
    return Perfil(
        perfil_id or f"{NomePerfil.PROPRIO}:{proprio.versao}",
        pilares,
        redistribui=proprio.redistribui,
    )


def _own_rule(regra: RegraPropria) -> Regra:
    limites = tuple(faixa.ate for faixa in regra.faixas if faixa.ate is not None)
    return Regra(
        regra.medida, regra.peso, limites, tuple(round(faixa.pontos * 100) for faixa in regra.faixas)
    )


def with_signals(perfil: Perfil, sinais: SinaisSaude) -> Perfil:
    """`perfil` with the deductions that are on; its id then names their version too."""
    descontos = tuple(
        Desconto(sinal, round(ajuste.por_unidade * 100), round(ajuste.maximo * 100))
        for sinal in SinalOpcional
        if (ajuste := sinais.of(sinal)).ativo
    )
    if not descontos:
        return perfil
    return replace(perfil, id=f"{perfil.id}+sinais:{sinais.versao}", descontos=descontos)
