"""A conta is the clinic or company whose data it is; here are its settings and the credentials that open it."""
