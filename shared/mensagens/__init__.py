"""A mensagem is one exchange of the memory; here it is kept, found by its meaning, and vouched for."""
