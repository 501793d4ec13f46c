"""A relato is an attendant's account of a sales conversation; here it is received, understood and planned."""
