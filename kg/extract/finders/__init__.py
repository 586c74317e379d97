"""Finders: each reads an article and proposes mentions of some types."""
