"""The name under which the extractor signs; apart, for whom only compares it."""

EXTRACTOR = "gali@0.1"
"""Name and version of the extractor as a whole, stored with every extraction."""
