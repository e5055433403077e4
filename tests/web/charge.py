"""Officers at work on the real server, at once: for the test of load (no timing) and for the bench.

Each officer has a session of their own in server mode, which keeps nothing: a contract is imported, pages are read,
answers change one at a time as a browser sends them, clauses and pieces are looked at, the zip is downloaded.
"""

from __future__ import annotations

import http.client
import io
import os
import random
import re
import subprocess
import sys
import threading
import time
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

RACINE = Path(__file__).parents[2]
HOTE = "clausegen.test"


@dataclass
class Mesures:
    """Seconds of each kind of request, and what went wrong."""

    durees: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    erreurs: list[str] = field(default_factory=list)
    verrou: threading.Lock = field(default_factory=threading.Lock)

    def toutes(self) -> list[float]:
        """Every duration, sorted."""
        return sorted(d for durees in self.durees.values() for d in durees)


def centile(valeurs: list[float], part: float) -> float:
    """Nearest-rank percentile of sorted values."""
    return valeurs[max(0, min(len(valeurs) - 1, -(-int(part * len(valeurs) * 1000) // 1000) - 1))] if valeurs else 0.0


class ServeurCharge:
    """`clausegen serveur` in a process of its own, on a free port."""

    def __enter__(self) -> ServeurCharge:
        self.processus = subprocess.Popen(
            [sys.executable, "-m", "clausegen", "serveur", "--hote", HOTE, "--port", "0"], cwd=RACINE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
        )  # fmt: skip
        assert self.processus.stdout is not None
        trouve = next(
            (t for t in (re.search(r"http://127\.0\.0\.1:(\d+)", ligne) for ligne in self.processus.stdout) if t), None
        )
        assert trouve, "le serveur n’a pas donné son adresse"
        self.port = int(trouve[1])
        return self

    def __exit__(self, *_: object) -> None:
        self.processus.terminate()
        self.processus.wait(20)
        assert self.processus.stdout is not None
        self.processus.stdout.close()

    def memoire(self, champ: str = "VmRSS") -> float:
        """Resident memory of the server, in megabytes (`VmHWM`: its peak); 0 where /proc is missing."""
        try:
            statut = Path(f"/proc/{self.processus.pid}/status").read_text()
        except OSError:
            return 0.0
        trouve = re.search(rf"{champ}:\s+(\d+) kB", statut)
        return int(trouve[1]) / 1000 if trouve else 0.0


class Agent:
    """One officer. `pause`: mean seconds between two requests (none when 0)."""

    def __init__(self, port: int, mesures: Mesures, pause: float, graine: int) -> None:
        self.port, self.mesures, self.pause = port, mesures, pause
        self.hasard = random.Random(graine)
        self.cookie = self.csrf = ""
        self.lien: http.client.HTTPConnection | None = None

    def demander(self, genre: str, methode: str, chemin: str, corps: bytes | None = None, entetes: dict[str, str] | None = None,
                 attendus: tuple[int, ...] = (200, 303)) -> tuple[int, dict[str, str], bytes]:  # fmt: skip
        """One request, timed from sending to the last byte."""
        if self.pause:
            time.sleep(self.hasard.uniform(0.5, 1.5) * self.pause)
        envoi = {"Host": HOTE, **({"Cookie": self.cookie} if self.cookie else {}), **(entetes or {})}
        if methode == "POST":
            envoi |= {"Origin": f"http://{HOTE}", "Sec-Fetch-Site": "same-origin"}
        depart = time.perf_counter()
        try:
            if self.lien is None:
                self.lien = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self.lien.request(methode, chemin, corps, envoi)
            reponse = self.lien.getresponse()
            octets = reponse.read()
        except (OSError, http.client.HTTPException) as erreur:
            self._fermer()
            with self.mesures.verrou:
                self.mesures.erreurs.append(f"{genre} {chemin} : {erreur!r}")
            return 0, {}, b""
        duree = time.perf_counter() - depart
        recus = {k.lower(): v for k, v in reponse.getheaders()}
        if "set-cookie" in recus:
            self.cookie = recus["set-cookie"].split(";")[0]
        if reponse.getheader("Connection", "").lower() == "close":
            self._fermer()
        trouve = re.search(rb'name="_csrf" value="([^"]+)"', octets)
        if trouve:
            self.csrf = trouve[1].decode()
        with self.mesures.verrou:
            self.mesures.durees[genre].append(duree)
            if reponse.status not in attendus:
                self.mesures.erreurs.append(f"{genre} {chemin} : {reponse.status}")
        return reponse.status, recus, octets

    def travailler(self, exemple: str, tours: int) -> None:
        """The whole visit, then the connection is closed."""
        try:
            self._visiter(exemple, tours)
        finally:
            self._fermer()

    def _fermer(self) -> None:
        if self.lien is not None:
            self.lien.close()
            self.lien = None

    def _visiter(self, exemple: str, tours: int) -> None:
        texte = (RACINE / "exemples" / exemple / "marche.yaml").read_bytes()
        self.demander("accueil", "GET", "/")
        corps, limite = multipart({"_csrf": self.csrf}, "fichier", f"{exemple}.yaml", texte)
        _, recus, octets = self.demander(
            "import", "POST", "/importer", corps, {"Content-Type": f"multipart/form-data; boundary={limite}"}
        )
        trouve = re.search(r"/m/([^/\"]+)/", recus.get("location", "") or octets.decode("utf-8", "replace"))
        if trouve is None:
            with self.mesures.verrou:
                self.mesures.erreurs.append("import : aucun marché")
            return
        nom = trouve[1]
        for tour in range(tours):
            _, _, page = self.demander("page", "GET", f"/m/{nom}/saisie/objet-du-marche")
            self._changer(nom, page, tour)
            self.demander("heures", "GET", f"/m/{nom}/lots")
            self.demander("clauses", "GET", f"/m/{nom}/clauses")
            self.demander("contrôle", "GET", f"/m/{nom}/pieces")
            self.demander("lecture", "GET", f"/m/{nom}/pieces/ccap")
        _, _, octets = self.demander("zip", "GET", f"/m/{nom}/telecharger/pieces.zip")
        if not zipfile.is_zipfile(io.BytesIO(octets)):
            with self.mesures.verrou:
                self.mesures.erreurs.append("zip illisible")

    def _changer(self, nom: str, page: bytes, tour: int) -> None:
        """Answers of the page sent back with one that changed, as the preview does."""
        html = page.decode("utf-8")
        champs = dict(re.findall(r'<input type="hidden" name="([^"]+)"(?: id="[^"]*")? value="([^"]*)"', html))
        champs |= {"_csrf": self.csrf, "c.objet": f"Travaux de l’agent, essai {tour}"}
        entetes = {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        _, _, rendu = self.demander(
            "changement",
            "POST",
            f"/m/{nom}/saisie/objet-du-marche",
            urlencode({k: v for k, v in champs.items() if not k.startswith(("t.", "k"))}).encode(),
            entetes,
        )
        if b"Ce que change" not in rendu:
            with self.mesures.verrou:
                self.mesures.erreurs.append(f"changement sans effet : {nom}")


def multipart(champs: dict[str, str], nom: str, fichier: str, octets: bytes) -> tuple[bytes, str]:
    """Body of a form with a file, and its boundary."""
    limite = "----clausegen-essai-7d9f"
    parties = [
        f'--{limite}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in champs.items()
    ]
    parties.append(f'--{limite}\r\nContent-Disposition: form-data; name="{nom}"; filename="{fichier}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode()
                   + octets + b"\r\n")  # fmt: skip
    return b"".join(parties) + f"--{limite}--\r\n".encode(), limite


def charger(port: int, agents: int, tours: int, pause: float, exemples: tuple[str, ...]) -> Mesures:
    """Every officer works at once; ends when all have."""
    mesures = Mesures()
    fils = [
        threading.Thread(
            target=Agent(port, mesures, pause, rang).travailler, args=(exemples[rang % len(exemples)], tours)
        )
        for rang in range(agents)
    ]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(300)
    return mesures
