import assert from "node:assert/strict";
import { object, pathsOf } from "./told";

describe("monitoring-stays-inside", () => {
  const monitor = (kind: string, spec: string) =>
    pathsOf("monitoring-stays-inside", object(kind, spec, "monitoring.coreos.com/v1")).map((path) =>
      path.replace("spec.", ""),
    );

  const cases: [string, string, string, string][] = [
    [
      "Prometheus",
      "{ remoteWrite: [{ url: 'http://HOST/push' }] }",
      "store.team.svc",
      "remoteWrite[0].url",
    ],
    [
      "Prometheus",
      "{ remoteRead: [{ url: 'http://HOST/read' }] }",
      "10.7.0.4:9009",
      "remoteRead[0].url",
    ],
    [
      "PrometheusAgent",
      "{ remoteWrite: [{ url: 'http://a', proxyUrl: 'http://HOST' }] }",
      "proxy",
      "remoteWrite[0].proxyUrl",
    ],
    [
      "Prometheus",
      "{ apiserverConfig: { host: 'HOST' } }",
      "kubernetes.default.svc",
      "apiserverConfig.host",
    ],
    [
      "ServiceMonitor",
      "{ endpoints: [{ proxyUrl: 'http://HOST' }] }",
      "proxy",
      "endpoints[0].proxyUrl",
    ],
    [
      "PodMonitor",
      "{ podMetricsEndpoints: [{ oauth2: { tokenUrl: 'https://HOST' } }] }",
      "pki.test",
      "podMetricsEndpoints[0].oauth2.tokenUrl",
    ],
    [
      "PodMonitor",
      "{ podMetricsEndpoints: [{ relabelings: [{ targetLabel: __address__, replacement: 'HOST' }] }] }",
      "$1:9100",
      "podMetricsEndpoints[0].relabelings[0].replacement",
    ],
    ["Probe", "{ prober: { url: 'HOST' } }", "blackbox.team.svc:9115", "prober.url"],
    [
      "ThanosRuler",
      "{ alertmanagersUrl: ['http://HOST'] }",
      "alerts.team.svc:9093",
      "alertmanagersUrl[0]",
    ],
    [
      "Probe",
      "{ targets: { staticConfig: { static: ['https://HOST'] } } }",
      "web.team.svc",
      "targets.staticConfig.static[0]",
    ],
    [
      "ScrapeConfig",
      "{ staticConfigs: [{ targets: ['HOST:80'] }] }",
      "10.7.0.4",
      "staticConfigs[0].targets[0]",
    ],
    [
      "ScrapeConfig",
      "{ httpSDConfigs: [{ url: 'http://HOST' }] }",
      "list.team.svc",
      "httpSDConfigs[0].url",
    ],
    [
      "ScrapeConfig",
      "{ dnsSDConfigs: [{ names: ['HOST'] }] }",
      "web.team.svc",
      "dnsSDConfigs[0].names[0]",
    ],
    [
      "AlertmanagerConfig",
      "{ receivers: [{ webhookConfigs: [{ url: 'http://HOST' }] }] }",
      "hook.team.svc",
      "receivers[0].webhookConfigs[0].url",
    ],
    [
      "AlertmanagerConfig",
      "{ receivers: [{ emailConfigs: [{ smarthost: 'HOST:25' }] }] }",
      "mail.team.svc",
      "receivers[0].emailConfigs[0].smarthost",
    ],
    [
      "AlertmanagerConfig",
      "{ receivers: [{ opsgenieConfigs: [{ apiURL: 'https://HOST' }] }] }",
      "pki.test",
      "receivers[0].opsgenieConfigs[0].apiURL",
    ],
    [
      "Alertmanager",
      "{ alertmanagerConfiguration: { global: { smtp: { smartHost: { host: 'HOST', port: '25' } } } } }",
      "mail",
      "alertmanagerConfiguration.global.smtp.smartHost.host",
    ],
  ];
  for (const [kind, spec, inside, path] of cases)
    it(`lets ${kind} name ${inside}, and no host outside, at ${path}`, () => {
      assert.deepEqual(monitor(kind, spec.replace("HOST", inside)), []);
      assert.deepEqual(monitor(kind, spec.replace("HOST", "cloud.example.com")), [path]);
      assert.deepEqual(monitor(kind, spec.replace("HOST", "203.0.113.7")), [path]);
    });

  const hidden: [string, string, string][] = [
    ["Prometheus", "{ additionalScrapeConfigs: { name: a, key: b } }", "additionalScrapeConfigs"],
    [
      "Prometheus",
      "{ additionalAlertManagerConfigs: { name: a } }",
      "additionalAlertManagerConfigs",
    ],
    ["Alertmanager", "{ configSecret: a }", "configSecret"],
    [
      "Alertmanager",
      "{ alertmanagerConfiguration: { global: { slackApiUrl: { name: a } } } }",
      "alertmanagerConfiguration.global.slackApiUrl",
    ],
    [
      "AlertmanagerConfig",
      "{ receivers: [{ webhookConfigs: [{ urlSecret: { name: a } }] }] }",
      "receivers[0].webhookConfigs[0]",
    ],
    [
      "AlertmanagerConfig",
      "{ receivers: [{ slackConfigs: [{ apiURL: { name: a } }] }] }",
      "receivers[0].slackConfigs[0]",
    ],
    [
      "AlertmanagerConfig",
      "{ receivers: [{ pagerdutyConfigs: [{ routingKey: { name: a } }] }] }",
      "receivers[0].pagerdutyConfigs[0]",
    ],
    [
      "AlertmanagerConfig",
      "{ receivers: [{ pushoverConfigs: [{}] }] }",
      "receivers[0].pushoverConfigs[0]",
    ],
    [
      "AlertmanagerConfig",
      "{ receivers: [{ pagerConfigs: [{ url: a }] }] }",
      "receivers[0].pagerConfigs[0]",
    ],
    ["ScrapeConfig", "{ ec2SDConfigs: [{ region: a }] }", "ec2SDConfigs"],
  ];
  for (const [kind, spec, path] of hidden)
    it(`refuses ${path} of ${kind}, which hides where it leads`, () => {
      assert.deepEqual(monitor(kind, spec), [path]);
    });

  it("leaves labels, own addresses and lists of none alone", () => {
    assert.deepEqual(monitor("Prometheus", "{ externalUrl: 'https://graphs.example.com' }"), []);
    assert.deepEqual(
      monitor("ScrapeConfig", "{ ec2SDConfigs: [], kubernetesSDConfigs: [{ role: Pod }] }"),
      [],
    );
    assert.deepEqual(
      monitor("ServiceMonitor", "{ endpoints: [{ port: http }], targetLabels: [a] }"),
      [],
    );
    assert.deepEqual(monitor("AlertmanagerConfig", "{ receivers: [{ name: none }] }"), []);
    assert.deepEqual(monitor("Prometheus", "{ remoteWrite: [{ noProxy: hub.test }] }"), []);
  });
});
