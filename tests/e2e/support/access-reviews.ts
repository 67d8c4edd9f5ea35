import {
  AuthorizationV1Api,
  KubeConfig,
  V1ResourceAttributes,
  V1SubjectAccessReview,
  V1SubjectAccessReviewSpec,
} from "@kubernetes/client-node";

/** Who asks, as the API server would know them after they signed in. */
export interface Caller {
  readonly user: string;
  readonly groups: readonly string[];
}

/** Asks a cluster's own authorizer what somebody may do; nothing is done. */
export class AccessReviews {
  private readonly api: AuthorizationV1Api;

  constructor(kubeconfig: string) {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfig);
    this.api = config.makeApiClient(AuthorizationV1Api);
  }

  /**
   * Which of some actions are allowed, in their order.
   * @param actions as in `get models.mlops.seldon.io/scale`, or `get secrets#name` for one object
   * @param namespace undefined for the whole cluster
   */
  async allowed(
    caller: Caller,
    actions: readonly string[],
    namespace: string | undefined,
  ): Promise<string[]> {
    const answers = await Promise.all(actions.map((action) => this.ask(caller, action, namespace)));
    return actions.filter((_action, index) => answers[index]);
  }

  private async ask(caller: Caller, action: string, namespace?: string): Promise<boolean> {
    const [verb = "", target = ""] = action.split(" ");
    const [path = "", name] = target.split("#");
    const [kind = "", subresource] = path.split("/");
    const [resource = "", ...group] = kind.split(".");
    const resourceAttributes = Object.assign(new V1ResourceAttributes(), {
      verb,
      resource,
      group: group.join("."),
      ...(namespace !== undefined && { namespace }),
      ...(subresource !== undefined && { subresource }),
      ...(name !== undefined && { name }),
    });
    // The API server puts everybody who signed in into this group.
    const groups = [...caller.groups, "system:authenticated"];
    const spec = { user: caller.user, groups, resourceAttributes };
    const body = Object.assign(new V1SubjectAccessReview(), {
      spec: Object.assign(new V1SubjectAccessReviewSpec(), spec),
    });
    const { status } = await this.api.createSubjectAccessReview({ body });
    if (!status || status.evaluationError)
      throw new Error(`${action}: ${status?.evaluationError ?? "no answer"}`);
    return status.allowed;
  }
}
