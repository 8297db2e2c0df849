"""What pages need to read beyond search and lists: totals, leading quotes, regions side by side."""
