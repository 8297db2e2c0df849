"""Which mentions are of the same innovation, over all articles.

``linking`` is the way through: mentions of one key are gathered into senses, senses of one region
are compared with those that share a name, an expansion or rare words (``blocking``), each pair
gets a score with its reasons (``features``, ``scoring``), and what is alike is put together unless
something speaks against it (``clusters``). Mentions without a region are placed last. ``ids``
names the result, ``explanation`` tells why two mentions are together or apart, ``training`` learns
the weights from labelled pairs, and ``evaluation`` says how good they are.
"""

from models.consensus import LinkInput
from models.linkage.linking import link_mentions
from models.linkage.names import key_of

__all__ = ["LinkInput", "key_of", "link_mentions"]
