"""Where articles come from: files that people already have, and the web."""
