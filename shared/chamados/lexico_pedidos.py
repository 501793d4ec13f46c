"""What people write when they want something: one pattern for each sign of a request, over even words.

`~` stands for up to four words of the same clause. Apart from the reader because this is the part that grows.
"""

CLASSES = {
    # slips
    "boleto": r"""
        (?:boletos?|faturas?|carnes?|linhas? digitave(?:l|is)|codigos? de barras?|copia e cola|copia cola|
        qr ?code|(?:segunda|2a?) via)
    """,
    "peca": r"""
        (?:brackets?|braquetes?|bracketes?|coroa|provisorio|aparelho|fio|arco|borrachinha|ferrinho|banda|
        tubo|protese|dentadura|ponte|faceta|lente|restauracao|obturacao|massinha|curativo|bloco|pino|
        contencao|placa|mola|parafuso|implante|dente|dentes|pontos?|metal|elastico)
    """,
    "compromisso": r"""
        (?:consulta|consultas|horario|retorno|avaliacao|sessao|sessoes|exame|exames|visita|visitas|aula|
        agendamento|atendimento|manutencao|limpeza|procedimento|cirurgia|reuniao|demonstracao|vacina|banho|
        tosa|fisio\w*|terapia|raio-?x|ultrassom|canal|encaixe|instalacao)
    """,
    "contrato": r"""
        (?:contratos?|planos?|assinaturas?|conta|matriculas?|internet|servicos?|licencas?|pacote|tratamento|
        linha|pedido|compra|fibra|tv|academia|curso|mensalidade|inscricao|adesao|clube|seguro|sistema|
        convenio|tudo|combo|app)
    """,
    "corpo": r"""
        (?:boca|rosto|gengiva|bochecha|labio|lingua|dente|dentes|siso|mao|perna|pe|olho|pele|cabeca|face|
        queixo|pescoco|barriga|corpo|garganta|braco|dedo|joelho|coluna|costas|peito|ouvido|nariz|testa|cara|
        lado)
    """,
}
PEDIDOS = {
    # cancelling
    "cancelar": r"""
        (?:cancel\w+|encerr(?:ar|em|a|o|amento|arem|e)|rescind\w+|rescis\w+|distrat\w+|desist\w+|desfiliar)
    """,
    "cancelar_contrato": r"""
        (?:cancel\w+|encerr\w+|rescind\w+|rescis\w+|distrat\w+|desist\w+|desfazer|romper) ~<contrato>
    """,
    "nao_quero_mais": r"""
        (?:nao (?:quero|queremos|desejo|vou|vamos|pretendo) (?:mais|continuar|seguir|prosseguir|ficar com)|
        nao (?:tenho|temos|ha) mais interesse|sair (?:do|da|desse|dessa) (?:plano|academia|escola|clube|
        contrato|curso)|arrepend\w+|fechar (?:a |minha )+conta|desligar ~(?:plano|internet))
    """,
    "cancelar_compromisso": r"(?:cancel\w+|desmarc\w+) ~<compromisso>",
    "cancelar_cobranca": r"""
        (?:cancel\w+|retir\w+|tirar|remov\w+) ~(?:cobrancas?|taxas?|juros|multa|debitos?|seguro|negativacao|
        lancamento)
    """,
    "multa_saida": r"""
        (?:multa|fidelidade) ~(?:cancel\w+|sair|rescis\w+|encerr\w+)|(?:cancel\w+|sair|encerr\w+) ~multa
    """,
    # appointments
    "desmarcar": r"(?:desmarc\w+)",
    "remarcar": r"""
        (?:remarc\w+|reagend\w+|adiar|adiem|adia|antecip\w+|transferir ~(?:consulta|horario|dia)|(?:trocar|
        mudar|passar|alterar|jogar|deixar|troca|muda|passa) ~(?:para|o|a|de) (?:outr[oa]|dia|horario|tarde|
        manha|segunda|terca|quarta|quinta|sexta|sabado|semana)|nao (?:vou|posso|consigo|poderei|
        conseguirei) (?:mais )?(?:conseguir |poder )?(?:ir|comparecer|chegar))
    """,
    "marcar": r"""
        (?:marcar|agend(?:ar|a|em|amento|e)|marca|marquem|marque|encaix\w+|consulta ~(?:com|para)|
        passar com|(?:tem|ha|teria|teriam|existe|consegue|conseguem|sobrou|arruma|preciso de|quero|queria|
        ver) (?:um |uma |algum |alguma )?(?:horarios?|vagas?|encaixe|brecha|data|agenda))
    """,
    "minha_consulta": r"""
        (?:(?:qual|que|quando|horas?|hora|dia|horario) ~(?:minha|meu|nossa|da|do|dele|dela) ~<compromisso>|
        (?:minha|meu|nossa) ~<compromisso> ~(?:que|quando|qual|hoje|amanha|esta marcad\w|dia|horas|
        confirmad\w|mesmo))
    """,
    "compromisso": r"<compromisso>",
    "visita_tecnica": r"""
        (?:visitas? tecnicas?|visita ~tecnico|tecnicos? ~(?:vir|vem|vier|viria|passar|chega|horas|hoje|
        amanha|casa)|instalador|manutencao preventiva|agend\w+ ~(?:instalacao|tecnico|manutencao|vistoria|
        reparo)|(?:marcar|remarc\w+|reagend\w+|adiar|desmarc\w+) ~(?:tecnico|instalacao|visita|vistoria|
        reparo|montagem))
    """,
    "demonstracao": r"""
        (?:demonstra\w+|demo|apresentacao ~(?:do|da|comercial|sistema|software)|visita\w* ~(?:escola|
        showroom|consultor|comercial|vendedor|unidade|academia|apartamento|decorado|conhecer)|
        reuniao ~(?:consultor|comercial|vendedor|vendas|conhecer)|(?:consultor|vendedor)\w* ~(?:visit\w+|
        reuniao))
    """,
    # slips
    "boleto": r"<boleto>",
    "boleto_pedir": r"""
        (?:mand\w+|envi\w+|reenvi\w+|pass[ae]|passar|ger[ae]r?|gerem|emit\w+|emiss\w+|baixar|imprim\w+|
        reimprim\w+|precis\w+|quero|queria|gostaria|cade|onde|solicit\w+|encaminh\w+|consig\w+|conseg\w+|
        receber|recebi|chegou|perdi|sumiu|apaguei|acho|achei|disponibiliz\w+|fornec\w+|tirar|pegar|falta|
        libera\w*) ~<boleto>
    """,
    "boleto_so": r"""
        ^(?: (?:a|o|oi|ola|bom|boa|dia|tarde|noite|por|favor|meu|minha|[,.!?]|de|da|do|<boleto>))+ $
    """,
    "boleto_vencido": r"""
        (?:vencid[oa]s?|venceu|venceram|vence(?:ndo)? (?:hoje|amanha|agora)|vencimento (?:e |foi )?(?:hoje|
        ontem)|atualizad[oa]s?|atras(?:ad[oa]s?|ei|amos|ou)|juros|com multa|em atraso)
    """,
    "boleto_errado": r"""
        <boleto> ~(?:errad\w+|incorret\w+|invalid\w+|duplicad\w+|divergent\w+|diferente|a mais|maior|erro|
        nome de outr\w+)|(?:erro|errad\w+|corrig\w+|correcao|retific\w+|alter\w+) ~<boleto>|(?:valor|nome|
        cnpj|cpf|vencimento|data) (?:\w+ )?(?:esta |veio |saiu |do boleto |da fatura )*(?:errad\w+|
        incorret\w+|diferente)|codigo ~invalid\w+
    """,
    # money
    "nota_fiscal": r"""
        (?:notas? fisca(?:l|is)|nf|nfe|nf-e|nfs-e|nfse|recibos?|informes? de (?:pagamentos?|rendimentos?)|
        imposto de renda|irpf|carta de quitacao|declaracao (?:anual )?de (?:quitacao|pagamentos?))
    """,
    "comprovante": r"""
        (?:comprovantes?|dar baixa|deem baixa|baixa (?:no|do|na|da)|constar? (?:como )?pag[oa])
    """,
    "ja_paguei": r"""
        (?:paguei|pagamos|foi pag[oa]|foram pag[oa]s|esta pag[oa]|ja pag[oa]|quitei|quitad[oa]s?|
        fiz o (?:pix|pagamento)|pagamento (?:foi )?(?:feito|efetuado|realizado|confirmado)|efetuei|(?:pix|
        ted) (?:feito|enviado))
    """,
    "cobrado_errado": r"""
        (?:(?:cobr\w+|debit\w+|descont\w+|pass\w+ ~cartao) ~(?:duas|2|2x|tres|3|3x|dobro|dobrad\w+|
        duplic\w+|de novo|novamente|indevid\w+|a mais|errad\w+|sem|que nao|nao (?:reconhec\w+|contrat\w+|
        fiz|autoriz\w+)|jamais|nunca|mesmo depois)|em duplicidade|duplicidade|indevid[oa]s?|nao reconhec\w+|
        mesmo assim (?:cobr|debit|descont)\w+|(?:a mais|mais car[oa]) (?:na|no) (?:fatura|boleto|conta|
        cartao)|veio ~(?:a mais|mais car[oa]|mais alt[oa]))
    """,
    "estorno": r"""
        (?:estorn\w+|reembols\w+|ressarc\w+|devol(?:v\w+|uc\w+) ~(?:valor\w*|dinheiro|reais|meu|que e meu|
        pag\w+|parcela\w*|taxa)|dinheiro (?:de volta|volta\w*)|meu dinheiro)
    """,
    "negociar": r"""
        (?:negoci\w+|acordo|parcelas? (?:atrasad|em atraso|vencid)\w*|mensalidades? (?:atrasad|em atraso|
        vencid)\w*|divida|(?:pagar|quitar) ~(?:tudo|que falta|restante|saldo|divida|antecipad\w+|resto)|
        saldo devedor|renegoci\w+|inadimpl\w+|tirar ~juros|abater|parcelar ~(?:atras|divida|debito|fatura|
        que devo))
    """,
    "vencimento": r"""
        (?:(?:mud\w+|alter\w+|troc\w+|pass\w+|jogar|adiar|prorrog\w+) ~(?:vencimento|data ~pagamento|
        dia ~pagamento)|vence dia \S+ ~(?:recebo|so recebo)|so recebo)
    """,
    "cartao": r"""
        (?:(?:mud\w+|alter\w+|troc\w+|atualiz\w+|cadastr\w+|remov\w+|exclu\w+) ~cartao|cartao ~(?:venceu|
        cancelad\w+|clonad\w+|novo|bloquead\w+|recorrente|cadastrad\w+)|debito automatico|
        forma de pagamento)
    """,
    "negativado": r"""
        (?:serasa|spc|negativ(?:ou|ad\w|aram|acao|ando)|nome sujo|protest(?:o|ad\w|aram)|
        restricao no (?:meu )?nome)
    """,
    "golpe": r"(?:golpe|golpista\w*|fraude|fraudulent\w+|boleto fals\w+|falso)",
    "pagamento_geral": r"""
        (?:pagamentos?|pagar|pago|pix|parcelas?|mensalidade|cobranc\w+|cobr\w+|debit\w+|taxas?|reajuste\w*)
    """,
    # buying
    "preco": r"""
        (?:quanto (?:custa\w*|fica\w*|sai\w*|e|esta\w*|cobra\w*|seria|vale|vou pagar|que (?:e|custa|fica|
        sai)|para)|precos?|preco|(?:qual|quais|saber) ~(?:valor|valores|preco|custo)|valor(?:es)? (?:do|da|
        de|das|dos|por|para)|tabela|custa|mais ou menos quanto|a partir de quanto|quantos reais|qual valor|
        sai por|fica por|custo)
    """,
    "orcamento": r"(?:orcamentos?|orcar|cotac\w+|cotar|propostas? comercia\w+|proposta|proposto)",
    "desconto": r"""
        (?:descontos?|promoc\w+|promo|cupom|condicao melhor|condicoes|mais barat\w+|parcel(?:am|a|ar)|vezes|
        black friday)
    """,
    "contratar": r"""
        (?:contrat(?:ar|acao)|assinar|adquirir|aderir|quero (?:fechar|comprar)|fechar ~(?:plano|negocio|
        pacote|contrato)|comprar|matricul(?:ar|a nova)|me inscrever|quero ser cliente|virar cliente|
        cobertura)
    """,
    # the plan one has
    "plano": r"""
        (?:planos?|pacotes?|assinaturas?|contratos?|licencas?|usuarios?|dependentes?|titular\w*|upgrade|
        downgrade|mega|giga|cadastr\w+|renov\w+|matriculas?)
    """,
    "plano_mudar": r"""
        (?:upgrade|downgrade|(?:aument\w+|diminu\w+|reduz\w+|migr\w+|mud\w+|troc\w+|passar|subir|baixar|
        ampli\w+|alter\w+|voltar|volt\w+|pass\w+|colocar|coloca) ~(?:plano|planos|pacote|mega|giga|
        velocidade|licencas|usuarios|modalidade|anual|mensal|pre-pago|controle|franquia)|renov(?:ar|acao|o|
        em)|migrac\w+|plano (?:mais|menor|maior))
    """,
    "plano_pessoas": r"""
        (?:(?:adicion\w+|inclu\w+|inser\w+|acrescent\w+|remov\w+|exclu\w+|tirar|tira|coloc\w+|cadastr\w+|
        por) ~(?:dependentes?|usuarios?|acessos?|licencas?|filh\w+|bebe|espos\w+|marido|pessoas?|
        funcionari\w+|canais|linhas?|conjuge|mae|pai)|mais (?:\S+ )?(?:usuarios?|dependentes?|acessos?|
        licencas?))
    """,
    "plano_dados": r"""
        (?:titular\w*|razao social|(?:mud\w+|alter\w+|troc\w+|atualiz\w+|corrig\w+|transfer\w+|
        pass\w+) ~(?:endereco|email|telefone|celular|nome|sobrenome|cadastr\w+|dados|cnpj|contato|
        responsavel|administrador|turma|internet para)|mud(?:ei|ar|anca|o|amos) (?:de|para ~) ?(?:casa|
        endereco|apartamento|apto)|copia ~contrato|via ~contrato|contrato ~(?:vence|acaba|termina|
        ate quando)|meu plano e|endereco novo|novo endereco)
    """,
    "plano_pausar": r"""
        (?:paus(?:ar|a|o|em|ada)|tranc(?:ar|a|amento|o|em)|congel(?:ar|a|amento|o|em)|
        suspend\w+ (?:\w+ )?(?:plano|assinatura|contrato|matricula|mensalidade|conta)|suspensao temporaria|
        ferias)
    """,
    "minha_relacao": r"""
        (?:meu|minha|nosso|nossa|meus) (?:plano|contrato|assinatura|pacote|conta|matricula|licenca|
        mensalidade|sistema|linha)
    """,
    # information
    "faq_lugar": r"""
        (?:endereco|onde (?:fica|e|ficam)|como (?:chego|chegar)|estacionamento|localizacao|perto (?:do|da|
        de)|metro|referencia|unidade|bairro|wifi|acessibilidade|elevador|cep|regiao)
    """,
    "faq_hora": r"""
        (?:(?:que|qual|quais) (?:hora|horas|horario|horarios|dias)|abr(?:e|em|ir)|fech(?:a|am)|funcion(?:a|
        am|amento)|horario de|feriado|expediente|ate que)
    """,
    "faq_aceita": r"""
        (?:convenios?|aceit(?:a|am|ao)|atend(?:e|em) (?:pel\w|crianc\w+|convenio|o|a|idos\w+|sus)|unimed|
        amil|bradesco|credenciad\w+|plano de saude|particular|pcd)
    """,
    "faq_faz": r"""
        (?:voces (?:faz\w*|tem|atend\w+|aceit\w+|trabalh\w+|entreg\w+|vend\w+|abr\w+)|fazem|realizam|
        oferecem|trabalham com)
    """,
    "faq_leva": r"""
        (?:documentos?|preparo|jejum|(?:preciso|precisa|tem que|devo) (?:levar|ir|estar|de)|levar|
        quanto tempo|demora|dura|como funciona|partir de que idade|prazo)
    """,
    "documento": r"""
        (?:atestados?|declarac(?:ao|oes)|laudos?|prontuario\w*|radiografias?|relatorio medico|receita|
        historico escolar|certificados?|copia d[oaes]+|encaminhamento|segunda via d[oa] (?:receita|laudo|
        exame|certificado)|diploma|boletim escolar)
    """,
    "status": r"""
        (?:(?:meu|minha|meus|minhas|nosso|nossa|o|a|do|da) ~(?:exames?|pedidos?|compra|encomenda|entrega|
        protese|resultados?|conserto|produto|laudo|oculos|reembolso|aparelho|alinhador\w*|lente\w*|
        placa) ~(?:pront[oa]s?|cheg\w+|saiu|sairam|ficou|ficaram|fica|status|andamento|liberad[oa]s?|
        disponive\w+|envi\w+|onde|transporta\w+|terminou|quando)|cade ~(?:pedido|encomenda|entrega|compra|
        exame|produto)|rastre\w+|codigo de rastreio|(?:status|andamento|acompanhar|previsao) ~(?:pedido|
        compra|exame|entrega|solicitacao|protocolo|resultado|encomenda)|resultado do (?:meu )?exame|
        saiu para entrega)
    """,
    # other
    "saudacao": r"""
        ^(?: (?:oi|oie|oii|ola|bom|boa|dia|tarde|noite|tudo|bem|alo|opa|ei|e ai|voces|beleza|como|vai|esta|
        [,.!?]))+ $
    """,
    "curriculo": r"""
        (?:curriculos?|cv|vagas? (?:de|para|em|aberta)|contratando|trabalhar (?:ai|com voces|na)|emprego|
        estagio|processo seletivo|\brh\b)
    """,
    "fornecedor": r"""
        (?:fornec(?:edor\w*|emos)|distribui\w+|representantes?|portfolio|catalogo|setor de compras|
        apresentar (?:nosso|nossos|nossa|nossas|meu|meus|minha)|oferecer (?:meus|nossos|meu|nosso|minha|
        nossa)|parceria|permuta|nossos (?:produtos|servicos))
    """,
    "imprensa": r"""
        (?:jornalista|reportagem|entrevista|imprensa|materia (?:para|sobre)|redacao|podcast|tcc|
        pesquisa (?:academica|de))
    """,
    "lgpd": r"""
        (?:lgpd|dados pessoais|meus dados|dados meus|protecao de dados|consentimento|(?:apag\w+|exclu\w+|
        remov\w+) ~(?:meus|meu|cpf|dados|cadastro|numero)|de onde (?:tiraram|pegaram) meu|
        encarregado de dados|dpo)
    """,
    "sugestao": r"""
        (?:sugest(?:ao|oes)|sugiro|suger\w+|podiam|poderiam (?:colocar|ter|criar|abrir|instalar)|
        seria (?:legal|bom|otimo|interessante)|dica)
    """,
    "engano": r"""
        (?:engano|pessoa errada|numero errado|mandei errado|desconsider\w+|esquece|contato errado|foi mal|
        errei de|era para outr\w|ignora (?:ai|a mensagem)|conversa errada)
    """,
    "spam": r"""
        (?:ganhe|renda extra|clique|acesse (?:agora|ja)|bit|seguidores|emprestimo|investimento|corrente|
        repasse|bitcoin|cripto\w*|premio|sorteado|trabalhando em casa|aproveite|oferta imperdivel|
        ganh\w+ dinheiro|aposta\w*|tigrinho)
    """,
    "retorno_vago": r"""
        (?:(?:me )?(?:liga|ligue|liguem|ligar|retorna|retorne|retornem|chama|chame) (?:para mim|aqui|para|
        por favor|de volta|no)|me (?:liga|ligue|ligar|retorn\w+|chama\w*))
    """,
}
