"""Reading of the files that users write: text, YAML with positions, clause files. The only door to PyYAML."""

from clausegen.sources.front_matter import FrontMatter, read_front_matter
from clausegen.sources.text import read_text
from clausegen.sources.yaml_text import Node, parse_yaml, read_yaml

__all__ = ["FrontMatter", "Node", "parse_yaml", "read_front_matter", "read_text", "read_yaml"]
