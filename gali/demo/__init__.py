"""The sample corpus: ``sample.jsonl`` (articles), ``gold.jsonl`` (the same, annotated).

The texts were rewritten for this project from real articles, whose addresses are kept in
``adapted_from``; they are not the outlets' texts.
"""
