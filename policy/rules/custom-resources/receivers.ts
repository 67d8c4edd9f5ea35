import { fieldsOf, textOf } from "../../kubernetes-object";
import type { Complaint } from "../../rule";
import type { Site } from "../../site/site";
import { called, itemsOf } from "./called";
import type { Field } from "./fields-within";

// Of AlertmanagerConfig: the field of a receiver that says where it is. A receiver without one is a vendor's.
const RECEIVERS: Readonly<Record<string, string | undefined>> = {
  webhookConfigs: "url",
  emailConfigs: "smarthost",
  pagerdutyConfigs: "url",
  pagerDutyConfigs: "url",
  opsgenieConfigs: "apiURL",
  opsGenieConfigs: "apiURL",
  victoropsConfigs: "apiUrl",
  victorOpsConfigs: "apiUrl",
  telegramConfigs: "apiURL",
  snsConfigs: "apiURL",
  webexConfigs: "apiURL",
  wechatConfigs: "apiURL",
  weChatConfigs: "apiURL",
  discordConfigs: "apiURL",
  slackConfigs: "apiURL",
  rocketchatConfigs: "apiURL",
  rocketChatConfigs: "apiURL",
  mattermostConfigs: "webhookURL",
  jiraConfigs: "apiURL",
  incidentioConfigs: "url",
  msteamsConfigs: "webhookUrl",
  msteamsv2Configs: "webhookURL",
  msTeamsV2Configs: "webhookURL",
  pushoverConfigs: undefined,
  pushOverConfigs: undefined,
};

/** What is wrong with a list of receivers of one sort: each has to say, in plain text, where inside it is. */
export function receiverComplaints(
  { key, value, path }: Field,
  site: Site,
  home: string | undefined,
): Complaint[] {
  if (!/\.receivers\[\d+\]\.\w+Configs$/.test(path)) return [];
  const field = RECEIVERS[key];
  return itemsOf(value, path).flatMap((receiver) => {
    const address = field === undefined ? undefined : fieldsOf(receiver.item)[field];
    if (field !== undefined && textOf(address) !== undefined)
      return /ur[li]$/i.test(field) ? [] : called(address, `${receiver.path}.${field}`, site, home);
    return [
      {
        path: receiver.path,
        message: "does not say where it is, so it may call the cloud of its vendor",
        remedy: "Use webhookConfigs or emailConfigs with a server inside, in plain text.",
      },
    ];
  });
}
