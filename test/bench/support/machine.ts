import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';

/** What a figure was measured on; the load is that of the last minute, the bench's own included. */
export function machineFacts(): Record<string, string | number> {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    loadAverage: Number(loadavg()[0].toFixed(2)),
  };
}

/** Length of the kernel's clock tick in /proc, in milliseconds. */
const TICK_MS = 10;

/** Processor time of a process and its children, the ended ones included, in ms; 0 where there is no /proc. */
export function processorMs(pid: number): number {
  try {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return all.reduce((sum, id) => sum + timeOf(Number(id), pid), 0);
  } catch {
    return 0;
  }
}

function timeOf(id: number, family: number): number {
  try {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    const [parent, own, ofChildren] = [fields[1], [fields[11], fields[12]], [fields[13], fields[14]]];
    const ticks = id === family ? [...own, ...ofChildren] : Number(parent) === family ? own : [];
    return TICK_MS * ticks.reduce((sum, text) => sum + Number(text), 0);
  } catch {
    return 0; // it ended meanwhile
  }
}
