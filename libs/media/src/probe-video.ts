import { open, type FileHandle } from 'node:fs/promises';
import { MaquetteError } from '@maquette/kernel';

export interface VideoFacts {
  width: number;
  height: number;
  /** Frames a second, averaged over the video. */
  fps: number;
  frameCount: number;
  durationSeconds: number;
  /** `h264`, `hevc`, `av1`, `vp9`, or the four-character code of another one. */
  codec: string;
}

const CODECS: Record<string, string> = {
  avc1: 'h264',
  avc3: 'h264',
  hvc1: 'hevc',
  hev1: 'hevc',
  av01: 'av1',
  vp09: 'vp9',
};
const MAX_INDEX_BYTES = 64 << 20;

/**
 * Reads the facts of an MP4's first video track from its index (ISO/IEC 14496-12); no frame is decoded.
 * Errors: `video-unreadable` (bad-input); the file system's own error when the file cannot be opened.
 */
export async function probeVideo(path: string): Promise<VideoFacts> {
  const file = await open(path, 'r');
  try {
    const track = videoTrack(await readIndex(file, path), path);
    if (!track) throw unreadable(path, 'it has no video track');
    return track;
  } catch (error) {
    if (error instanceof RangeError) throw unreadable(path, 'its index is damaged', error);
    throw error;
  } finally {
    await file.close();
  }
}

/** The content of the top-level `moov` box. */
async function readIndex(file: FileHandle, path: string): Promise<Buffer> {
  const { size: fileBytes } = await file.stat();
  const header = Buffer.alloc(16);
  for (let at = 0; at + 8 <= fileBytes;) {
    const { bytesRead } = await file.read(header, 0, 16, at);
    const { type, headerBytes, size } = boxHeader(header.subarray(0, bytesRead), 0, fileBytes - at);
    if (type === 'moov') {
      if (size > MAX_INDEX_BYTES || at + size > fileBytes) throw unreadable(path, 'its index is cut off');
      const content = Buffer.alloc(size - headerBytes);
      await file.read(content, 0, content.length, at + headerBytes);
      return content;
    }
    at += size;
  }
  throw unreadable(path, 'it is no MP4 file, or was never finished');
}

function videoTrack(moov: Buffer, path: string): VideoFacts | null {
  for (const track of boxes(moov, 'trak')) {
    const media = box(track, 'mdia');
    if (box(media, 'hdlr').toString('latin1', 8, 12) !== 'vide') continue;
    const samples = box(box(media, 'minf'), 'stbl');
    const { frameCount, ticks } = frameTimes(box(samples, 'stts'));
    const seconds = ticks / timescale(box(media, 'mdhd'));
    if (!(frameCount > 0 && seconds > 0))
      throw unreadable(path, 'it holds no frames (fragmented MP4 is not read)');
    const codec = box(samples, 'stsd').toString('latin1', 12, 16);
    return {
      ...trackSize(box(track, 'tkhd')),
      fps: Math.round((frameCount / seconds) * 1_000) / 1_000,
      frameCount,
      durationSeconds: seconds,
      codec: CODECS[codec] ?? codec,
    };
  }
  return null;
}

/** Time to sample: runs of frames of one duration. */
function frameTimes(stts: Buffer): { frameCount: number; ticks: number } {
  const entries = stts.readUInt32BE(4);
  let frameCount = 0;
  let ticks = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    const count = stts.readUInt32BE(8 + entry * 8);
    frameCount += count;
    ticks += count * stts.readUInt32BE(12 + entry * 8);
  }
  return { frameCount, ticks };
}

/** Version 1 headers have 64-bit times, which shifts what follows. */
function timescale(mdhd: Buffer): number {
  return mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12);
}

function trackSize(tkhd: Buffer): { width: number; height: number } {
  const at = tkhd[0] === 1 ? 88 : 76; // 16.16 fixed point
  return { width: tkhd.readUInt32BE(at) / 65_536, height: tkhd.readUInt32BE(at + 4) / 65_536 };
}

function box(parent: Buffer, type: string): Buffer {
  const [first] = boxes(parent, type);
  if (!first) throw new RangeError(`no ${type} box`);
  return first;
}

function boxes(parent: Buffer, wanted: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + 8 <= parent.length;) {
    const { type, headerBytes, size } = boxHeader(parent, at, parent.length - at);
    if (type === wanted) found.push(parent.subarray(at + headerBytes, at + size));
    at += size;
  }
  return found;
}

/** A size of 1 is followed by a 64-bit one; a size of 0 means "to the end". */
function boxHeader(
  bytes: Buffer,
  at: number,
  rest: number,
): { type: string; headerBytes: number; size: number } {
  const short = bytes.readUInt32BE(at);
  const type = bytes.toString('latin1', at + 4, at + 8);
  const headerBytes = short === 1 ? 16 : 8;
  const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? rest : short;
  if (size < headerBytes) throw new RangeError(`a ${type} box of ${size} bytes`);
  return { type, headerBytes, size };
}

function unreadable(path: string, reason: string, cause?: unknown): MaquetteError {
  return new MaquetteError('bad-input', 'video-unreadable', `${path} cannot be read as a video: ${reason}.`, {
    hint: 'Give an MP4 file that a player can open.',
    cause,
  });
}
