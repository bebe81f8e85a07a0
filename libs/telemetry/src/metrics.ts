import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What `GET /metrics` of one process shows. Names after the conventions of Prometheus: base units, `_total` for counters. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly registers = [this.registry];

  constructor(app: 'api' | 'worker') {
    this.registry.setDefaultLabels({ app });
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  counter<Label extends string>(name: string, help: string, labelNames: Label[] = []): Counter<Label> {
    return new Counter({ name: `maquette_${name}`, help, labelNames, registers: this.registers });
  }

  histogram<Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: Label[] = [],
  ): Histogram<Label> {
    return new Histogram({ name: `maquette_${name}`, help, buckets, labelNames, registers: this.registers });
  }

  /** A value that is looked up when somebody asks for the metrics. */
  gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    read: (gauge: Gauge<Label>) => Promise<void>,
  ): Gauge<Label> {
    return new Gauge({
      name: `maquette_${name}`,
      help,
      labelNames,
      registers: this.registers,
      async collect() {
        await read(this);
      },
    });
  }
}
