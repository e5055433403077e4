"""Small damages made to the shipped library, that `verifier` or `essayer` must report."""
