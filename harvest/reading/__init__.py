"""Reading the article out of a web page, as Indonesian newspapers and governments print it."""
