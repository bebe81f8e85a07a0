import { MaquetteError } from '@maquette/kernel';

/** Whatever keeps weights in memory until it is closed. */
export interface Loadable {
  close(): Promise<void>;
}

/** What is to be put on the shelf. */
export interface ShelfOrder {
  /** Digest of the model's files. */
  key: string;
  /** `architecture/daylight@1.0.0` */
  reference: string;
  /** What it will take, as far as it is known before; what it then took is measured. */
  expectedBytes: number;
}

export interface ShelfOptions<M extends Loadable> {
  /** What the models may take together. */
  budgetBytes: number;
  load(order: ShelfOrder): Promise<M>;
  /** Bytes that the process takes now. */
  memory(): number;
  evicted?(reference: string): void;
}

/** A model that cannot be evicted until it is let go; letting go twice does nothing. */
export interface Held<M> {
  model: M;
  letGo(): void;
  /** Says that it needed more than it took when it was loaded: the next models are told by that. */
  took(bytes: number): void;
}

interface Place<M> {
  order: ShelfOrder;
  model: Promise<M>;
  holders: number;
  /** 0 while it loads. */
  bytes: number;
  /** Rises with each use: the lowest is evicted first. */
  used: number;
}

/**
 * The models of one device: several at a time, within a budget of memory. Who uses one holds it; when there is no room for
 * another, those that nobody holds are closed, the one that was used longest ago first. Loads go one after the other, so that
 * what each takes can be told; who asks for a model that is being loaded waits for the same load.
 */
export class ModelShelf<M extends Loadable> {
  private readonly places = new Map<string, Place<M>>();
  private loading: Promise<unknown> = Promise.resolve();
  private clock = 0;

  constructor(private readonly options: ShelfOptions<M>) {}

  /** References of the models that are loaded, the one that was used last first. */
  get warm(): string[] {
    return [...this.places.values()]
      .filter(({ bytes }) => bytes > 0)
      .sort((a, b) => b.used - a.used)
      .map(({ order }) => order.reference);
  }

  /** Bytes that the loaded models are taken to need. */
  get takenBytes(): number {
    return [...this.places.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /**
   * The model, loaded where it was not. Errors: `memory-too-small` (unavailable) when it alone is more than the budget,
   * `memory-in-use` (unavailable) when those that are held leave no room, and those of the load.
   */
  async hold(order: ShelfOrder): Promise<Held<M>> {
    const place = this.places.get(order.key) ?? this.begin(order);
    place.holders++;
    place.used = ++this.clock;
    let held = true;
    const letGo = (): void => {
      if (held) place.holders--;
      held = false;
    };
    try {
      const model = await place.model;
      return { model, letGo, took: (bytes) => void (place.bytes = Math.max(place.bytes, bytes)) };
    } catch (error) {
      letGo();
      throw error;
    }
  }

  /** Closes every model, held or not. */
  async close(): Promise<void> {
    const places = [...this.places.values()];
    this.places.clear();
    await Promise.all(places.map(async ({ model }) => (await model.catch(() => null))?.close()));
  }

  private begin(order: ShelfOrder): Place<M> {
    const place: Place<M> = {
      order,
      model: this.loading.then(() => this.load(place)),
      holders: 0,
      bytes: 0,
      used: 0,
    };
    this.loading = place.model.catch(() => undefined);
    this.places.set(order.key, place);
    // A load that failed is tried again by whoever asks next.
    place.model.catch(() => {
      if (this.places.get(order.key) === place) this.places.delete(order.key);
    });
    return place;
  }

  private async load(place: Place<M>): Promise<M> {
    const { order } = place;
    await this.makeRoom(order, order.expectedBytes);
    const before = this.options.memory();
    const model = await this.options.load(order);
    const bytes = Math.max(this.options.memory() - before, order.expectedBytes, 1);
    try {
      await this.makeRoom(order, bytes);
    } catch (error) {
      await model.close();
      throw error;
    }
    place.bytes = bytes;
    return model;
  }

  private async makeRoom(order: ShelfOrder, bytes: number): Promise<void> {
    const { budgetBytes } = this.options;
    if (bytes > budgetBytes) throw tooSmall(order, bytes, budgetBytes);
    while (this.takenBytes + bytes > budgetBytes) {
      const place = this.leastRecentlyUsed();
      if (!place) throw inUse(order, bytes, budgetBytes - this.takenBytes);
      this.places.delete(place.order.key); // before it is closed: nobody may take hold of it any more
      await (await place.model).close();
      this.options.evicted?.(place.order.reference);
    }
  }

  private leastRecentlyUsed(): Place<M> | null {
    const idle = [...this.places.values()].filter(({ holders, bytes }) => holders === 0 && bytes > 0);
    return idle.length === 0
      ? null
      : idle.reduce((oldest, place) => (place.used < oldest.used ? place : oldest));
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;

function tooSmall({ reference }: ShelfOrder, bytes: number, budget: number): MaquetteError {
  const message = `${reference} needs ${megabytes(bytes)}; this device has ${megabytes(budget)} for checkpoints.`;
  return new MaquetteError('unavailable', 'memory-too-small', message, {
    hint: 'Use a device with more memory, or raise MAQUETTE_DEVICE_MEMORY_MB if the device has more.',
    details: { checkpoint: reference, bytes, budget },
  });
}

function inUse({ reference }: ShelfOrder, bytes: number, free: number): MaquetteError {
  const message = `${reference} needs ${megabytes(bytes)}; ${megabytes(Math.max(0, free))} are free while other checkpoints are in use.`;
  return new MaquetteError('unavailable', 'memory-in-use', message, {
    hint: 'Try again when they are done.',
    details: { checkpoint: reference, bytes, free },
  });
}
