"""Limits that every instance shares: how often somebody may try, kept in etag'd documents."""
