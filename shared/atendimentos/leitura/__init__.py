"""Reading of an answer to "do you come?" by rules: pure, word by word, from the spelling up to the decision."""
