"""Lists that others keep: read from a table, and compared with what the press tells."""
