/** One tensor of a V2 request. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly datatype: string;
  readonly data: readonly unknown[];
}

/** What a model's V2 metadata says of an input; -1 in a shape is any size. */
export interface TensorMetadata {
  readonly name: string;
  readonly shape: readonly number[];
  readonly datatype: string;
}

/** A request of zeros that fits a model's metadata; undefined when that names no inputs. */
export function zeros(metadata: unknown): { readonly inputs: readonly Tensor[] } | undefined {
  const { inputs } = (metadata ?? {}) as { inputs?: readonly TensorMetadata[] };
  if (!Array.isArray(inputs) || inputs.length === 0) return undefined;
  return {
    inputs: (inputs as readonly TensorMetadata[]).map(({ name, shape, datatype }) => {
      const sizes = shape.map((size) => Math.max(1, size));
      const length = sizes.reduce((product, size) => product * size, 1);
      const data = Array.from({ length }, () => zeroOf(datatype));
      return { name, shape: sizes, datatype, data };
    }),
  };
}

function zeroOf(datatype: string): string | boolean | number {
  if (datatype === "BYTES") return "";
  return datatype === "BOOL" ? false : 0;
}
