"""WordPress's export files (WXR): read strictly, item by item, and written so that its importer takes them."""
