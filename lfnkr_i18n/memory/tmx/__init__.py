"""Memories of other tools, in and out: TMX 1.4b (Translation Memory eXchange), http://www.ttt.org/oscarStandards/tmx/."""
