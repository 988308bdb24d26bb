"""Stands in for a model: a picture of the prompt, and clips of that picture."""

import os
import subprocess
import textwrap

from PIL import Image, ImageDraw

FFMPEG = os.environ.get("ESTRADE_FFMPEG") or os.environ.get("FFMPEG") or "ffmpeg"


def picture(path, prompt, width, height, number):
    """A PNG: the prompt on a gradient, which is another one for each number."""
    colours = ((31, 58, 95), (95, 31, 58), (31, 95, 58), (95, 80, 31))
    image = Image.new("RGB", (width, height), colours[(number - 1) % len(colours)])
    image.paste((244, 241, 234), (0, 0), Image.linear_gradient("L").resize((width, height)))
    # Pillow's own font is small and knows Latin-1 only; a generator would not need one.
    text = "\n".join(textwrap.wrap(f"{number}. {prompt}", 40)[:6]).encode("latin-1", "replace").decode("latin-1")
    letters = Image.new("L", (max(width // 3, 80), max(height // 3, 45)))
    ImageDraw.Draw(letters).multiline_text((6, 6), text, fill=255)
    image.paste((255, 252, 240), (0, 0), letters.resize((width, height)))
    image.save(path, "PNG")


def clip(path, prompt, width, height, seconds, number):
    """An MP4 (H.264, AAC) that plays from its first bytes on: that picture, a square that crosses it, a tone."""
    still = path + ".png"
    picture(still, prompt, width, height, number)
    inputs = ["-loop", "1", "-framerate", "25", "-i", still]
    inputs += ["-f", "lavfi", "-i", "color=white:size=16x16:rate=25", "-f", "lavfi", "-i", f"sine=frequency={330 + 110 * number}"]
    filters = "[0][1]overlay=x='mod(n*4,W-16)':y=H-16,format=yuv420p[v]"
    codecs = ["-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac", "-movflags", "+faststart", "-t", str(seconds)]
    command = [FFMPEG, "-hide_banner", "-loglevel", "error", "-nostdin", "-y", *inputs]
    command += ["-filter_complex", filters, "-map", "[v]", "-map", "2:a", *codecs, path]
    subprocess.run(command, check=True, timeout=300)
    os.remove(still)
