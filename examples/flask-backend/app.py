"""A generation backend for Estrade: takes jobs, makes images and clips, hands them over, calls back. See README.md."""

import logging
import os
import pathlib
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import flask

import media
import webhooks
from jobs import Jobs

PORT = int(os.environ.get("PORT", "5000"))
PUBLIC_URL = os.environ.get("PUBLIC_URL", f"http://localhost:{PORT}")
SECRET = os.environ.get("WEBHOOK_SECRET", "")
RESULTS = os.environ.get("RESULTS", "upload")
CALL_BACK = os.environ.get("WEBHOOKS", "on") == "on"
SECONDS_PER_FILE = float(os.environ.get("SECONDS_PER_FILE", "1"))
STEPS = 4

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
log = logging.getLogger("backend")
data = pathlib.Path(os.environ.get("DATA_DIR", "data")).resolve()
data.mkdir(parents=True, exist_ok=True)
jobs = Jobs(data / "jobs.sqlite")
workers = ThreadPoolExecutor(int(os.environ.get("WORKERS", "2")))
app = flask.Flask(__name__)


@app.post("/api/<any(images, videos):kind>/generate")
def generate(kind):
    wanted = flask.request.get_json()
    job_id = wanted.get("job_id")
    if not isinstance(job_id, str) or not job_id.replace("-", "").isalnum() or not wanted.get("prompt"):
        return {"error": "A job has a job_id of letters, digits and dashes, and a prompt."}, 400
    if jobs.add(job_id, kind, wanted):
        log.info("job %s: accepted", job_id)
        workers.submit(run, job_id)
    return state(jobs.get(job_id)), 202


@app.get("/api/<any(images, videos):kind>/<job_id>/status")
def status(kind, job_id):
    job = jobs.get(job_id)
    return state(job) if job and job["kind"] == kind else ({"error": "There is no such job."}, 404)


@app.delete("/api/<any(images, videos):kind>/<job_id>")
def cancel(kind, job_id):
    if jobs.move(job_id, "failed", 0, error="It was cancelled."):
        jobs.told(job_id)
    return "", 204


@app.get("/files/<path:name>")
def file(name):
    return flask.send_from_directory(data / "files", name)


def state(job):
    """What a status answers, and what a webhook tells."""
    told = {"job_id": job["job_id"], "status": job["status"], "progress": job["progress"]}
    if job["status"] == "completed":
        told["data"] = {job["kind"]: job["files"]}
    if job["error"]:
        told["error"] = job["error"]
    return told


def run(job_id):
    """From wherever an earlier process left it: the files are made anew, their names stay the same."""
    job = jobs.get(job_id)
    if job["status"] in ("queued", "processing"):
        try:
            files = make_all(job)
            jobs.move(job_id, "completed", 100, files)
        except Exception as failure:  # Whatever it was, the user must be told.
            log.exception("job %s: failed", job_id)
            jobs.move(job_id, "failed", job["progress"], error=str(failure))
    job = jobs.get(job_id)
    if not job["told"] and tell(job, pauses=(1, 4, 15)):
        jobs.told(job_id)


def make_all(job):
    count = bounded(job["request"].get("count"), 1, 4, 1)
    files = []
    for number in range(1, count + 1):
        for step in range(STEPS):
            progress = 100 * ((number - 1) * STEPS + step) // (count * STEPS)
            if not jobs.move(job["job_id"], "processing", progress):
                return []
            tell(jobs.get(job["job_id"]), pauses=())
            time.sleep(SECONDS_PER_FILE / STEPS)
        files.append(make(job, number))
    return files


def make(job, number):
    """One file, made and handed over; answers what Estrade is told of it."""
    wanted = job["request"]
    video = job["kind"] == "videos"
    width, height = size(wanted.get("size"), (640, 360) if video else (1024, 1024))
    seconds = bounded(wanted.get("duration"), 1, 30, 4)
    name = f"{job['job_id']}/{number}.{'mp4' if video else 'png'}"
    path = data / "files" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if video:
        media.clip(str(path), wanted["prompt"], width, height, seconds, number)
    else:
        media.picture(str(path), wanted["prompt"], width, height, number)
    made = {"content_type": "video/mp4" if video else "image/png", "size": path.stat().st_size}
    made |= {"width": width, "height": height} | ({"duration": seconds} if video else {})
    return hand_over(wanted.get("upload_urls") or [], number, path, made) | made


def hand_over(upload_urls, number, path, made):
    """Straight into the platform's bucket, or by an address from which Estrade fetches it."""
    if RESULTS == "serve" or len(upload_urls) < number:
        return {"url": f"{PUBLIC_URL}/files/{path.parent.name}/{path.name}"}
    headers = {"Content-Type": made["content_type"]}
    request = urllib.request.Request(upload_urls[number - 1], path.read_bytes(), headers, method="PUT")
    with urllib.request.urlopen(request, timeout=60):
        return {"upload": number - 1}


def tell(job, pauses):
    url = job["request"].get("callback_url")
    return not (CALL_BACK and url) or webhooks.send(url, state(job), SECRET, pauses)


def size(text, default):
    """WIDTHxHEIGHT, even and within bounds."""
    width, _, height = str(text or "").partition("x")
    return tuple(bounded(side, 64, 1920, usual) // 2 * 2 for side, usual in zip((width, height), default))


def bounded(value, least, most, default):
    try:
        return max(least, min(most, int(value)))
    except (TypeError, ValueError):
        return default


if CALL_BACK and not SECRET:
    raise SystemExit("WEBHOOK_SECRET is missing: one of the secrets that Estrade has in ESTRADE_WEBHOOK_SECRETS.")
for unfinished in jobs.unfinished():
    log.info("job %s: taken up again", unfinished)
    workers.submit(run, unfinished)
if __name__ == "__main__":
    app.run(host=os.environ.get("HOST", "127.0.0.1"), port=PORT, threaded=True)
