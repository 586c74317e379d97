"""What people look at: the explorer's pages and self-contained network pages."""
