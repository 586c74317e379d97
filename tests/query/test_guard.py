from __future__ import annotations

import random
import re

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, QueryForbiddenError, QuerySyntaxError, QueryTooLargeError
from kg.query.guard import check_query, syntax_error

PROLOGUE = "".join(f"PREFIX {prefix}: <http://127.0.0.1:1/>\n" for prefix in ("kg", "", "service", "b"))
FRAGMENTS = (
    "SERVICE service <http://127.0.0.1:1/> kg:x kg: ?x $y SILENT { } ( ) FILTER(?a<?b FILTER( ?a< <?b # > . ''' ' \" "
    "\\' true 1 1. 1e0 'a' @en UNDEF OPTIONAL UNION <#> <urn:a#b> a [ ] , ; EXISTS GRAPH service: service:x _:b - kg:. "
    "kg:a. << >> b:x#> = <=?b#> ^ .SERVICE kg:a.b a.b .. %41 \\- ·"
)
HIDING = ("<'>", "'>'", "'#'", "<b:f(1)>", "'''a'", "\\q", "#\\q'''", '<"', "?a<1&&?b>2")
EMPTY = ox.Store()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE' } # SERVICE",
        "SELECT * { ?x kg:service <http://x> ; ?service <http://y> }",
        "SELECT ?service { ?s <http://x/SERVICE#a> ?service }",
        "PREFIX service: <http://s/> SELECT * { ?a service:b ?c . GRAPH service:g { ?x ?y ?z } }",
        "PREFIX : <#> SELECT * { <#a> <#b> <#c> }",
        "ASK { VALUES (?a ?b) { (kg:X <http://a#b>) } }",
        "SELECT * { ?s kg:a\\#service ?o }",
        "SELECT * { ?x rdfs:label '''a\n'b''SERVICE '''@en, \"\", '', \"\"\"\"x\"\"\" }",
        "SELECT * { ?x ?p ?a FILTER(?a<5 && ?b>3 && ?a < ?b) }",
        "SELECT * { ?a ?b ?c FILTER(?a<?b && ?c>1) }",
        "BASE <http://x/> PREFIX insert: <http://i/> DESCRIBE insert:a",
    ],
)
def test_lets_pass_what_only_reads(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { sErViCe SILENT <http://x/> { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<http://x/>{ ?s ?p ?o } }",
        "SELECT * { SERVICE#\n?x { ?s ?p ?o } }",
        "SELECT * { VALUES ?v {'''a'} SERVICE <http://x/> {?x ?y ?z} } #\\q'''",
        "SELECT * { \\u0053ERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://x/> {}",
        "SELECT * { ?s ?p trueSERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { SERVICEkg:x{ ?s ?p ?o } }",
        "SELECT * { ?s ?p kg:a.1.SERVICE <http://x/> { ?s ?p ?o } }",
        "PREFIX service: <http://s/> SELECT * { ?s ?p ?o service:x { ?s ?p ?o } }",
        "INSERT DATA { <a:a> <a:a> <a:a> }",
        "PREFIX a: <http://a/> BASE <http://b/> delete where { ?s ?p ?o }",
        "LOAD <http://x/>",
        "drop all",
    ],
)
def test_refuses_updates_and_service_in_any_spelling(query: str) -> None:
    with pytest.raises(QueryForbiddenError):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?a ?p ?b FILTER(?a<?b)SERVICE#>\n<http://x/>{ ?s ?p ?o } }",
        "SELECT * { ?a ?p ?b FILTER(?a<b:x#>'''\n) SERVICE <http://x/> { ?s ?p ?o } #'''\n }",
        "SELECT * { ?s ?p ?a FILTER(?a<'>')SERVICE <http://x/> {?x ?y ?z} FILTER(?a!='#') }",
        "SELECT ?r { VALUES ?a {0} BIND(IF(?a<1&&true,NOW(),?a)AS?r)BIND(1>0 AS ?z) }",
        "SELECT * { ?s ?p 'bad \\q escape' }",
        "SELECT * { ?s ?p 'no end }",
        "SELECT * { ?s ?p '''no end }",
    ],
)
def test_refuses_what_could_be_read_in_two_ways(query: str) -> None:
    with pytest.raises(QueryError):
        check_query(query)


def test_names_line_and_column() -> None:
    with pytest.raises(QueryForbiddenError, match="line 2, column 3: SERVICE is not allowed"):
        check_query("SELECT * {\n  SERVICE <http://x/> {} }")


def test_refuses_more_characters_than_allowed() -> None:
    check_query("ASK {}", max_length=6)
    with pytest.raises(QueryTooLargeError, match="7 characters, the limit is 6"):
        check_query("ASK {} ", max_length=6)


def test_no_spelling_reaches_the_engine_as_service() -> None:
    """Whatever the engine reads as the keyword SERVICE (it fails to parse with another word there) is refused."""
    chance, reached = random.Random(20210913), 0
    for _ in range(60_000):
        query = PROLOGUE + _hostile(chance)
        renamed = re.sub("service", "xervqce", query, flags=re.IGNORECASE)
        if _parses(query) and not _parses(renamed):
            reached += 1
            with pytest.raises(QueryError):
                check_query(query)
    assert reached > 300


def _parses(query: str) -> bool:
    try:
        EMPTY.query(query)
    except SyntaxError:
        return False
    except (OSError, RuntimeError):  # it parses, and was about to be evaluated
        return True
    return True


def _hostile(chance: random.Random) -> str:
    chosen = [*FRAGMENTS.split(" "), *HIDING, " ", "\n", "\r", "\t", "?s ?p ?o", "BIND(1 AS ?z)", "VALUES ?q {"]
    starts = (
        "?s ?p ?o ",
        "?s ?p ",
        "",
        "FILTER(?a<b:x",
        "FILTER(?a<?b",
        "?s ?p true",
        "VALUES (?a ?b) {(1 ",
        "?s ?p (1 ",
    )
    before = "".join(chance.choice(chosen) for _ in range(chance.randint(0, 5)))
    after = "".join(chance.choice(chosen) for _ in range(chance.randint(0, 3)))
    keyword = chance.choice(["SERVICE", "service ", "SERVICE SILENT"]) + chance.choice(
        ["", " ", "#>\n", "#'''\n", "\n"]
    )
    target = chance.choice(["<http://127.0.0.1:1/>", "kg:x", ":x", "?x"]) + chance.choice(["", " ", "\n"])
    end = chance.choice(["}", "}", ")}", "\n}", "#'''\n}"])
    return f"SELECT * {{{chance.choice(starts)}{before}{keyword}{target}{{?s ?p ?o}}{after}{end}"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 300 + "}" * 300,
        "SELECT (" + "!" * 300 + "true AS ?x) {}",
        f"BASE <http://x/{'/' * 25_000}> ASK {{}}",
        "SELECT * " + "FROM <b> " * 2001 + "{}",
    ],
)
def test_refuses_what_only_costs(query: str) -> None:
    with pytest.raises(QueryTooLargeError):
        check_query(query)


def test_finds_the_graphs_of_the_dataset() -> None:
    query = "PREFIX x: <http://x/> SELECT * FROM x:a FROM NAMED <http://b> FROM kg:d { ?s ?p 'FROM <http://no>' }"
    assert check_query(query, prefixes={"kg": "http://kg#"}).graphs == ("http://x/a", "http://b", "http://kg#d")


def test_graphs_are_named_against_the_base() -> None:
    query = "BASE <http://x/y/> PREFIX p: <z#> SELECT * FROM <a> FROM NAMED <\u0062> FROM p:c FROM <urn:d> { ?s ?p ?o }"
    assert check_query(query, base="http://no/").graphs == ("http://x/y/a", "http://x/y/b", "http://x/y/z#c", "urn:d")


@pytest.mark.parametrize(
    "query",
    [
        "ASK FROM <file:///etc/passwd> {}",
        "ASK FROM NAMED <FILE:/etc/passwd> {}",
        "ASK FROM <\u0066ile:///etc/passwd> {}",
        "BASE <file:///etc/> ASK FROM <passwd> {}",
        "PREFIX f: <file:///etc/> ASK FROM NAMED f:passwd {}",
        "ASK\nFROM#\n<file:///etc/passwd> {}",
    ],
)
def test_a_file_is_no_graph_in_any_spelling(query: str) -> None:
    with pytest.raises(QueryForbiddenError, match=r"line .*no graph of this store.*no file is read"):
        check_query(query)


def test_knows_which_queries_change_their_answer() -> None:
    assert check_query("SELECT (NOW() AS ?x) {}").steady is False
    assert check_query("SELECT (rand() AS ?x) {}").steady is False
    assert check_query("SELECT ('NOW()' AS ?now) { ?s kg:NOW ?uuid }").steady is True


@pytest.mark.parametrize(
    ("query", "place", "advice"),
    [
        ("SELECT ?x WHERE { ?x a ", "line 1, column 24", "ends too early"),
        ("SELECT * {\n ?s ?p @ }", "line 2, column 10", "correct the query"),
        ("ASK { ?s foo:bar ?o }", "line 1, column 17", "declare the prefix"),
    ],
)
def test_says_where_a_query_is_no_sparql(query: str, place: str, advice: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(query)
    error = syntax_error(query, caught.value)
    assert isinstance(error, QuerySyntaxError)
    assert error.where == place
    assert advice in error.hint
    assert "\n" not in str(error)
