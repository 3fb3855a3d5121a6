"""Files up (photos, documents, albums) and down. Addresses of files elsewhere are not fetched: there is no network here."""

import struct
from pathlib import Path
from typing import Any

from tests.telegram_server.calls import Call, Upload
from tests.telegram_server.keyboards import markup
from tests.telegram_server.methods import method
from tests.telegram_server.methods.messages import placed, send
from tests.telegram_server.refusals import Json, Refused, bad
from tests.telegram_server.texts import caption, parsed, with_entities
from tests.telegram_server.world import World

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")
LONGEST_SIDES, MOST_OBLONG = 10_000, 20
ALBUM = range(2, 11)


@method("sendDocument")
def send_document(world: World, call: Call) -> Json:
    words = caption(call)
    file = _chosen(world, call, call.values.get("document"), "document")
    return send(world, call, {"document": document(world, file)} | words)


@method("sendPhoto")
def send_photo(world: World, call: Call) -> Json:
    words = caption(call)
    file = _chosen(world, call, call.values.get("photo"), "photo")
    return send(world, call, {"photo": photo(world, file)} | words)


def _chosen(world: World, call: Call, given: Any, what: str) -> Upload | str:
    """The upload that a field names, or the id of a file that is there already."""
    if given is None and what in call.files:
        return _sized(world, call.files[what])
    text = str(given or "")
    if text.startswith("attach://"):
        name = text.removeprefix("attach://")
        if name not in call.files:
            raise bad(f"there is no {what} in the request")
        return _sized(world, call.files[name])
    if not text:
        raise bad(f"there is no {what} in the request")
    if "://" in text:
        raise bad("failed to get HTTP URL content")
    if text not in world.files:
        raise bad("wrong file identifier/HTTP URL specified")
    return text


def _sized(world: World, upload: Upload) -> Upload:
    if len(upload.data) > world.largest_upload:
        raise Refused(413, "Request Entity Too Large")
    if not upload.data:
        raise bad("file must be non-empty")
    return upload


def _kept(world: World, file: Upload | str) -> tuple[Upload, Json]:
    if isinstance(file, Upload):
        return file, world.keep(file)[1]
    upload = world.files[file]
    return upload, {"file_id": file, "file_unique_id": f"AgAD{file[-11:]}", "file_size": len(upload.data)}


def document(world: World, file: Upload | str) -> Json:
    """A file as a message carries it."""
    upload, about = _kept(world, file)
    return about | {"file_name": upload.name, "mime_type": upload.mime}


def photo(world: World, file: Upload | str) -> list[Json]:
    """A picture in its sizes."""
    data = (file if isinstance(file, Upload) else world.files[file]).data
    if len(data) > world.largest_photo:
        raise bad(f"file of size {len(data)} bytes is too big for a photo; the maximum size is {world.largest_photo} bytes")
    if not data.startswith(PICTURES):
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", data[16:24]) if data.startswith(PICTURES[0]) else (800, 600)
    if width + height > LONGEST_SIDES or max(width, height) > MOST_OBLONG * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return [_kept(world, file)[1] | {"width": width, "height": height}]


@method("sendMediaGroup")
def send_media_group(world: World, call: Call) -> list[Json]:
    media = call.structure("media", "media")
    if not isinstance(media, list) or not all(isinstance(one, dict) for one in media):
        raise bad("can't parse media JSON object")
    if len(media) not in ALBUM:
        raise bad("wrong number of media items: there must be 2-10 of them" if media else "media is empty")
    if len({one.get("type") for one in media}) != 1 or media[0].get("type") not in {"photo", "document"}:
        raise bad("can't use the media of the specified type in the album")
    if markup(call):
        raise bad("reply markup is not allowed in an album")
    contents = [_member(world, call, one) for one in media]
    chat, album = world.writable(call.text("chat_id")), str(13_000_000_000 + world.number())
    return [
        world.post(chat, world.me, content, **placed(chat, call), extra={"media_group_id": album}).as_json()
        for content in contents
    ]


def _member(world: World, call: Call, given: Json) -> Json:
    kind = given["type"]
    text, entities = parsed(given.get("caption") or "", (given.get("parse_mode") or "").lower(), given.get("caption_entities"))
    file = _chosen(world, call, given.get("media"), kind)
    shown: Any = photo(world, file) if kind == "photo" else document(world, file)
    return {kind: shown} | with_entities("caption", text, entities)


@method("getFile")
def get_file(world: World, call: Call) -> Json:
    found = world.files.get(call.text("file_id"))
    if found is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(found.data) > world.largest_download:
        raise bad("file is too big")
    about = _kept(world, call.text("file_id"))[1]
    if world.local:
        (place := Path(world.local) / call.text("file_id")).write_bytes(found.data)
        return about | {"file_path": str(place)}
    return about | {"file_path": f"documents/{call.text('file_id')}"}
