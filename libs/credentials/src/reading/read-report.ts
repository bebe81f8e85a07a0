import { MaquetteError } from '@maquette/kernel';
import { PROVENANCE_LABEL } from '../manifest/provenance';
import type {
  CredentialReport,
  CredentialState,
  ReportedAction,
  ReportedIngredient,
  ReportedManifest,
  ValidationStatus,
} from './credential-report';

/** More of a kind than any sound file has is cut off: reports are shown, stored and sent. */
const MOST = 1_000;
const LONGEST_TEXT = 2_000;

/** The engine's account of a manifest store as a report. */
export function reportOf(storeJson: string): CredentialReport {
  const store = record(JSON.parse(storeJson));
  const results = record(record(store.validation_results).activeManifest);
  const label = text(store.active_manifest);
  const active = label === null ? null : record(record(store.manifests)[label]);
  return {
    state: stateOf(store.validation_state),
    failures: [...statuses(results.failure), ...ingredientFailures(store)].slice(0, MOST),
    passed: [...new Set(statuses(results.success).map(({ code }) => code))],
    manifest: label === null || active === null ? null : manifestOf(label, active),
  };
}

/** What the engine would not read, as a report. Throws `media-unreadable` (bad-input) when the file is no such medium. */
export function reportOfRefusal(words: string): CredentialReport {
  if (/^C2pa\((JumbfNotFound|ProvenanceMissing|RemoteManifest)/.test(words)) {
    return { state: 'None', failures: [], passed: [], manifest: null };
  }
  if (/^C2pa\((InvalidAsset|UnsupportedType|EmbeddingError|IoError)/.test(words)) throw unreadable(words);
  const failure = { code: 'general.error', explanation: clean(words) };
  return { state: 'Invalid', failures: [failure], passed: [], manifest: null };
}

function unreadable(words: string): MaquetteError {
  return new MaquetteError('bad-input', 'media-unreadable', `The file cannot be read: ${clean(words)}`, {
    hint: 'It is cut off, or not of the kind that its first bytes announce.',
  });
}

function stateOf(given: unknown): CredentialState {
  return given === 'Trusted' || given === 'Valid' ? given : 'Invalid';
}

/** A parent that was changed after it was opened is told about here. */
function ingredientFailures(store: Record<string, unknown>): ValidationStatus[] {
  const deltas = list(record(store.validation_results).ingredientDeltas);
  return deltas.flatMap((delta) => statuses(record(record(delta).validationDeltas).failure));
}

function statuses(given: unknown): ValidationStatus[] {
  return list(given).map((status) => ({
    code: text(record(status).code) ?? 'general.error',
    explanation: text(record(status).explanation) ?? '',
  }));
}

function manifestOf(label: string, manifest: Record<string, unknown>): ReportedManifest {
  const [generator] = list(manifest.claim_generator_info).map(record);
  const signer = record(manifest.signature_info);
  const assertions = list(manifest.assertions).map(record);
  const dataOf = (name: RegExp) =>
    assertions.filter((assertion) => name.test(text(assertion.label) ?? '')).map(({ data }) => record(data));
  const [provenance] = dataOf(PROVENANCE);
  return {
    label,
    title: text(manifest.title),
    generator: generator ? [text(generator.name), text(generator.version)].filter(Boolean).join(' ') : null,
    signer: {
      organisation: text(signer.issuer),
      name: text(signer.common_name),
      algorithm: text(signer.alg),
    },
    actions: dataOf(/^c2pa\.actions/).flatMap(({ actions }) => list(actions).map(actionOf)),
    ingredients: list(manifest.ingredients).map(ingredientOf),
    trainingMining: Object.assign({}, ...dataOf(/training-mining/).map(usesOf)) as Record<string, string>,
    provenance: provenance ? (cleaned(provenance) as Record<string, unknown>) : null,
  };
}

const PROVENANCE = new RegExp(`^${PROVENANCE_LABEL.replaceAll('.', '\\.')}$`);

function actionOf(given: unknown): ReportedAction {
  const { action, when, digitalSourceType, softwareAgent, description } = record(given);
  const agent = typeof softwareAgent === 'string' ? { name: softwareAgent } : record(softwareAgent);
  return {
    action: text(action) ?? 'unknown',
    when: text(when),
    digitalSourceType: text(digitalSourceType),
    agent: [text(agent.name), text(agent.version)].filter(Boolean).join(' ') || null,
    description: text(description),
  };
}

function ingredientOf(given: unknown): ReportedIngredient {
  const { title, relationship, instance_id, format, active_manifest } = record(given);
  return {
    title: text(title),
    relationship: text(relationship),
    instanceId: text(instance_id),
    format: text(format),
    manifest: text(active_manifest),
  };
}

function usesOf({ entries }: Record<string, unknown>): Record<string, string> {
  const uses = Object.entries(record(entries)).slice(0, MOST);
  return Object.fromEntries(uses.map(([name, entry]) => [clean(name), text(record(entry).use) ?? 'unknown']));
}

function record(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST) : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? clean(value) : null;
}

/** Of bounded length, and without what would steer a terminal or turn the reading direction. */
function clean(value: string): string {
  return value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').slice(0, LONGEST_TEXT);
}

/** The same for a whole value; what is nested deeper than ours ever is, is left out. */
function cleaned(value: unknown, depth = 6): unknown {
  if (typeof value === 'string') return clean(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.slice(0, MOST).map((item) => cleaned(item, depth - 1));
  const entries = Object.entries(value).slice(0, MOST);
  return Object.fromEntries(entries.map(([key, item]) => [clean(key), cleaned(item, depth - 1)]));
}
