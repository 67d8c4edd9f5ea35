import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { CheckoutCopy } from "./checkout-copy";
import { StackShell } from "./stack-shell";

interface Item {
  readonly name: string;
}

/** A stack that is applied again and again to one local cluster, while its stack file changes. */
export class KeptStack {
  private constructor(
    private readonly stack: string,
    private readonly copy: CheckoutCopy,
    readonly shell: StackShell,
  ) {}

  /** Applied once, as it is. */
  static async start(stack: string): Promise<KeptStack> {
    const copy = new CheckoutCopy();
    try {
      const { code, output } = await copy.make(["up", `STACK=${stack}`]);
      assert.equal(code, 0, output);
      return new KeptStack(stack, copy, await StackShell.open(copy, stack));
    } catch (error) {
      copy.remove();
      throw error;
    }
  }

  add(item: Item): void {
    this.tenants((items) => [...items, item]);
  }

  remove(name: string): void {
    this.tenants((items) => items.filter((item) => item.name !== name));
  }

  /** Writes keys of a tenant's item; undefined takes one away. */
  change(name: string, keys: object): void {
    this.tenants((items) =>
      items.map((item) => (item.name === name ? { ...item, ...keys } : item)),
    );
  }

  /** @returns what was said */
  async applied(): Promise<string> {
    const { code, output } = await this.make("up");
    assert.equal(code, 0, output);
    return output;
  }

  /** @returns what was said */
  async refused(): Promise<string> {
    const { code, output } = await this.make("up");
    assert.notEqual(code, 0, output);
    return output;
  }

  make(target: string) {
    return this.copy.make([target, `STACK=${this.stack}`]);
  }

  /** What a preview would do, without what stays as it is. */
  async previewed(): Promise<{ op: string; name: string }[]> {
    const { steps } = (await this.shell.json("pulumi preview --json 2>/dev/null")) as {
      steps: { op: string; urn: string }[];
    };
    return steps
      .filter(({ op }) => op !== "same")
      .map(({ op, urn }) => ({ op, name: urn.split("::").at(-1) ?? "" }));
  }

  left() {
    return this.copy.left();
  }

  end(): void {
    this.copy.remove();
  }

  /** Also in the copy that plain pulumi reads, which make renews only when it applies. */
  private tenants(change: (items: readonly Item[]) => readonly Item[]): void {
    const key = "seldon-platform:tenants";
    const file = `Pulumi.${this.stack}.yaml`;
    for (const path of [this.copy.path(file), this.copy.path(".local", this.stack, file)])
      rewrite(path, (config) => {
        config[key] = change(config[key] as Item[]);
      });
  }
}

function rewrite(file: string, change: (config: Record<string, unknown>) => void): void {
  const { config, ...rest } = parse(readFileSync(file, "utf8")) as {
    config: Record<string, unknown>;
  };
  change(config);
  writeFileSync(file, stringify({ ...rest, config }));
}
