"""A conta is the clinic or company whose data it is; its settings and the credentials that open it."""
