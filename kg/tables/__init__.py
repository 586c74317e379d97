"""Rows → readings: the gazetteer's tables and the tables of users."""

from kg.tables.files import mapping_file, read_table
from kg.tables.gazetteers import read_gazetteer
from kg.tables.known import KnownNames

__all__ = ["KnownNames", "mapping_file", "read_gazetteer", "read_table"]
