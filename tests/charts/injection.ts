import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

import { objectsOf } from "./flatten";

/** What the injector reads: templates by name, and the values that they are filled in with. */
interface Injector {
  readonly templates: Readonly<Record<string, string>>;
  readonly values: { readonly global: Readonly<Record<string, unknown>> };
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly resources?: unknown;
}

/** What a template puts into a pod. */
interface Injection {
  readonly spec: {
    readonly initContainers?: readonly Container[];
    readonly containers?: readonly Container[];
    readonly imagePullSecrets?: readonly { readonly name: string }[];
    readonly securityContext?: unknown;
  };
}

/** The injector's ConfigMap among what chart istiod renders. */
export function injectorOf(stream: string): Injector {
  const config = objectsOf(stream).find(
    ({ kind, metadata }) => kind === "ConfigMap" && metadata.name === "istio-sidecar-injector",
  ) as unknown as { data: { config: string; values: string } };
  const { templates } = parse(config.data.config) as Pick<Injector, "templates">;
  return { templates, values: parse(config.data.values) as Injector["values"] };
}

/**
 * Fills in a template of the stand-in as the injector would. Helm does it, which knows all that these
 * templates make use of; it must be on PATH. Istio's own templates call functions that only istiod has.
 */
export function injected({ templates, values }: Injector, template: string): Injection {
  const folder = mkdtempSync(join(tmpdir(), "injection-"));
  try {
    const put = (file: string, text: string) => {
      writeFileSync(join(folder, file), text);
    };
    mkdirSync(join(folder, "templates"));
    put("Chart.yaml", "apiVersion: v2\nname: injection\nversion: 1.0.0\n");
    put("template", templates[template] ?? "");
    put("values.json", JSON.stringify(values));
    put("templates/pod.yaml", filledIn);
    return parse(execFileSync("helm", ["template", folder], { encoding: "utf8" })) as Injection;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** ProxyImage is what istiod makes of hub and tag. */
const filledIn = `
{{- $values := .Files.Get "values.json" | fromJson }}
{{- $image := printf "%s/%s:%s" $values.global.hub $values.global.proxy.image $values.global.tag }}
{{- tpl (.Files.Get "template") (dict "Values" $values "ProxyImage" $image "Template" .Template) }}
`;
