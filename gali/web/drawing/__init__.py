"""Maps and timelines as SVG: pure functions from records to shapes, laid out by templates."""
