"""Folders of texts and facts read into one frozen `Library`."""

from clausegen.library.load import load_library, shipped_library, shipped_templates

__all__ = ["load_library", "shipped_library", "shipped_templates"]
