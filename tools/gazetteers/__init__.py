"""Facts from public tables, turned into the gazetteers of `data/gazetteer/`."""
