"""Named innovations: candidates, what their brackets hold, which are kept, and who owns them."""
