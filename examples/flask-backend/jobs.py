"""Jobs in SQLite: what was accepted is known after a kill, and one job_id is one job."""

import json
import sqlite3
from contextlib import closing

TABLE = """CREATE TABLE IF NOT EXISTS jobs (
  job_id TEXT PRIMARY KEY, kind TEXT, request TEXT, status TEXT, progress INTEGER, files TEXT, error TEXT, told INTEGER)"""


class Jobs:
    def __init__(self, path):
        self._path = path
        self._run(TABLE)

    def add(self, job_id, kind, request):
        """Says whether it is new."""
        row = (job_id, kind, json.dumps(request), "queued", 0, "[]", None, 0)
        return self._run("INSERT OR IGNORE INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row) == 1

    def get(self, job_id):
        """None if there is no such job."""
        with closing(self._connect()) as db:
            row = db.execute("SELECT * FROM jobs WHERE job_id = ?", (job_id,)).fetchone()
        return row and {**row, "request": json.loads(row["request"]), "files": json.loads(row["files"])}

    def move(self, job_id, status, progress, files=(), error=None):
        """Says whether it went on; a job that has ended stays as it is."""
        sql = "UPDATE jobs SET status = ?, progress = ?, files = ?, error = ? WHERE job_id = ? AND status NOT IN ('completed', 'failed')"
        return self._run(sql, (status, progress, json.dumps(files), error, job_id)) == 1

    def told(self, job_id):
        """Its end need not be told again."""
        self._run("UPDATE jobs SET told = 1 WHERE job_id = ?", (job_id,))

    def unfinished(self):
        with closing(self._connect()) as db:
            return [row["job_id"] for row in db.execute("SELECT job_id FROM jobs WHERE told = 0")]

    def _run(self, sql, values=()):
        with closing(self._connect()) as db, db:
            return db.execute(sql, values).rowcount

    def _connect(self):
        db = sqlite3.connect(self._path, timeout=10)
        db.row_factory = lambda cursor, row: {column[0]: value for column, value in zip(cursor.description, row)}
        return db
