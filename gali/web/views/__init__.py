"""One file a group of pages: a view reads the corpus and returns what its template shows."""
