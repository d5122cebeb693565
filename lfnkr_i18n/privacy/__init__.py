"""Names at risk: what holds one is not sent, drafted from or published."""
