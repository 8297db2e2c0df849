"""What gali keeps: records, their identity, the SQLite database, and the queries over it."""
