"""Finders: each sees one way in which news mentions an innovation. A new one is a new file."""
