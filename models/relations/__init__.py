"""How innovations stand to each other (homonyms, replicas), and where articles contradict.

Regions are never merged: what ties innovations of two regions is only said, with its reasons.
Innovations that do similar things are found in ``models.similar``.
"""

from models.relations.conflicts import Statement, find_conflicts
from models.relations.homonyms import find_homonyms
from models.relations.replicas import ToldReplication, find_replicas

__all__ = ["Statement", "ToldReplication", "find_conflicts", "find_homonyms", "find_replicas"]
