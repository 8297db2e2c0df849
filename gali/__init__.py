"""gali digs public-service innovations out of Indonesian regional news."""

__version__ = "0.1.0"
