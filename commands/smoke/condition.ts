/** A condition as Seldon's operator writes it; the text is often in `reason` alone. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** What a condition says, in words; the name of the condition where it says nothing. */
export function textOf(condition: Condition | undefined): string {
  if (condition === undefined) return "no condition yet";
  const { type, status, reason = "", message = "" } = condition;
  const said = [reason, message].filter((text) => text !== "").join(": ");
  return `${type}=${status}${said === "" ? "" : ` "${said}"`}`;
}

/** What is known of a text of Seldon's that does not tell its cause, and the command that shows it. */
interface Known {
  readonly text: RegExp;
  readonly cause: (tenant: string) => string;
  readonly next: (tenant: string) => string;
}

const known: readonly Known[] = [
  {
    text: /name resolver error: produced zero addresses|no such host/,
    cause: (tenant) =>
      `this is DNS: the controller cannot resolve seldon-scheduler.${tenant}, so no server of the tenant can register`,
    next: (tenant) =>
      `kubectl -n ${tenant} get service,endpointslices -l app.kubernetes.io/name=seldon-scheduler; ` +
      "kubectl -n kube-system get pods -l k8s-app=kube-dns",
  },
  {
    text: /connection refused|context deadline exceeded|i\/o timeout/,
    cause: () =>
      "the name resolves but nothing answers: the scheduler is not up, or a NetworkPolicy is in the way",
    next: (tenant) =>
      `kubectl -n ${tenant} get pods -l app.kubernetes.io/name=seldon-scheduler; kubectl -n ${tenant} get networkpolicies`,
  },
  {
    text: /no matching servers are available/,
    cause: () =>
      "no server that is registered has all of its requirements and the memory for it, or none is registered",
    next: (tenant) => `kubectl -n ${tenant} get servers,models -o wide`,
  },
  {
    text: /exceeded quota|forbidden: .*quota/,
    cause: () => "the tenant's quota is used up",
    next: (tenant) => `kubectl -n ${tenant} describe resourcequota`,
  },
  {
    text: /violates PodSecurity/,
    cause: () => "the namespace's Pod Security level refuses the pods",
    next: (tenant) => `kubectl -n ${tenant} get events --field-selector reason=FailedCreate`,
  },
];

/** The cause and the next command for a text of Seldon's or of Kubernetes', where it is a known one. */
export function diagnose(
  text: string,
  tenant: string,
): { readonly cause: string; readonly next: string } | undefined {
  const found = known.find((candidate) => candidate.text.test(text));
  return found && { cause: found.cause(tenant), next: found.next(tenant) };
}
