"""What an article says: innovations, awards, replications and counts, each with its evidence."""
