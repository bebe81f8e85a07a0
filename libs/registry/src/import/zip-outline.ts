import type { FileHandle } from 'node:fs/promises';
import { ambiguous, Halt, unreadable } from './import-problem';

/** Where the directory of a zip file lies, and how many entries it has. */
export interface ZipOutline {
  entries: number;
  directoryStart: number;
  directoryBytes: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64 = 0x06064b50;
const END64_BYTES = 56;

/**
 * Reads the end of a zip file strictly: it ends with its end record, without comment; a zip64 record stands directly
 * before it and says the same; the directory fills the room up to there. So there is one way to read it. Throws Halt.
 */
export async function zipOutline(file: FileHandle, size: number): Promise<ZipOutline> {
  if (size < END_BYTES) throw new Halt(unreadable('it is too short to be a zip file'));
  const end = await readAt(file, size - END_BYTES, END_BYTES);
  if (end.readUInt32LE(0) !== END) throw new Halt(await noEnd(file, size));
  if (end.readUInt16LE(20) !== 0) throw new Halt(ambiguous('its comment says that it goes on after its end'));
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0)
    throw new Halt(unreadable('it is one part of several'));
  const plain = {
    entries: end.readUInt16LE(10),
    directoryBytes: end.readUInt32LE(12),
    directoryStart: end.readUInt32LE(16),
  };
  if (end.readUInt16LE(8) !== plain.entries) throw new Halt(ambiguous('its end counts its entries twice'));
  const { outline, from } = await widened(file, size, plain);
  if (outline.directoryStart + outline.directoryBytes !== from)
    throw new Halt(ambiguous('there are bytes between its directory and its end'));
  return outline;
}

/** The numbers of the zip64 record where there is one, and where the directory has to end. */
async function widened(
  file: FileHandle,
  size: number,
  plain: ZipOutline,
): Promise<{ outline: ZipOutline; from: number }> {
  const locatorStart = size - END_BYTES - LOCATOR_BYTES;
  const locator = locatorStart < 0 ? null : await readAt(file, locatorStart, LOCATOR_BYTES);
  if (locator?.readUInt32LE(0) !== LOCATOR) {
    if (
      plain.entries === 0xffff ||
      plain.directoryBytes === 0xffffffff ||
      plain.directoryStart === 0xffffffff
    )
      throw new Halt(unreadable('its zip64 record is missing'));
    return { outline: plain, from: size - END_BYTES };
  }
  const start = locatorStart - END64_BYTES;
  if (start < 0 || locator.readBigUInt64LE(8) !== BigInt(start))
    throw new Halt(ambiguous('its zip64 record is not where it should be'));
  const end64 = await readAt(file, start, END64_BYTES);
  const wide = {
    entries: safe(end64, 32),
    directoryBytes: safe(end64, 40),
    directoryStart: safe(end64, 48),
  };
  const fits = (narrow: number, none: number, value: number) => narrow === none || narrow === value;
  const agrees =
    fits(plain.entries, 0xffff, wide.entries) &&
    fits(plain.directoryBytes, 0xffffffff, wide.directoryBytes) &&
    fits(plain.directoryStart, 0xffffffff, wide.directoryStart);
  if (end64.readUInt32LE(0) !== END64 || end64.readBigUInt64LE(4) !== BigInt(END64_BYTES - 12) || !agrees)
    throw new Halt(ambiguous('its zip64 record contradicts its end'));
  return { outline: wide, from: start };
}

function safe(buffer: Buffer, at: number): number {
  const value = buffer.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER))
    throw new Halt(unreadable('its zip64 record names impossible numbers'));
  return Number(value);
}

async function noEnd(file: FileHandle, size: number) {
  const tail = Math.min(size, 0xffff + END_BYTES);
  const found = (await readAt(file, size - tail, tail)).lastIndexOf(Uint8Array.of(0x50, 0x4b, 0x05, 0x06));
  return found < 0 || found > tail - END_BYTES
    ? unreadable('its end is missing')
    : ambiguous('there are bytes after its end, or a comment that can hide another end');
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Halt(unreadable('it became shorter while it was read'));
  return buffer;
}
