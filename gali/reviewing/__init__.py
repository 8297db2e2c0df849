"""People's decisions: how they are made from what the corpus shows, and take effect in it."""
