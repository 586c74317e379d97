"""Rows → readings: the gazetteer's tables and the tables of users."""

from kg.tables.bad_rows import BadRows
from kg.tables.files import SUFFIXES, mapping_file, read_table
from kg.tables.gazetteers import read_gazetteer
from kg.tables.known import KnownNames

__all__ = ["SUFFIXES", "BadRows", "KnownNames", "mapping_file", "read_gazetteer", "read_table"]
