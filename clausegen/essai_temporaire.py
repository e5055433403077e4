"""Temporary aid of the writers of clauses; not part of the product."""
import sys
from pathlib import Path
from clausegen.findings import Refused
def main():
    import os; os.environ['CLAUSEGEN_CACHE'] = 'non'  # a tolerant library must not be kept
    import clausegen.library.load as L
    args=[a for a in sys.argv[2:] if not a.startswith('--')]
    show='--texte' in sys.argv
    from clausegen.trials import run_examples
    from clausegen.library.clauses import read_clause
    from clausegen.sources import read_front_matter
    # tolerant load: other writers' broken files don't stop us
    orig=L._read_clauses
    def tolerant(root, findings):
        mine=[]; out=orig(root, mine)
        bad={f.location.path.split('/')[-1].removesuffix('.md') for f in mine}
        for f in mine:
            n=f.location.path.split('/')[-1].removesuffix('.md')
            if not args or n in args: print(f)
        return {k:v for k,v in out.items() if k not in bad}
    L._read_clauses=tolerant
    try: lib=L.load_library()
    except Refused as e:
        print(e); sys.exit(2)
    n=bad=0
    for t in run_examples(lib,args):
        n+=1
        if t.findings: bad+=1
        for f in t.findings: print(f)
        if show and t.texte is not None: print(f"--- {t.clause.id} · {t.exemple.nom}\n{t.texte}\n")
    print(f"{len(lib.clauses)} clauses, {n} exemples, {bad} en défaut")
    sys.exit(1 if bad else 0)
