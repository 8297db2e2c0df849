"""Public bodies as a text names them: departments, units, schools, police, companies."""

from extract.bodies.finder import BodyMention, find_bodies

__all__ = ["BodyMention", "find_bodies"]
