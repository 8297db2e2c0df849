"""What people said of a corpus, kept apart from it for ever, and what follows for its rows."""
