"""The doors over HTTP: explorer, API and SPARQL. `kg.api.app.create_app` opens them."""
