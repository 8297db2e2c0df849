"""Lists of innovations that others keep, such as an official catalogue, beside the corpus."""
