"""The command line: one file a verb under ``verbs``, the frame around them here."""
