"""Folders of texts and facts read into one frozen `Library`."""

from clausegen.library.load import inspect_library, load_library, shipped_library, shipped_templates

__all__ = ["inspect_library", "load_library", "shipped_library", "shipped_templates"]
