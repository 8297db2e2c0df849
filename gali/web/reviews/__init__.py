"""Tinjau: people decide on what the machine found. Reads forms, writes the review log."""
