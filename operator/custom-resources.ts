import type { Labels } from "./objects";

// What the operator reads of its custom resources. A chart writes null for what is not set, so each
// optional field may be null. Pod specs are any JSON: the operator passes unknown fields on.

type Maybe<T> = T | null | undefined;

export interface CustomMetadata {
  readonly labels?: Maybe<Labels>;
  readonly annotations?: Maybe<Labels>;
}

/** A claim template as the custom resources write it: name and spec side by side. */
export interface ClaimTemplate {
  readonly name: string;
  readonly spec: object;
}

export interface KafkaConfig {
  readonly "bootstrap.servers"?: Maybe<string>;
  readonly consumerGroupIdPrefix?: Maybe<string>;
  readonly debug?: Maybe<string>;
  readonly consumer?: Maybe<Readonly<Record<string, string | number>>>;
  readonly producer?: Maybe<Readonly<Record<string, string | number>>>;
  readonly streams?: Maybe<Readonly<Record<string, string | number>>>;
  readonly topicPrefix?: Maybe<string>;
}

export interface TracingConfig {
  readonly disable?: Maybe<boolean>;
  readonly otelExporterEndpoint?: Maybe<string>;
  readonly otelExporterProtocol?: Maybe<string>;
  readonly ratio?: Maybe<string>;
}

export interface ServiceConfig {
  readonly grpcServicePrefix?: Maybe<string>;
  readonly serviceType?: Maybe<string>;
}

export interface RcloneConfig {
  readonly config?: Maybe<readonly string[]>;
  readonly config_secrets?: Maybe<readonly string[]>;
}

/** The same block in SeldonConfig, where it gives the defaults, and in SeldonRuntime. */
export interface Configuration {
  readonly tracingConfig?: Maybe<TracingConfig>;
  readonly kafkaConfig?: Maybe<KafkaConfig>;
  readonly agentConfig?: Maybe<{ readonly rclone?: Maybe<RcloneConfig> }>;
  readonly serviceConfig?: Maybe<ServiceConfig>;
}

/** One part of a runtime. Its own `replicas` field is left out, because the operator never reads it. */
export interface Component {
  readonly name: string;
  readonly labels?: Maybe<Labels>;
  readonly annotations?: Maybe<Labels>;
  readonly podSpec?: Maybe<object>;
  readonly volumeClaimTemplates?: Maybe<readonly ClaimTemplate[]>;
}

export interface SeldonConfig {
  readonly metadata: CustomMetadata;
  readonly spec: {
    readonly components?: Maybe<readonly Component[]>;
    readonly config?: Maybe<Configuration>;
  };
}

/** What a SeldonRuntime changes of one component. */
export interface Override {
  readonly name: string;
  readonly disable?: Maybe<boolean>;
  readonly replicas?: Maybe<number>;
  readonly serviceType?: Maybe<string>;
  readonly podSpec?: Maybe<object>;
}

export interface SeldonRuntime {
  readonly metadata: CustomMetadata;
  readonly spec: {
    readonly overrides?: Maybe<readonly Override[]>;
    readonly config?: Maybe<Configuration>;
  };
}

export interface ServerConfig {
  readonly metadata: CustomMetadata;
  readonly spec: {
    readonly podSpec: object;
    readonly volumeClaimTemplates?: Maybe<readonly ClaimTemplate[]>;
  };
}

/** `imageOverrides` is left out: the operator has the field and never reads it. */
export interface Server {
  readonly metadata: CustomMetadata & { readonly name: string };
  readonly spec: {
    readonly replicas?: Maybe<number>;
    readonly capabilities?: Maybe<readonly string[]>;
    readonly extraCapabilities?: Maybe<readonly string[]>;
    readonly podSpec?: Maybe<object>;
    readonly statefulSetPersistentVolumeClaimRetentionPolicy?: Maybe<object>;
  };
}
