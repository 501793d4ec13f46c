"""How an approved answer is found for a question, judged and filled in; a model writes one where a conta lets it."""
