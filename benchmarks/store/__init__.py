"""The store beside rdflib, bare pyoxigraph and Oxigraph's server, in one run: `python -m benchmarks.store --help`."""
