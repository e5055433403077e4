"""Rules of `clausegen verifier`, a folder a kind of target, a file a rule."""
