"""The rights of a titular (LGPD art. 18): everything we hold of a person, handed over or erased."""
