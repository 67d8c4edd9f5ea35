/**
 * An object whose fields are the stack file's, whoever else has written them since: without this a field
 * that was put by hand stops each later update with a conflict. What ignoreChanges names stays theirs.
 */
export const overruling = <T extends { readonly metadata: Metadata }>(object: T) => ({
  ...object,
  metadata: {
    ...object.metadata,
    // The same for all and for ever: Seldon copies a Server's annotations to its pods.
    annotations: { ...object.metadata.annotations, "pulumi.com/patchForce": "true" },
  },
});

interface Metadata {
  readonly name: string;
  readonly annotations?: Readonly<Record<string, string>>;
}
