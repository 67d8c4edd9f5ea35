import * as pulumi from "@pulumi/pulumi";

/**
 * A mistake in what the program was given; the engine prints the message and nothing else.
 * It has no stack: Node 20 takes half a minute and 2 GB to colour one that passes through Pulumi's
 * own source-mapped files, and nobody would see it.
 */
export function refusal(message: string): Error {
  return Object.assign(new pulumi.RunError(message), { stack: "" });
}
