"""Tables whose rows break a shape of the ontology: the row is named, and left out where that was chosen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import resources, tabular
from kg.errors import DataError
from kg.gazetteer import Gazetteer
from kg.model import Reading
from kg.ontology import Ontology
from kg.tables import BadRows, KnownNames

MAPPING = '[entity]\ntype="Park"\nname="园区"\n[attributes]\nlevel="级别"\n[observation]\nindicator={value="产值"}\nvalue="产值"\nunit="单位"\n'
TABLE = "园区,级别,产值,单位\n甲园区,national,1,亿元\n乙园区,top,2,亿元\n丙园区,top,3,亿元\n丁园区,,4,斤\n"


def read(folder: Path, ontology: Ontology, bad: BadRows | None = None) -> Reading:
    path = folder / "parks.csv"
    path.write_text(TABLE, encoding="utf-8")
    path.with_suffix(".map.toml").write_text(MAPPING, encoding="utf-8")
    return tabular.read(path, path.name, None, ontology, KnownNames(Gazetteer.load()), bad)


def test_a_row_that_breaks_a_shape_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^parks\.csv, line 3: kg:level 'top' breaks the ontology: .+correct the row"):
        read(tmp_path, Ontology.load())


def test_rows_that_break_a_shape_are_left_out_and_listed(tmp_path: Path) -> None:
    bad = BadRows(skip=True)
    reading = read(tmp_path, Ontology.load(), bad)
    assert [entity.name for entity in reading.entities] == ["甲园区", "丁园区"]
    assert bad.rows == 2
    assert [fault.split(":")[0] for fault in bad.faults] == ["parks.csv, line 3", "parks.csv, line 4"]


def test_a_figure_that_breaks_a_shape_of_ones_own_is_found_by_its_row(tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(resources.ontology_dir(), folder)
    with (folder / "indicator.ttl").open("a", encoding="utf-8") as file:
        file.write("\nkg:UnitShape a sh:NodeShape ; sh:targetClass kg:Observation ;\n")
        file.write('    sh:property [ sh:path kg:unit ; sh:in ( "亿元" ) ] .\n')
    bad = BadRows(skip=True)
    assert [o.unit for o in read(tmp_path, Ontology.load(folder), bad).observations] == ["亿元"]
    assert any(fault.startswith("parks.csv, line 5: kg:unit '斤' breaks") for fault in bad.faults)
