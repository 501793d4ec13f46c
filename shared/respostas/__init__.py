"""A resposta is an answer that the conta approved for one kind of question."""
