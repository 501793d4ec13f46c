"""Which recordings can be listened to, told by their first bytes: names and declared types are hearsay."""

# Source: https://console.groq.com/docs/speech-to-text (flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav, webm)
_STARTS = (
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "audio/webm"),
)


def media_type_of(start: bytes) -> str | None:
    """The type behind the first dozen bytes; None for what is no recording that we can pass on."""
    for mark, media_type in _STARTS:
        if start.startswith(mark):
            return media_type
    if start[:4] == b"RIFF" and start[8:12] == b"WAVE":
        return "audio/wav"
    if start[4:8] == b"ftyp":
        return "audio/mp4"
    return "audio/mpeg" if _is_mpeg_frame(start) else None


def _is_mpeg_frame(start: bytes) -> bool:
    """Eleven bits of sync, then a version, a layer (AAC has none), a bit rate and a sampling rate that exist."""
    if len(start) < 4 or start[0] != 0xFF or start[1] & 0xE0 != 0xE0:
        return False
    version, layer = start[1] >> 3 & 0b11, start[1] >> 1 & 0b11
    bit_rate, sampling = start[2] >> 4, start[2] >> 2 & 0b11
    return version != 0b01 and layer != 0b00 and bit_rate not in (0, 0b1111) and sampling != 0b11
