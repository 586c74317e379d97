"""Training of the models in data/models: annotated articles, the three models, cross-validation."""
