"""A cliente is who we serve: how to reach them, what they agreed to, and what the CRM says of them."""
