"""What the bodies of webhooks say, one pure module per provider; nothing here asks or stores anything."""
