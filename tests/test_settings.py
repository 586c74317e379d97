"""Settings come from KG_<FIELD> variables, each read as the type of its default."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from kg.errors import KgError
from kg.settings import Settings


def test_without_variables_the_defaults_hold() -> None:
    assert Settings.from_environment({}) == Settings()


CHOICES = {f.name: f.metadata["choices"] for f in fields(Settings) if "choices" in f.metadata}


@pytest.mark.parametrize("field", [f.name for f in fields(Settings)])
def test_every_field_has_its_variable(field: str) -> None:
    default = getattr(Settings(), field)
    text = CHOICES[field][-1] if field in CHOICES else "https://elsewhere.example/"
    given = text if isinstance(default, str) else str(type(default)(7))
    changed = Settings.from_environment({f"KG_{field.upper()}": given})
    assert getattr(changed, field) == type(default)(given)
    assert type(getattr(changed, field)) is type(default)
    others = [f.name for f in fields(Settings) if f.name != field]
    assert all(getattr(changed, name) == getattr(Settings(), name) for name in others)


def test_variables_of_others_are_passed_over() -> None:
    assert Settings.from_environment({"KG_NO_SUCH_FIELD": "x", "QUERY_TIMEOUT": "1", "PATH": "/"}) == Settings()


@pytest.mark.parametrize("value", ["", "soon", "1,5", "3s"])
def test_what_is_no_number_is_named_with_its_variable(value: str) -> None:
    with pytest.raises(KgError) as caught:
        Settings.from_environment({"KG_QUERY_TIMEOUT": value})
    assert caught.value.where == "environment variable KG_QUERY_TIMEOUT"
    assert repr(value) in caught.value.what and "float" in caught.value.what
    assert "10.0" in caught.value.hint


@pytest.mark.parametrize("field", CHOICES)
def test_what_is_no_choice_is_named_with_the_choices(field: str) -> None:
    assert getattr(Settings(), field) in CHOICES[field]
    with pytest.raises(KgError, match=f"KG_{field.upper()}: 'loud' .* {CHOICES[field][-1]}"):
        Settings.from_environment({f"KG_{field.upper()}": "loud"})


def test_a_fraction_is_no_count() -> None:
    with pytest.raises(KgError, match=r"KG_QUERY_WORKERS: '1\.5' is not a int"):
        Settings.from_environment({"KG_QUERY_WORKERS": "1.5"})


def test_the_real_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_QUERY_WORKERS", "5")
    assert Settings.from_environment().query_workers == 5


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().query_workers = 3  # type: ignore[misc]
