/** A span as a collector gets it. */
export interface ReceivedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  /** In milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** The ids of the spans that it links to. */
  readonly links: readonly string[];
  readonly isError: boolean;
}

type Value = number | bigint | Buffer;

/** The fields of a protobuf message: groups are obsolete, so a value is a number or bytes. */
function fieldsOf(message: Buffer): ReadonlyMap<number, readonly Value[]> {
  const fields = new Map<number, Value[]>();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = Number(varint());
    let value: Value;
    if ((tag & 7) === 0) value = varint();
    else if ((tag & 7) === 1) value = message.readBigUInt64LE((at += 8) - 8);
    else if ((tag & 7) === 5) value = message.readUInt32LE((at += 4) - 4);
    else {
      const length = Number(varint());
      value = message.subarray(at, (at += length));
    }
    fields.set(tag >> 3, [...(fields.get(tag >> 3) ?? []), value]);
  }
  return fields;
}

const messagesIn = (message: Buffer, field: number) => (fieldsOf(message).get(field) ?? []) as readonly Buffer[];

function attributesOf(message: Buffer, field: number): Record<string, string | number> {
  return Object.fromEntries(
    messagesIn(message, field).map((pair) => {
      const [[key], [value]] = [messagesIn(pair, 1), messagesIn(pair, 2)];
      const [[field = 0, [content] = []] = []] = fieldsOf(value ?? Buffer.alloc(0));
      return [String(key), field === 1 ? String(content) : Number(content)];
    }),
  );
}

/** The spans of an OTLP request in protobuf (opentelemetry-proto, `ExportTraceServiceRequest`). */
export function readSpans(request: Buffer): ReceivedSpan[] {
  return messagesIn(request, 1).flatMap((resourceSpans) => {
    const [resource = Buffer.alloc(0)] = messagesIn(resourceSpans, 1);
    const service = String(attributesOf(resource, 1)['service.name']);
    const spans = messagesIn(resourceSpans, 2).flatMap((scopeSpans) => messagesIn(scopeSpans, 2));
    return spans.map((span) => readSpan(service, span));
  });
}

function readSpan(service: string, span: Buffer): ReceivedSpan {
  const fields = fieldsOf(span);
  const hex = (field: number) => messagesIn(span, field)[0]?.toString('hex') ?? '';
  const milliseconds = (field: number) => Number(fields.get(field)?.[0] ?? 0) / 1e6;
  const [status] = messagesIn(span, 15);
  return {
    service,
    traceId: hex(1),
    spanId: hex(2),
    parentSpanId: hex(4),
    name: String(messagesIn(span, 5)[0]),
    kind: Number(fields.get(6)?.[0]),
    start: milliseconds(7),
    end: milliseconds(8),
    attributes: attributesOf(span, 9),
    links: messagesIn(span, 13).map((link) => messagesIn(link, 2)[0]?.toString('hex') ?? ''),
    isError: status !== undefined && Number(fieldsOf(status).get(3)?.[0]) === 2,
  };
}
