import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { CheckoutCopy } from "./checkout-copy";
import { StackShell } from "./stack-shell";

type Values = Readonly<Record<string, unknown>>;

/** What a preview would do with one resource that does not stay as it is. */
export interface Change {
  readonly op: string;
  /** The types of its parents and its own. */
  readonly path: string;
  readonly name: string;
}

const stack = "switching";
const prefix = "seldon-platform:";
const tenantKinds =
  "seldonruntimes,servers,models,experiments,resourcequotas,limitranges,roles,rolebindings,secrets";
const keyed = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]));

/** A stack of its own on one local cluster, applied and previewed with one set of keys after another. */
export class SwitchedStack {
  private files = 0;

  private constructor(
    private readonly copy: CheckoutCopy,
    readonly shell: StackShell,
  ) {}

  /**
   * Applied once, with the gate on and every CRD that these values ask for.
   * @param site what the gate holds to be true of it
   */
  static async start(values: Values, site: object): Promise<SwitchedStack> {
    const copy = new CheckoutCopy();
    try {
      writeFileSync(copy.path(`Pulumi.${stack}.yaml`), stringify({ config: keyed(values) }));
      writeFileSync(copy.path(`policy/site/${stack}.yaml`), stringify(site));
      const { code, output } = await copy.make(["up", `STACK=${stack}`]);
      assert.equal(code, 0, output);
      return new SwitchedStack(copy, await StackShell.open(copy, stack));
    } catch (error) {
      copy.remove();
      throw error;
    }
  }

  /** With these keys in place of those that it was started with. @returns what was said */
  apply(values: Values, more = ""): Promise<string> {
    return this.shell.text(`${this.with(values)} pulumi up --yes --skip-preview ${more}`);
  }

  /** Fails when a preview sees anything to do. */
  async unchanged(values: Values, more = ""): Promise<void> {
    await this.shell.text(`${this.with(values)} pulumi preview --expect-no-changes ${more}`);
  }

  async previewed(values: Values): Promise<Change[]> {
    const line = `${this.with(values)} pulumi preview --json 2>/dev/null`;
    const { steps } = (await this.shell.json(line)) as { steps: { op: string; urn: string }[] };
    return steps
      .filter(({ op }) => op !== "same")
      .map(({ op, urn }) => {
        const [path = "", name = ""] = urn.split("::").slice(-2);
        return { op, path, name };
      });
  }

  /** Two at a time, which is what a small machine has cores for. */
  async previewedEach<Name>(
    names: readonly Name[],
    keysOf: (name: Name) => Values,
  ): Promise<Map<Name, Change[]>> {
    const found = new Map<Name, Change[]>();
    const waiting = [...names];
    const work = async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
        found.set(name, await this.previewed(keysOf(name)));
    };
    await Promise.all([work(), work()]);
    return found;
  }

  /** What a tenant is made of, whatever the way in and the mesh: each object with its uid. */
  tenantObjects(): Promise<string> {
    return this.shell.text(
      "for tenant in busy quiet; do " +
        "kubectl get namespace $tenant -o jsonpath='{.metadata.name} {.metadata.uid}{\"\\n\"}'; " +
        `kubectl get ${tenantKinds} -n $tenant ` +
        "-o jsonpath='{range .items[*]}{.kind}/{.metadata.name} {.metadata.uid}{\"\\n\"}{end}'; done",
    );
  }

  end(): void {
    this.copy.remove();
  }

  /** A stack file of its own for each set of values, so that two previews may run at once. */
  private with(values: Values): string {
    const file = this.copy.path(".local", stack, `Pulumi.${stack}.yaml`);
    const { config, ...rest } = parse(readFileSync(file, "utf8")) as { config: Values };
    this.files += 1;
    const place = this.copy.path(".local", stack, `${String(this.files)}.yaml`);
    // A key without a value is left out.
    writeFileSync(place, stringify({ ...rest, config: { ...config, ...keyed(values) } }));
    return `PULUMI_OPTION_CONFIG_FILE='${place}'`;
  }
}
