#!/usr/bin/env bash
# The endpoint asked by curl. Usage: curl.sh ADDRESS. One line a check: client, what, ok or what went wrong.
set -uo pipefail
endpoint=$1
client=$(curl --version | head -n 1 | cut -d ' ' -f 1,2)
select='SELECT ?name { <https://parkgraph.example/id/Park/G372108> rdfs:label ?name }'
construct='CONSTRUCT WHERE { <https://parkgraph.example/id/Park/G372108> rdfs:label ?name }'
reasons='SELECT ?reason { ?reason rdf:predicate kg:locatedInPark }'
document=https://parkgraph.example/id/Document/firms
bad=$'SELECT *\n{ { ?s ?p _:b } { ?s ?o _:b } }'
name=济宁高新技术产业开发区
failed=0

tell() {  # what, fault (empty: none)
  printf '%s\t%s\t%s\n' "$client" "$1" "${2:+FAILED: }${2:-ok}"
  [ -z "$2" ] || failed=1
}
check() {  # what, a regular expression for each thing the answer must have, --, the words of curl
  local what=$1 answer fault='' expected=(); shift
  while [ "$1" != -- ]; do expected+=("$1"); shift; done
  shift
  answer=$(curl --silent --show-error --include --max-time 60 "$@" "$endpoint" 2>&1 | tr -d '\r\0')
  for pattern in "${expected[@]}"; do
    grep -Eqi -- "$pattern" <<<"$answer" || fault+="no /$pattern/ "
  done
  tell "$what" "${fault:+$fault in: $(tr '\n\t' '  ' <<<"${answer:0:250}")}"
}
header() {  # a header's value, the words of curl
  local wanted=$1; shift
  curl --silent --include --max-time 60 "$@" "$endpoint" | tr -d '\r\0' | sed -n "s/^$wanted: //Ip"
}
asked=(--get --data-urlencode "query=$select")

check 'GET' '^HTTP/1.1 200' "\"$name\",\"xml:lang\":\"zh\"" -- "${asked[@]}"
check 'POST form' '^HTTP/1.1 200' "\"$name\"" -- --data-urlencode "query=$select"
check 'POST body' '^HTTP/1.1 200' "\"$name\"" -- -H 'Content-Type: application/sparql-query' --data-binary "$select"
check 'ASK' '"boolean": ?true' -- --get --data-urlencode 'query=ASK { ?park a kg:Park }'
for kind in application/sparql-results+json application/sparql-results+xml text/csv text/tab-separated-values; do
  check "SELECT as $kind" "^content-type: ${kind/+/\\+}" "$name" -- -H "Accept: $kind" "${asked[@]}"
done
made=(--get --data-urlencode "query=$construct")
for kind in text/turtle application/{n-triples,ld+json,rdf+xml,trig,n-quads}; do
  check "CONSTRUCT as $kind" "^content-type: ${kind/+/\\+}" "$name" -- -H "Accept: $kind" "${made[@]}"
done
check "FROM a document's graph" '/statement/' -- --get --data-urlencode "query=${reasons/\{/FROM <$document> \{}"
named=(--data-urlencode "default-graph-uri=$document")
check 'default-graph-uri' '/statement/' -- --get --data-urlencode "query=$reasons" "${named[@]}"

tag=$(header etag "${asked[@]}")
check 'If-None-Match: not sent again' '^HTTP/1.1 304' "^etag: $tag" -- -H "If-None-Match: $tag" "${asked[@]}"
check 'If-None-Match: another tag' '^HTTP/1.1 200' "$name" -- -H 'If-None-Match: "another"' "${asked[@]}"
length=$(header content-length "${asked[@]}")
check 'HEAD' '^HTTP/1.1 200' "^content-length: $length$" "^etag: $tag" -- --head "${asked[@]}"
check 'OPTIONS' '^HTTP/1.1 204' '^allow: .*POST' -- -X OPTIONS
check 'OPTIONS of a page elsewhere' '^access-control-allow-origin: \*' '^access-control-allow-methods: .*POST' -- \
  -X OPTIONS -H 'Origin: http://x.example' -H 'Access-Control-Request-Method: POST'
firms=(--get --data-urlencode 'query=SELECT * { ?firm kg:locatedInPark ?park }')
check 'gzip' '^content-encoding: gzip' '^vary: .*Accept-Encoding' -- --compressed "${firms[@]}"
plain=$(curl --silent "${firms[@]}" "$endpoint" | cksum)
packed=$(curl --silent --compressed "${firms[@]}" "$endpoint" | cksum)
tell 'gzip: the same bytes' "$([ "$plain" = "$packed" ] || echo "unpacked it is another answer: $plain, $packed")"

check 'without a query: the service description' '^content-type: text/turtle' 'sd:endpoint <http' --
check 'a browser without a query: the query page' '^HTTP/1.1 303' '^location: ' -- -H 'Accept: text/html'
check 'an error says its line' '^HTTP/1.1 400' '^line 2, column [0-9]+' -- --data-urlencode "query=$bad"
check 'SERVICE is refused' '^HTTP/1.1 403' 'SERVICE is not allowed' -- \
  --data-urlencode 'query=SELECT * { SERVICE <http://127.0.0.1:9/> {} }'
check 'an update is refused' '^HTTP/1.1 403' 'updates are not allowed' -- \
  -H 'Content-Type: application/sparql-update' -d 'CLEAR ALL'
check 'another method: 405 names those that are' '^HTTP/1.1 405' '^allow: .*POST' -- -X PUT -d x
exit $failed
